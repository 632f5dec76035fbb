"""A chat export through the desk's clock and alert rules on virtual time.

Intake, deadlines, notices and the alerts' own posts are the desk's. Drafts, cards and the Waiting now list
are left out: no alert depends on them, and they are most of the work of a full replay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.alerts.ledger import Told
from bot.card import Alert, Alerts, Click, Verb, View
from bot.conversation import Conversation, Wait
from bot.desk import Desk
from bot.policy import Policy
from bot.ports import Clock, Store
from bot.process.rooms import Rooms
from bot.record import Claim, Notice, NoticeKind, NoticeState, PostKind, Queue
from bot.rehearsal.found import Disturbed, Reader, Rehearsed
from bot.reports.use import most_within
from bot.say import waited
from bot.shell.replay import LogLine, VirtualClock, feed
from bot.watch import Lane

_UNSEEN = (PostKind.CARD, PostKind.QUEUE)
OWNER, BACKUP, LEAD = "replay:the owner", "replay:the backup", "replay:the lead"


class Posts(Protocol):
    """Where it can be read which new messages staff got."""

    @property
    def posted(self) -> Sequence[tuple[datetime, str, View]]: ...


async def rehearse(
    rooms: Rooms,
    clock: VirtualClock,
    posts: Posts,
    lines: Sequence[LogLine],
    policy: Policy,
    *,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Rehearsed:
    """Return the alerts that `policy` would have caused. `told` hears how many lines are done of all."""
    quick = _Quick(rooms.store, clock, rooms.desk)
    lanes = [_in_place(lane, quick) for lane in rooms.watch.lanes]
    rooms = replace(rooms, watch=replace(rooms.watch, lanes=lanes))
    await feed(rooms, clock, lines, policy, told=told)
    async with rooms.store.read() as reading:
        talks = await reading.conversations(limit=100_000)
        notices = await reading.notices(kind=NoticeKind.ALERT)
        told_of = {one.id: await reading.tellings(one.id) for one in notices}
        names = {key: person.name for key, person in (await reading.people(_keys(talks, notices))).items()}
    known = {talk.id: talk for talk in talks}
    shown = sorted((one for one in notices if one.shown_at), key=lambda one: one.shown_at or lines[0].at)
    alerts = tuple(_disturbed(one, known[one.conversation], names, told_of[one.id]) for one in shown)
    posted = [(at, place, view) for at, place, view in posts.posted if isinstance(view, Alert | Alerts)]
    messages = [at for at, _, _ in posted]
    readers = _readers(posted, names, policy)
    return Rehearsed(
        target=policy.first_target or timedelta(),
        hours=policy.hours.text(),
        since=lines[0].at,
        until=lines[-1].at,
        zone=policy.hours.home,
        conversations=len(talks),
        waits=sum(len(talk.waits) for talk in talks),
        late=sum(_late(talk, policy, clock.at) for talk in talks),
        alerts=alerts,
        messages=tuple(messages),
        most_in_an_hour=max((one.an_hour for one in readers.values()), default=0),
        held_back=sum(any(told.held_back for told in told_of[one.id]) for one in shown),
        reached=Counter(who for alert in alerts for who in alert.told),
        readers=readers,
    )


@dataclass(frozen=True, slots=True)
class _Quick:
    """Stands in for what no alert depends on (a draft is not written, a card not drawn), and for an agent who
    says whom they answered when the desk asks: with a reply at top level, whoever had waited longest."""

    store: Store
    clock: Clock
    desk: Desk

    async def pass_over(self, claim: Claim) -> None:
        async with self.store.begin() as work:
            await work.done(claim)

    def unless_alert(self, show: Callable[[Claim], Awaitable[None]]) -> Callable[[Claim], Awaitable[None]]:
        async def post(claim: Claim) -> None:
            async with self.store.begin() as work:
                if not await work.holds(claim):
                    return
                [known] = await work.posts(id=claim.id)
                if known.kind in _UNSEEN:
                    await work.shown(claim, replace(known, shown=known.wanted))
                    return
            await show(claim)

        return post

    def answering(self, show: Callable[[Claim], Awaitable[None]]) -> Callable[[Claim], Awaitable[None]]:
        async def noticed(claim: Claim) -> None:
            await show(claim)
            async with self.store.read() as reading:
                notice = await reading.notice(claim.id)
                writer = await reading.person(notice.to[0]) if notice and notice.to else None
            if notice and writer and notice.kind is NoticeKind.WHICH and notice.state is NoticeState.SHOWN:
                at = self.clock.now()
                click = Click(
                    verb=Verb.DONE,
                    by=writer,
                    at=at,
                    conversation=notice.conversation,
                    version=0,
                    notice=notice.id,
                )
                await self.desk.do(click)

        return noticed


def _in_place(lane: Lane, quick: _Quick) -> Lane:
    match lane.queue:
        case Queue.DRAFT:
            return replace(lane, work=quick.pass_over)
        case Queue.POST:
            return replace(lane, work=quick.unless_alert(lane.work))
        case Queue.NOTICE:
            return replace(lane, work=quick.answering(lane.work))
        case _:
            return lane


def _keys(talks: Sequence[Conversation], notices: Sequence[Notice]) -> set[str]:
    return (
        {talk.customer for talk in talks}
        | {wait.answered_by for talk in talks for wait in talk.waits if wait.answered_by}
        | {who for one in notices for who in one.to}
    )


def _named(told: Sequence[Told], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return whom an alert reached over its life, in their order."""
    return tuple(dict.fromkeys(_name(one.target, names) for one in told if one.reached))


