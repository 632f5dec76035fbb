"""What was heard on Discord, on its way into the store.

Discord waits for nobody, so there is nothing to acknowledge: what is lost here is read back from its history.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.discord.events import Event
from adapters.discord.keys import key_of
from bot.lead import Lead
from bot.ports import Clock, Store
from bot.record import Queue

MOST_AT_ONCE = 100
WATCHED_KEPT = timedelta(seconds=5)


class Inbox:
    """Stores what was said in watched channels, in the order in which it was heard."""

    def __init__(self, store: Store, lead: Lead, clock: Clock, wake: Callable[[Queue], None]) -> None:
        self._store, self._lead, self._clock, self._wake = store, lead, clock, wake
        self._heard: deque[Event] = deque()
        self._more = asyncio.Event()
        self._watched: tuple[datetime, frozenset[str]] | None = None

    def hear(self, event: Event) -> None:
        """Take an event. It is stored by `keep_storing`, and stays here until it is."""
        self._heard.append(event)
        self._more.set()

    async def keep_storing(self) -> None:
        """Store what is heard as it comes, in batches.

        Raises:
            StoreLost: the events that could not be stored stay, and are tried again when this runs again.
        """
        while True:
            await self.store_heard()
            await self._more.wait()

    async def store_heard(self) -> None:
        """Store everything that was heard so far."""
        self._more.clear()
        while self._heard:
            batch = [self._heard[number] for number in range(min(len(self._heard), MOST_AT_ONCE))]
            await self._put(batch)
            for _ in batch:
                self._heard.popleft()

    def look_again(self) -> None:
        """Ask anew which channels are watched: one was just added or left."""
        self._watched = None

    async def put(self, event: Event) -> None:
        """Store one event at once, whatever channel it is from."""
        await self._store.put(event[0], "discord", event[1], self._clock.now())
        self._wake(Queue.INBOX)

    async def _put(self, batch: list[Event]) -> None:
        watched = await self._channels()
        kept = [event for event in batch if key_of(event[1]["guild"], event[1]["channel"]) in watched]
        if kept:
            await self._store.put_many("discord", kept, self._clock.now())
            self._wake(Queue.INBOX)

    async def _channels(self) -> frozenset[str]:
        """Return the watched channels: nothing is kept of what is said elsewhere."""
        now = self._clock.now()
        if self._watched is None or now - self._watched[0] > WATCHED_KEPT:
            self._watched = (now, frozenset([known.channel for known in await self._lead.watched()]))
        return self._watched[1]
