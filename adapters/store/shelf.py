"""`knowledge.ports.Shelf` in the store: articles, and the generation an index is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from adapters.store import rows
from adapters.store.learned import searchable
from adapters.store.tables import article, shelf
from adapters.store.upserts import UPSERTS
from knowledge.ports import Article

if TYPE_CHECKING:
    from adapters.store.store import Database

_synced = select(article.c.id, article.c.digest).where(article.c.origin == "source")
_generation = select(shelf.c.generation)
_remove = delete(article).where(article.c.id == bindparam("row"), article.c.origin == "source")


class SharedShelf:
    """Articles beside the desk's rows, so that every process and every replica sees the same ones."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._upserts = UPSERTS[database.dialect]

    async def articles(self) -> Sequence[Article]:
        async with self._database.reading() as connection:
            return await searchable(connection)

    async def synced(self) -> Mapping[str, str]:
        async with self._database.reading() as connection:
            return {row.id: row.digest for row in await connection.execute(_synced)}

    async def replace(self, put: Iterable[Article], remove: Iterable[str]) -> int:
        kept = [rows.article_values(each) for each in put]
        gone = [{"row": id} for id in remove]
        async with self._database.writing() as connection:
            if gone:
                await connection.execute(_remove, gone)
            if kept:
                await connection.execute(self._upserts.article, kept)
            steps = len(kept) + len(gone)
            generation: int = (await connection.execute(self._upserts.shelf, {"steps": steps})).scalar_one()
            return generation

    async def generation(self) -> int:
        async with self._database.reading() as connection:
            return await connection.scalar(_generation) or 0