def _disturbed(
    notice: Notice, talk: Conversation, names: Mapping[str, str], told: Sequence[Told]
) -> Disturbed:
    number = int(notice.occasion.removeprefix("wait ").split()[0])
    wait = talk.waits[number - 1]
    return Disturbed(
        at=notice.due_at,
        customer=names.get(talk.customer, talk.customer),
        conversation=talk.id,
        wait=number,
        level=notice.level.value if notice.level else "warning",
        told=_named(told, names),
        why_nobody=next((one.why for one in told if one.why and not one.reached), ""),
        waited=notice.due_at - wait.opened_at,
        ended=_ended(wait, names),
    )


def _readers(
    posted: Sequence[tuple[datetime, str, Alert | Alerts]], names: Mapping[str, str], policy: Policy
) -> Mapping[str, Reader]:
    zone = ZoneInfo(policy.hours.home)
    got: dict[str, list[datetime]] = {}
    for at, place, view in posted:
        for reader in {place, *view.mention}:
            got.setdefault(reader, []).append(at)
    told = {policy.staff_channel: "the staff channel", **names}
    return {
        _name(key, told): Reader(
            messages=len(times),
            a_day=max(Counter(at.astimezone(zone).date() for at in times).values()),
            an_hour=most_within(times, timedelta(hours=1)),
        )
        for key, times in sorted(got.items(), key=lambda each: -len(each[1]))
    }


def _ended(wait: Wait, names: Mapping[str, str]) -> str:
    if wait.ended_at is None:
        return "waits still"
    by = f" by {_name(wait.answered_by, names)}" if wait.answered_by else ""
    ends = {"replied": "answered", "abandoned": "left unanswered"}
    return f"{ends.get(wait.end or '', wait.end)}{by} after {waited(wait.lasted(wait.ended_at))}"


def _name(key: str, names: Mapping[str, str]) -> str:
    return names.get(key, key.partition(":")[2])


def _late(talk: Conversation, policy: Policy, now: datetime) -> int:
    """Return how many waits of a conversation passed their target in open hours."""
    late = 0
    for wait in talk.waits:
        target = policy.target(wait)
        if target and policy.hours.elapsed(wait.opened_at, wait.ended_at or now) > target:
            late += 1
    return late
