"""What a line means for the conversation it is said in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import signals
from bot.conversation import Conversation, Kind, Status
from bot.messages import Person, Said
from bot.record import Line

JOINS_WITHIN = timedelta(minutes=10)
AT_TOP = "at top level"
AGENT_SPOKE = (signals.Earlier(who="agent", text=""),)


def needs_us(told: signals.Signals) -> bool:
    """Whether a line opens or keeps open a wait: everything but thanks alone, "ok" and "that worked"."""
    return not (told.thanks_only or told.acknowledged or told.solved or told.withdrawn)


def asks(text: str) -> bool:
    """Whether a line ends its burst early because it asks something."""
    return "?" in text


def kind_of(before: Conversation, told: signals.Signals, *, asked: bool) -> Kind:
    """Return what a customer's words mean for their conversation.

    `asked` says that our last word was a question: then "ok" is an answer that somebody has to read.
    """
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
    heard = told.acknowledged and before.wait is None and before.last_human_at is not None and not asked
    return Kind.THANKED if told.thanks_only or heard else Kind.ASKED


def asked_by_us(lines: Sequence[Line], at: datetime) -> bool:
    """Whether the last thing that stands of ours before `at` asks the customer something."""
    ours = [line for line in lines if line.role.answers and line.deleted_at is None and line.at <= at]
    return bool(ours) and asks(ours[-1].text)


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
