"""Keeps the shelf in step with where articles come from, and tells staff what cannot be read there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.ports import Clock, Store
from bot.process.health import Health
from knowledge.following import LOOKS, Following
from knowledge.origins import Limits, origins_of
from knowledge.sync import in_words

if TYPE_CHECKING:
    from bot.process.rooms import Rooms
    from bot.settings import Settings

NOTED_EVERY = timedelta(days=1)  # that nothing changed; what changed is on the record at once
SYNC, BOT = "sync", "desk"  # what was done and by whom, in the audit list
CACHE = "origins"  # the folder of checkouts and pages, below the data
ABOUT = "help articles"  # what trouble with them is called
_log = structlog.get_logger()


def in_step(settings: Settings, rooms: Rooms) -> InStep:
    """Return what keeps the shelf in step with the origins of the settings."""
    set_up = settings.knowledge
    following = Following(
        origins=origins_of(set_up.articles.get_secret_value() if set_up.articles else ""),
        shelf=rooms.store.shelf,
        cache=settings.data_folder / CACHE,
        every=timedelta(minutes=set_up.sync_every_minutes),
        limits=limits_of(settings),
    )
    return InStep(following, rooms.store, rooms.health, rooms.clock)


def limits_of(settings: Settings) -> Limits:
    """Return how much is read of one site, and how gently."""
    return Limits(pages=settings.knowledge.most_pages, pause_seconds=settings.knowledge.page_pause_seconds)


def without_origins(settings: Settings) -> Settings:
    """Return the settings of a desk that has its own articles: a demo leaves yours alone."""
    return settings.model_copy(update={"knowledge": settings.knowledge.model_copy(update={"articles": None})})


@dataclass(slots=True)
class InStep:
    """What is told stays told until it is mended; it takes nothing out of work."""

    following: Following
    store: Store
    health: Health
    clock: Clock
    _noted: datetime | None = None

    async def run(self) -> None:
        """Look every few seconds, until cancelled."""
        while True:
            await self.look(self.clock.now())
            await asyncio.sleep(LOOKS.total_seconds())

    async def look(self, now: datetime) -> None:
        """Take up what changed; the shelf's generation tells the search."""
        report = await self.following.look(now)
        if report is None:
            return
        _log.info(
            "articles read",
            added=len(report.added),
            changed=len(report.changed),
            removed=len(report.removed),
            kept=len(report.kept),
            skipped=len(report.skipped),
        )
        if report.moved or self._noted is None or now - self._noted >= NOTED_EVERY:
            async with self.store.begin() as work:
                await work.learned.record(BOT, now, SYNC, "", in_words(report))
            self._noted = now
        troubles = " ".join(self.following.troubles.values())
        if troubles:
            self.health.ill(ABOUT, troubles, now, stops=False)
        else:
            self.health.well(ABOUT)
