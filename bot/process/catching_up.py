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
from bot.ports import Clock, Store
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
        catch_up = CatchUp(platform, rooms.store, rooms.clock, rooms.bell.ring)
        known = await catch_up.known()
        await catch_up.begin(known)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(catch_up.close(known, pause), name=f"{platform.name} catch-up")
            await run()

    return both


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Reads what one platform said while nobody listened. `wake` is told that the inbox has something new."""

    platform: Remembers
    store: Store
    clock: Clock
    wake: Callable[..., None]

    async def known(self) -> list[Watched]:
        """Return the channels as they stand: what was heard last in each, before a live line moves it."""
        async with self.store.read() as reading:
            everything = await reading.all_watched()
        return [each for each in everything if platform_of(each.channel) == self.platform.name]

    async def begin(self, known: list[Watched]) -> None:
        """Put on record after which line each channel may lack something, unless an older gap is."""
        async with self.store.begin() as work:
            for watched in known:
                if watched.gap_after is None and watched.watermark is not None:
                    await work.mark_gap(watched.channel, watched.watermark)

    async def close(self, known: list[Watched], pause: Pause = asyncio.sleep) -> None:
        """Read every channel's gap. One that cannot be read now is tried again, later each time."""
        seconds = FIRST_PAUSE.total_seconds()
        while known := [_open(watched) for watched in known if not await self._read(watched)]:
            await pause(seconds)
            seconds = min(2 * seconds, LONGEST_PAUSE.total_seconds())

    async def _read(self, watched: Watched) -> bool:
        try:
            async for event_id, raw in self.platform.missed(watched.channel, _open(watched).gap_after):
                await self.store.put(event_id, self.platform.name, raw, self.clock.now())
                self.wake(Queue.INBOX)
        except PlatformError as error:  # one channel: the others are read, and all are listened to
            _log.warning("cannot catch up", platform=self.platform.name, error=type(error).__name__)
            async with self.store.begin() as work:
                await work.degrade(watched.channel, str(error))
            return False
        async with self.store.begin() as work:
            await work.mark_gap(watched.channel, None)
            if watched.gap_after is not None:  # it could not be read before, and staff were told
                await work.degrade(watched.channel, None)
        return True


def _open(watched: Watched) -> Watched:
    return replace(watched, gap_after=watched.gap_after or watched.watermark)
