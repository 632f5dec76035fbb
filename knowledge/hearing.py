"""A message on its way through the legs: mended, taken apart if long, compared, weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.bursts import parts
from knowledge.errors import VectorsUnreachable
from knowledge.languages import unread
from knowledge.meaning import Near
from knowledge.ports import Band
from knowledge.search import Heard, confidence_of, legs_of, ranked
from knowledge.serving import Serving
from knowledge.words import mend

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    VectorOf = Callable[[str], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message as the legs read it, and the sentences that a long one was taken apart into."""

    original: str
    query: str
    parts: tuple[str, ...]

    def texts(self) -> list[str]:
        return [self.query, *self.parts]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The articles that score, best first, and how far the best one carries."""

    order: list[int]
    scores: NDArray[np.float64]
    confidence: float
    band: Band
    degraded: str | None


def understood(serving: Serving, text: str, dictionary: frozenset[str]) -> Asked:
    query = mend(text, serving.catalogue.counts, dictionary)
    return Asked(text, query, tuple(parts(query)))


def hear(serving: Serving, asked: Asked, vector_of: VectorOf) -> tuple[Heard, str | None]:
    """Every leg for the message and its sentences; without vectors by words alone, and why."""
    texts = asked.texts()
    near: list[Near | None]
    try:
        near = [serving.meaning.near(vector_of(text)) if serving.meaning else None for text in texts]
        degraded = serving.degraded
    except VectorsUnreachable as error:
        near = [None] * len(texts)
        degraded = f"{error} Searched by words alone."
    legs = [legs_of(serving.catalogue, text, each) for text, each in zip(texts, near, strict=True)]
    return Heard(legs[0], tuple(legs[1:])), degraded


def judged(
    serving: Serving,
    asked: Asked,
    heard: Heard,
    degraded: str | None,
    limit: int,
    exclude: frozenset[str] = frozenset(),
) -> Verdict:
    """The `limit` best articles and the band: unsure at most in a language nobody measured the model in."""
    scores = heard.scores()
    order = ranked(serving.catalogue, scores, max(limit, 2), exclude)
    confidence = confidence_of(scores[order[:2]])
    band = serving.bands.of(confidence) if order else Band.NONE
    if band is Band.DRAFT:
        doubt = unread(asked.original, serving.catalogue.articles[order[0]], serving.languages)
        if doubt:
            band, degraded = Band.UNSURE, f"{degraded} {doubt}" if degraded else doubt
    return Verdict(order[:limit], scores, confidence, band, degraded)
