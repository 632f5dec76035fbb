"""Reads the thirty days before a channel was watched, once, and keeps how long people waited."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.alerts.ledger import Timed
from bot.baseline.past import SPAN, waits_of
from bot.errors import PlatformError
from bot.messages import Role, Said, platform_of
from bot.ports import Clock, Platform, Store
from bot.process.bell import Bell
from bot.record import PostKind, Queue, Watched
from bot.reports.digest import subject

LOOKS = timedelta(seconds=5)
TRIES_AGAIN = timedelta(minutes=15)
_log = structlog.get_logger()


@dataclass(slots=True)
class Baselines:
    """What could not be read is tried again; a channel without it works all the same."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock
    bell: Bell
    _again: dict[str, datetime] = field(default_factory=dict)

    async def run(self) -> None:
        """Look every few seconds, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOKS.total_seconds())

    async def look(self) -> None:
        """Read every channel whose history has not been read, one after another."""
        async with self.store.read() as reading:
            unread = [known for known in await reading.all_watched() if known.baseline_at is None]
        for watched in unread:
            channel, now = watched.channel, self.clock.now()
            platform = self.platforms.get(platform_of(channel))
            if platform is None or self._again.get(channel, now) > now:
                continue
            try:
                await self._read(platform, watched)
            except PlatformError as error:
                self._again[channel] = now + TRIES_AGAIN
                _log.warning("a channel's history could not be read", error=type(error).__name__)

    async def _read(self, platform: Platform, watched: Watched) -> None:
        channel = watched.channel
        async with self.store.read() as reading:
            began = await reading.watched_since(channel) or self.clock.now()
        said = [line async for line in platform.history(channel, since=began - SPAN, until=began)]
        roles = await _roles(platform, channel, said)
        waits = await asyncio.to_thread(waits_of, said, roles, watched.policy, began)
        await self._keep(watched, waits)
        self.bell.ring(Queue.POST)

    async def _keep(self, watched: Watched, waits: Sequence[Timed]) -> None:
        now = self.clock.now()
        async with self.store.begin() as work:
            for wait in waits:
                await work.keep_wait(wait)
            await work.baseline_read(watched.channel, now)
            if waits:
                about = subject(watched.channel, "before")
                await work.plan_post(PostKind.BASELINE, about, watched.policy.staff_channel, due=now)


async def _roles(platform: Platform, channel: str, said: Sequence[Said]) -> Mapping[str, Role]:
    authors = {line.author for line in said if not line.by_machine}
    return {author: (await platform.person(author, channel)).role for author in sorted(authors)}
