"""A draft that somebody of ours wants for a message we know nothing of: whether there will be one. Pure.

The message is then taken in like any other. A channel may be full of lines that were never a conversation:
from before it was watched, chat that called nobody, someone who was no customer then.
"""

from __future__ import annotations

from datetime import datetime

from bot import signals
from bot.card import Answered
from bot.conversation import Conversation
from bot.intake.meaning import JOINS_WITHIN
from bot.messages import Person, Role, Said
from bot.record import Watched

_NOT_WATCHED = (
    "This channel is not watched, so nothing is drafted here. A lead can change that: type /frontdesk watch."
)
_MEASURED = "Nothing is drafted for {name} yet: a lead sets its Trust to preview or cards first."
_NO_WORDS = "No customer says anything in this message: there is nothing to answer."
_A_MACHINE = "An app wrote this: there is nobody to answer."
_ONE_OF_US = "{name} is a colleague here and no customer: there is nothing to answer."
_ONLY_THANKS = "This says thanks and asks nothing: no draft is made. A reply of your own is welcome."
_TAKEN_IN = "A draft is being written: its card comes to the staff channel in a moment."
_DRAFTING = "A draft is being written: the card in the staff channel shows it in a moment."
_NO_DRAFT = "There is no draft right now: see the card in the staff channel."
_ANSWERED = "Nobody waits for a reply here any more. To say more, write in the thread."
_FROM_NOW = " The message is old, so the customer's wait counts from now."


def draft_wanted(
    said: Said | None, author: Person | None, watched: Watched | None, now: datetime
) -> Answered:
    """Say that a message will be taken in (`ok`), or why it will not."""
    if watched is None:
        return _no(_NOT_WATCHED)
    if not watched.policy.step.drafts:
        return _no(_MEASURED.format(name=watched.name))
    if said is None or author is None:
        return _no(_NO_WORDS)
    if author.role is Role.BOT:
        return _no(_A_MACHINE)
    if author.role.answers:
        return _no(_ONE_OF_US.format(name=author.name))
    if signals.read([said.text]).thanks_only:
        return _no(_ONLY_THANKS)
    return Answered(text=_TAKEN_IN + (_FROM_NOW if is_old(said.at, now) else ""))


def being_drafted(conversation: Conversation, *, written: bool) -> Answered:
    """Say why a conversation has no draft to open now."""
    if conversation.wait is None:
        return _no(_ANSWERED)
    return _no(_DRAFTING if written else _NO_DRAFT)


def is_old(at: datetime, now: datetime) -> bool:
    """Whether a line that nobody asked us about until `now` is past being part of what goes on."""
    return now - at > JOINS_WITHIN


def _no(text: str) -> Answered:
    return Answered(text=text, ok=False)
