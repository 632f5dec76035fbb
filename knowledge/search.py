"""The recipe: words, letters and meaning of every article, weighed into one score from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.catalogue import ASKED, WHOLE, Catalogue
from knowledge.ports import Source
from knowledge.words import letter_groups, stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS, LETTERS, MEANING = 0.20, 0.15, 0.65
BEST_UNIT, WHOLE_ARTICLE = 0.7, 0.3
NEAREST = 100  # vectors asked for; the rest count as just below the last of them


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg thinks of each article (arrays by article number), and how near each passage came."""

    words: NDArray[np.float64]
    letters: NDArray[np.float64]
    unit: NDArray[np.float32]
    whole: NDArray[np.float32]
    passages: Mapping[tuple[int, int], float]
    has_meaning: bool

    def scores(self) -> NDArray[np.float64]:
        """The fused score; without the vector leg the lexical legs carry it alone."""
        if not self.has_meaning:
            return (WORDS * self.words + LETTERS * self.letters) / (WORDS + LETTERS)
        dense = BEST_UNIT * self.unit + WHOLE_ARTICLE * self.whole
        return WORDS * self.words + LETTERS * self.letters + MEANING * dense


def legs_of(catalogue: Catalogue, query: str, near: Mapping[str, float] | None) -> Legs:
    """Every leg for a mended `query`; `near`: the closest vectors with their cosines, None without a store."""
    import numpy as np

    size = len(catalogue.articles)
    floor = max(0.0, min(near.values())) if near else 0.0
    unit = np.full(size, floor, dtype=np.float32)
    whole = np.full(size, floor, dtype=np.float32)
    passages: dict[tuple[int, int], float] = {}
    for key, cosine in (near or {}).items():
        for number, role in catalogue.owners.get(key, ()):
            leg = whole if role == WHOLE else unit
            leg[number] = max(leg[number], cosine)
            if role > ASKED:
                passages[number, role] = cosine
    return Legs(
        words=catalogue.by_words.scores(catalogue.stem_terms(query)),
        letters=catalogue.by_letters.scores(letter_groups(query)),
        unit=unit,
        whole=whole,
        passages=passages,
        has_meaning=near is not None,
    )


def confidence_of(best: NDArray[np.float64]) -> float:
    """How sure the first of `best` is: its score, and half its lead over the second."""
    if not len(best):
        return 0.0
    lead = best[0] - (best[1] if len(best) > 1 else 0.0)
    return min(1.0, max(0.0, float(best[0] + lead / 2)))


def ranked(
    catalogue: Catalogue, scores: NDArray[np.float64], limit: int, exclude: frozenset[str]
) -> list[int]:
    """The numbers of the `limit` best articles that score at all, best first."""
    import numpy as np

    count = min(len(scores), limit + len(exclude))
    best = np.argpartition(-scores, count - 1)[:count] if count else np.empty(0, dtype=np.int64)
    ordered = sorted(best.tolist(), key=lambda number: (-scores[number], number))
    allowed = [
        number for number in ordered if scores[number] > 0 and catalogue.articles[number].id not in exclude
    ]
    return allowed[:limit]


def source(catalogue: Catalogue, number: int, score: float, query: str, legs: Legs) -> Source:
    article = catalogue.articles[number]
    place = _best_passage(catalogue, number, query, legs)
    passage = catalogue.shapes[number].passages[place] if place is not None else None
    return Source(
        article_id=article.id,
        title=article.title,
        heading=passage.heading if passage else None,
        passage=passage.text if passage else "",
        audience=article.audience,
        url=article.url,
        updated_at=article.updated_at,
        score=min(1.0, max(0.0, float(score))),
    )


def _best_passage(catalogue: Catalogue, number: int, query: str, legs: Legs) -> int | None:
    """The passage nearest in meaning; of those too far for that, the one that shares most words."""
    count = len(catalogue.shapes[number].passages)
    if count < 2:
        return 0 if count else None
    near = {place: legs.passages[number, place] for place in range(count) if (number, place) in legs.passages}
    if near:
        return max(near, key=near.__getitem__)
    asked = set(stems(query))
    texts = [piece.text for piece in catalogue.shapes[number].passages]
    return max(range(count), key=lambda place: (len(asked.intersection(stems(texts[place]))), -place))
