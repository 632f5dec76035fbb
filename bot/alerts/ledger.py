"""What is kept of waits and alerts once they happened: how long, and who was told. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.record import Level, Notice, PostKind

MOST_AN_HOUR = 5  # messages with alerts; who gets more stops reading them
MOST_WARNINGS_AN_HOUR = 3  # of them, so that breaches find room
AWAY_AFTER = timedelta(minutes=1)  # without a sign of life of any process
ENOUGH = "enough messages came within the hour"
JUST_NOW = "it joined a message that had just come"


class How(StrEnum):
    """In what way somebody was told of an alert."""

    MENTION = "mention"  # named in the staff channel's message when it was posted
    PAGE = "page"  # a post of its own: a private one, or one in another channel
    SILENT = "silent"  # shown without a ping: quiet hours, nobody on duty, or enough came before


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One telling of an alert: to whom, when, at which level, and whether it arrived.

    `target` is the key of a person, a group, a role or a channel, "webhook", or "" when there was nobody to
    ping. A silent one with a target says who was not pinged; once its message comes, it is a page.
    """

    id: int = 0
    notice: int
    target: str
    level: Level
    at: datetime
    how: How
    why: str = ""  # why this one: "the owner is off duty", "quiet hours until 07:00"
    failed: str | None = None  # why it did not arrive, in words
    message: int | None = None  # the alert, or for all but a mention the telling, whose message it stands in

    @property
    def reached(self) -> bool:
        """Whether it pinged somebody, as far as is known."""
        return bool(self.target) and self.how is not How.SILENT and not self.failed

    @property
    def held_back(self) -> bool:
        """Whether it came without a ping, or later, because enough had come before."""
        return ENOUGH in self.why


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch in which no process of ours ran."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message with alerts. `subject` is the alert that began it, or for a page the telling."""

    kind: PostKind
    subject: int
    at: datetime
    posted: bool  # it stands in the chat: what joins it now pings nobody


@dataclass(frozen=True, slots=True)
class Page:
    """A message of somebody's own: whose, whether anything in it pings, whether anything may arrive."""

    target: str
    pings: bool
    arrives: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Alerts as they stand in a message: those that were asked for, and how many more run."""

    notices: tuple[Notice, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A wait that ended, in wall clock and in business time.

    `target` is the one that held when it ended. An imported one was read from the history of a channel
    before it was watched: it has no conversation, and `line` is the first of the customer's.
    """

    channel: str
    customer: str
    number: int
    opened_at: datetime
    ended_at: datetime
    end: str
    wall: timedelta
    business: timedelta
    target: timedelta | None = None
    answered_by: str | None = None
    conversation: int | None = None
    line: str | None = None

    @property
    def imported(self) -> bool:
        return self.conversation is None
