"""The Slack adapter on a fake Slack of our own: acknowledgements, clicks, cards, and a long steady stream.

    python -m benchmarks.slack [--minutes 10]

Everything is real but Slack: Bolt, the SDK, sockets on loopback, SQLite in a file, the work loop. An empty
Bolt app in the same run, over the same sockets, before and after the stream, gives the ratio. The stream is
Slack's own ceiling for one workspace, 30,000 events an hour; `--minutes` makes it shorter or longer.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack import open_slack
from adapters.slack.keys import stamp
from adapters.slack.sockets import CONNECTIONS, Pace, listen
from adapters.slack.web import open_client, silent
from adapters.store import open_store
from bot.drafting import Composer
from bot.process.rooms import Rooms, wire
from bot.record import Queue
from tests.slack import office as scene
from tests.slack.server import APP_TOKEN, FakeSlack, open_fake
from tests.slack.world import World

PER_SECOND = 30_000 / 3600
CUSTOMERS = 200
_LOOKS = 8  # at memory, evenly over the stream
_BEHIND_AT_MOST = 60  # seconds
QUIET = timedelta(seconds=1)


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def a_world() -> World:
    world = scene.a_workspace(scene.TestClock())
    for number in range(CUSTOMERS):
        world.person(f"U{1000 + number}", f"Customer {number}")
    return world


def a_line(number: int) -> dict[str, Any]:
    """Return one customer's line: every customer begins a conversation, later lines join theirs."""
    ts = stamp(datetime.now(UTC))
    user = f"U{1000 + number % CUSTOMERS}"
    message = {"type": "message", "user": user, "text": "How do I export my data?", "ts": ts, "event_ts": ts}
    return message | {"channel": scene.CUSTOMERS, "channel_type": "channel"}


async def push(fake: FakeSlack, number: int) -> None:
    await fake.push("events_api", scene.envelope(a_line(number), number))


@asynccontextmanager
async def a_desk(fake: FakeSlack, folder: Path) -> AsyncIterator[Rooms]:
    clock = WallClock()
    async with open_store(None, folder) as store:
        rooms = wire(store, scene.OneArticle(), Composer(), clock, holder="benchmark")
        async with open_slack(
            scene.settings(fake.url), store, rooms.desk, rooms.lead, clock, rooms.bell.ring
        ) as slack:
            rooms.platforms["slack"] = slack
            await scene.watch(rooms, scene.TestClock(clock.now()))
            await _quick(rooms)
            async with asyncio.TaskGroup() as tasks:
                listening = tasks.create_task(slack.run())
                tasks.create_task(rooms.watch.run())
                await fake.sockets_open(CONNECTIONS)
                yield rooms
                listening.cancel()
                rooms.watch.stop()


async def _quick(rooms: Rooms) -> None:
    """Shorten the burst window: it is waited for, not worked in."""
    async with rooms.store.begin() as work:
        (watched,) = await work.all_watched()
        policy = replace(watched.policy, quiet=QUIET, quiet_after_question=QUIET)
        await work.watch(watched.channel, watched.name, policy, by="benchmark", at=datetime.now(UTC))


@asynccontextmanager
async def an_echo(fake: FakeSlack) -> AsyncIterator[None]:
    """Run an empty Bolt app over two sockets: it acknowledges and does nothing."""
    settings = scene.settings(fake.url)
    async with open_client(settings) as client:
        app = AsyncApp(client=client, logger=silent)

        @app.event("message")
        async def nothing() -> None:
            return

        async with asyncio.TaskGroup() as tasks:
            listening = tasks.create_task(listen(app, APP_TOKEN, Pace()))
            await fake.sockets_open(CONNECTIONS)
            yield
            listening.cancel()


