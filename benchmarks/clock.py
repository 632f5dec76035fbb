"""The clock on a real store: how late alerts are, what waiting costs, and each alert exactly once.

    python -m benchmarks.clock [calendar] [lateness] [idle] [once]

Real processes with the real work loop, on SQLite and on PostgreSQL; beside each figure stands its baseline
from the same run. An alert is late by the time from its deadline until the platform got a message that shows
it; how often each wait was told is counted in the database. Without a name all parts run, for about a quarter
of an hour.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from statistics import median

import psycopg

from benchmarks import calendar
from benchmarks.clock_process import Message, Process, all_seen, first_seen
from benchmarks.clock_timer import timer_with_an_insert
from benchmarks.clock_waits import TARGET, open_idle_waits, open_waits, told
from bot.app import WallClock
from bot.reports import percentile
from tests.servers import NoServer, running

OPEN = 10_000
AS_MANY = 1_000  # of them fall due at each rate; the others stay open
RATES = (OPEN / TARGET.total_seconds(), 100 / 3)  # as many waits reach the default target evenly; stress
PAUSE_S = 5.0  # between the rates
STARTS_IN_S = 10.0  # until a process has started and settled
A_WAIT_S = 0.0015  # to open one, at most
OPEN_IDLE = 100_000
IDLE_S = 45  # longer than the pause between two looks at the database
RUNS_IDLE = 2
ONCE_A_SECOND = 100.0  # more than two processes can take: they work without a pause
CASES = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """An empty database: SQLite in `folder` when `url` is empty."""

    name: str
    url: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Places:
    """Where databases can be had: `server` is the URL of a PostgreSQL with a place for the name."""

    root: Path
    server: str | None

    def new(self, part: str) -> list[Place]:
        """Return an empty database of each kind."""
        shared = [self.shared(part)] if self.server else []
        return [Place("SQLite", "", self.root / part), *shared]

    def shared(self, part: str) -> Place:
        assert self.server
        with psycopg.connect(self.server.format("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {part}".encode())
        return Place("PostgreSQL", self.server.format(part), self.root / f"pg-{part}")


@contextmanager
def places() -> Iterator[Places]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with running(durable=True) as server:
                yield Places(Path(folder), server.url("{}"))
        except NoServer as why:
            print(f"no PostgreSQL here: {why}")
            yield Places(Path(folder), None)


def lateness(where: Places) -> None:
    for place in where.new("lateness"):
        bare = [timer_with_an_insert(place.url, place.folder / f"{rate:.0f}", rate) for rate in RATES]
        stretches = _stretches(WallClock().now() + timedelta(seconds=OPEN * A_WAIT_S + STARTS_IN_S))
        later = [stretches[-1][-1] + timedelta(hours=1)] * (OPEN - AS_MANY * len(RATES))
        asyncio.run(open_waits(place.url, place.folder, [*chain.from_iterable(stretches), *later]))
        process = Process.start(place.url, place.folder, "late")
        for number, due in enumerate(stretches):
            _sleep_until(due[0] - timedelta(seconds=1))
            _, before = process.ask()
            _sleep_until(due[-1])
            got = all_seen([process], AS_MANY * (number + 1))
            _, after = process.ask()
            often = asyncio.run(told(place.url, place.folder, since=due[0], until=due[-1]))
            print(f"{place.name}, {OPEN:,} open, {RATES[number]:.0f} a second fall due: {_counted(often)}")
            _tell_late(got, due, (after - before) / AS_MANY, *bare[number])
        process.stop()


def _stretches(begin: datetime) -> list[list[datetime]]:
    """Return when the waits of each rate fall due, one rate after the other."""
    found = []
    for rate in RATES:
        found.append([begin + timedelta(seconds=number / rate) for number in range(AS_MANY)])
        begin = found[-1][-1] + timedelta(seconds=PAUSE_S)
    return found


def _tell_late(
    got: Sequence[Message], due: Sequence[datetime], cpu: float, bare: list[float], bare_cpu: float
) -> None:
    first, last = due[0].timestamp(), due[-1].timestamp()
    late = [seen.late for seen in first_seen(got).values() if first <= seen.due <= last]
    new = sum(message.new and any(first <= seen.due <= last for seen in message.fresh) for message in got)
    print(f"  the platform showed {len(late):,} of them, in {new:,} new messages, late by {_spread(late)}")
    print(f"  a bare timer with one durable insert, as often: {_spread(bare)}")
    print(f"  CPU each: {cpu * 1000:.1f} ms, {cpu / bare_cpu:.0f} times the timer's", flush=True)


def idle(where: Places) -> None:
    """Compare processes that watch no clocks with ones that watch many, side by side, some times."""
    pairs = list(zip(where.new("none"), where.new("many"), strict=True))
    tomorrow = WallClock().now() + timedelta(days=1)
    due = [tomorrow + timedelta(seconds=number) for number in range(OPEN_IDLE)]
    for none, many in pairs:
        asyncio.run(open_idle_waits(none.url, none.folder, []))
        asyncio.run(open_idle_waits(many.url, many.folder, due))
    runs = [_idle_once([place for pair in pairs for place in pair], f"run{run}") for run in range(RUNS_IDLE)]
    for number, (place, _) in enumerate(pairs):
        without, with_many = ([run[2 * number + which] for run in runs] for which in (0, 1))
        extra = median(many[0] - none[0] for none, many in zip(without, with_many, strict=True))
        shares = [median(each[1] for each in measured) for measured in (with_many, without)]
        print(f"{place.name}: {OPEN_IDLE:,} open clocks take {extra:.1f} MB beside "
              f"{median(each[0] for each in without):.0f} MB; idle it uses {shares[0]:.2f} % of a CPU, "
              f"{shares[1]:.2f} % with none", flush=True)  # fmt: skip


def _idle_once(databases: Sequence[Place], name: str) -> list[tuple[float, float]]:
    """Return the MB that a process on each database holds, and the percentage of a CPU it uses."""
    processes = [Process.start(place.url, place.folder, name) for place in databases]
    time.sleep(STARTS_IN_S)
    before = [process.ask() for process in processes]
    time.sleep(IDLE_S)
    after = [process.ask() for process in processes]
    for process in processes:
        process.stop()
    return [
        (kb / 1024, (now - then) / IDLE_S * 100) for (kb, now), (_, then) in zip(after, before, strict=True)
    ]


def once(where: Places) -> None:
    """Let two processes share the clocks, kill one while it works, and count what each wait was told."""
    if where.server is None:
        return
    place = where.shared("once")
    begin = WallClock().now() + timedelta(seconds=OPEN * A_WAIT_S + STARTS_IN_S)
    due = [begin + timedelta(seconds=number / ONCE_A_SECOND) for number in range(OPEN)]
    asyncio.run(open_waits(place.url, place.folder, due))
    killed, left = (Process.start(place.url, place.folder, name) for name in ("killed", "left"))
    while len(first_seen(killed.messages())) < OPEN // 4:
        time.sleep(0.2)
    os.kill(killed.running.pid, signal.SIGKILL)
    killed.running.wait()
    got = all_seen([killed, left], OPEN)
    left.stop()
    mine = len(first_seen(killed.messages()))
    often = asyncio.run(told(place.url, place.folder, since=due[0], until=due[-1]))
    posted = Counter(message.key for message in got if message.new)
    print(f"{place.name}, two processes, one killed after {mine:,} alerts: {_counted(often)}")
    print(f"  the platform showed {len(first_seen(got)):,} of them, in {len(posted):,} new messages; "
          f"{posted.total() - len(posted)} came again under the key they had", flush=True)  # fmt: skip


def _counted(often: Counter[int]) -> str:
    more = often.total() - often[0] - often[1]
    return f"of {often.total():,} waits {often[1]:,} were told once, {often[0]} never, {more} more than once"


def _spread(late: list[float]) -> str:
    cuts = [f"p{share * 100:.0f} {(percentile(late, share) or 0) * 1000:.1f} ms" for share in (0.5, 0.99)]
    return f"{', '.join(cuts)}, at most {max(late, default=0) * 1000:.0f} ms"


def _sleep_until(moment: datetime) -> None:
    time.sleep(max(0.0, (moment - WallClock().now()).total_seconds()))


PARTS = {"lateness": lateness, "idle": idle, "once": once}


def main(names: Sequence[str]) -> None:
    unknown = set(names) - {"calendar", *PARTS}
    if unknown:
        raise SystemExit(f"No such part: {', '.join(unknown)}. There are calendar, {', '.join(PARTS)}.")
    if "calendar" in names:
        calendar.main(CASES)
    with places() as where:
        for name in names:
            if name in PARTS:
                PARTS[name](where)


if __name__ == "__main__":
    main(sys.argv[1:] or ["calendar", *PARTS])
