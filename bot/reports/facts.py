"""What a report is made from: plain rows, whoever read them from wherever. Times are aware, in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.conversation import Status
from bot.record import DraftState, Level, NoticeState


class Response(StrEnum):
    """What a reply of ours gave the customer."""

    ANSWER = "answer"
    QUESTION = "question"
    HOLDING = "holding"  # honest, and no answer yet


class Ending(StrEnum):
    """How a conversation came to its end, or that it has not."""

    CONFIRMED = "confirmed"  # the customer said so
    LIKELY = "likely"  # it sounded solved, nobody has asked
    SILENT = "silent"  # quiet after an answer: weakly good, never counted as a yes
    CLOSED = "closed"  # by an agent
    ABANDONED = "abandoned"  # the customer left before anybody answered
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """One numbered wait. `by` is who sent what ended it; `business` is its stored business time, if any."""

    number: int
    opened_at: datetime
    ended_at: datetime | None = None
    end: str | None = None  # "replied", "solved", "closed", "abandoned"; `None` while it runs
    reason: str | None = None
    by: str | None = None
    answer: str | None = None  # the platform's id of the line that ended it
    business: timedelta | None = None

    @property
    def answered(self) -> bool:
        return self.end == "replied"

    @property
    def lasted(self) -> timedelta | None:
        """Wall clock from the first line to the end."""
        return self.ended_at - self.opened_at if self.ended_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line of one of ours, and what it gave: `None` where its words are forgotten."""

    id: str
    at: datetime
    by: str
    gave: Response | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One conversation. `theirs` are the moments of the customer's lines, oldest first."""

    id: int
    channel: str
    customer: str
    opened_at: datetime
    first_contact: bool = False
    again: bool = False  # follows an earlier conversation about it
    status: Status = Status.OPEN
    ending: Ending = Ending.OPEN
    waits: tuple[Waited, ...] = ()
    ours: tuple[Spoken, ...] = ()
    theirs: tuple[datetime, ...] = ()
    upset: bool = False  # the first message was
    thanked: bool = False  # after a person's reply
    synthetic: bool = False  # a mystery shopper: in no figure
    imported: bool = False  # from before Frontdesk: the baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A draft that was written. `distance` is 0 as drafted to 1 rewritten, for one that was sent."""

    conversation: int
    channel: str
    made_at: datetime
    state: DraftState
    shown: bool = True
    reason: str | None = None  # why it was dismissed
    sent_at: datetime | None = None
    distance: float | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A nudge that reached an agent, or an alert that reached staff."""

    conversation: int
    channel: str
    kind: str
    state: NoticeState
    shown_at: datetime
    to: tuple[str, ...] = ()
    level: Level | None = None  # of an alert
    acted: bool | None = None  # where the outcome says so better than the state
    left: bool = False  # shown, and nobody did anything
    after: timedelta | None = None  # from its showing to what was done about it

    @property
    def acted_on(self) -> bool:
        return self.state is NoticeState.DONE if self.acted is None else self.acted


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scorecard of a person's first reply: 0-100, and 0-2 for each criterion."""

    conversation: int
    channel: str
    by: str
    at: datetime
    total: int
    parts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A customer was asked. `good` is `None` where they said nothing."""

    conversation: int
    channel: str
    at: datetime
    good: bool | None = None
    by: str | None = None  # whose reply it was about


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A time that a reply told a customer. `kept` is `None` while it is still to come."""

    conversation: int
    channel: str
    due_at: datetime
    kept: bool | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything between two moments."""

    talks: tuple[Talk, ...] = ()
    drafts: tuple[Proposed, ...] = ()
    reminders: tuple[Reminded, ...] = ()
    scores: tuple[Scored, ...] = ()
    ratings: tuple[Rated, ...] = ()
    promises: tuple[Promised, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
