"""What was said while nobody listened: read once beside listening, and tried again until it is read.

A channel's gap is on the record from the moment listening begins until it was read to its end, so neither a
live line nor another restart can close it unread.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

import structlog

from bot.errors import PlatformError
from bot.messages import platform_of
from bot.process.rooms import Rooms
from bot.record import Queue, Watched

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
Pause = Callable[[float], Awaitable[None]]
_log = structlog.get_logger()


class Remembers(Protocol):
    """What a platform can still tell of the time nobody listened: `bot.ports.Platform` in part."""

    name: str

    def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]: ...


def with_catch_up(
    platform: Remembers, run: Callable[[], Awaitable[None]], rooms: Rooms, pause: Pause = asyncio.sleep
) -> Callable[[], Coroutine[Any, Any, None]]:
    """Listen, and beside it read what was said while nobody listened."""

    async def both() -> None:
        catch_up = _CatchUp(platform, rooms)
        gaps = await catch_up.gaps()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(catch_up.close(gaps, pause), name=f"{platform.name} catch-up")
            await run()

    return both


@dataclass(frozen=True, slots=True)
class _CatchUp:
    platform: Remembers
    rooms: Rooms

    async def gaps(self) -> list[Watched]:
        """Note after which line each channel may lack something, before the first live line arrives."""
        async with self.rooms.store.begin() as work:
            ours = [
                each for each in await work.all_watched() if platform_of(each.channel) == self.platform.name
            ]
            for watched in ours:
                if watched.gap_after is None and watched.watermark is not None:
                    await work.mark_gap(watched.channel, watched.watermark)
        return ours

    async def close(self, gaps: list[Watched], pause: Pause) -> None:
        """Read every channel's gap. One that cannot be read now is tried again, later each time."""
        seconds = FIRST_PAUSE.total_seconds()
        while gaps := [_open(watched) for watched in gaps if not await self._read(watched)]:
            await pause(seconds)
            seconds = min(2 * seconds, LONGEST_PAUSE.total_seconds())

    async def _read(self, watched: Watched) -> bool:
        try:
            async for event_id, raw in self.platform.missed(watched.channel, _open(watched).gap_after):
                await self.rooms.store.put(event_id, self.platform.name, raw, self.rooms.clock.now())
                self.rooms.bell.ring(Queue.INBOX)
        except PlatformError as error:  # one channel: the others are read, and all are listened to
            _log.warning("cannot catch up", platform=self.platform.name, error=type(error).__name__)
            async with self.rooms.store.begin() as work:
                await work.degrade(watched.channel, str(error))
            return False
        async with self.rooms.store.begin() as work:
            await work.mark_gap(watched.channel, None)
            if watched.gap_after is not None:  # it could not be read before, and staff were told
                await work.degrade(watched.channel, None)
        return True


def _open(watched: Watched) -> Watched:
    return replace(watched, gap_after=watched.gap_after or watched.watermark)
