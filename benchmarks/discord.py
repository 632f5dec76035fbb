"""The Discord adapter on a Discord of our own: clicks, cards, and a long steady stream.

    python -m benchmarks.discord [minutes]

Everything is real but Discord: discord.py, its gateway and REST client on loopback, SQLite in a file, the
work loop. An empty discord.py client that echoes, on the same server, gives the ratios. `minutes` (10 unless
told) is how long 50 messages a second are said in 100 channels, with the settings that channels start from,
while somebody presses a button each second; the empty client hears them for half a minute at most. After the
stream a minute is given for what is not done by then, so the whole ends about two minutes after the stream.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from adapters.discord.keys import key_of
from benchmarks.discord_desk import (
    CHANNELS,
    CUSTOMERS,
    FIRST_CHANNEL,
    FIRST_CUSTOMER,
    Endless,
    Quick,
    a_desk,
    an_echo,
)
from bot.process.rooms import Rooms
from bot.record import PostKind, Queue
from tests.discord import payloads
from tests.discord.payloads import ANA, GUILD, STAFF, Payload
from tests.discord.server import PATIENCE as SERVER_WAITS
from tests.discord.server import serving
from tests.discord.world import buttons

PER_SECOND, CLICKS, CARDS = 50, 200, 100
LINES_IN_A_BURST = 3
BASELINE_MINUTES = 0.5
PATIENCE = 60.0  # seconds for what is left to do when the stream has ended
TURN = ["claim", "release"]
_BEGAN = time.perf_counter()


def tell(line: str, *, progress: bool = False) -> None:
    """Print a figure, or how far we are."""
    seconds = int(time.perf_counter() - _BEGAN)
    print(f"[{seconds // 60}:{seconds % 60:02}] {line}" if progress else line, flush=True)


def told(name: str, took: list[float]) -> str:
    cuts = statistics.quantiles(took, n=20)
    return f"{name}: p50 {statistics.median(took):.0f} ms, p95 {cuts[-1]:.0f} ms ({len(took)} times)"


def against(took: list[float], base: list[float]) -> str:
    return f"· {statistics.median(took) / statistics.median(base):.1f} x"


async def pressed(server: Quick, on: Payload, id: str, number: int, values: list[str] | None) -> float:
    """Press a button, or choose the next of a menu's entries; return after how many ms it was answered."""
    chosen = [values[number % len(values)]] if values else None
    began = time.perf_counter()
    await server.presses(on, id, ANA, values=chosen)
    return (time.perf_counter() - began) * 1000


async def cards(server: Quick) -> list[float]:
    """Let customers ask one after another, each waiting for the post in the staff channel."""
    took = []
    for number in range(CARDS):
        before = len(server.messages[STAFF])
        began = time.perf_counter()
        await server.says(FIRST_CHANNEL + number, FIRST_CUSTOMER + number, "How do I export my data?")
        await server.until(_more(server, before))
        took.append((time.perf_counter() - began) * 1000)
    return took


def _more(server: Quick, before: int) -> Callable[[], bool]:
    return lambda: len(server.messages[STAFF]) > before


async def clicks_and_cards(server: Quick, folder: Path) -> None:
    card = payloads.message(server.id(), STAFF, payloads.BOT, "")
    async with an_echo(server):
        echo = [await pressed(server, card, "echo", number, None) for number in range(CLICKS)]
        echoed = await cards(server)
    server.messages.clear()
    async with a_desk(server, folder, timedelta()):
        carded = await cards(server)
        card = next(post for post in server.messages[STAFF] if "More" in buttons(post))
        more = buttons(card)["More"]
        ours = [await pressed(server, card, more, number, TURN) for number in range(CLICKS)]
    tell(told("click answered, empty client", echo))
    tell(f"{told('click answered, Frontdesk', ours)} {against(ours, echo)}")
    tell(told("message to post, empty client", echoed))
    tell(f"{told('message to card, Frontdesk', carded)} {against(carded, echoed)}")


def memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


@dataclass(slots=True)
class Stream:
    """A stream as it was said: how long it took, what it cost, and the memory on the way."""

    messages: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / self.messages


