"""What is kept about the time after a reply. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PromiseState(StrEnum):
    """What became of a promised time."""

    OPEN = "open"
    KEPT = "kept"  # a person wrote again in time
    BROKEN = "broken"
    RELEASED = "released"  # the conversation ended before, or the reply was changed or taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A time that a reply told the customer. One for each message, and `by` has to keep it."""

    id: int = 0
    conversation: int
    message: str
    by: str
    told_at: datetime
    at: datetime
    words: str
    state: PromiseState = PromiseState.OPEN
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, under a name of ours, with everybody who reported it."""

    id: int = 0
    name: str
    by: str
    at: datetime
    fixed_at: datetime | None = None
    fixed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A conversation in which a customer reported a problem: open until they were told, or it was waived."""

    problem: int
    conversation: int
    by: str
    at: datetime
    told_at: datetime | None = None
    waived_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.told_at is None and self.waived_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A question to a customer how it was. Without an answer it is silent, which is neither good nor bad."""

    id: int = 0
    conversation: int
    customer: str
    asked_at: datetime
    good: bool | None = None
    words: str = ""
    answered_at: datetime | None = None
