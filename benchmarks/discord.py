"""The Discord adapter on a Discord of our own: clicks, cards, and a long steady stream.

    python -m benchmarks.discord [minutes]

Everything is real but Discord: discord.py, its gateway and REST client on loopback, SQLite in a file, the
work loop. An empty discord.py client on the same server gives the ratios. `minutes` (1 unless told) is how
long 50 messages a second are said in 100 channels.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import time
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
from bot.drafting import Composer
from bot.record import Queue
from bot.rooms import Rooms, wire
from tests.discord import payloads
from tests.discord.payloads import ANA, GUILD, STAFF
from tests.discord.rest import Asked
from tests.discord.server import Discord, serving
from tests.discord.world import LEAD, OneArticle, buttons, settings

CHANNELS, CUSTOMERS, PER_SECOND, CLICKS, CARDS = 100, 1000, 50, 200, 100
FIRST_CHANNEL, FIRST_CUSTOMER = 10_000, 20_000
PACE = Pace(settle=0.01, identify=0.0)
QUIET = timedelta(seconds=1)


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

    def id(self) -> int:
        self._made += 1
        return payloads.snowflake(datetime.now(UTC), self._made % 4096)

    async def _noted(self, asked: Asked) -> None:
        await super()._noted(asked)
        if len(self.asked) > 500:
            del self.asked[:250]
            self.sent.clear()
            for channel in range(FIRST_CHANNEL, FIRST_CHANNEL + CHANNELS):
                self.messages.pop(channel, None)


@asynccontextmanager
async def a_desk(server: Discord, folder: Path, quiet: timedelta) -> AsyncIterator[Rooms]:
    clock = WallClock()
    async with open_store(None, folder) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder="benchmark")
        for number in range(CHANNELS):
            channel = key_of(GUILD, FIRST_CHANNEL + number)
            await rooms.lead.watch(channel, f"#help-{number}", key_of(GUILD, STAFF), LEAD)
        async with store.begin() as work:
            for watched in await work.all_watched():
                policy = replace(watched.policy, quiet=quiet, quiet_after_question=quiet)
                await work.watch(watched.channel, watched.name, policy, by=LEAD.id, at=clock.now())
        async with open_discord(
            settings(server), store, rooms.desk, rooms.lead, clock, rooms.bell.ring, pace=PACE
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


def told(name: str, took: list[float]) -> str:
    cuts = statistics.quantiles(took, n=20)
    return f"{name}: p50 {statistics.median(took):.0f} ms, p95 {cuts[-1]:.0f} ms ({len(took)} times)"


async def clicks(
    server: Discord, on: payloads.Payload, id: str, values: list[str] | None = None
) -> list[float]:
    """Press a button again and again, a menu's entries in turn."""
    took = []
    for number in range(CLICKS):
        chosen = [values[number % len(values)]] if values else None
        began = time.perf_counter()
        await server.presses(on, id, ANA, values=chosen)
        took.append((time.perf_counter() - began) * 1000)
    return took


async def cards(server: Discord) -> list[float]:
    """Let customers ask one after another, each waiting for the post in the staff channel."""
    took = []
    for number in range(CARDS):
        before = len(server.messages[STAFF])
        began = time.perf_counter()
        await server.says(FIRST_CHANNEL + number, FIRST_CUSTOMER + number, "How do I export my data?")
        await server.until(lambda before=before: len(server.messages[STAFF]) > before)  # type: ignore[misc]
        took.append((time.perf_counter() - began) * 1000)
    return took


async def clicks_and_cards(server: Discord, folder: Path) -> None:
    card = payloads.message(server.id(), STAFF, payloads.BOT, "")
    async with an_echo(server):
        echo, echoed = await clicks(server, card, "echo"), await cards(server)
    server.messages.clear()
    async with a_desk(server, folder, timedelta()):
        carded = await cards(server)
        card = next(post for post in server.messages[STAFF] if "More…" in buttons(post))
        ours = await clicks(server, card, buttons(card)["More…"], ["claim", "release"])
    print(told("click answered, empty client", echo))
    print(told("click answered, Frontdesk", ours), against(ours, echo))
    print(told("message to post, empty client", echoed))
    print(told("message to card, Frontdesk", carded), against(carded, echoed))


def against(took: list[float], base: list[float]) -> str:
    return f"· {statistics.median(took) / statistics.median(base):.1f} x"


def memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


async def stream(server: Discord, folder: Path, minutes: float) -> None:
    total = int(minutes * 60 * PER_SECOND)
    async with a_desk(server, folder, QUIET) as rooms:
        seen: list[float] = []
        began = time.perf_counter()
        for number in range(total):
            channel, customer = FIRST_CHANNEL + number % CHANNELS, FIRST_CUSTOMER + number % CUSTOMERS
            await server.says(channel, customer, f"Why does export {number} fail?")
            if number % (total // 10) == 0:
                seen.append(memory_mb())
            await asyncio.sleep(max(0.0, began + (number + 1) / PER_SECOND - time.perf_counter()))
        said = time.perf_counter() - began
        await drained(rooms)
        behind = time.perf_counter() - began - said
        kept = await stored_lines(rooms)
    print(f"{total} messages in {CHANNELS} channels in {said:.0f} s, all taken in {behind:.1f} s later")
    print(f"kept {len(kept)}, lost {total - len(set(kept))}, doubled {len(kept) - len(set(kept))}")
    print("memory in MB over time, the server's included:", " ".join(f"{value:.0f}" for value in seen))


async def drained(rooms: Rooms) -> None:
    """Return when every stored event has been taken in."""
    while await rooms.store.next_due(Queue.INBOX) is not None:
        await rooms.bell.wait(Queue.CLOCK, 0.05)


async def stored_lines(rooms: Rooms) -> list[str]:
    async with rooms.store.read() as reading:
        known = await reading.conversations(limit=10 * CUSTOMERS)
        return [line.id for one in known for line in await reading.lines(one.id)]


async def main(minutes: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Quick()) as server:
            await clicks_and_cards(server, Path(folder, "clicks"))
        async with serving(Quick()) as server:
            await stream(server, Path(folder, "stream"), minutes)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
