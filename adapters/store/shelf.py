"""`knowledge.ports.Shelf` in the store: articles, and the generation an index is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, select, update

from adapters.store import rows
from adapters.store.database import Database
from adapters.store.learned import searchable
from adapters.store.tables import alternate, article, mark, shelf
from adapters.store.upserts import UPSERTS
from knowledge.ports import Article

_synced = select(article).where(article.c.origin == "source")
_generation = select(shelf.c.generation)
_remove = delete(article).where(article.c.id == bindparam("row"), article.c.origin == "source")
_there, _marked = alternate.alias("there"), mark.alias("marked")
_FOLLOWING = (  # what people made of an article goes with it to its new id, but nothing twice
    update(alternate)
    .where(
        alternate.c.article == bindparam("row"),
        alternate.c.question.not_in(select(_there.c.question).where(_there.c.article == bindparam("to"))),
    )
    .values(article=bindparam("to")),
    update(mark)
    .where(
        mark.c.article == bindparam("row"),
        mark.c.conversation.not_in(
            select(_marked.c.conversation).where(_marked.c.article == bindparam("to"))
        ),
    )
    .values(article=bindparam("to")),
)


class SharedShelf:
    """Articles beside the desk's rows, so that every process and every replica sees the same ones."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._upserts = UPSERTS[database.dialect]

    async def articles(self) -> Sequence[Article]:
        async with self._database.reading() as connection:
            return await searchable(connection)

    async def synced(self) -> Sequence[Article]:
        async with self._database.reading() as connection:
            return [rows.article(row) for row in await connection.execute(_synced)]

    async def replace(
        self, put: Iterable[Article], remove: Iterable[str], renamed: Mapping[str, str] | None = None
    ) -> int:
        kept = [rows.article_values(each) for each in put]
        gone = [{"row": id} for id in remove]
        moves = [{"row": old, "to": new} for old, new in (renamed or {}).items()]
        async with self._database.writing() as connection:
            if gone:
                await connection.execute(_remove, gone)
            if kept:
                await connection.execute(self._upserts.article, kept)
            for follows in _FOLLOWING if moves else ():
                await connection.execute(follows, moves)
            steps = len(kept) + len(gone)
            generation: int = (await connection.execute(self._upserts.shelf, {"steps": steps})).scalar_one()
            return generation

    async def generation(self) -> int:
        async with self._database.reading() as connection:
            return await connection.scalar(_generation) or 0
