"""What a rehearsal found: each alert over its life, and what each reader got. Values only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.alerts.ledger import MOST_AN_HOUR

HELD_BACK_AT_MOST = 0.1  # of the alerts; where more come late for want of room, the target is too short


@dataclass(frozen=True, slots=True, kw_only=True)
class Disturbed:
    """One alert over its life: when it came, for whom, how high it rose, and how it ended."""

    at: datetime
    customer: str
    conversation: int
    wait: int
    level: str
    told: tuple[str, ...]
    why_nobody: str  # why nobody was pinged, where nobody was
    waited: timedelta  # when it came
    ended: str  # "answered by ana after 18 min"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What one reader got: a person wherever they are named, or everybody who reads the staff channel."""

    messages: int
    a_day: int  # at most, in the schedule's own days
    an_hour: int  # at most, in any sixty minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What one policy would have done. `messages` are new ones; what is told in one before pings nobody."""

    target: timedelta
    hours: str
    since: datetime
    until: datetime
    zone: str
    conversations: int
    waits: int
    late: int  # waits that passed the target, in the hours
    alerts: tuple[Disturbed, ...]
    messages: tuple[datetime, ...]
    most_in_an_hour: int  # messages that one reader got: a channel, or a person wherever they are named
    held_back: int = 0  # alerts that somebody who had enough was not pinged for, or later
    reached: Mapping[str, int] = field(default_factory=dict)  # how many alerts named whom
    readers: Mapping[str, Reader] = field(default_factory=dict)

    @property
    def busiest(self) -> datetime | None:
        """When the busiest sixty minutes began."""
        hour = timedelta(hours=1)

        def following(at: datetime) -> int:
            return sum(at <= other < at + hour for other in self.messages)

        return max(self.messages, key=following, default=None)

    @property
    def per_day(self) -> Mapping[str, int]:
        days = Counter(at.astimezone(ZoneInfo(self.zone)).date().isoformat() for at in self.messages)
        return dict(sorted(days.items()))

    @property
    def bearable(self) -> bool:
        """Whether a team would keep reading them, and they come while there is still something to do."""
        return self.most_in_an_hour <= MOST_AN_HOUR and self.held_back <= HELD_BACK_AT_MOST * len(self.alerts)
