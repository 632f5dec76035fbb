"""Who asks, beside their words: whether they wrote before, how that ended, what time it is for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Conversation, End, Event, Kind, Status
from bot.messages import Person
from bot.ports import Reading
from bot.say import clock_time, day

HIGH_STAKES = "Public, upset, first contact: read twice, offer a thread."
_LONGEST_TOPIC = 60
_SOLVED = frozenset({Kind.SOUNDS_SOLVED, Kind.CONFIRMED})
_LOOKS_BACK = 5  # conversations of the same customer


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The conversation somebody had before this one: what about, and how it ended."""

    topic: str | None
    ended: str
    at: datetime
    over: bool


async def last_time(reading: Reading, conversation: Conversation) -> LastTime | None:
    """Return the customer's conversation before this one, or `None` at a first contact."""
    before = await reading.conversation(conversation.linked_to) if conversation.linked_to else None
    if before is None:
        return None
    draft = await reading.latest_draft(before.id)
    topic = draft.sources[0].title if draft and draft.sources else None
    ended = how_it_ended(before, await reading.events(before.id))
    return LastTime(topic=topic, ended=ended, at=_ended_at(before), over=before.status.over)


async def elsewhere(reading: Reading, conversation: Conversation) -> tuple[str, ...]:
    """Return the channels in which a waiting customer has another open conversation, oldest first."""
    if conversation.wait is None:
        return ()
    latest = await reading.conversations(customer=conversation.customer, limit=_LOOKS_BACK)
    others = [one for one in reversed(latest) if one.id != conversation.id and not one.status.over]
    places = [await reading.watched(one.thread.channel) for one in others]
    return tuple(dict.fromkeys(place.name for place in places if place))


def how_it_ended(before: Conversation, events: Sequence[Event]) -> str:
    """Return in a word or two how a conversation ended; what the customer said of it counts most."""
    last = before.waits[-1]
    told = [event.kind for event in events if event.kind is Kind.ASKED or event.kind in _SOLVED]
    if before.status is Status.CONFIRMED or last.end is End.SOLVED or (told and told[-1] in _SOLVED):
        return "solved"
    match last.end:
        case None:
            return "still waiting"
        case End.ABANDONED:
            return "never answered"
        case End.CLOSED:
            return f"closed, {(last.reason or 'no reply needed').replace('_', ' ')}"
        case _:
            return "answered"


def about(
    conversation: Conversation,
    person: Person | None,
    last: LastTime | None,
    home: str,
    now: datetime,
    others: Collection[str] = (),
) -> str:
    """Return the line under a customer's name; times are told in the desk's own zone, `home`."""
    parts: list[str] = []
    if person and person.account:
        parts.append(person.account)
    if conversation.first_contact:
        parts.append("first contact")
    elif last is None or last.over or not others:
        parts.append(_before(last, home, now) if last else "wrote before")
    parts += [f"also asked in {name}" for name in others]
    if person and (theirs := local_time(person.zone, home, now)):
        parts.append(theirs)
    return " · ".join(parts)


def local_time(zone: str, home: str, now: datetime) -> str | None:
    """Return what a customer's clock shows, with its distance, which stays true on a card that gets old."""
    theirs, ours = (now.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, home))
    apart = (theirs or timedelta()) - (ours or timedelta())
    if not apart:
        return None
    hours = f"{abs(apart) / timedelta(hours=1):g} h"
    return (
        f"{clock_time(now, zone, now=now)} for them ({hours} {'ahead' if apart > timedelta() else 'behind'})"
    )


def _before(last: LastTime, home: str, now: datetime) -> str:
    topic = last.topic and (last.topic if len(last.topic) <= _LONGEST_TOPIC else f"{last.topic[:57]}…")
    told = f"{last.ended} {day(last.at, home, now=now)}"
    return f"last time: {topic}, {told}" if topic else f"wrote before, {told}"


def _ended_at(before: Conversation) -> datetime:
    last: Sequence[datetime | None] = (
        before.ended_at,
        before.waits[-1].ended_at,
        before.last_customer_at,
        before.opened_at,
    )
    return next(at for at in last if at is not None)
