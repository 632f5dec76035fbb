"""What a running process does by itself: takes up articles, watches its database, forgets old words."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import StoreLost
from bot.process.health import Health
from bot.process.rooms import Rooms

if TYPE_CHECKING:
    from knowledge.library import Library


LOOKS_FOR_ARTICLES = timedelta(seconds=2)
TRIES_VECTORS_AGAIN = timedelta(seconds=30)  # after the vector store or the embedding provider was away
KEEPS_WORDS = timedelta(days=90)
FORGETS_EVERY = timedelta(days=1)
CHECKS_HEALTH = timedelta(seconds=10)


async def follow_articles(rooms: Rooms, library: Library) -> None:
    """Take up what `knowledge sync` wrote to the shelf, as soon as its generation rises."""
    clock = rooms.clock
    known, tried = library.status().generation, clock.now()
    while True:
        await asyncio.sleep(LOOKS_FOR_ARTICLES.total_seconds())
        generation = await rooms.store.shelf.generation()
        mend = library.status().degraded and clock.now() - tried >= TRIES_VECTORS_AGAIN
        if generation != known or mend:
            await library.refresh()
            known, tried = generation, clock.now()


async def check_store(rooms: Rooms) -> None:
    """Write one row now and then, so that a full disk or a lost database shows before it hurts."""
    health, clock = rooms.health, rooms.clock
    while True:
        try:
            await rooms.store.beat(clock.now())
            parked = len(await rooms.store.parked())
        except StoreLost as lost:
            text = f"{lost} Nothing new is stored or acknowledged until it is back."
            health.ill("database", text, clock.now())
        else:
            health.well("database")
            _tell_parked(health, parked, clock.now())
        await asyncio.sleep(CHECKS_HEALTH.total_seconds())


async def forget(rooms: Rooms) -> None:
    """Once a day, forget the words of conversations that ended long ago; the figures stay."""
    while True:
        await rooms.store.forget_before(rooms.clock.now() - KEEPS_WORDS)
        await asyncio.sleep(FORGETS_EVERY.total_seconds())


def _tell_parked(health: Health, parked: int, now: datetime) -> None:
    if parked:
        rows = "row was" if parked == 1 else "rows were"
        health.ill("work", f"{parked} {rows} given up after five tries: see `python -m bot doctor`.", now)
    else:
        health.well("work")
