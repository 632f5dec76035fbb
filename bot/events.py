"""What can happen to a conversation, and the values it is made of: status, events, waits. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """Whose turn it is."""

    OPEN = "open"  # ours: no human has answered yet, wait 1 runs
    AWAITING_CUSTOMER = "awaiting_customer"  # theirs: a human answered
    AWAITING_AGENT = "awaiting_agent"  # ours again: the customer asked on
    ON_HOLD = "on_hold"  # ours at a time we named
    LIKELY_RESOLVED = "likely_resolved"  # somebody has to ask
    CONFIRMED = "confirmed"  # the customer said so
    CLOSED = "closed"  # by an agent, or silent
    ABANDONED = "abandoned"  # the customer left before any human answered

    @property
    def over(self) -> bool:
        return self in OVER


class Matter(StrEnum):
    """Why a conversation presses more than others do."""

    URGENT = "urgent"
    HIGH_STAKES = "high_stakes"  # security, legal, about to leave, or upset in public at first contact


OVER = frozenset({Status.CONFIRMED, Status.CLOSED, Status.ABANDONED})


class Kind(StrEnum):
    """What can happen to a conversation."""

    ASKED = "asked"  # a customer line that needs us
    THANKED = "thanked"  # thanks and nothing else
    SOUNDS_SOLVED = "sounds_solved"  # "that worked", "never mind, fixed it"
    CONFIRMED = "confirmed"  # the customer said yes when asked, or pressed Solved
    CHANGED = "changed"  # a customer line was edited or deleted without changing what it asks
    REPLIED = "replied"  # a person of ours answered
    TAKEN_BACK = "taken_back"  # the reply that ended a wait was taken back
    CLOSED = "closed"  # an agent closed it, with a reason
    WENT_QUIET = "went_quiet"
    HELD = "held"  # an agent named a time
    HOLD_ENDED = "hold_ended"
    CLAIMED = "claimed"
    CLAIM_ENDED = "claim_ended"  # released, or lapsed without a reply
    WEIGHED = "weighed"  # what makes it pressing was read from its words: `reason` names it
    SNOOZED = "snoozed"  # its alerts are put off until a time, for a reason
    NOTED = "noted"  # staff wrote something down for each other: `reason` is their words
    HELPED = "helped"  # another customer answered: its alerts rest until a time
    HELP_ENDED = "help_ended"  # it did not settle it: the customer asked on


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, as it is stored. `by` is a person's key, or "desk"."""

    kind: Kind
    at: datetime
    by: str
    message: str | None = None  # the platform's id of the line it is about
    reason: str | None = None
    until: datetime | None = None


class End(StrEnum):
    """How a wait ended."""

    REPLIED = "replied"
    SOLVED = "solved"  # the customer solved it, or said it is solved
    CLOSED = "closed"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One stretch in which the customer waits for us. Platform timestamps at both ends."""

    number: int
    opened_at: datetime
    line: str | None  # the line that opened it; none when a promised time did
    ended_at: datetime | None = None
    end: End | None = None
    reason: str | None = None
    answered_by: str | None = None
    answer: str | None = None  # the message that ended it

    @property
    def open(self) -> bool:
        return self.ended_at is None

    def lasted(self, now: datetime) -> timedelta:
        """Return the wall clock from the first line to the end, or to `now` while it runs."""
        return (self.ended_at or now) - self.opened_at


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstResponse:
    """The first human reply of a conversation's life."""

    by: str
    at: datetime
    message: str | None