async def timed(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


def told(name: str, took: list[float]) -> str:
    p95 = statistics.quantiles(took, n=20)[18]
    return f"{name}: p50 {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, {len(took)} times"


async def acknowledgements(fake: FakeSlack, count: int = 200) -> list[float]:
    """What one event takes until Slack has an answer."""
    took = []
    for number in range(count):
        took.append(await timed(lambda number=number: push(fake, number)))  # type: ignore[misc]
        await asyncio.sleep(0.01)
    return took


async def cards(fake: FakeSlack, count: int = 40) -> list[float]:
    """Event to card, beyond the burst window: new customers, one at a time."""
    staff, took = fake.world.channels[scene.STAFF], []
    for number in range(count):
        before = _cards(staff.messages)
        began = time.perf_counter()
        await push(fake, number)
        while _cards(staff.messages) == before:  # noqa: ASYNC110  # seen from outside, as Slack would
            await asyncio.sleep(0.001)
        took.append((time.perf_counter() - began - QUIET.total_seconds()) * 1000)
    return took


def _cards(messages: list[dict[str, Any]]) -> int:
    return sum("Send" in scene.labels(message) for message in messages)


async def clicks(fake: FakeSlack, count: int = 100) -> list[float]:
    """A press on Edit until Slack has our answer; the window opens meanwhile."""
    post = next(
        message for message in fake.world.channels[scene.STAFF].messages if "Edit" in scene.labels(message)
    )
    took = []
    for _ in range(count):
        payload = scene.click(fake.world.trigger(), scene.ANA, scene.STAFF, post, "Edit")
        took.append(await timed(lambda payload=payload: fake.push("interactive", payload)))  # type: ignore[misc]
    return took


async def stream(fake: FakeSlack, rooms: Rooms, start: int, seconds: float) -> tuple[str, list[float]]:
    """The ceiling of one workspace, for a while: what is lost, doubled, late, and how memory moves."""
    began = time.perf_counter()
    took: list[float] = []
    memory: list[float] = []
    number = start
    while (passed := time.perf_counter() - began) < seconds:
        if passed > len(memory) * seconds / _LOOKS:
            memory.append(_megabytes())
            print(f"  {passed:.0f} s: {number - start} events, {memory[-1]:.0f} MB", flush=True)
        took.append(await timed(lambda: push(fake, number)))  # noqa: B023  # awaited in this very turn
        number += 1
        ahead = (number - start) / PER_SECOND - (time.perf_counter() - began)
        await asyncio.sleep(max(0.0, ahead))
    behind = time.perf_counter()
    while await rooms.store.next_due(Queue.INBOX):  # rows of the work loop, seen from outside
        if time.perf_counter() - behind > _BEHIND_AT_MOST:
            break  # what is still not taken in counts as lost
        await asyncio.sleep(0.05)
    behind = time.perf_counter() - behind
    memory.append(_megabytes())
    parked = len(await rooms.store.parked())
    async with rooms.store.read() as reading:
        conversations = await reading.conversations(limit=10_000)
        lines = [line.id for known in conversations for line in await reading.lines(known.id)]
    pushed, kept = number, len(lines)
    moved = " -> ".join(f"{size:.0f}" for size in memory)
    half = memory[len(memory) // 2]
    return (
        f"stream of {number - start} events in {seconds:.0f} s: {pushed - kept} of {pushed} lost, "
        f"{kept - len(set(lines))} doubled, {parked} parked, "
        f"taken in {behind:.1f} s after the last\n"
        f"  memory of both sides {moved} MB: {memory[-1] - half:+.0f} MB in the second half"
    ), took


def _megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines() if sys.platform == "linux" else ():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def the_empty_app() -> list[float]:
    async with open_fake(a_world()) as fake:
        fake.calls = deque(maxlen=100)  # type: ignore[assignment]  # a long run must not grow by its log
        async with an_echo(fake):
            return await acknowledgements(fake)


async def main(minutes: float) -> None:
    empty = await the_empty_app()
    with tempfile.TemporaryDirectory() as folder:
        async with open_fake(a_world()) as fake:
            fake.calls = deque(maxlen=100)  # type: ignore[assignment]
            async with a_desk(fake, Path(folder)) as rooms:
                shown = await cards(fake)
                print(told("event to card beyond the burst window", shown), flush=True)
                print(told("interactive answer", await clicks(fake)), flush=True)
                print(f"stream: {minutes:g} minutes", flush=True)
                text, stored = await stream(fake, rooms, len(shown), minutes * 60)
    empty += await the_empty_app()
    print(told("event stored and acknowledged, in the stream", stored))
    print(told("empty Bolt app, event acknowledged", empty))
    print(f"  {statistics.median(stored) / statistics.median(empty):.1f} times the empty app's median")
    print(text)


if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="python -m benchmarks.slack")
    options.add_argument("--minutes", type=float, default=10, help="how long the stream runs")
    asyncio.run(main(options.parse_args().minutes))
