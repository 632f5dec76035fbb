"""A desk in a process of its own that may hold Discord's connection, to be killed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.discord import open_discord
from adapters.discord.gateway import Pace
from adapters.discord.keys import key_of
from adapters.store import alone, open_store
from bot.drafting import Composer
from bot.process.catching_up import with_catch_up
from bot.process.in_turn import one_at_a_time
from bot.process.rooms import Rooms, wire
from bot.settings import Discord as Settings
from tests.discord.payloads import AGENTS, GUILD, HELP, STAFF, snowflake
from tests.discord.world import LEAD, OneArticle

QUIET = timedelta(milliseconds=50)
alone.ASKS_EVERY = 0.1


class AheadClock:
    """The wall clock, moved on: a process further ahead finds the leases of a dead one over."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


async def main(api_url: str, gateway_url: str, database: str, ahead: timedelta) -> None:
    clock = AheadClock(ahead)
    known = {"token": "not-a-real-token", "agent_role": str(AGENTS)}
    settings = Settings.model_validate({**known, "api_url": api_url, "gateway_url": gateway_url})
    async with open_store(database, Path()) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder=f"process {ahead}")
        if not await rooms.lead.watched():
            await _watch(rooms, clock)
        async with (
            open_discord(
                settings,
                store,
                rooms.desk,
                rooms.lead,
                clock,
                rooms.bell.ring,
                rooms.health,
                pace=Pace(settle=0.01, identify=0.0),
            ) as discord,
            asyncio.TaskGroup() as tasks,
        ):
            rooms.platforms["discord"] = discord
            tasks.create_task(rooms.watch.run())
            listen = with_catch_up(discord, discord.run, rooms)
            tasks.create_task(one_at_a_time("discord", listen, discord.stand_by, rooms)())


async def _watch(rooms: Rooms, clock: AheadClock) -> None:
    await rooms.lead.watch(key_of(GUILD, HELP), "#help", key_of(GUILD, STAFF), LEAD)
    async with rooms.store.begin() as work:
        (watched,) = await work.all_watched()
        policy = replace(watched.policy, quiet=QUIET, quiet_after_question=QUIET)
        await work.watch(watched.channel, watched.name, policy, by=LEAD.id, at=clock.now())
        await work.mark_channel(watched.channel, watermark=str(snowflake(clock.now())))


def live(api_url: str, gateway_url: str, database: str, seconds_ahead: float) -> None:
    asyncio.run(main(api_url, gateway_url, database, timedelta(seconds=seconds_ahead)))
