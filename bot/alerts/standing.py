"""How late a conversation is, for whoever looks at it. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.card import Tone
from bot.conversation import Conversation
from bot.record import Watched


def target_at(conversation: Conversation, watched: Watched) -> datetime | None:
    """Return when the running wait reaches its target; `None` without a wait or a target."""
    wait = conversation.wait
    target = watched.policy.target_of(conversation, wait) if wait else None
    return watched.policy.hours.deadline(wait.opened_at, target) if wait and target else None


def tone_of(conversation: Conversation, watched: Watched, now: datetime) -> Tone:
    """Return how a conversation wants to look: soon from its first warning on, late from its target on."""
    wait, at = conversation.wait, target_at(conversation, watched)
    if wait is None:
        return Tone.DONE
    if at is None:
        return Tone.CALM
    if now >= at:
        return Tone.LATE
    target = watched.policy.target_of(conversation, wait) or timedelta()
    lengths = [length for warning in watched.policy.warnings if (length := warning.at(target))]
    warned = watched.policy.hours.deadline(wait.opened_at, min(lengths, default=target))
    return Tone.SOON if now >= warned else Tone.CALM
