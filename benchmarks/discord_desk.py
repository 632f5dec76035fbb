"""The desk on a Discord of our own, and an empty client beside it for the ratios."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord

from adapters.discord import open_discord
from adapters.discord.gateway import Pace, point_at
from adapters.discord.keys import key_of
from adapters.store import open_store
from benchmarks.discord_server import CHANNELS, FIRST_CHANNEL, Running
from bot.drafting import Composer
from bot.process.rooms import Rooms, wire
from tests.discord.payloads import GUILD, STAFF
from tests.discord.world import LEAD, OneArticle, settings

PACE = Pace(settle=0.01, identify=0.0)


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@asynccontextmanager
async def a_desk(server: Running, folder: Path, quiet: timedelta | None) -> AsyncIterator[Rooms]:
    clock = WallClock()
    async with open_store(None, folder) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder="benchmark")
        for number in range(CHANNELS):
            channel = key_of(GUILD, FIRST_CHANNEL + number)
            await rooms.lead.watch(channel, f"#help-{number}", key_of(GUILD, STAFF), LEAD)
        async with store.begin() as work:
            for watched in await work.all_watched():
                if quiet is None:
                    continue
                policy = replace(watched.policy, quiet=quiet, quiet_after_question=quiet)
                await work.watch(watched.channel, watched.name, policy, by=LEAD.id, at=clock.now())
        async with open_discord(
            settings(server), store, rooms.desk, rooms.lead, clock, rooms.bell.ring, rooms.health, pace=PACE
        ) as adapter:
            rooms.platforms["discord"] = adapter
            async with asyncio.TaskGroup() as tasks:
                listening = tasks.create_task(adapter.run())
                tasks.create_task(rooms.watch.run())
                await adapter._ready.wait()
                yield rooms
                listening.cancel()
                rooms.watch.stop()


@asynccontextmanager
async def an_echo(server: Running) -> AsyncIterator[None]:
    """Run an empty client: it answers clicks with a word, and messages with a post."""
    point_at(server.api_url, server.gateway_url)
    client = discord.Client(
        intents=discord.Intents(guilds=True, guild_messages=True), guild_ready_timeout=0.01
    )
    ready = asyncio.Event()

    async def on_ready() -> None:
        ready.set()

    async def on_interaction(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Done.", ephemeral=True)

    async def on_message(message: discord.Message) -> None:
        if not message.author.bot:
            await client.get_partial_messageable(STAFF).send("A card.")

    for listener in (on_ready, on_interaction, on_message):
        client.event(listener)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(client.start("token"))
        await ready.wait()
        yield
        await client.close()
        running.cancel()
    point_at()
