"""The Discord adapter on a Discord of our own: clicks, cards, and a long steady stream.

    python -m benchmarks.discord [minutes]

Everything is real but Discord, which is a process of its own on loopback: discord.py, its gateway and REST
client, SQLite in a file, the work loop. An empty discord.py client that echoes, on the same server, gives the
ratios. `minutes` (10 unless told) is how long 50 messages a second are said in 100 channels, with the
settings that channels start from, while somebody presses a button each second; the empty client hears them
for half a minute at most. After the stream a minute is given for what is not done by then.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from adapters.discord.keys import key_of
from benchmarks.discord_desk import a_desk, an_echo
from benchmarks.discord_server import CHANNELS, CUSTOMERS, Running, running
from bot.process.rooms import Rooms
from bot.record import PostKind, Queue
from tests.discord.payloads import GUILD, STAFF

BASELINE_MINUTES = 0.5
PATIENCE = 60.0  # seconds for what is left to do when the stream has ended
LOOKS_EVERY = 0.25  # seconds; a look costs the process that is measured
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


async def clicks_and_cards(folder: Path) -> None:
    async with running("quick") as server, an_echo(server):
        echo = await server.ask("clicks")
        echoed = await server.ask("cards")
    async with running("quick") as server, a_desk(server, folder, timedelta()):
        carded = await server.ask("cards")
        ours = await server.ask("clicks")
    tell(told("click answered, empty client", echo))
    tell(f"{told('click answered, Frontdesk', ours)} {against(ours, echo)}")
    tell(told("message to post, empty client", echoed))
    tell(f"{told('message to card, Frontdesk', carded)} {against(carded, echoed)}")


def memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A stream as it was heard: how it was said, what it cost this process and the server, our memory."""

    said: int
    seconds: float
    carded: int
    clicks: list[float]
    behind_s: float  # until the last was taken in
    late: int  # not taken in by then
    cpu_seconds: float
    server_cpu_seconds: float
    memory: list[float]

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / self.said

    @property
    def server_cpu_ms(self) -> float:
        return self.server_cpu_seconds * 1000 / self.said


async def hear(server: Running, minutes: float, rooms: Rooms | None = None) -> Stream:
    """Hear messages at an even pace for so long, and do what follows from them."""
    before, worked = await server.ask("told"), time.process_time()
    await server.ask("stream", minutes)
    memory = [memory_mb()]
    for _ in range(10):
        await asyncio.sleep(minutes * 6)
        memory.append(memory_mb())
        if rooms:
            said = (await server.ask("told"))["said"]
            behind = f"{said - _taken_in(rooms)} not taken in yet"
            tell(f"{said} said, {behind}, {memory[-1]:.0f} MB", progress=True)
    said = (await server.ask("ended"))["said"]
    began = time.perf_counter()
    behind_s = await _until(lambda: _all_taken_in(rooms, said), began) if rooms else 0.0
    if rooms:
        await _until(lambda: _all_shown(rooms), began)
    worked, after = time.process_time() - worked, await server.ask("told")
    return Stream(
        said=said,
        seconds=after["seconds"],
        carded=after["carded"],
        clicks=after["clicks"],
        behind_s=behind_s,
        late=said - _taken_in(rooms) if rooms else 0,
        cpu_seconds=worked,
        server_cpu_seconds=after["cpu_seconds"] - before["cpu_seconds"],
        memory=memory,
    )


async def _until(true: Callable[[], Awaitable[bool]], began: float) -> float:
    """Wait for something, for so long at most; return the seconds since `began`."""
    for _ in range(int(PATIENCE / LOOKS_EVERY)):
        if await true():
            break
        await asyncio.sleep(LOOKS_EVERY)
    return time.perf_counter() - began


def _taken_in(rooms: Rooms) -> int:
    return rooms.watch.worked[Queue.INBOX.value, "done"]


async def _all_taken_in(rooms: Rooms, said: int) -> bool:
    return _taken_in(rooms) >= said


async def _all_shown(rooms: Rooms) -> bool:
    """Whether no draft and no post is still to come."""
    return {Queue.INBOX, Queue.DRAFT, Queue.POST}.isdisjoint(await rooms.store.next_dues())


async def stream(folder: Path, minutes: float, baseline: Stream) -> None:
    async with running("endless") as server, a_desk(server, folder, None) as rooms:
        heard = await hear(server, minutes, rooms)
        kept, missing = await stored_lines(rooms), await cards_missing(rooms)
    tell(f"{heard.said} messages in {CHANNELS} channels in {heard.seconds:.0f} s, each taken in")
    pace = f"{heard.said / heard.seconds:.0f} a second; {heard.late} still to be taken in"
    tell(f"the last of them {heard.behind_s:.1f} s after it was said ({pace})")
    lost = max(0, heard.said - heard.late - len(set(kept)))
    tell(f"kept {len(kept)}, lost {lost}, doubled {len(kept) - len(set(kept))}")
    tell(f"cards posted {heard.carded} times, {missing} missing")
    if len(heard.clicks) > 1:
        tell(told("click answered meanwhile", heard.clicks))
    tell(f"memory in MB over time: {_row(heard.memory)}")
    tell(f"memory in MB of the empty client over time: {_row(baseline.memory)}")
    ratio = heard.cpu_ms / baseline.cpu_ms
    tell(f"CPU a message: {heard.cpu_ms:.1f} ms · {ratio:.1f} x the empty client's")
    tell(f"CPU a message of the server, which is not ours: {heard.server_cpu_ms:.1f} ms")


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
        await clicks_and_cards(Path(folder, "clicks"))
        tell("the empty client hears the stream", progress=True)
        async with running("endless") as server, an_echo(server):
            baseline = await hear(server, min(BASELINE_MINUTES, minutes))
        tell(f"the stream, for {minutes:g} min", progress=True)
        await stream(Path(folder, "stream"), minutes, baseline)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
