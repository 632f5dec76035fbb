"""The one alert of a wait: how it rises, whom it is told to, and what follows when it does not arrive.

The message in the staff channel is the record: it names the first who are told, and is edited in place to its
end. Editing pings nobody, so whoever is told later gets a post of their own, with the draft and its buttons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alerts.ledger import How, Message, Told
from bot.alerts.merging import Merging
from bot.alerts.routing import Route, alert_to, first_on_duty, rung_to
from bot.conversation import Conversation, Wait
from bot.dues import Due, DueKind
from bot.messages import is_group
from bot.moves import renew_notice, renew_posts
from bot.ports import Work
from bot.record import Level, Notice, NoticeKind, NoticeState, PostKind, Watched
from bot.roster.duty import Roster
from bot.say import clock_time

LATE_AFTER = timedelta(minutes=1)
BACK_FOR = timedelta(minutes=10)  # in which what was missed is made good: later, a moment was moved there
RISES = {
    DueKind.WARNING: Level.WARNING,
    DueKind.BREACH: Level.BREACH,
    DueKind.ESCALATION: Level.ESCALATION,
}
REMINDS = frozenset({DueKind.REPEAT, DueKind.QUIET_ENDS, DueKind.SNOOZE_ENDS})
_HEIGHT = {level: height for height, level in enumerate(Level)}
NO_CHANNEL = "the staff channel takes no messages"


@dataclass(frozen=True, slots=True)
class Alerts:
    """Raises alerts in one transaction."""

    work: Work
    watched: Watched
    roster: Roster
    now: datetime

    async def rise(self, conversation: Conversation, due: list[Due]) -> None:
        """Raise the alert of the running wait as far as what is due says, and tell whom that concerns."""
        dealt_with = [(known.kind.value, known.occasion) for known in due]
        await self.work.fire_all(conversation.id, dealt_with)
        wait = conversation.wait
        if wait is None:
            return
        notice = await self._alert_of(conversation, wait)
        reached = notice.level if notice else None
        routes = [(known, self._route(known, conversation, reached)) for known in due]
        steps = [(known, route) for known, route in routes if route]
        if not steps:
            return
        levels = [_level(known, reached) for known, _ in steps]
        level = max([*levels, *([reached] if reached else [])], key=_height)
        highest = [(known, route) for known, route in steps if _level(known, reached) is level]
        route = _joined(route for _, route in highest)
        since = min(known.at for known, _ in steps)
        missed = self.now - since > LATE_AFTER and await self._away_at(since)
        late = self.now - since if missed else timedelta()
        await self._show(conversation, wait, notice, level, route, late)

    async def _away_at(self, moment: datetime) -> bool:
        """Whether no process ran at a moment, and one has begun just now: deadlines are moved there, too."""
        away = await self.work.away(self.now)
        return away is not None and away.since <= moment <= away.until >= self.now - BACK_FOR

    async def page_instead(
        self, notice: Notice, conversation: Conversation, why: str, *, but: frozenset[str]
    ) -> None:
        """Tell the next who can be told and is not in `but`: somebody could not be reached."""
        people = await self._told_directly(notice, conversation, why, but)
        await self.work.save_notice(replace(notice, to=people or notice.to))
        await renew_notice(self.work, notice, self.now)

    async def staff_channel_fails(self, notice: Notice, conversation: Conversation) -> None:
        """Tell somebody directly, once, because the staff channel does not take the alert."""
        told = await self.work.tellings(notice.id)
        if not any(NO_CHANNEL in one.why or (one.how is How.PAGE and one.reached) for one in told):
            await self._told_directly(notice, conversation, NO_CHANNEL)

    async def _told_directly(
        self, notice: Notice, conversation: Conversation, why: str, but: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Tell the first who can be told, and return whom: nobody in quiet hours, which tell it later."""
        quiet = self._quiet_until(conversation)
        route = alert_to(conversation, self.watched.policy, self.roster, self.now, but=but)
        lead = self.watched.policy.lead
        people = () if quiet else route.to or ((lead,) if lead and lead not in but else ())
        told = Told(
            notice=notice.id,
            target="",
            level=notice.level or Level.WARNING,
            at=self.now,
            how=How.SILENT,
            why=f"{why}; quiet hours until {quiet}" if quiet else why,
        )
        if not people:
            await self.work.tell(told)
        for person in people:
            await self._merging(conversation).page(replace(told, target=person))
        return people

    def _route(self, known: Due, conversation: Conversation, reached: Level | None) -> Route | None:
        """Return whom a due moment tells; `None` when there is nothing to tell any more."""
        policy = self.watched.policy
        if known.kind in REMINDS:
            return alert_to(conversation, policy, self.roster, self.now) if reached else None
        if known.rung:
            route = rung_to(known.rung, conversation, policy, self.roster, self.now)
            return None if route and known.rung.only.value and not route.to else route
        if reached and _HEIGHT[reached] >= _HEIGHT[RISES[known.kind]] and known.kind is not DueKind.WARNING:
            return None
        if reached and known.kind is DueKind.WARNING and reached is not Level.WARNING:
            return None
        return alert_to(conversation, policy, self.roster, self.now)

    async def _show(
        self,
        conversation: Conversation,
        wait: Wait,
        notice: Notice | None,
        level: Level,
        route: Route,
        late: timedelta,
    ) -> None:
        quiet = self._quiet_until(conversation)
        pings = () if quiet else route.to
        merging = self._merging(conversation)
        fresh, joined = notice is None, None
        if notice is None:
            notice = await self._planned(conversation, wait)
            joined = await merging.joins(pings, level)
            notice = replace(notice, bundle=joined.subject if joined else notice.id)
        why = f"quiet hours until {quiet}" if quiet else route.why
        told = Told(notice=notice.id, target="", level=level, at=self.now, how=How.SILENT, why=why)
        if not pings:
            await self.work.tell(told)
        reached = [
            await self._tell(merging, conversation, replace(told, target=target), joined, fresh=fresh)
            for target in pings
        ]
        notice = replace(
            notice,
            level=level,
            to=tuple(dict.fromkeys(one.target for one in reached if one.reached)),
            late=max(late, notice.late),
            state=NoticeState.SHOWN,
            shown_at=notice.shown_at or self.now,
            outcome=None,
            ended_at=None,
        )
        await self.work.save_notice(notice)
        staff = self.watched.policy.staff_channel
        await self.work.want_post(PostKind.ALERT, str(notice.bundle), staff, due=self.now)
        if not fresh:
            await renew_notice(self.work, notice, self.now)
        await renew_posts(self.work, conversation, self.watched, self.now)

    async def _tell(
        self, merging: Merging, conversation: Conversation, told: Told, joined: Message | None, *, fresh: bool
    ) -> Told:
        """Name somebody in the staff channel's message, or tell them in a post of their own.

        Only a new message pings whom it names. More than a warning goes to the next on duty who has room, if
        there is one.
        """
        room = await merging.has_room(told.target, told.level)
        if told.level is not Level.WARNING and not room:
            instead = await self._next_with_room(merging, conversation, told)
            if instead:
                await merging.pass_over(told)
                return await merging.page(
                    replace(told, target=instead, why="instead of who had enough messages")
                )
        if fresh and (told.target in self._people() or is_group(told.target)):
            return await merging.name(told, joined, room=room)
        return await merging.page(told)

    async def _next_with_room(self, merging: Merging, conversation: Conversation, told: Told) -> str | None:
        tried = {told.target}
        while True:
            policy = self.watched.policy
            person = first_on_duty(conversation, policy, self.roster, self.now, but=tried)
            if person is None or await merging.has_room(person, told.level):
                return person
            tried.add(person)

    def _merging(self, conversation: Conversation) -> Merging:
        return Merging(self.work, self.now, self.watched.policy.staff_channel, conversation.urgent)

    def _people(self) -> frozenset[str]:
        """Return who certainly is a person, so pinged where they are named, as no channel is."""
        policy = self.watched.policy
        named = {key for key in (policy.owner, policy.backup, policy.lead) if key}
        return frozenset(named | set(self.roster.duties))

    def _quiet_until(self, conversation: Conversation) -> str | None:
        quiet = self.watched.policy.quiet_hours
        if quiet is None or conversation.urgent or not quiet.is_open(self.now):
            return None
        return clock_time(quiet.closes_after(self.now), quiet.home, now=self.now)

    async def _alert_of(self, conversation: Conversation, wait: Wait) -> Notice | None:
        known = await self.work.notices(conversation=conversation.id, kind=NoticeKind.ALERT)
        return next((notice for notice in known if notice.occasion == f"wait {wait.number}"), None)

    async def _planned(self, conversation: Conversation, wait: Wait) -> Notice:
        planned = await self.work.plan(
            Notice(
                conversation=conversation.id,
                kind=NoticeKind.ALERT,
                occasion=f"wait {wait.number}",
                due_at=self.now,
                state=NoticeState.SHOWN,
            )
        )
        assert planned is not None  # the conversation is locked, and there was none
        return planned


def _level(known: Due, reached: Level | None) -> Level:
    return RISES.get(known.kind) or reached or Level.WARNING


def _height(level: Level) -> int:
    return _HEIGHT[level]


def _joined(routes: Iterable[Route]) -> Route:
    found = list(routes)
    to = tuple(dict.fromkeys(target for route in found for target in route.to))
    return Route(to, "; ".join(dict.fromkeys(route.why for route in found if route.why)))
