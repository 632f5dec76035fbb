"""The clock on a real store: how late alerts are, what waiting costs, and each alert exactly once.

    python -m benchmarks clock

Real processes with the real work loop, on SQLite and on PostgreSQL; beside each figure stands its baseline
from the same run. Lateness is told at the moment an alert can first be seen, against a timer of the loop.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import psycopg

from adapters.store import open_store
from benchmarks.clock_desk import open_clocks
from bot.app import WallClock
from bot.reports import percentile
from tests.servers import NoServer, running

FALLING_DUE = 10_000
EVERY_S = 0.03
STARTS_IN_S = 10.0  # until the first falls due: processes need a few seconds to be ready
OPEN = 100_000
IDLE_S = 45  # longer than the pause between two looks at the database
RUNS_IDLE = 3
_TELLINGS = """
    SELECT conversation.id, count(telling.id) FROM conversation
    LEFT JOIN notice ON notice.conversation = conversation.id AND notice.kind = 'alert'
    LEFT JOIN telling ON telling.notice = notice.id GROUP BY conversation.id
"""


@dataclass(slots=True)
class Process:
    """A process that watches clocks, and the file in which it notes the alerts that staff see."""

    running: subprocess.Popen[str]
    file: Path

    @classmethod
    def start(cls, url: str, folder: Path, name: str) -> Process:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.jsonl"
        command = [sys.executable, "-m", "benchmarks.clock_desk", url, str(folder), str(file)]
        pipe = subprocess.PIPE
        return cls(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True), file)

    def ask(self) -> tuple[int, float]:
        """Return its memory in kB and the CPU it has used, in seconds."""
        assert self.running.stdin
        assert self.running.stdout
        self.running.stdin.write("\n")
        self.running.stdin.flush()
        memory, cpu = json.loads(self.running.stdout.readline())
        return memory, cpu

    def seen(self) -> list[tuple[int, float, bool]]:
        return [tuple(json.loads(line)) for line in self.file.read_text("utf-8").splitlines()]

    def stop(self) -> None:
        self.running.communicate()


async def fill(url: str, folder: Path, count: int, *, first_in: float, every: float) -> None:
    async with open_store(url or None, folder) as store:
        start = WallClock().now() + timedelta(seconds=first_in)
        await open_clocks(store, [start + timedelta(seconds=every * number) for number in range(count)])


async def timer_lateness(seconds: float = 10.0) -> list[float]:
    """The baseline: how late the event loop alone is, woken for as many moments a second."""
    late = []
    begin = time.perf_counter()
    for number in range(int(seconds / EVERY_S)):
        due = begin + number * EVERY_S
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        late.append(time.perf_counter() - due)
    return late


def lateness(name: str, url: str, folder: Path) -> None:
    fills_in = FALLING_DUE / 1_000
    asyncio.run(fill(url, folder, FALLING_DUE, first_in=fills_in + STARTS_IN_S, every=EVERY_S))
    process = Process.start(url, folder, "late")
    base = asyncio.run(timer_lateness())
    late = [seconds for _, seconds, _ in _all_seen([process], FALLING_DUE)]
    _, cpu = process.ask()
    process.stop()
    print(f"{name}: {len(late)} alerts, {1 / EVERY_S:.0f} a second: late by p50 {_ms(late, 0.5)}, "
          f"p99 {_ms(late, 0.99)}, at most {max(late) * 1000:.0f} ms; {cpu * 1000 / len(late):.1f} ms of CPU "
          f"each; a bare timer: p50 {_ms(base, 0.5)}, p99 {_ms(base, 0.99)}", flush=True)  # fmt: skip


def idle(name: str, urls: tuple[str, str], folder: Path) -> None:
    """Compare a process that watches no clocks with one that watches many, side by side, some times."""
    none, many = folder / "none", folder / "many"
    asyncio.run(fill(urls[0], none, 0, first_in=0, every=0))
    asyncio.run(fill(urls[1], many, OPEN, first_in=86_400, every=1))
    memory, cpu = [], []
    for number in range(RUNS_IDLE):
        pair = [Process.start(urls[0], none, f"{number}"), Process.start(urls[1], many, f"{number}")]
        time.sleep(STARTS_IN_S)
        before = [process.ask() for process in pair]
        time.sleep(IDLE_S)
        after = [process.ask() for process in pair]
        for process in pair:
            process.stop()
        memory.append([kb / 1024 for kb, _ in after])
        cpu.append([(now - then) / IDLE_S * 100 for (_, now), (_, then) in zip(after, before, strict=True)])
    extra = median(with_many - without for without, with_many in memory)
    spent = [median(run[which] for run in cpu) for which in (0, 1)]
    beside = median(run[0] for run in memory)
    print(f"{name}: {OPEN:,} open clocks take {extra:.1f} MB beside {beside:.0f} MB; "
          f"idle it uses {spent[1]:.2f} % of a CPU, {spent[0]:.2f} % with none", flush=True)  # fmt: skip


def exactly_once(url: str, folder: Path) -> None:
    """Let two processes share the clocks, kill one while it works, and count what each wait was told."""
    fills_in = FALLING_DUE / 1_000
    asyncio.run(fill(url, folder, FALLING_DUE, first_in=fills_in + STARTS_IN_S, every=EVERY_S / 2))
    pair = [Process.start(url, folder, "killed"), Process.start(url, folder, "left")]
    while len(pair[0].seen() if pair[0].file.exists() else ()) < FALLING_DUE // 4:
        time.sleep(0.2)
    os.kill(pair[0].running.pid, 9)
    pair[0].running.wait()
    mine = len(pair[0].seen())
    _all_seen(pair, FALLING_DUE)
    pair[1].stop()
    with psycopg.connect(url) as connection:
        often = Counter(times for _, times in connection.execute(_TELLINGS).fetchall())
    twice = often.total() - often[0] - often[1]
    print(f"PostgreSQL, two processes, one killed after it showed {mine}: of {often.total()} waits "
          f"{often[1]} were told once, {often[0]} never, {twice} twice", flush=True)  # fmt: skip


def _all_seen(processes: list[Process], expected: int) -> list[tuple[int, float, bool]]:
    """Wait until every alert was seen, and return when each first was."""
    ends = time.monotonic() + expected * EVERY_S + 300
    while True:
        first: dict[int, tuple[int, float, bool]] = {}
        for each in (seen for process in processes if process.file.exists() for seen in process.seen()):
            if each[0] not in first or each[1] < first[each[0]][1]:
                first[each[0]] = each
        if len(first) >= expected or time.monotonic() > ends:
            return list(first.values())
        time.sleep(1)


def _ms(seconds: list[float], share: float) -> str:
    return f"{(percentile(seconds, share) or 0) * 1000:.0f} ms"


def main() -> None:
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        lateness("SQLite", "", folder / "late")
        idle("SQLite", ("", ""), folder / "idle")
        try:
            server = opened.enter_context(running(durable=True))
        except NoServer as why:
            print(f"no PostgreSQL here: {why}")
            return
        with psycopg.connect(server.url(), autocommit=True) as connection:
            for name in ("late", "none", "many", "once"):
                connection.execute(f"CREATE DATABASE {name}".encode())
        lateness("PostgreSQL", server.url("late"), folder / "pg-late")
        idle("PostgreSQL", (server.url("none"), server.url("many")), folder / "pg-idle")
        exactly_once(server.url("once"), folder / "pg-once")


if __name__ == "__main__":
    main()
