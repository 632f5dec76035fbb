"""A connection that only one process may have: the others stand by, and take over when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.ports.alone import Alone
from bot.process.rooms import Rooms

Run = Callable[[], Awaitable[None]]


def one_at_a_time(
    name: str, listen: Run, stand_by: Run, rooms: Rooms
) -> Callable[[], Coroutine[Any, Any, None]]:
    """Listen while the right to do so is ours, and stand by while another process has it.

    A right that is lost ends listening at once, with `StoreLost`.
    """

    async def in_turn() -> None:
        async with rooms.store.alone(name) as right:
            if not await right.taken():
                note = f"Another process holds {name.title()}. This one posts, and takes over if it ends."
                rooms.health.well(name, note)
                await _meanwhile(stand_by, right)
                rooms.health.well(name)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(right.kept(), name=f"{name} right")
                await listen()

    return in_turn


async def _meanwhile(stand_by: Run, right: Alone) -> None:
    """Stand by until the right is ours."""
    async with asyncio.TaskGroup() as tasks:
        standing = tasks.create_task(_run(stand_by), name="standing by")
        await right.awaited()
        standing.cancel()


async def _run(stand_by: Run) -> None:
    await stand_by()
