"""Another customer answers the one who waits: alerts rest for a while, and the clock runs on.

It is no first response of ours: nobody of ours has said anything yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversation import Conversation
from bot.events import Event, Kind
from bot.messages import Person, Said
from bot.ports import Reading
from bot.signals import Signals

RESTS = timedelta(hours=1)  # whoever was helped says so sooner, or asks again
_SAYS_SOMETHING = 4  # words: "same here" and "+1" answer nothing


def helps(conversation: Conversation, said: Said, by: Person, told: Signals) -> bool:
    """Whether a line of somebody else in a customer's conversation answers it, rather than asks as well."""
    if by.id == conversation.customer or conversation.status.over:
        return False
    asks = told.asks_question or told.chasing or told.trouble or told.upset or told.urgent
    thanks = told.thanks_only or told.withdrawn or told.empty or told.scores.get("gratitude", 0.0) > 0
    return not asks and not thanks and len(said.text.split()) >= _SAYS_SOMETHING


def helped(said: Said, by: Person) -> Event:
    return Event(kind=Kind.HELPED, at=said.at, by=by.id, message=said.id, until=said.at + RESTS)


async def not_settled(reading: Reading, before: Conversation, at: datetime, by: str) -> tuple[Event, ...]:
    """Return what ends the rest that somebody's help gave, now that the customer asks on."""
    if before.snoozed_until is None or by != before.customer:
        return ()
    rests = [known for known in await reading.events(before.id) if known.kind in (Kind.SNOOZED, Kind.HELPED)]
    if not rests or rests[-1].kind is not Kind.HELPED:
        return ()
    return (Event(kind=Kind.HELP_ENDED, at=at, by=by),)


async def helped_by(reading: Reading, conversation: Conversation, events: Sequence[Event]) -> str | None:
    """Return who else answered in the wait that runs, for the card."""
    wait = conversation.wait
    if wait is None:
        return None
    helps = [known.by for known in events if known.kind is Kind.HELPED and known.at >= wait.opened_at]
    person = await reading.person(helps[-1]) if helps else None
    return person.name if person else None
