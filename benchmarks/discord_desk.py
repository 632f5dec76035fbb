"""A Discord of our own at real time, the desk on it, and an empty client beside it for the ratios."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord

from adapters.discord import open_discord
from adapters.discord.gateway import Pace, point_at
from adapters.discord.keys import key_of
from adapters.store import open_store
from bot.drafting import Composer
from bot.process.rooms import Rooms, wire
from tests.discord import payloads
from tests.discord.payloads import GUILD, STAFF, Payload
from tests.discord.rest import Asked
from tests.discord.server import Discord
from tests.discord.world import LEAD, OneArticle, settings

CHANNELS, CUSTOMERS = 100, 2500
FIRST_CHANNEL, FIRST_CUSTOMER = 10_000, 20_000
REPLAYED = 2000  # events that a client may resume behind, as on Discord
PACE = Pace(settle=0.01, identify=0.0)


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Quick(Discord):
    """The server at real time, with 100 channels, forgetting what nobody asks for again."""

    def __init__(self) -> None:
        super().__init__()
        for number in range(CHANNELS):
            self.guild["channels"].append(payloads.channel(FIRST_CHANNEL + number, f"help-{number}"))
        for number in range(CUSTOMERS):
            payloads.NAMES[FIRST_CUSTOMER + number] = f"Customer {number}"

        self.sent = deque(maxlen=REPLAYED)  # type: ignore[assignment]  # the tests' server never forgets
        self.carded = 0  # cards that were posted, updates apart
        self.card: Payload | None = None  # the first of them

    def id(self) -> int:
        self._made += 1
        return payloads.snowflake(datetime.now(UTC), self._made % 4096)

    async def _noted(self, asked: Asked) -> None:
        await super()._noted(asked)
        if asked.method == "POST" and str((asked.body or {}).get("nonce", "")).startswith("card-"):
            self.carded += 1
            shown = {"components": asked.body["components"]}
            self.card = self.card or payloads.message(self.id(), STAFF, payloads.BOT, "", **shown)
        if len(self.asked) > 500:
            del self.asked[:250]
            for channel in range(FIRST_CHANNEL, FIRST_CHANNEL + CHANNELS):
                self.messages.pop(channel, None)


class Endless(Quick):
    """The server for the long stream: it keeps no posts, so that what grows is ours."""

    def answer(self, asked: Asked, query: Any) -> tuple[int, Any]:
        changed = re.fullmatch(r"/channels/(\d+)/messages/(\d+)", asked.path)
        if changed and asked.method == "PATCH":
            return 200, payloads.message(int(changed[2]), int(changed[1]), payloads.BOT, "")
        answer = super().answer(asked, query)
        self.messages.clear()
        if len(self.nonces) > 1000:
            self.nonces.clear()
        return answer


@asynccontextmanager
async def a_desk(server: Discord, folder: Path, quiet: timedelta | None) -> AsyncIterator[Rooms]:
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
async def an_echo(server: Discord) -> AsyncIterator[None]:
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
