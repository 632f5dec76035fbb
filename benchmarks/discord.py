"""The Discord adapter on a Discord of our own: clicks, cards, and a long steady stream.

    python -m benchmarks.discord [minutes]

Everything is real but Discord: discord.py, its gateway and REST client on loopback, SQLite in a file, the
work loop. An empty discord.py client that echoes, on the same server, gives the ratios. `minutes` (10 unless
told) is how long 50 messages a second are said in 100 channels, with the settings that channels start from;
the empty client hears them for a fifth of that.
"""

from __future__ import annotations

import asyncio
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
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
from bot.record import PostKind, Queue
from tests.discord import payloads
from tests.discord.payloads import ANA, GUILD, STAFF
from tests.discord.rest import Asked
from tests.discord.server import Discord, serving
from tests.discord.world import LEAD, OneArticle, buttons, settings

CHANNELS, CUSTOMERS, PER_SECOND, CLICKS, CARDS = 100, 2500, 50, 200, 100
LINES_IN_A_BURST = 3
SOON = timedelta(seconds=30)
FIRST_CHANNEL, FIRST_CUSTOMER = 10_000, 20_000
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

        self.carded = 0  # cards that were posted, updates apart

    def id(self) -> int:
        self._made += 1
        return payloads.snowflake(datetime.now(UTC), self._made % 4096)

    async def _noted(self, asked: Asked) -> None:
        await super()._noted(asked)
        if asked.method == "POST" and str((asked.body or {}).get("nonce", "")).startswith("card-"):
            self.carded += 1
        if len(self.asked) > 500:
            del self.asked[:250]
            self.sent.clear()
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


@dataclass(slots=True)
class Said:
    """A stream as it was said: how long it took, what it cost, and the memory on the way."""

    messages: int
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / self.messages


async def say(server: Discord, total: int) -> Said:
    """Say `total` messages at an even pace: in every channel customers write three lines, one by one."""
    said, began, worked = Said(total), time.perf_counter(), time.process_time()
    for number in range(total):
        channel, turn = number % CHANNELS, number // CHANNELS // LINES_IN_A_BURST
        customer = FIRST_CUSTOMER + channel + CHANNELS * (turn % (CUSTOMERS // CHANNELS))
        await server.says(FIRST_CHANNEL + channel, customer, f"Why does export {number} fail?")
        if number % (total // 10) == 0:
            said.memory.append(memory_mb())
        await asyncio.sleep(max(0.0, began + (number + 1) / PER_SECOND - time.perf_counter()))
    said.seconds, said.cpu_seconds = time.perf_counter() - began, time.process_time() - worked
    return said


async def stream(server: Endless, folder: Path, minutes: float, baseline: Said) -> None:
    async with a_desk(server, folder, None) as rooms:
        worked = time.process_time()
        said = await say(server, int(minutes * 60 * PER_SECOND))
        began = time.perf_counter()
        await drained(rooms, Queue.INBOX)
        behind = time.perf_counter() - began
        await drained(rooms, Queue.DRAFT, Queue.NOTICE, Queue.POST)
        said.cpu_seconds = time.process_time() - worked
        kept = await stored_lines(rooms)
        cards = await cards_posted(rooms)
    doubled = len(kept) - len(set(kept))
    print(f"{said.messages} messages in {CHANNELS} channels in {said.seconds:.0f} s, each taken in")
    print(f"the last of them {behind:.1f} s after it was said")
    print(f"kept {len(kept)}, lost {said.messages - len(set(kept))}, doubled {doubled}")
    print(f"{cards} cards, posted {server.carded} times")
    print("memory in MB over time, the server's included:", *(f"{value:.0f}" for value in said.memory))
    print("memory in MB of the empty client over time:", *(f"{value:.0f}" for value in baseline.memory))
    ratio = said.cpu_ms / baseline.cpu_ms
    print(f"CPU a message, the server's included: {said.cpu_ms:.1f} ms · {ratio:.1f} x the empty client's")


async def drained(rooms: Rooms, *queues: Queue) -> None:
    """Return when nothing more falls due within half a minute."""
    for queue in queues:
        while (due := await rooms.store.next_due(queue)) and due < rooms.clock.now() + SOON:
            await rooms.bell.wait(Queue.CLOCK, 0.05)


async def stored_lines(rooms: Rooms) -> list[str]:
    async with rooms.store.read() as reading:
        known = await reading.conversations(limit=10 * CUSTOMERS)
        return [line.id for one in known for line in await reading.lines(one.id)]


async def cards_posted(rooms: Rooms) -> int:
    async with rooms.store.read() as reading:
        posts = await reading.posts(key_of(GUILD, STAFF))
    return sum(post.kind is PostKind.CARD and post.platform_id is not None for post in posts)


async def main(minutes: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Quick()) as server:
            await clicks_and_cards(server, Path(folder, "clicks"))
        async with serving(Endless()) as server, an_echo(server):
            baseline = await say(server, int(minutes * 12 * PER_SECOND))
        endless = Endless()
        async with serving(endless):
            await stream(endless, Path(folder, "stream"), minutes, baseline)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
