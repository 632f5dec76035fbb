"""The store: SQLite in the data folder, or PostgreSQL.

`tables/` has the rows, `claims.py` the queue, `reading.py` the questions and `work.py` the writes; what
differs between the two databases is in `sqlite.py`, `postgresql.py` and `upserts.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from adapters.store.database import Database
from adapters.store.folder import own_folder
from adapters.store.sqlite import Sqlite
from adapters.store.store import RowStore
from adapters.store.tables import metadata
from bot.errors import SettingsWrong
from bot.ports import Store

__all__ = ["FILE", "MEMORY", "database_at", "open_store", "own_folder"]

FILE = "frontdesk.db"
MEMORY = "memory:"


@asynccontextmanager
async def open_store(url: str | None, folder: Path) -> AsyncIterator[Store]:
    """Open the store at `url`, with its tables as this version needs them.

    No URL means SQLite in `folder`, "memory:" SQLite in memory. Several processes may open one store; that
    only one *bot* does on SQLite is `own_folder`'s business.

    Raises:
        StoreLost: it cannot be opened.
        SettingsWrong: the URL is none of ours, or the database is from a newer version.
    """
    database = database_at(url, folder)
    try:
        if url == MEMORY:
            async with database.writing() as connection:
                await connection.run_sync(metadata.create_all)
        else:
            from adapters.store.migrate import migrated

            await migrated(database)
        yield RowStore(database)
    finally:
        await database.close()


def database_at(url: str | None, folder: Path) -> Database:
    """Connect to nothing yet: return the kind of database that `url` means."""
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        return Sqlite(folder / FILE)
    if url == MEMORY:
        return Sqlite(None)
    return _shared(url)


def _shared(url: str) -> Database:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise SettingsWrong(
            "DATABASE_URL is not a PostgreSQL address. Write postgresql://user:password@host/name, or leave "
            "it out to keep everything in the data folder."
        )
    from adapters.store.postgresql import Postgresql

    return Postgresql(parsed)
