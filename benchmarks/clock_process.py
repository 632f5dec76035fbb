"""A process that watches clocks, as `benchmarks/clock.py` sees it from outside."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

GIVES_UP_S = 80.0  # without any news: longer than what a dead process had claimed is kept for it


@dataclass(frozen=True, slots=True)
class Seen:
    """An alert when the platform first showed it: its wait, when that fell due, how many seconds after."""

    wait: int
    due: float
    late: float


@dataclass(frozen=True, slots=True)
class Message:
    """What the platform got: a new message with alerts, or an edit of one."""

    key: str
    new: bool
    fresh: tuple[Seen, ...]  # alerts that this process had not shown before


@dataclass(frozen=True, slots=True)
class Process:
    """A running `benchmarks.clock_desk`, and the file in which it notes what the platform gets."""

    running: subprocess.Popen[str]
    file: Path

    @classmethod
    def start(cls, url: str, folder: Path, name: str) -> Process:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.jsonl"
        file.touch()
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

    def messages(self) -> list[Message]:
        """Return what the platform got so far; half a line of a process that was killed is none."""
        whole, _, _ = self.file.read_text("utf-8").rpartition("\n")
        told = (json.loads(line) for line in whole.splitlines())
        return [Message(key, new, tuple(Seen(*each) for each in fresh)) for key, new, fresh in told]

    def stop(self) -> None:
        self.running.communicate()


def first_seen(messages: Iterable[Message]) -> dict[int, Seen]:
    """Return when each wait's alert was first seen, whichever process showed it."""
    first: dict[int, Seen] = {}
    for seen in chain.from_iterable(message.fresh for message in messages):
        if seen.wait not in first or seen.late < first[seen.wait].late:
            first[seen.wait] = seen
    return first


def all_seen(processes: Sequence[Process], expected: int) -> list[Message]:
    """Return what the platform got, once it shows every alert or nothing new comes any more."""
    count, news = 0, time.monotonic()
    while True:
        got = list(chain.from_iterable(process.messages() for process in processes))
        if len(got) > count:
            count, news = len(got), time.monotonic()
        if len(first_seen(got)) >= expected or time.monotonic() - news > GIVES_UP_S:
            return got
        time.sleep(1)
