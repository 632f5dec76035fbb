"""Tells staff in the chat what is out of order, once it lasts, and that it is mended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Clock, Store
from bot.process.bell import Bell
from bot.process.health import Health
from bot.record import PostKind, Queue

LASTS = timedelta(seconds=20)  # shorter trouble mends itself before anybody has read about it
LOOKS = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Troubles:
    """Posts what `health` knows into every staff channel."""

    store: Store
    clock: Clock
    bell: Bell
    health: Health
    _told: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Look every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(LOOKS.total_seconds())
            await self.look(self.clock.now())

    async def look(self, now: datetime) -> None:
        """Post what is newly out of order for a while, and mend the posts of what works again."""
        lasting = {name for name, ill in self.health.parts.items() if ill and now - ill.since >= LASTS}
        changed = lasting ^ self._told
        if not changed:
            return
        async with self.store.begin() as work:
            places = {known.policy.staff_channel for known in await work.all_watched()}
            for name in changed:
                for place in places:
                    await work.want_post(PostKind.TROUBLE, name, place, due=now, create=name in lasting)
        self._told.symmetric_difference_update(changed)
        self.bell.ring(Queue.POST)
