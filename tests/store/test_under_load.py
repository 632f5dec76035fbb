"""Many at once: nothing is lost, nothing is doubled, and nobody is told that the database is locked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.store import open_store
from bot.ports import Store
from bot.record import Queue
from tests.store.given import ANA, CHANNEL, NADIA, NINE, after, ana, claimed, fresh, opened_in


async def test_of_the_same_event_twice_at_once_one_is_stored(store: Store) -> None:
    stored = await asyncio.gather(*(store.put("e1", "slack", {}, NINE) for _ in range(20)))

    assert stored.count(True) == 1


async def test_two_hundred_events_and_changes_at_once_all_hold(store: Store) -> None:
    conversation = await opened_in(store, fresh())

    async def one_more_version() -> None:
        async with store.begin() as work:
            before = await work.for_update(conversation.id)
            assert before is not None
            await work.save(replace(before, version=before.version + 1), due=None)

    await asyncio.gather(
        *(store.put(f"e{number}", "slack", {"n": number}, NINE) for number in range(200)),
        *(one_more_version() for _ in range(50)),
    )

    assert len(await claimed(store, Queue.INBOX, limit=500)) == 200
    async with store.read() as reading:
        stored = await reading.conversation(conversation.id)
    assert stored is not None
    assert stored.version == conversation.version + 50


async def test_a_transaction_that_fails_takes_none_beside_it_with_it(store: Store) -> None:
    async def save(number: int) -> None:
        async with store.begin() as work:
            await work.save_person(ana(id=f"slack:T1/U{number}"))
            if number % 3 == 0:
                raise ZeroDivisionError

    outcomes = await asyncio.gather(*(save(number) for number in range(12)), return_exceptions=True)

    assert [isinstance(outcome, ZeroDivisionError) for outcome in outcomes] == [True, False, False] * 4
    async with store.read() as reading:
        people = await reading.people([f"slack:T1/U{number}" for number in range(12)])
    assert sorted(people) == sorted(f"slack:T1/U{number}" for number in range(12) if number % 3)


async def test_a_read_between_writes_sees_them_whole(store: Store) -> None:
    async def save(number: int) -> None:
        async with store.begin() as work:
            await work.save_person(ana(id=f"slack:T1/A{number}"))
            await work.save_person(ana(id=f"slack:T1/B{number}"))

    async def seen(number: int) -> int:
        async with store.read() as reading:
            return len(await reading.people([f"slack:T1/A{number}", f"slack:T1/B{number}"]))

    counts = await asyncio.gather(*(task(number) for number in range(20) for task in (save, seen)))

    assert set(counts[1::2]) <= {0, 2}


async def test_a_commands_short_writes_beside_a_running_bot_all_hold(tmp_path: Path) -> None:
    async with open_store(None, tmp_path) as bot, open_store(None, tmp_path) as command:
        await asyncio.gather(
            *(bot.put(f"b{number}", "slack", {}, NINE) for number in range(40)),
            *(command.put(f"c{number}", "slack", {}, NINE) for number in range(40)),
        )

        assert len(await claimed(bot, Queue.INBOX, limit=500)) == 80


async def test_two_lines_at_once_agree_on_one_conversation(store: Store) -> None:
    async def taken_in(root: str) -> int:
        async with store.begin() as work:
            await work.lock(CHANNEL, NADIA)
            running = await work.waiting(channel=CHANNEL, customer=NADIA)
            return (running[0] if running else await work.open(fresh(root), None)).id

    assert len(set(await asyncio.gather(*(taken_in(str(number)) for number in range(8))))) == 1


async def test_a_read_sees_one_moment_while_others_write(store: Store) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def reads() -> tuple[bool, bool]:
        async with store.read() as reading:
            before = await reading.person(ANA) is not None
            started.set()
            await go_on.wait()
            return before, await reading.person(ANA) is not None

    async def writes() -> None:
        await started.wait()
        go_on.set()
        async with store.begin() as work:
            await work.save_person(ana())

    seen, _ = await asyncio.gather(reads(), writes())

    assert seen == (False, False)


async def test_cancelled_work_leaves_a_store_that_works(store: Store) -> None:
    async def change(turns: int) -> None:
        async def save() -> None:
            async with store.begin() as work:
                await work.save_person(ana(name=f"Ana {turns}"))
                await work.save_person(ana(name=f"Ana {turns}", id=f"{ANA}-twin"))

        async with asyncio.TaskGroup() as group:
            task = group.create_task(save())
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()

    for turns in range(12):
        await change(turns)

    await store.put("e1", "slack", {}, NINE)
    async with store.read() as reading:
        people = await reading.people([ANA, f"{ANA}-twin"])
    assert len({person.name for person in people.values()}) <= 1
    assert len(people) in (0, 2)


async def test_a_task_that_would_wait_for_itself_is_told(tmp_path: Path) -> None:
    async with open_store(None, tmp_path) as store, store.begin():
        with pytest.raises(RuntimeError, match="open already"):
            await store.put("e1", "slack", {}, NINE)


@pytest.mark.postgres
async def test_replicas_hear_of_each_others_changes_and_not_of_their_own(postgres_url: str) -> None:
    async with open_store(postgres_url, Path()) as here, open_store(postgres_url, Path()) as there:
        heard = here.woken()
        first = [await anext(heard) for _ in Queue]
        assert set(first) == set(Queue)  # at the start anything may have been missed

        await here.put("e1", "slack", {}, NINE)
        await there.put("e2", "slack", {}, NINE)
        await opened_in(there, fresh(), due=after(5))

        async with asyncio.timeout(10):
            assert [await anext(heard), await anext(heard)] == [Queue.INBOX, Queue.CLOCK]
        await heard.aclose()  # type: ignore[attr-defined]
