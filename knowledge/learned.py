"""What people taught the desk beside what its sources say: alternates, articles, marks, open questions.

Sources are synced and come and go; what people made stays until people remove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from knowledge.ports import Article

PEOPLE = "people:"  # what the id of an article begins with that no source has


class Standing(StrEnum):
    """Whether the search may use what somebody made."""

    LIVE = "live"
    WAITING = "waiting"  # for a lead's yes


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A customer's question, masked, that a person kept as another way to ask for an article."""

    id: int = 0
    article_id: str
    question: str
    by: str
    at: datetime
    conversation: int | None = None
    standing: Standing = Standing.LIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article that a person wrote here. No sync touches it."""

    article: Article
    by: str
    at: datetime
    conversation: int | None = None
    standing: Standing = Standing.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Somebody called an article the wrong source for a conversation. A review ends it, and keeps it."""

    article_id: str
    conversation: int
    by: str
    at: datetime
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that came nearest to a question without settling it."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question, condensed and masked, that no article settled. One for each wait of a conversation.

    `listed` ones stand in the gap list; the others were drafted as unsure and nobody objected. `gap` is the
    group it was put into.
    """

    id: int = 0
    conversation: int
    wait: int
    text: str
    language: str
    at: datetime
    listed: bool
    near: tuple[Candidate, ...] = ()
    excluded: tuple[str, ...] = ()
    gap: int | None = None


class GapState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"  # an article that settles it has come
    WRITTEN = "written"  # somebody made an article of it, which waits for a lead
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A group of alike questions without an article. Later ones join it, whatever became of it.

    `searched` is the generation of the shelf in which an article was last looked for.
    """

    id: int = 0
    opened_at: datetime
    searched: int = 0
    state: GapState = GapState.OPEN
    article_id: str | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None


class Learned(Protocol):
    """What can be asked about it. Oldest first."""

    async def article(self, id: str) -> Article | None:
        """Return an article as it stands, live or waiting, with the alternates that the search uses."""
        ...

    async def alternates(
        self, *, article: str | None = None, conversation: int | None = None
    ) -> list[Alternate]: ...

    async def alternate(self, id: int) -> Alternate | None: ...

    async def written(self) -> list[Written]: ...

    async def marks(self, *, article: str | None = None, running: bool = False) -> list[Mark]:
        """Return marks; `running` leaves out those that a review has ended."""
        ...

    async def unanswered(
        self, *, conversation: int | None = None, since: datetime | None = None
    ) -> list[Unanswered]: ...

    async def gaps(self) -> list[Gap]: ...


class Learning(Learned, Protocol):
    """What can be changed, inside one transaction. What the search uses raises the shelf's generation."""

    async def keep(self, alternate: Alternate) -> Alternate | None:
        """Store an alternate; `None` if its article has exactly that question already."""
        ...

    async def save_alternate(self, alternate: Alternate) -> None: ...

    async def drop_alternate(self, id: int) -> None: ...

    async def write(self, written: Written) -> None:
        """Store an article that people made, or its new text."""
        ...

    async def drop_written(self, id: str) -> None:
        """Remove an article that people made, and its alternates. One of a source stays."""
        ...

    async def mark(self, mark: Mark) -> bool:
        """Store a mark; `False` if this person made it before."""
        ...

    async def reviewed(self, article: str, by: str, at: datetime) -> int:
        """End the running marks of an article; return how many that were."""
        ...

    async def note(self, unanswered: Unanswered) -> None:
        """Store what a wait asked without an answer, or its newer words; a new text leaves its group."""
        ...

    async def settled(self, conversation: int, wait: int) -> None:
        """Forget that a wait's question had no article: one was found since."""
        ...

    async def open_gap(self, gap: Gap) -> Gap: ...

    async def save_gap(self, gap: Gap) -> None: ...

    async def put_into(self, unanswered: int, gap: int) -> None: ...

    async def record(self, by: str, at: datetime, field: str, before: str, after: str) -> None:
        """Write down in the audit list who changed what of what the desk knows."""
        ...