async def say(server: Quick, minutes: float, taken_in: Callable[[], int] | None = None) -> Stream:
    """Say messages at an even pace for so long: in every channel customers write three lines, one by one.

    A machine that cannot keep the pace says fewer. `taken_in` tells how many took effect already.
    """
    said, began, ends = Stream(), time.perf_counter(), time.perf_counter() + minutes * 60
    part = ends - began
    while time.perf_counter() < ends:
        number = said.messages
        channel, turn = number % CHANNELS, number // CHANNELS // LINES_IN_A_BURST
        customer = FIRST_CUSTOMER + channel + CHANNELS * (turn % (CUSTOMERS // CHANNELS))
        await server.says(FIRST_CHANNEL + channel, customer, f"Why does export {number} fail?")
        said.messages += 1
        if time.perf_counter() - began >= part * len(said.memory) / 10:
            said.memory.append(memory_mb())
            if taken_in:
                behind = said.messages - taken_in()
                tell(f"{number} said, {behind} not taken in yet, {memory_mb():.0f} MB", progress=True)
        await asyncio.sleep(max(0.0, began + said.messages / PER_SECOND - time.perf_counter()))
    said.memory.append(memory_mb())
    said.seconds = time.perf_counter() - began
    return said


async def presses(server: Endless, took: list[float]) -> None:
    """Press a button each second, from the first card on. The server waits for an answer only so long."""
    while True:
        await asyncio.sleep(1.0)
        if server.card is None:
            continue
        more = buttons(server.card)["More"]
        try:
            took.append(await pressed(server, server.card, more, len(took), TURN))
        except TimeoutError:
            took.append(SERVER_WAITS * 1000)


async def stream(server: Endless, folder: Path, minutes: float, baseline: Stream) -> None:
    async with a_desk(server, folder, None) as rooms:

        def taken_in() -> int:
            return rooms.watch.worked[Queue.INBOX.value, "done"]

        took: list[float] = []
        worked = time.process_time()
        async with asyncio.TaskGroup() as tasks:
            clicking = tasks.create_task(presses(server, took))
            said = await say(server, minutes, taken_in)
            clicking.cancel()
        began = time.perf_counter()
        while taken_in() < said.messages and time.perf_counter() < began + PATIENCE:
            await rooms.bell.wait(Queue.CLOCK, 0.05)
        behind = time.perf_counter() - began
        while await cards_missing(rooms) and time.perf_counter() < began + PATIENCE:
            await rooms.bell.wait(Queue.CLOCK, 1.0)
        said.cpu_seconds, said.clicks = time.process_time() - worked, took
        late = said.messages - taken_in()
        kept, missing = await stored_lines(rooms), await cards_missing(rooms)
    tell(f"{said.messages} messages in {CHANNELS} channels in {said.seconds:.0f} s, each taken in")
    pace = f"{said.messages / said.seconds:.0f} a second"
    tell(f"the last of them {behind:.1f} s after it was said ({pace}; {late} still to be taken in)")
    lost = max(0, said.messages - late - len(set(kept)))
    tell(f"kept {len(kept)}, lost {lost}, doubled {len(kept) - len(set(kept))}")
    tell(f"cards posted {server.carded} times, {missing} missing")
    if len(said.clicks) > 1:
        tell(told("click answered meanwhile", said.clicks))
    tell(f"memory in MB over time, the server's included: {_row(said.memory)}")
    tell(f"memory in MB of the empty client over time: {_row(baseline.memory)}")
    ratio = said.cpu_ms / baseline.cpu_ms
    tell(f"CPU a message, the server's included: {said.cpu_ms:.1f} ms · {ratio:.1f} x the empty client's")


def _row(memory: list[float]) -> str:
    return " ".join(f"{value:.0f}" for value in memory)


async def stored_lines(rooms: Rooms) -> list[str]:
    async with rooms.store.read() as reading:
        known = await reading.conversations(limit=10 * CUSTOMERS)
        return [line.id for one in known for line in await reading.lines(one.id)]


async def cards_missing(rooms: Rooms) -> int:
    """Return how many conversations have no card in the staff channel yet."""
    async with rooms.store.read() as reading:
        known = await reading.conversations(limit=10 * CUSTOMERS)
        posts = await reading.posts(key_of(GUILD, STAFF))
    shown = {post.subject for post in posts if post.kind is PostKind.CARD and post.platform_id}
    return sum(str(one.id) not in shown for one in known)


async def main(minutes: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tell("clicks and cards, one after another", progress=True)
        quick = Quick()
        async with serving(quick):
            await clicks_and_cards(quick, Path(folder, "clicks"))
        tell("the empty client hears the stream", progress=True)
        empty = Endless()
        async with serving(empty), an_echo(empty):
            worked = time.process_time()
            baseline = await say(empty, min(BASELINE_MINUTES, minutes))
            baseline.cpu_seconds = time.process_time() - worked
        tell(f"the stream, for {minutes:g} min", progress=True)
        endless = Endless()
        async with serving(endless):
            await stream(endless, Path(folder, "stream"), minutes, baseline)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
