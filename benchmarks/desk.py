"""From a customer's line to its card, through the whole desk: latency, throughput, memory, start.

`python -m benchmarks desk` takes the bank's articles and questions beside the project when they are there,
the shipped sample otherwise, and says which. The burst window is set to nothing: what is left is ours.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median

from adapters.memory import ChatInMemory
from adapters.store import open_store
from bot.app import WallClock
from bot.card import Card, View
from bot.drafting import Composer
from bot.intake import needs_us
from bot.messages import Person, Role
from bot.policy import Policy
from bot.process.rooms import Rooms, wire
from bot.record import Queue
from bot.reports import percentile
from bot.shell.commands import articles_of
from bot.shell.demo import SAMPLE, suggestions
from bot.shell.replay import read_log
from bot.signals import read

SHARED = Path(__file__).parents[1] / "../shared/data"
CACHE = Path("data/benchmarks")  # the index of the articles, kept so that a second run takes seconds
CHANNEL, STAFF = "memory:help", "memory:staff"
DANA = Person(id="memory:dana", name="Dana", role=Role.AGENT)
PACED = 300
PACE_S = 0.05
FLOOD = 500


@dataclass(slots=True)
class Stopwatch(ChatInMemory):
    """A platform that notes when each card appears."""

    appeared: dict[str, float] = field(default_factory=dict)  # by the customer's line
    all_there: asyncio.Event = field(default_factory=asyncio.Event)
    expected: int = 0

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        if isinstance(view, Card) and view.draft and view.thread.root not in self.appeared:
            self.appeared[view.thread.root] = time.perf_counter()
            if len(self.appeared) >= self.expected:
                self.all_there.set()
        return message or key


def material() -> tuple[Path, list[str], str]:
    """Return articles, questions, and where both are from."""
    articles, queries = SHARED / "bank-help", SHARED / "retrieval/banking77/queries.jsonl"
    if articles.is_dir() and queries.is_file():
        asked = (json.loads(line)["text"] for line in queries.read_text("utf-8").splitlines())
        return (
            articles,
            [text for text in asked if needs_us(read([text]))],
            "698 bank articles, banking77 questions",
        )
    return SAMPLE / "articles", list(suggestions()), "the shipped sample"


@asynccontextmanager
async def running(folder: Path, articles: Path, cache: Path) -> AsyncIterator[tuple[Rooms, Stopwatch]]:
    clock = WallClock()
    chat = Stopwatch(clock.now, people={DANA.id: DANA})
    async with AsyncExitStack() as opened:
        library = await opened.enter_async_context(articles_of(cache, articles, lambda what: _quiet))
        store = await opened.enter_async_context(open_store(None, folder))
        rooms = wire(store, library, Composer(), clock, holder="bench", platforms={"memory": chat})
        nothing = timedelta()
        policy = Policy(staff_channel=STAFF, owner=DANA.id, quiet=nothing, quiet_after_question=nothing)
        async with store.begin() as work:
            await work.save_person(DANA)
            await work.watch(CHANNEL, "#help", policy, by="desk", at=clock.now())
        tasks = await opened.enter_async_context(asyncio.TaskGroup())
        tasks.create_task(rooms.watch.run())
        yield rooms, chat
        rooms.watch.stop()


def _quiet(done: int, total: int) -> None:
    """Nobody watches a benchmark's progress."""


async def ask(rooms: Rooms, number: int, text: str) -> float:
    """Store one customer's line as an adapter does, and return when."""
    began = time.perf_counter()
    now = rooms.clock.now()
    raw = {"kind": "said", "channel": CHANNEL, "id": f"m{number}", "author": f"memory:c{number}"}
    await rooms.store.put(f"e{number}", "memory", {**raw, "at": now.isoformat(), "text": text}, now)
    rooms.bell.ring(Queue.INBOX)
    return began


async def paced(rooms: Rooms, chat: Stopwatch, questions: list[str]) -> list[float]:
    """Ask at a steady pace and return the seconds from each line to its card."""
    chat.expected = PACED
    began = []
    start = time.perf_counter()
    for number in range(PACED):
        await asyncio.sleep(max(0.0, start + number * PACE_S - time.perf_counter()))
        began.append(await ask(rooms, number, questions[number % len(questions)]))
    async with asyncio.timeout(120):
        await chat.all_there.wait()
    return [chat.appeared[f"m{number}"] - began[number] for number in range(PACED)]


async def flood(rooms: Rooms, chat: Stopwatch, questions: list[str]) -> float:
    """Ask all at once and return conversations a second, line to card."""
    chat.expected = len(chat.appeared) + FLOOD
    chat.all_there.clear()
    began = time.perf_counter()
    for number in range(FLOOD):
        await ask(rooms, PACED + number, questions[(PACED + number) % len(questions)])
    async with asyncio.timeout(300):
        await chat.all_there.wait()
    return FLOOD / (time.perf_counter() - began)


async def only_puts(folder: Path) -> float:
    """The baseline: how many events a second the store alone takes in."""
    async with open_store(None, folder) as store:
        now = WallClock().now()
        began = time.perf_counter()
        for number in range(FLOOD):
            await store.put(f"e{number}", "memory", {"text": "hello"}, now)
        return FLOOD / (time.perf_counter() - began)


async def ready_in(folder: Path) -> tuple[float, int]:
    """Start the real program on an existing database; return seconds to ready, and its memory in MB."""
    environment = {**os.environ, "DATA_FOLDER": str(folder), "CONSOLE__PORT": "0"}
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    line = await process.stdout.readline()
    took = time.perf_counter() - began
    assert b"ready" in line, line
    memory = resident_kb(process.pid)
    process.send_signal(signal.SIGTERM)
    await process.wait()
    return took, memory // 1024


def resident_kb(pid: int) -> int:
    """Return how much memory a process holds now, in kB."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS"))


async def replay_seconds() -> tuple[float, int] | None:
    """Replay the real support log through the desk, as `python -m bot replay` does."""
    from bot.settings import Settings
    from bot.shell.commands import replayed_log

    log = SHARED / "support-log/stripe-0.jsonl"
    if not log.is_file():
        return None
    began = time.perf_counter()
    staff = frozenset({"karllekko", "timebox", "hmunoz", "InternetJones", "w1zeman1p"})
    await replayed_log(Settings(), log, staff, None, "15m", told=lambda what: _quiet)
    return time.perf_counter() - began, len(read_log(log))


async def main() -> None:
    articles, questions, source = material()
    print(f"material: {source}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        puts = await only_puts(folder / "puts")
        async with running(folder / "desk", articles, CACHE) as (rooms, chat):
            took = await paced(rooms, chat, questions)
            rate = await flood(rooms, chat, questions)
        p95 = percentile(took, 0.95) or 0
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"line to card, one each {PACE_S * 1000:.0f} ms: "
              f"median {median(took) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms")  # fmt: skip
        print(f"conversations/s, {FLOOD} at once: {rate:.0f} ({rate / puts:.2f} of {puts:.0f} bare puts/s)")
        print(f"memory of this process at its peak: {peak} MB", flush=True)
        await ready_in(folder / "ready")
        again = [await ready_in(folder / "ready") for _ in range(3)]
        print(f"start to ready, existing database: median {median(seconds for seconds, _ in again):.1f} s, "
              f"memory then {max(memory for _, memory in again)} MB")  # fmt: skip
    replayed = await replay_seconds()
    if replayed:
        print(f"replay of {replayed[1]} lines: {replayed[0]:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
