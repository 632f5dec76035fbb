"""What a line means for the conversation it is said in."""

from __future__ import annotations

from datetime import timedelta

from bot import signals
from bot.conversation import Conversation, Kind, Status
from bot.messages import Person, Said
from bot.record import Line

JOINS_WITHIN = timedelta(minutes=10)
AT_TOP = "at top level"
AGENT_SPOKE = (signals.Earlier(who="agent", text=""),)


def needs_us(told: signals.Signals) -> bool:
    """Whether a line opens or keeps open a wait: everything but thanks alone and "that worked"."""
    return not (told.thanks_only or told.solved or told.withdrawn)


def asks(text: str) -> bool:
    """Whether a line ends its burst early because it asks something."""
    return "?" in text


def kind_of(before: Conversation, told: signals.Signals) -> Kind:
    """Return what a customer's words mean for their conversation."""
    asked_to_confirm = (
        before.status is Status.LIKELY_RESOLVED
        and before.last_human_at is not None
        and before.last_customer_at is not None
        and before.last_human_at > before.last_customer_at
    )
    if asked_to_confirm and (told.solved or told.confirmed):
        return Kind.CONFIRMED
    if told.withdrawn or (told.solved and before.last_human_at is not None):
        return Kind.SOUNDS_SOLVED
    return Kind.THANKED if told.thanks_only else Kind.ASKED


def line_of(conversation: Conversation, said: Said, person: Person) -> Line:
    return Line(
        conversation=conversation.id,
        channel=said.channel,
        id=said.id,
        author=person.id,
        name=person.name,
        role=person.role,
        at=said.at,
        text=said.text,
    )
