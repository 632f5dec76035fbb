"""All articles as search sees them at one moment; replaced whole when the shelf changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.lexical import Gathering
from knowledge.ports import Article
from knowledge.split import Passage, embedded_texts, passages
from knowledge.units import ASKED, WHOLE, Units, UnitsBuilder
from knowledge.vectors import key_of
from knowledge.words import letter_groups_of, stem, stems, words

if TYPE_CHECKING:
    from knowledge.lexical import Bm25f, Terms

_WHOLE_WORDS = 250  # more than the model reads
_CUT_KEPT = 2_000  # articles whose passages stay in memory after they were quoted


@dataclass(frozen=True, slots=True)
class Shape:
    """One article cut up: what can be quoted, and each text that has a vector with what it stands for."""

    passages: tuple[Passage, ...]
    texts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """No text is kept twice: passages are cut again when they are quoted, texts when they are embedded."""

    articles: tuple[Article, ...]
    units: Units
    counts: Mapping[str, int]
    stem_numbers: Mapping[str, int]
    by_words: Bm25f
    by_letters: Bm25f
    _cut: dict[int, tuple[Passage, ...]] = field(default_factory=dict)

    def stem_terms(self, text: str) -> Terms:
        """Stems as numbers; one that no article has is a negative number of its own."""
        return _numbered(stems(text), self.stem_numbers)

    def passages(self, number: int) -> tuple[Passage, ...]:
        known = self._cut.get(number)
        if known is None:
            if len(self._cut) >= _CUT_KEPT:
                self._cut.clear()
            known = self._cut[number] = tuple(passages(self.articles[number].body))
        return known

    def texts(self, without: Container[str] = ()) -> Iterator[tuple[str, str]]:
        """Key and text of everything that needs a vector and has none in `without`, each once."""
        told: set[str] = set()
        for number, article in enumerate(self.articles):
            if all(key in without for key in self.units.keys_of(number)):
                continue
            for text, _ in shape_of(article).texts:
                key = key_of(text)
                if key not in without and key not in told:
                    told.add(key)
                    yield key, text


def shape_of(article: Article) -> Shape:
    pieces = passages(article.body)
    asked = [text for text in (article.title, *article.questions) if text.strip()]
    whole = " ".join("\n".join([article.title, *article.questions, article.body]).split()[:_WHOLE_WORDS])
    texts = [(text, ASKED) for text in asked]
    texts += [(text, number) for number, text in enumerate(embedded_texts(article, pieces))]
    texts += [(whole, WHOLE)] if whole else []
    return Shape(tuple(pieces), tuple(texts))


def beside_title(article: Article) -> str:
    return "\n".join([*article.questions, article.body])


def build(articles: Iterable[Article]) -> Catalogue:
    """The catalogue of `articles`, in order of their ids, so that equal shelves give equal searches."""
    ordered = sorted(articles, key=lambda article: article.id)
    units, by_words, by_letters = UnitsBuilder(), Gathering(), Gathering()
    counts: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    for article in ordered:
        units.add((key_of(text), role) for text, role in shape_of(article).texts)
        title, rest = words(article.title), words(beside_title(article))
        counts.update(title)
        counts.update(rest)
        by_words.add(_number_all(title, numbers), _number_all(rest, numbers))
        by_letters.add(letter_groups_of(title), letter_groups_of(rest))
    return Catalogue(
        articles=tuple(ordered),
        units=units.done(),
        counts=dict(counts),
        stem_numbers=numbers,
        by_words=by_words.done(),
        by_letters=by_letters.done(),
    )


def _number_all(found: Sequence[str], numbers: dict[str, int]) -> Terms:
    import numpy as np

    return np.array([numbers.setdefault(stem(word), len(numbers)) for word in found], dtype=np.int32)


def _numbered(found: Sequence[str], numbers: Mapping[str, int]) -> Terms:
    import numpy as np

    unseen = {stem: -place for place, stem in enumerate(dict.fromkeys(found), start=1)}
    return np.array([numbers.get(stem, unseen[stem]) for stem in found], dtype=np.int32)
