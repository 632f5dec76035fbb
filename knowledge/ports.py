"""What knowledge deals in, and what it needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Audience(StrEnum):
    """Who may read an article. Internal text informs agents and never reaches a customer."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Band(StrEnum):
    """How far a search result carries, calibrated on the articles themselves."""

    DRAFT = "draft"  # answer from it
    UNSURE = "unsure"  # answer from it, marked: check before sending
    NONE = "none"  # nothing settles this: a holding reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One thing we know. `digest` is the SHA-256 of everything that search and people can see.

    `origin` names the folder, checkout or site it was read from and `place` the file or page there; what
    people wrote here has neither.
    """

    id: str
    title: str
    body: str
    audience: Audience = Audience.PUBLIC
    url: str | None = None
    questions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    product: str | None = None
    updated_at: datetime | None = None
    origin: str | None = None
    place: str | None = None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The piece of an article that a search found, ready to be quoted.

    `passage` is verbatim article text (Markdown kept), `score` 0-1, comparable across queries of one
    knowledge base.
    """

    article_id: str
    title: str
    heading: str | None
    passage: str
    audience: Audience
    url: str | None
    updated_at: datetime | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Sources, best first, how far the best carries, and in words what was out of order, if anything.

    `confidence` 0-1 is what the band was cut from: the best score and its lead over the next article.
    """

    sources: tuple[Source, ...] = ()
    band: Band = Band.NONE
    confidence: float = 0.0
    degraded: str | None = None


class Shelf(Protocol):
    """Where articles live. The index is made from it and can always be made again."""

    async def articles(self) -> Sequence[Article]:
        """Return what the search may use: from sources and from people, with everybody's alternates."""
        ...

    async def synced(self) -> Sequence[Article]:
        """Return every article that came from a source, as it came."""
        ...

    async def replace(
        self, put: Iterable[Article], remove: Iterable[str], renamed: Mapping[str, str] | None = None
    ) -> int:
        """Store and remove what sources say, in one transaction; what people made stays.

        What people made of an article follows it from its old id to the new one in `renamed`. Return the new
        generation, one higher for each change.
        """
        ...

    async def generation(self) -> int: ...
