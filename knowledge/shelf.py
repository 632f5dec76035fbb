"""The shelf in memory: for tests, for one question on the command line, for trying things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge.ports import Article


class ShelfInMemory:
    """Articles in a dictionary; the twin of the shelf in the database."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles = {article.id: article for article in articles}
        self._generation = 0

    async def articles(self) -> Sequence[Article]:
        return tuple(self._articles.values())

    async def synced(self) -> Sequence[Article]:
        return tuple(self._articles.values())

    async def replace(
        self, put: Iterable[Article], remove: Iterable[str], renamed: Mapping[str, str] | None = None
    ) -> int:
        kept, gone = list(put), list(remove)
        for id in gone:
            self._articles.pop(id, None)
        self._articles.update((article.id, article) for article in kept)
        self._generation += len(kept) + len(gone)
        return self._generation

    async def generation(self) -> int:
        return self._generation
