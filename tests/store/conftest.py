"""The store under test: in memory, in a file, and on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from adapters.store import FILE, MEMORY, open_store
from adapters.store.tables import metadata
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
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """The URL of an empty store of each kind; `None` is SQLite in the data folder, which is `tmp_path`."""
    match request.param:
        case "memory":
            return MEMORY
        case "sqlite":
            shutil.copy(request.getfixturevalue("empty_file"), tmp_path)
            return None
        case _:
            url: str = request.getfixturevalue("migrated_url")
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY".encode())
            return url


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that has its tables: quicker to copy than to make."""
    folder = tmp_path_factory.mktemp("empty")
    asyncio.run(_open_once(None, folder))
    return folder / FILE


@pytest.fixture(scope="session")
def migrated_url(postgres_admin_url: str) -> Iterator[str]:
    """A PostgreSQL database that has its tables."""
    with fresh_database(postgres_admin_url) as url:
        asyncio.run(_open_once(url, Path()))
        yield url


async def _open_once(url: str | None, folder: Path) -> None:
    async with open_store(url, folder):
        pass


@pytest.fixture
async def store(store_url: str | None, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with open_store(store_url, tmp_path) as opened:
        yield opened
