"""The work loop on the real clock of the event loop: order, wakes, and a clean end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.ports import Store
from bot.record import Queue
from bot.watch import BEHIND, LETS_OLDER_GO_FIRST, LETS_OTHERS_GO_FIRST, Watch
from tests.scenario.desk import ANA, HELP, MAYA, MONDAY_NINE, open_desk


def raw(number: int, author: str, text: str, root: str | None) -> dict[str, object]:
    at = MONDAY_NINE.isoformat()
    line = {"kind": "said", "channel": HELP, "id": f"m{number}", "author": author, "at": at}
    return {**line, "text": text, "root": root}


async def test_a_backlog_takes_effect_in_the_order_it_came(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        store, watch = desk.rooms.store, desk.rooms.watch
        lines = [raw(0, MAYA.id, "my export fails with error 413", None)]
        lines += [raw(number, MAYA.id, f"line {number}", "m0") for number in range(1, 30)]
        lines.append(raw(30, ANA.id, "one year at a time", "m0"))
        for number, line in enumerate(lines):
            await store.put(f"e{number}", "memory", line, MONDAY_NINE)

        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(watch.run())
            while await store.next_due(Queue.INBOX):
                await asyncio.sleep(0)
            watch.stop()
            await running

        conversation = await desk.conversation()
        assert len(await desk.conversations()) == 1
        assert conversation.version == 30
        assert conversation.first_response is not None


async def test_a_stopped_loop_returns_with_nothing_in_hand(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(desk.rooms.watch.run())
            await desk.rooms.store.put("e1", "memory", raw(1, MAYA.id, "hello", None), MONDAY_NINE)
            desk.rooms.bell.ring(Queue.INBOX)
            while not await desk.conversations():
                await asyncio.sleep(0)
            desk.rooms.watch.stop()
            await running

        assert await desk.rooms.store.next_due(Queue.INBOX) is None


@asynccontextmanager
async def a_draft(folder: Path) -> AsyncIterator[tuple[Store, Watch, datetime]]:
    """A store with a draft, a watch that reads no lines, and when the draft falls due."""
    async with open_desk(folder) as desk:
        await desk.says(MAYA, "my export fails with error 413")
        watch = desk.rooms.watch
        due = await desk.rooms.store.next_due(Queue.DRAFT)
        assert due is not None
        drafting = [lane for lane in watch.lanes if lane.queue is Queue.DRAFT]
        yield desk.rooms.store, replace(watch, lanes=drafting), due


NEXT = raw(1, MAYA.id, "since this morning", "m1")


async def test_a_line_that_has_just_come_keeps_no_draft_waiting(tmp_path: Path) -> None:
    async with a_draft(tmp_path) as (store, reading_nothing, due):
        await store.put("e1", "memory", NEXT, due - BEHIND / 2)

        assert await reading_nothing.settle(due) == 1


async def test_a_draft_lets_lines_go_first_that_lie_unread_but_not_for_ever(tmp_path: Path) -> None:
    async with a_draft(tmp_path) as (store, reading_nothing, due):
        await store.put("e1", "memory", NEXT, due)

        assert await reading_nothing.settle(due + BEHIND) == 0
        assert await reading_nothing.settle(due + LETS_OTHERS_GO_FIRST + timedelta(seconds=1)) == 1


async def test_a_draft_waits_longer_for_lines_that_wait_longer_than_it(tmp_path: Path) -> None:
    async with a_draft(tmp_path) as (store, reading_nothing, due):
        await store.put("e1", "memory", NEXT, MONDAY_NINE)

        assert await reading_nothing.settle(due + LETS_OTHERS_GO_FIRST + timedelta(seconds=1)) == 0
        assert await reading_nothing.settle(due + LETS_OLDER_GO_FIRST + timedelta(seconds=1)) == 1
