"""Another customer answers the one who waits: alerts rest for a while, and the clock runs on.

It is no first response of ours: nobody of ours has said anything yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversation import Conversation, Status
from bot.events import Event, Kind
from bot.messages import Person, Said
from bot.ports import Reading
from bot.signals import Signals
from bot.words import spoken
from bot.words.text import prose

RESTS = timedelta(hours=1)  # whoever was helped says so sooner, or asks again


def advises(conversation: Conversation, said: Said, by: Person, told: Signals) -> bool:
    """Whether a line of somebody else tells a customer what to do, rather than asks or reports as well.

    In doubt it does not: an alert too many costs less than a customer whom nobody hears.
    """
    if by.id == conversation.customer or conversation.status.over:
        return False
    asks = told.asks_question or told.chasing or told.trouble or told.upset or told.urgent
    words, language = prose(said.text), spoken(told.language)
    return not asks and bool(language.hits("advice", words)) and not language.hits("not_advice", words)


async def may_rest(reading: Reading, conversation: Conversation) -> bool:
    """Whether advice lets the alerts of the running wait rest: once, before ours, and never what presses."""
    wait = conversation.wait
    if wait is None or conversation.status is not Status.OPEN or conversation.urgent:
        return False
    if conversation.snoozed_until:
        return False
    known = await reading.events(conversation.id)
    return not any(each.kind is Kind.HELPED and each.at >= wait.opened_at for each in known)


def helped(said: Said, by: Person) -> Event:
    return Event(kind=Kind.HELPED, at=said.at, by=by.id, message=said.id, until=said.at + RESTS)


async def rest_ends(reading: Reading, before: Conversation, at: datetime, by: str) -> tuple[Event, ...]:
    """Return what ends the rest that somebody's advice gave, now that somebody else asks on."""
    if before.snoozed_until is None:
        return ()
    rests = [known for known in await reading.events(before.id) if known.kind in (Kind.SNOOZED, Kind.HELPED)]
    if not rests or rests[-1].kind is not Kind.HELPED or rests[-1].by == by:
        return ()
    return (Event(kind=Kind.HELP_ENDED, at=at, by=before.customer),)


async def helped_by(
    reading: Reading, conversation: Conversation, events: Sequence[Event], now: datetime
) -> str | None:
    """Return who else answered in the wait that runs, for the card, while its alerts rest."""
    wait, rests = conversation.wait, conversation.snoozed_until
    if wait is None or rests is None or rests <= now:
        return None
    helps = [known.by for known in events if known.kind is Kind.HELPED and known.at >= wait.opened_at]
    person = await reading.person(helps[-1]) if helps else None
    return person.name if person else None
