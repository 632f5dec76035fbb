"""What a card says beside the draft: promised times, what colleagues noted, news a customer is owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.acts.actions import FIXED
from bot.acts.problems import owed
from bot.card import Card
from bot.conversation import Conversation, Event, Kind
from bot.intake.helping import helped_by
from bot.ports import Reading
from bot.promises.keeping import in_words, told_by
from bot.record import Watched
from bot.say import clock_time

NOTES_SHOWN = 2  # of what colleagues wrote down; "Why is this late?" tells them all


async def with_aftercare(
    reading: Reading, card: Card, conversation: Conversation, watched: Watched, now: datetime
) -> Card:
    """Return the card with what its draft would promise, what was promised, and what is owed."""
    home = watched.policy.hours.home
    notes: list[str] = []
    told = await told_by(reading, conversation, card.draft, now) if card.draft else None
    if told:
        customer = await reading.person(conversation.customer)
        zone = customer.zone if customer else home
        notes.append(in_words(told, card.customer, zone, home, now))
    for promise in await reading.aftercare.promises(conversation=conversation.id, open=True):
        author = await reading.person(promise.by)
        name = author.name if author else "A colleague"
        notes.append(f"{name} told {card.customer} {clock_time(promise.at, home, now=now)}.")
    events = await reading.events(conversation.id)
    notes += [await _noted(reading, event) for event in _written(events)]
    helper = await helped_by(reading, conversation, events, now)
    notes += [f"Helped by {helper}, another customer: alerts rest, the clock runs."] if helper else []
    names = await owed(reading, conversation.id)
    notes += [f"{card.customer} is to be told when “{name}” is fixed." for name in names]
    actions = (*card.actions, FIXED) if names and card.actions else card.actions
    return replace(card, notes=tuple(notes), actions=actions)


def _written(events: Sequence[Event]) -> Sequence[Event]:
    """Return the latest notes of colleagues that were not forgotten."""
    return [event for event in events if event.kind is Kind.NOTED and event.reason][-NOTES_SHOWN:]


async def _noted(reading: Reading, event: Event) -> str:
    author = await reading.person(event.by)
    return f"{author.name if author else 'A colleague'} noted: {event.reason}"
