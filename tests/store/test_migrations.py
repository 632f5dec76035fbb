"""One history brings every database to what this version needs, once, whoever starts at the same moment."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from adapters.store import FILE, MEMORY, migrate, open_store
from adapters.store import database_at as connected
from adapters.store.database import Database
from adapters.store.tables import metadata
from bot.errors import SettingsWrong
from tests.store.conftest import ON_DISK
from tests.store.given import NINE


@pytest.fixture(params=ON_DISK)
def url(request: pytest.FixtureRequest) -> str | None:
    """The URL of a database with nothing in it."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@asynccontextmanager
async def _database(url: str | None, folder: Path) -> AsyncIterator[Database]:
    database = connected(url, folder)
    try:
        yield database
    finally:
        await database.close()


async def test_a_new_database_has_exactly_the_tables_of_this_version(url: str | None, tmp_path: Path) -> None:
    async with open_store(url, tmp_path):
        pass

    async with _database(url, tmp_path) as database, database.reading() as connection:
        assert await connection.run_sync(_differences) == []


async def test_the_history_goes_down_to_nothing_and_up_again(url: str | None, tmp_path: Path) -> None:
    async with open_store(url, tmp_path) as store:
        await store.put("e1", "slack", {}, NINE)

    async with _database(url, tmp_path) as database:
        async with database.migrating() as connection:
            await connection.run_sync(migrate.move, "base")
        async with database.reading() as connection:
            assert await connection.run_sync(_tables) == ["alembic_version"]

    async with open_store(url, tmp_path) as store:
        assert await store.put("e1", "slack", {}, NINE)


async def test_several_that_start_at_once_migrate_once(url: str | None, tmp_path: Path) -> None:
    async def start(number: int) -> bool:
        async with open_store(url, tmp_path) as store:
            return await store.put(f"e{number}", "slack", {}, NINE)

    assert await asyncio.gather(*(start(number) for number in range(3))) == [True] * 3


async def test_a_database_of_a_newer_version_is_left_alone(url: str | None, tmp_path: Path) -> None:
    async with open_store(url, tmp_path):
        pass
    async with _database(url, tmp_path) as database, database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SettingsWrong, match="newer version"):
        async with open_store(url, tmp_path):
            pass


def test_the_revision_a_start_looks_for_is_the_last_one() -> None:
    folder = Path(migrate.__file__).parent / "migrations"

    assert ScriptDirectory(str(folder)).get_current_head() == migrate.HEAD


async def test_in_memory_and_on_disk_have_the_same_indexes(tmp_path: Path) -> None:
    async with open_store(None, tmp_path):
        pass

    async with _database(None, tmp_path) as on_disk, on_disk.reading() as connection:
        migrated = await connection.run_sync(_indexes)
    async with _database(MEMORY, tmp_path) as in_memory, in_memory.writing() as connection:
        await connection.run_sync(metadata.create_all)
        created = await connection.run_sync(_indexes)

    assert migrated == created


async def test_a_start_on_an_up_to_date_database_does_not_load_alembic(tmp_path: Path) -> None:
    async with open_store(None, tmp_path):
        pass
    program = (
        "import asyncio, sys; from pathlib import Path; from adapters.store import open_store\n"
        "async def main():\n"
        f"    async with open_store(None, Path({str(tmp_path)!r})): print('alembic' in sys.modules)\n"
        "asyncio.run(main())"
    )

    told = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "False"
    assert (tmp_path / FILE).exists()


def _differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _indexes(connection: Connection) -> set[str]:
    return set(connection.scalars(text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql <> ''")))
