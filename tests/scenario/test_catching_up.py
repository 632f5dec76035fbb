"""What was said while nobody listened: a gap is read to its end, whatever comes in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import Unreachable
from bot.process.catching_up import with_catch_up
from tests.scenario.desk import HELP, KEN, MAYA, DeskInMemory


@dataclass(slots=True)
class Listening:
    """The memory chat, whose history cannot be read a few times."""

    desk: DeskInMemory
    fails: int = 0
    asked: list[str | None] = field(default_factory=list)
    read: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = "memory"

    async def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        self.asked.append(since)
        if len(self.asked) <= self.fails:
            raise Unreachable("The chat cannot be reached.")
        self.read.set()
        return
        yield

    async def listen(self) -> None:
        await self.read.wait()

    async def until_read(self) -> None:
        """Listen until the gap was read: a live line arrives between two tries."""

        async def pause(seconds: float) -> None:
            await self.desk.says(KEN, "a live line, export fails")

        await with_catch_up(self, self.listen, self.desk.rooms, pause)()


async def stopped(desk: DeskInMemory, chat: Listening) -> None:
    """Listen, and be stopped before anything could be read."""

    async def pause(seconds: float) -> None:
        raise ConnectionAbortedError

    try:
        await with_catch_up(chat, chat.listen, desk.rooms, pause)()
    except* ConnectionAbortedError:
        pass


async def test_a_live_line_does_not_close_a_gap_that_could_not_be_read(desk: DeskInMemory) -> None:
    last = await desk.says(MAYA, "export fails with 413")
    chat = Listening(desk, fails=2)

    await chat.until_read()

    assert chat.asked == [last, last, last]


async def test_a_gap_outlives_a_restart_in_the_middle_of_reading_it(desk: DeskInMemory) -> None:
    last = await desk.says(MAYA, "export fails with 413")
    await stopped(desk, Listening(desk, fails=1))
    await desk.says(KEN, "a live line, export fails")
    chat = Listening(desk)

    await chat.until_read()

    assert chat.asked == [last]


async def test_once_read_the_next_start_begins_at_the_last_line(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "export fails with 413")
    await Listening(desk).until_read()
    newer = await desk.says(KEN, "a live line, export fails")
    chat = Listening(desk)

    await chat.until_read()

    assert chat.asked == [newer]


async def test_staff_see_what_cannot_be_read_and_that_it_was(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "export fails with 413")
    await stopped(desk, Listening(desk, fails=1))
    async with desk.rooms.store.read() as reading:
        before = await reading.watched(HELP)

    await Listening(desk).until_read()

    async with desk.rooms.store.read() as reading:
        after = await reading.watched(HELP)
    assert before is not None
    assert after is not None
    assert (before.degraded, after.degraded) == ("The chat cannot be reached.", None)
