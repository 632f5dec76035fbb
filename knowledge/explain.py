"""Why an article was found, or was not: every leg's opinion, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.hearing import Asked, judged
from knowledge.ports import Band
from knowledge.search import LETTERS, MEANING, WORDS, Heard
from knowledge.words import topic

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue
    from knowledge.serving import Serving


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One article's marks, each 0-1, for the sentence it answers best; `score` is for the message."""

    rank: int
    article_id: str
    title: str
    words: float
    letters: float
    best_unit: float
    whole: float
    score: float
    has_vectors: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`searched` is the message as understood (mended), and the `sentences` a long one was taken apart into.

    `topic` is what the word legs looked for."""

    searched: str
    sentences: tuple[str, ...]
    topic: str
    weights: tuple[float, float, float]
    legs: tuple[Leg, ...]
    confidence: float
    band: Band
    draft_from: float
    unsure_from: float
    degraded: str | None


def explain(
    serving: Serving,
    asked: Asked,
    heard: Heard,
    degraded: str | None,
    limit: int,
    asked_for: str | None,
) -> Explanation:
    """The `limit` best articles leg by leg, and the one with the id `asked_for` wherever it came."""
    articles = serving.catalogue.articles
    verdict = judged(serving, asked, heard, degraded, len(articles))
    shown = [
        _leg(serving.catalogue, heard, rank, number, float(verdict.scores[number]))
        for rank, number in enumerate(verdict.order, start=1)
        if rank <= limit or articles[number].id == asked_for
    ]
    return Explanation(
        searched=heard.whole.query,
        sentences=tuple(part.query for part in heard.parts),
        topic=topic(heard.whole.query),
        weights=(WORDS, LETTERS, MEANING),
        legs=tuple(shown),
        confidence=verdict.confidence,
        band=verdict.band,
        draft_from=serving.bands.draft,
        unsure_from=serving.bands.unsure,
        degraded=verdict.degraded,
    )


def _leg(catalogue: Catalogue, heard: Heard, rank: int, number: int, score: float) -> Leg:
    legs = heard.closest(number)
    near = legs.near
    return Leg(
        rank=rank,
        article_id=catalogue.articles[number].id,
        title=catalogue.articles[number].title,
        words=float(legs.words[number]),
        letters=float(legs.letters[number]),
        best_unit=float(near.unit[number]) if near else 0.0,
        whole=float(near.whole[number]) if near else 0.0,
        score=score,
        has_vectors=bool(near and near.known[number]),
    )
