"""The recipe: words, letters and meaning of every article, weighed into one score from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.catalogue import Catalogue
from knowledge.meaning import Near
from knowledge.ports import Source
from knowledge.split import address_of
from knowledge.words import letter_groups, stems, topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS, LETTERS, MEANING = 0.10, 0.10, 0.80
BEST_UNIT, WHOLE_ARTICLE = 0.6, 0.4
LEAD = 0.75
WHOLE_MESSAGE = 0.2


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg thinks of each article, as arrays by article number; `near` is None without vectors."""

    query: str
    words: NDArray[np.float64]
    letters: NDArray[np.float64]
    near: Near | None

    def meaning(self) -> NDArray[np.float64]:
        import numpy as np

        if self.near is None:
            return np.zeros(len(self.words))
        return (BEST_UNIT * self.near.unit + WHOLE_ARTICLE * self.near.whole).astype(np.float64)

    def scores(self) -> NDArray[np.float64]:
        """The fused score; where there are no vectors the lexical legs carry it alone."""
        import numpy as np

        lexical = WORDS * self.words + LETTERS * self.letters
        alone = lexical / (WORDS + LETTERS)
        if self.near is None:
            return alone
        return np.where(self.near.known, lexical + MEANING * self.meaning(), alone)


def legs_of(catalogue: Catalogue, query: str, near: Near | None) -> Legs:
    about = topic(query)
    return Legs(
        query=query,
        words=catalogue.by_words.scores(catalogue.stem_terms(about)),
        letters=catalogue.by_letters.scores(letter_groups(about)),
        near=near,
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as a whole and, if it is long, sentence by sentence."""

    whole: Legs
    parts: tuple[Legs, ...] = ()

    def scores(self) -> NDArray[np.float64]:
        """The best sentence counts most: the rest of a long message is greetings and history."""
        import numpy as np

        whole = self.whole.scores()
        if not self.parts:
            return whole
        best: NDArray[np.float64] = np.max([part.scores() for part in self.parts], axis=0)
        return WHOLE_MESSAGE * whole + (1 - WHOLE_MESSAGE) * best

    def closest(self, number: int) -> Legs:
        """The sentence that this article answers, or the whole message."""
        return max(self.parts, key=lambda part: float(part.scores()[number]), default=self.whole)


def confidence_of(best: NDArray[np.float64]) -> float:
    """How sure the first of `best` is: its score, and most of its lead over the second."""
    if not len(best):
        return 0.0
    lead = best[0] - (best[1] if len(best) > 1 else 0.0)
    return min(1.0, max(0.0, float(best[0] + LEAD * lead)))


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


def source(catalogue: Catalogue, number: int, score: float, legs: Legs) -> Source:
    article = catalogue.articles[number]
    place = _best_passage(catalogue, number, legs)
    passage = catalogue.passages(number)[place] if place is not None else None
    return Source(
        article_id=article.id,
        title=article.title,
        heading=passage.heading if passage else None,
        passage=passage.text if passage else "",
        audience=article.audience,
        url=address_of(article.url, passage),
        updated_at=article.updated_at,
        score=min(1.0, max(0.0, float(score))),
    )


def _best_passage(catalogue: Catalogue, number: int, legs: Legs) -> int | None:
    """The passage nearest in meaning; of those too far for that, the one that shares most words."""
    pieces = catalogue.passages(number)
    if len(pieces) < 2:
        return 0 if pieces else None
    near = legs.near.passages(number) if legs.near else {}
    if near:
        return max(near, key=near.__getitem__)
    asked = set(stems(legs.query))
    return max(
        range(len(pieces)), key=lambda place: (len(asked.intersection(stems(pieces[place].text))), -place)
    )
