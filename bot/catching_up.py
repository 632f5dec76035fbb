"""What was said while nobody listened, read once when listening begins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.errors import PlatformError
from bot.ports import Platform
from bot.record import Queue
from bot.rooms import Rooms

_log = structlog.get_logger()


def with_catch_up(
    platform: Platform, run: Callable[[], Awaitable[None]], rooms: Rooms
) -> Callable[[], Awaitable[None]]:
    """Listen, and beside it read once what was said while nobody listened."""

    async def both() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_catch_up(platform, rooms), name=f"{platform.name} catch-up")
            await run()

    return both


async def _catch_up(platform: Platform, rooms: Rooms) -> None:
    for watched in await rooms.lead.watched():
        if not watched.channel.startswith(f"{platform.name}:"):
            continue
        try:
            async for event_id, raw in platform.missed(watched.channel, watched.watermark):
                await rooms.store.put(event_id, platform.name, raw, rooms.clock.now())
                rooms.bell.ring(Queue.INBOX)
        except PlatformError as error:  # one channel: the others are read, and all are listened to
            _log.warning("cannot catch up", platform=platform.name, error=type(error).__name__)
            async with rooms.store.begin() as work:
                await work.degrade(watched.channel, str(error))
