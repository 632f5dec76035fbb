"""The words of the product, as its articles write them: what a reply may repeat and name."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.ports import Article, Audience

MOST = 300
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_][\w'+-]*")
_CODED = re.compile(r"[A-Z]{2,6}\d?|[A-Z][a-z]+[A-Z][A-Za-z]*|[a-z]+[A-Z][A-Za-z]*")  # CSV, GitHub, iPhone
_EVERYWHERE = frozenset(["OK", "FAQ", "ID", "IDs", "URL", "URLs", "USA", "UK", "EU", "AM", "PM", "UTC"])
_NO_NAMES = frozenset(  # what begins a question inside a heading: "Fees: Why was I charged"
    [
        "How",
        "What",
        "Why",
        "When",
        "Where",
        "Which",
        "Who",
        "Can",
        "Does",
        "Did",
        "Are",
        "The",
        "This",
        "Your",
        "Our",
    ]
)


class Served(Protocol):
    """What a library tells of itself."""

    def articles(self) -> Sequence[Article]: ...

    def generation(self) -> int: ...


@dataclass(slots=True)
class Glossary:
    """Reads a library's titles and headings once for each of its generations."""

    library: Served
    _read: tuple[int, tuple[str, ...]] = field(default=(-1, ()))

    async def words(self) -> tuple[str, ...]:
        generation = self.library.generation()
        if self._read[0] != generation:
            self._read = (generation, await asyncio.to_thread(product_words, self.library.articles()))
        return self._read[1]


async def no_words() -> tuple[str, ...]:
    """The glossary of a desk without articles."""
    return ()


def product_words(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return names and codes in titles, headings and product fields that customers may read.

    A capital inside a sentence makes a name, unless the word is written small as often; titles In Capitals
    Throughout tell nothing.
    """
    public = [article for article in articles if article.audience is Audience.PUBLIC]
    names: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for article in public:
        for text in _headlines(article):
            names.update(_names_in(text))
            small.update(word for word in _WORD.findall(text) if word.islower())
    names.update(article.product.strip() for article in public if article.product)
    kept = [name for name, count in names.most_common() if count > small[name.lower()]]
    return tuple(kept[:MOST])


def _headlines(article: Article) -> Iterator[str]:
    yield article.title
    yield from article.questions
    yield from _HEADING.findall(article.body)


def _names_in(text: str) -> Iterator[str]:
    words = [match.group() for match in _WORD.finditer(text)]
    yield from (word for word in words if _CODED.fullmatch(word) and word not in _EVERYWHERE)
    if _all_capitals(words):
        return
    name: list[str] = []
    for word in [*words[1:], ""]:
        if re.fullmatch(r"[A-Z][a-z]{2,}[\w-]*", word) and word not in _NO_NAMES:
            name.append(word)
            continue
        if name:
            yield " ".join(name)
        name = []


def _all_capitals(words: Sequence[str]) -> bool:
    long = [word for word in words[1:] if len(word) > 3]
    return len(long) < 2 or sum(word[0].isupper() for word in long) > len(long) / 2
