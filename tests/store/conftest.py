"""The store under test: in memory, in a file, and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters.store import MEMORY, open_store
from bot.ports import Store
from tests.servers import fresh_database, postgres_admin_url, postgres_url

__all__ = ["postgres_admin_url", "postgres_url"]

EVERYWHERE = [
    pytest.param("memory", id="in memory"),
    pytest.param("sqlite", id="in a file"),
    pytest.param("postgres", id="on PostgreSQL", marks=pytest.mark.postgres),
]
ON_DISK = EVERYWHERE[1:]


@pytest.fixture(params=EVERYWHERE)
def store_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The URL of an empty store of each kind; `None` is SQLite in the data folder."""
    match request.param:
        case "memory":
            yield MEMORY
        case "sqlite":
            yield None
        case _:
            with fresh_database(request.getfixturevalue("migrated_admin_url"), "frontdesk_ready") as url:
                yield url


@pytest.fixture(scope="session")
def migrated_admin_url(postgres_admin_url: str) -> Iterator[str]:
    """A server with a database to copy that has its tables already."""
    import asyncio

    import psycopg

    with psycopg.connect(postgres_admin_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS frontdesk_ready")
    with fresh_database(postgres_admin_url, name="frontdesk_ready") as url:
        asyncio.run(_open_once(url))
        yield postgres_admin_url


async def _open_once(url: str) -> None:
    async with open_store(url, Path()):
        pass


@pytest.fixture
async def store(store_url: str | None, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with open_store(store_url, tmp_path) as opened:
        yield opened
