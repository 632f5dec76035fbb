"""Wakes the work loop at once when a row changes, instead of at its next look."""

from __future__ import annotations

import asyncio

from bot.record import Queue


class Bell:
    """One event a queue. Ringing twice is ringing once; whoever rings never waits."""

    def __init__(self) -> None:
        self._events = {queue: asyncio.Event() for queue in Queue}

    def ring(self, *queues: Queue) -> None:
        for queue in queues:
            self._events[queue].set()

    def quiet(self, queue: Queue) -> None:
        """Forget what was rung: call it before looking, so that nothing rung meanwhile is missed."""
        self._events[queue].clear()

    async def wait(self, queue: Queue, seconds: float) -> bool:
        """Return when the queue is rung, or after `seconds`; whether it was rung."""
        try:
            async with asyncio.timeout(seconds):
                return await self._events[queue].wait()
        except TimeoutError:
            return False
