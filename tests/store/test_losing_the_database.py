"""A lost or full database is one error, in words staff can act on, and nothing else breaks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, select, update

from adapters.store import FILE, database_at, open_store
from adapters.store.sqlite import Sqlite
from adapters.store.store import RowStore
from adapters.store.tables import pulse
from bot.errors import Busy, SettingsWrong, StoreLost
from bot.ports import Store
from bot.record import Queue
from tests.servers import NoServer, Server, running
from tests.store.given import NINE, a_line, claimed, fresh, opened_in

SECRET = "my card is 4111 1111 1111 1111"


@pytest.fixture
def server() -> Iterator[Server]:
    """A PostgreSQL of the test's own, to be stopped under it."""
    try:
        with running() as started:
            yield started
    except NoServer as why:
        pytest.skip(f"no PostgreSQL here: {why}")


@pytest.mark.postgres
async def test_a_restart_of_postgresql_is_an_error_and_then_over(server: Server) -> None:
    async with open_store(server.url(), Path()) as store:
        heard = store.woken()
        for _ in Queue:
            await anext(heard)
        assert await store.put("before", "slack", {}, NINE)

        server.stop()
        for lost in (store.put("e1", "slack", {"text": SECRET}, NINE), store.healthy()):
            with pytest.raises(StoreLost) as told:
                await lost
            assert SECRET not in str(told.value)
            assert str(told.value).startswith("The database cannot be used: ")
        with pytest.raises(StoreLost):
            await opened_in(store, fresh())

        server.start()
        assert await store.put("after", "slack", {}, NINE)
        assert len(await claimed(store, Queue.INBOX)) == 2
        async with asyncio.timeout(20):
            assert {await anext(heard) for _ in Queue} == set(Queue)
        await heard.aclose()  # type: ignore[attr-defined]


@pytest.mark.postgres
async def test_of_two_that_wait_for_each_other_one_goes_on_and_one_may_try_again(migrated_url: str) -> None:
    async with open_store(migrated_url, Path()) as store:
        first, second = [(await opened_in(store, fresh(root))).id for root in ("1", "2")]
        both_hold_one = asyncio.Barrier(2)

        async def take(*ids: int) -> None:
            async with store.begin() as work:
                for id in ids:
                    await work.for_update(id)
                    if id == ids[0]:
                        await both_hold_one.wait()

        outcomes = await asyncio.gather(take(first, second), take(second, first), return_exceptions=True)

        assert {type(outcome) for outcome in outcomes} == {type(None), Busy}
        await store.healthy()


@pytest.mark.postgres
async def test_what_two_store_beside_a_conversation_keeps_neither_from_locking_it(migrated_url: str) -> None:
    async with open_store(migrated_url, Path()) as store:
        conversation = (await opened_in(store, fresh())).id
        both_stored_one = asyncio.Barrier(2)

        async def fire_and_lock(occasion: str) -> None:
            async with store.begin() as work:
                await work.fire(conversation, "warning", occasion)
                await both_stored_one.wait()
                assert await work.for_update(conversation)

        await asyncio.gather(fire_and_lock("wait 1"), fire_and_lock("wait 2"))


@pytest.mark.postgres
async def test_a_row_that_changed_underneath_may_be_tried_again(migrated_url: str) -> None:
    database = database_at(migrated_url, Path())
    store = RowStore(database)

    async def change_what_was_changed_meanwhile() -> None:
        async with database.reading() as snapshot:
            await snapshot.execute(select(pulse.c.beats))
            await store.healthy()
            await snapshot.execute(update(pulse).values(beats=0))

    try:
        await store.healthy()
        with pytest.raises(Busy, match="try again"):
            await change_what_was_changed_meanwhile()
    finally:
        await database.close()


async def test_a_full_disk_stores_nothing_by_halves(tmp_path: Path) -> None:
    async with open_store(None, tmp_path) as store:
        conversation = await opened_in(store, fresh())
    full = Sqlite(tmp_path / FILE)
    event.listen(full.engine, "connect", _no_more_pages)
    try:
        store = RowStore(full)
        with pytest.raises(StoreLost, match="disk is full") as told:
            await _two_lines(store, conversation.id)
        assert SECRET not in str(told.value)
        with pytest.raises(StoreLost):
            await store.put("e1", "slack", {"text": SECRET * 10_000}, NINE)
        async with store.read() as reading:
            assert await reading.lines(conversation.id) == []
    finally:
        await full.close()

    async with open_store(None, tmp_path) as store:
        assert await store.put("e1", "slack", {}, NINE)


async def test_a_disk_that_fills_up_fails_everybody_who_was_not_stored(tmp_path: Path) -> None:
    async with open_store(None, tmp_path):
        pass
    full = Sqlite(tmp_path / FILE)
    event.listen(full.engine, "connect", _no_more_pages)
    store = RowStore(full)
    try:
        outcomes = await asyncio.gather(
            *(store.put(f"e{n}", "slack", {"text": "x" * 3_000 * (n % 2)}, NINE) for n in range(20)),
            return_exceptions=True,
        )
    finally:
        await full.close()

    async with open_store(None, tmp_path) as roomy:
        stored = await claimed(roomy, Queue.INBOX, limit=50)
    assert all(outcome is True or isinstance(outcome, StoreLost) for outcome in outcomes)
    assert any(isinstance(outcome, StoreLost) for outcome in outcomes)
    assert len(stored) == outcomes.count(True)


async def test_a_file_that_is_no_database_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("These are not the rows you are looking for. " * 99)

    with pytest.raises(StoreLost, match="is not a database"):
        async with open_store(None, tmp_path):
            pass


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mysql://root:hunter2@localhost/x", id="another database"),
        pytest.param("localhost:hunter2", id="no address at all"),
    ],
)
async def test_an_address_that_is_none_of_ours_is_a_wrong_setting(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="DATABASE_URL") as told:
        async with open_store(url, tmp_path):
            pass

    assert "hunter2" not in str(told.value)


async def test_nobody_at_the_address_is_a_lost_store_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(StoreLost, match="DATABASE_URL") as told:
        async with open_store("postgresql://me:hunter2@127.0.0.1:1/desk", tmp_path):
            pass

    assert "hunter2" not in str(told.value)


async def _two_lines(store: Store, conversation: int) -> None:
    async with store.begin() as work:
        await work.add_line(a_line(conversation, "kept?"))
        await work.add_line(a_line(conversation, "large", text=SECRET * 10_000))


def _no_more_pages(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA max_page_count = 1")  # it cannot be below what is used: no page more
    cursor.close()
