"""What arrives: people, places, and the lines they say. Standard library only.

Keys are strings that begin with their platform: a channel is "slack:T1/C7", a person "discord:G2/88", so
a key never needs its platform beside it. A group's or a role's last part begins with "&": "slack:T1/&S5".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the desk, in one channel."""

    CUSTOMER = "customer"
    AGENT = "agent"
    LEAD = "lead"
    COLLEAGUE = "colleague"  # other staff: opens nothing, but their reply stops the clock
    BOT = "bot"  # any machine, ours included: neither opens nor stops anything

    @property
    def answers(self) -> bool:
        """Whether a line by this role is a human response to a customer."""
        return self in _STAFF

    @property
    def acts(self) -> bool:
        """Whether this role may press a card's buttons."""
        return self in _ACTING


_STAFF = frozenset({Role.AGENT, Role.LEAD, Role.COLLEAGUE})
_ACTING = frozenset({Role.AGENT, Role.LEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on a platform. `id` never changes, names do."""

    id: str
    name: str
    role: Role
    zone: str = "UTC"
    locale: str | None = None
    account: str | None = None  # the company they write for, where the platform tells
    gone: bool = False  # they left, as far as the platform tells now; never stored


@dataclass(frozen=True, slots=True)
class Thread:
    """Where one conversation happens: a channel, and the message its replies hang under."""

    channel: str
    root: str

    @property
    def platform(self) -> str:
        return platform_of(self.channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A new line. `at` is the platform's time, `root` the thread it stands in, if it stands in one."""

    channel: str
    id: str
    author: str
    at: datetime
    text: str
    root: str | None = None
    answers: str | None = None  # the message it replies to, on platforms that have such a thing
    mentions: tuple[str, ...] = ()
    calls_us: bool = True  # mentions us or came by a button of ours; true where a platform cannot tell
    by_machine: bool = False
    wanted_at: datetime | None = None  # when one of ours asked for a draft to it; unknown until then
    confirms: bool = False  # not in words: the customer pressed Solved
    unread: bool = False  # the platform keeps its words from us: it goes on with a conversation, opens none


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A line has a new text."""

    channel: str
    id: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A line is gone."""

    channel: str
    id: str
    at: datetime


Heard = Said | Edited | Deleted


def platform_of(key: str) -> str:
    """Return the platform a channel's or a person's key belongs to."""
    return key.partition(":")[0]


def is_group(key: str) -> bool:
    """Whether a key names a group or a role: it can be mentioned, but nothing can be posted to it."""
    return key.rpartition("/")[2].rpartition(":")[2].startswith("&")
