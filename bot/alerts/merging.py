"""Which message an alert stands in: one of its own, or one that came before. So nobody is flooded.

What is due within a minute is one message. Who got as many within the hour as people keep reading gets no
further warnings, and what presses more goes to the next on duty; where nobody has room, it waits in one
message until somebody has. Urgent ones always ping. Editing pings nobody, so what is found in a message that
stood already counts as not pinged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alerts.ladder import WEBHOOK
from bot.alerts.ledger import ENOUGH, JUST_NOW, MOST_AN_HOUR, MOST_WARNINGS_AN_HOUR, How, Message, Page, Told
from bot.messages import is_group
from bot.ports import Reading, Work
from bot.record import Level, Post, PostKind

MERGES_WITHIN = timedelta(minutes=1)
WEBHOOK_PLACE = "webhook:alerts"
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Merging:
    """Finds the message for an alert in one transaction, and puts it there."""

    work: Work
    now: datetime
    staff: str  # the staff channel
    urgent: bool

    async def has_room(self, target: str, level: Level) -> bool:
        """Whether a reader had few enough messages within the hour. Warnings leave room for breaches."""
        if self.urgent or target == WEBHOOK:
            return True
        most = MOST_WARNINGS_AN_HOUR if level is Level.WARNING else MOST_AN_HOUR
        return len(await self.work.pings(target, self.now - _HOUR)) < most

    async def joins(self, pings: tuple[str, ...], level: Level) -> Message | None:
        """Return the message in the staff channel that a new alert joins; `None`: it begins its own."""
        recent = [] if self.urgent else await self._recent(self.staff, PostKind.ALERT)
        if not recent:
            return None
        last = recent[0]
        fresh = not last.posted or self._just_now(last)
        if fresh and set(pings) <= await self.work.named_in(last.subject):
            return last
        if pings:
            room = [await self.has_room(target, level) for target in pings]
            return None if any(room) else last
        return last if len(recent) >= MOST_AN_HOUR else None

    async def name(self, told: Told, joined: Message | None, *, room: bool) -> Told:
        """Name somebody in the staff channel's message, if that pings them; else `page` them."""
        if joined is None and not room:
            return await self.page(told)
        if joined and told.target not in await self.work.named_in(joined.subject):
            return await self.page(told)
        if joined and joined.posted:
            return await (self._silently(told, JUST_NOW) if self._just_now(joined) else self.page(told))
        message = joined.subject if joined else told.notice
        return await self.work.tell(replace(told, how=How.MENTION, message=message))

    async def page(self, told: Told) -> Told:
        """Tell somebody in a message of their own, or in the one they just had.

        A telling that comes back silent pinged nobody: a warning to who had enough is not told later, all
        else waits for room in a message that `held_until` holds.
        """
        last, known = await self._last_page(told.target)
        room = await self.has_room(told.target, told.level)
        if last and last.posted and self._just_now(last) and not self.urgent:
            return await self._silently(told, JUST_NOW, last)
        joins = last if last and not last.posted and not self.urgent else None
        if room or (joins and known and known.pings):
            return await self._stands(replace(told, how=How.PAGE), joins)
        if told.level is Level.WARNING:
            return await self._silently(told, ENOUGH, last)
        return await self._stands(
            _because(told, ENOUGH), joins, due=await _room_at(self.work, told.target, self.now)
        )

    async def pass_over(self, told: Told) -> None:
        """Record that somebody had enough, and that it is told to another."""
        last, _ = await self._last_page(told.target)
        await self._silently(told, ENOUGH, last)

    async def _silently(self, told: Told, why: str, shown_in: Message | None = None) -> Told:
        told = _because(told, why)
        return await (self._stands(told, shown_in) if shown_in else self.work.tell(told))

    async def _stands(self, told: Told, message: Message | None, due: datetime | None = None) -> Told:
        """Keep a telling in a message of somebody's own, or as the beginning of one; it comes at `due`."""
        kept = await self.work.tell(told)
        subject = message.subject if message else kept.id
        await self.work.told_in(kept.id, subject)
        await self.work.want_post(PostKind.PAGE, str(subject), self._place(told.target), due=due or self.now)
        return kept

    async def _last_page(self, target: str) -> tuple[Message | None, Page | None]:
        """Return the last message of somebody's own, and what it is: never another group's."""
        for one in await self._recent(self._place(target), PostKind.PAGE) if target != WEBHOOK else ():
            known = await self.work.page(one.subject)
            if known and known.target == target and known.arrives:
                return one, known
        return None, None

    async def _recent(self, place: str, kind: PostKind) -> list[Message]:
        found = await self.work.alert_messages(place, self.now - _HOUR)
        return [one for one in found if one.kind is kind]

    def _place(self, target: str) -> str:
        return WEBHOOK_PLACE if target == WEBHOOK else self.staff if is_group(target) else target

    def _just_now(self, message: Message) -> bool:
        return self.now - message.at <= MERGES_WITHIN


async def held_until(reading: Reading, post: Post, now: datetime) -> datetime | None:
    """Return until when a message waits whose reader had enough; `None` when it may go out."""
    if post.kind is not PostKind.PAGE or post.platform_id:
        return None
    known = await reading.page(int(post.subject))
    return await _room_at(reading, known.target, now) if known and not known.pings else None


async def _room_at(reading: Reading, target: str, now: datetime) -> datetime | None:
    """Return when a reader who had enough messages within the hour has room again."""
    had = await reading.pings(target, now - _HOUR)
    return had[-MOST_AN_HOUR] + _HOUR if len(had) >= MOST_AN_HOUR else None


def _because(told: Told, why: str) -> Told:
    return replace(told, how=How.SILENT, why="; ".join(filter(None, (told.why, why))))
