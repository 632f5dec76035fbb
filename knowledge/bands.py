"""How sure is sure enough: bands cut from the knowledge base's own questions, leaving one out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from knowledge.catalogue import Catalogue, beside_title, shape_of
from knowledge.meaning import Meaning, whole_article
from knowledge.ports import Article, Band
from knowledge.search import BEST_UNIT, LETTERS, MEANING, WHOLE_ARTICLE, WORDS, confidence_of, legs_of
from knowledge.vectors import key_of
from knowledge.words import letter_groups, topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

PROBES = 150
FEWEST_PROBES = 20
KEPT = 0.92
RIGHT = 0.75
ANSWERABLE = 0.70


@dataclass(frozen=True, slots=True)
class Bands:
    """From `draft` on a reply may be drafted, from `unsure` on it is drafted and marked."""

    draft: float = 0.62
    unsure: float = 0.46
    probes: int = 0

    def of(self, confidence: float) -> Band:
        if confidence >= self.draft:
            return Band.DRAFT
        return Band.UNSURE if confidence >= self.unsure else Band.NONE

    def to_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Bands:
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Probe:
    """One of an article's own questions, asked as if the article did not contain it."""

    number: int
    text: str
    rest: Article

    def texts(self) -> list[str]:
        """Everything that needs a vector to play it."""
        return [self.text, *(text for text, _ in shape_of(self.rest).texts)]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a probe scored, and whether it found its article; and what it scores with the article gone."""

    confidence: float
    right: bool
    without_article: float


def probes(catalogue: Catalogue) -> list[Probe]:
    """A sample of the alternate questions, the same for the same articles; none where they are too few.

    Titles are no measure: nobody asks in titles, and on real help centres leaving one out finds its
    neighbour (right 16 % of the time on 698 bank articles, 84 % with alternate questions).
    """
    asked = [
        Probe(
            number, text, replace(article, questions=tuple(one for one in article.questions if one != text))
        )
        for number, article in enumerate(catalogue.articles)
        for text in article.questions
    ]
    chosen = sorted(asked, key=lambda probe: key_of(f"{probe.rest.id} {probe.text}"))[:PROBES]
    return chosen if len(chosen) >= FEWEST_PROBES else []


def outcome(
    catalogue: Catalogue, meaning: Meaning, probe: Probe, vector_of: Callable[[str], Vector]
) -> Outcome:
    import numpy as np

    vector = vector_of(probe.text)
    scores = legs_of(catalogue, probe.text, meaning.near(vector)).scores()
    scores[probe.number] = 0.0
    without_article = confidence_of(np.sort(scores)[::-1][:2])
    scores[probe.number] = _score_of_rest(catalogue, probe, vector, vector_of)
    return Outcome(
        confidence=confidence_of(np.sort(scores)[::-1][:2]),
        right=int(scores.argmax()) == probe.number,
        without_article=without_article,
    )


def _score_of_rest(
    catalogue: Catalogue, probe: Probe, vector: Vector, vector_of: Callable[[str], Vector]
) -> float:
    title, body = probe.rest.title, beside_title(probe.rest)
    about = topic(probe.text)
    by_words = catalogue.by_words.score_of(
        catalogue.stem_terms(title), catalogue.stem_terms(body), catalogue.stem_terms(about)
    )
    by_letters = catalogue.by_letters.score_of(
        letter_groups(title), letter_groups(body), letter_groups(about)
    )
    texts = shape_of(probe.rest).texts
    if len(texts) < 2:
        return 0.0
    *units, whole = (vector_of(text) for text, _ in texts)
    dense = BEST_UNIT * max(float(unit @ vector) for unit in units)
    dense += WHOLE_ARTICLE * float(whole_article(units, whole) @ vector)
    return WORDS * by_words + LETTERS * by_letters + MEANING * dense


def measure(
    catalogue: Catalogue, meaning: Meaning, chosen: Sequence[Probe], vector_of: Callable[[str], Vector]
) -> Bands:
    """Bands for these articles; the defaults without any probes."""
    if not chosen:
        return Bands()
    return cut([outcome(catalogue, meaning, probe, vector_of) for probe in chosen])


def cut(outcomes: Sequence[Outcome]) -> Bands:
    """Bands for these outcomes.

    `unsure` keeps `KEPT` of the questions that have an answer. `draft` is the lowest confidence from which
    on `RIGHT` of the drafts would be right, if `ANSWERABLE` of all questions had an article; but half of the
    right answers are always drafted plainly: articles that overlap make each other look wrong.
    """
    import numpy as np

    confidence = np.array([one.confidence for one in outcomes])
    right = np.array([one.right for one in outcomes])
    gone = np.array([one.without_article for one in outcomes])
    unsure = float(np.quantile(confidence, 1 - KEPT))
    plainly = float(np.median(confidence[right])) if right.any() else 1.0
    for draft in np.unique(np.concatenate([confidence, gone])):
        drafted = confidence >= draft
        good = ANSWERABLE * (drafted & right).mean()
        bad = ANSWERABLE * (drafted & ~right).mean() + (1 - ANSWERABLE) * (gone >= draft).mean()
        if good >= RIGHT * (good + bad):
            plainly = min(plainly, float(draft))
            break
    return Bands(round(max(unsure, plainly), 4), round(unsure, 4), len(outcomes))
