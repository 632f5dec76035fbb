"""What only one process does at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from adapters.store import MEMORY, alone, open_store
from bot.errors import StoreLost
from bot.ports import Store

pytestmark = pytest.mark.postgres


Two = tuple[Store, Store]


@pytest.fixture
async def two(migrated_url: str) -> AsyncIterator[Two]:
    """One database, as two processes open it."""
    async with open_store(migrated_url, Path()) as one, open_store(migrated_url, Path()) as other:
        yield one, other


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "ASKS_EVERY", 0.01)


async def test_of_two_processes_one_has_the_right(two: Two) -> None:
    one, other = two
    async with one.alone("discord") as mine, other.alone("discord") as theirs:
        assert await mine.taken()
        assert not await theirs.taken()
        assert await mine.taken()


async def test_rights_to_different_things_are_apart(two: Two) -> None:
    one, other = two
    async with one.alone("discord") as mine, other.alone("something else") as theirs:
        assert await mine.taken()
        assert await theirs.taken()


async def test_a_right_given_back_goes_to_who_waits(two: Two) -> None:
    one, other = two
    async with other.alone("discord") as theirs, asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        async with one.alone("discord") as mine:
            assert await mine.taken()
            waiting = tasks.create_task(theirs.awaited())
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await asyncio.shield(waiting)
        await waiting
        assert await theirs.taken()


async def test_a_cut_connection_loses_the_right_at_once_and_says_so(two: Two, migrated_url: str) -> None:
    one, other = two
    async with one.alone("discord") as mine, other.alone("discord") as theirs:
        assert await mine.taken()
        async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
            keeping = tasks.create_task(_ended(mine.kept()))
            await asyncio.sleep(0)
            _cut(migrated_url)
            assert isinstance(await keeping, StoreLost)
        with pytest.raises(StoreLost):  # they were cut too, and cannot believe they have it
            await theirs.taken()


@pytest.mark.parametrize("url", [pytest.param(MEMORY, id="in memory"), pytest.param(None, id="in a file")])
async def test_on_sqlite_the_one_bot_of_a_data_folder_has_every_right(
    url: str | None, tmp_path: Path
) -> None:
    async with open_store(url, tmp_path) as store, store.alone("discord") as mine:
        assert await mine.taken()
        await mine.awaited()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await mine.kept()


async def _ended(kept: object) -> BaseException | None:
    try:
        await kept  # type: ignore[misc]
    except StoreLost as lost:
        return lost
    return None


def _cut(url: str) -> None:
    """Let PostgreSQL end every connection that waits for a right or has one."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
