"""A desk in a process of its own, to be killed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.slack import open_slack
from adapters.store import open_store
from bot.drafting import Composer
from bot.process.rooms import Rooms, wire
from tests.slack.office import OneArticle, TestClock, settings, watch

QUIET = timedelta(milliseconds=50)


class AheadClock:
    """The wall clock, moved on: a process that starts later finds the leases of the dead one over."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


async def main(url: str, folder: Path, ahead: timedelta) -> None:
    clock = AheadClock(ahead)
    async with open_store(None, folder) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder=f"process {ahead}")
        if not await rooms.lead.watched():
            await _watch(rooms, clock)
        async with (
            open_slack(settings(url), store, rooms.desk, rooms.lead, clock, rooms.bell.ring) as slack,
            asyncio.TaskGroup() as tasks,
        ):
            rooms.platforms["slack"] = slack
            tasks.create_task(rooms.watch.run())
            tasks.create_task(slack.run())


async def _watch(rooms: Rooms, clock: AheadClock) -> None:
    await watch(rooms, TestClock(clock.now()))
    async with rooms.store.begin() as work:
        (watched,) = await work.all_watched()
        policy = replace(watched.policy, quiet=QUIET, quiet_after_question=QUIET)
        await work.watch(watched.channel, watched.name, policy, by="test", at=clock.now())


def live(url: str, folder: Path, seconds_ahead: float) -> None:
    asyncio.run(main(url, folder, timedelta(seconds=seconds_ahead)))
