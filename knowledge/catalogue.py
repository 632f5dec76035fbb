"""All articles as search sees them at one moment; replaced whole when the shelf changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge import lexical
from knowledge.ports import Article
from knowledge.split import Passage, embedded_texts, passages
from knowledge.vectors import key_of
from knowledge.words import letter_groups, stems, words

if TYPE_CHECKING:
    from knowledge.lexical import Bm25f, Terms

WHOLE = -2  # the vector of the article as a whole
ASKED = -1  # the vector of its title or of an alternate question; from 0 on: of that passage
_WHOLE_WORDS = 250  # more than the model reads


@dataclass(frozen=True, slots=True)
class Shape:
    """One article cut up: what can be quoted, and each text that has a vector with what it stands for."""

    passages: tuple[Passage, ...]
    texts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    articles: tuple[Article, ...]
    shapes: tuple[Shape, ...]
    owners: Mapping[str, tuple[tuple[int, int], ...]]  # key of a vector -> (article, what it stands for)
    counts: Mapping[str, int]
    stem_numbers: Mapping[str, int]
    by_words: Bm25f
    by_letters: Bm25f

    def stem_terms(self, text: str) -> Terms:
        """Stems as numbers; one that no article has is a negative number of its own."""
        return _numbered(stems(text), self.stem_numbers)

    def texts_by_key(self) -> dict[str, str]:
        """Every text that needs a vector, once."""
        return {key_of(text): text for shape in self.shapes for text, _ in shape.texts}


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
    shapes = [shape_of(article) for article in ordered]
    owners: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        for text, role in shape.texts:
            owners[key_of(text)].append((number, role))
    titles, rest = [article.title for article in ordered], [beside_title(article) for article in ordered]
    counts = Counter(word for text in (*titles, *rest) for word in words(text))
    numbers: dict[str, int] = {}
    title_stems, rest_stems = _number_all(titles, numbers), _number_all(rest, numbers)
    return Catalogue(
        articles=tuple(ordered),
        shapes=tuple(shapes),
        owners={key: tuple(roles) for key, roles in owners.items()},
        counts=counts,
        stem_numbers=numbers,
        by_words=lexical.build(title_stems, rest_stems),
        by_letters=lexical.build(list(map(letter_groups, titles)), list(map(letter_groups, rest))),
    )


def _number_all(texts: Sequence[str], numbers: dict[str, int]) -> list[Terms]:
    all_stems = [stems(text) for text in texts]
    for one in all_stems:
        for stem in one:
            numbers.setdefault(stem, len(numbers))
    return [_numbered(one, numbers) for one in all_stems]


def _numbered(found: Sequence[str], numbers: Mapping[str, int]) -> Terms:
    import numpy as np

    unseen = {stem: -place for place, stem in enumerate(dict.fromkeys(found), start=1)}
    return np.array([numbers.get(stem, unseen[stem]) for stem in found], dtype=np.int32)
