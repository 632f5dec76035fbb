"""What one person's Home tab is about: channels with their role, conversations, nudges and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.card import Nudge, Waiting
from bot.conversation import Conversation
from bot.lead import Lead
from bot.messages import Person, Role, Thread
from bot.ports import Reading, Store
from bot.record import Watched
from bot.reports.asked import Span, report_of
from bot.reports.words import in_short
from bot.roster.duty import Roster
from bot.scores import first_replies

A_DAY = timedelta(days=1)
_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """A conversation somebody has claimed or answered last, and that is not over."""

    thread: Thread
    customer: str
    channel_name: str
    waiting_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A watched channel, who the reader is there, and who is on duty for it."""

    watched: Watched
    person: Person
    on_duty: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What one person's Home tab shows."""

    at: datetime
    on_duty: bool
    queues: tuple[Waiting, ...]
    in_hand: tuple[InHand, ...]
    nudges: tuple[Nudge, ...]
    own_figures: str
    figures: str
    channels: tuple[Served, ...]


async def mine(
    store: Store, lead: Lead, roles: Sequence[tuple[Watched, Person]], nudges: Sequence[Nudge], now: datetime
) -> Mine | None:
    """Return what somebody's Home tab shows; `None` for who acts nowhere."""
    acting = [(watched, person) for watched, person in roles if person.role.acts]
    if not acting:
        return None
    me = next((person for _, person in acting if person.role is Role.LEAD), acting[0][1])
    staff = dict.fromkeys(watched.policy.staff_channel for watched, _ in acting)
    queues = tuple([await lead.queue(each) for each in staff])
    roster = await lead.duty.roster()
    async with store.read() as reading:
        own = await first_replies.told(reading, me, now)
        day = Span(since=now - A_DAY, until=now)
        figures = "\n".join(in_short(await report_of(reading, day, reader=me)))
        in_hand = await _in_hand(reading, [watched for watched, _ in acting], me.id)
    return Mine(
        at=now,
        on_duty=roster.on(me.id, now),
        queues=queues,
        in_hand=in_hand,
        nudges=tuple(nudges),
        own_figures=own,
        figures=figures,
        channels=tuple(
            Served(watched=watched, person=person, on_duty=_on_duty(watched, roster, now))
            for watched, person in acting
        ),
    )


def _on_duty(watched: Watched, roster: Roster, now: datetime) -> tuple[str, ...]:
    """Return who answers for a channel and is there: its owner and backup, and the roster's people."""
    named = [key for key in (watched.policy.owner, watched.policy.backup) if key]
    there = [key for key in named if roster.on(key, now)]
    return tuple(dict.fromkeys([*there, *roster.on_duty(watched.channel, now)]))


async def _in_hand(reading: Reading, channels: Sequence[Watched], me: str) -> tuple[InHand, ...]:
    found = [
        await _row(reading, known, watched)
        for watched in channels
        for known in await reading.live(watched.channel)
        if me == known.claimed_by or (known.claimed_by is None and me == known.last_human_by)
    ]
    waiting = sorted((row for row in found if row.waiting_since), key=lambda row: str(row.waiting_since))
    return (*waiting, *(row for row in found if not row.waiting_since))[:_MOST]


async def _row(reading: Reading, known: Conversation, watched: Watched) -> InHand:
    customer = await reading.person(known.customer)
    return InHand(
        thread=known.thread,
        customer=customer.name if customer else "A customer",
        channel_name=watched.name,
        waiting_since=known.wait.opened_at if known.wait else None,
    )
