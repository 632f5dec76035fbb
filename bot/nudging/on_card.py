"""What a card says about the time after the reply: promised times, and news that a customer is still owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.actions import FIXED
from bot.card import Card
from bot.conversation import Conversation
from bot.ports import Reading
from bot.problems import owed
from bot.promises.keeping import in_words, told_by
from bot.record import Watched
from bot.say import clock_time


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
    names = await owed(reading, conversation.id)
    notes += [f"{card.customer} is to be told when “{name}” is fixed." for name in names]
    actions = (*card.actions, FIXED) if names and card.actions else card.actions
    return replace(card, notes=tuple(notes), actions=actions)
