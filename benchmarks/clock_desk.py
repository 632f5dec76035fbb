"""One process that watches clocks: what `benchmarks/clock.py` starts, asks, and kills.

    python -m benchmarks.clock_desk URL FOLDER FILE

It works on the database at URL ("" means SQLite in FOLDER) until its standard input ends, and writes a
line into FILE for each message with alerts that the platform gets: its key, whether it is a new one, and
each alert that nobody could see before, with the moment it fell due and how many seconds late it came.
For each line on standard input it tells its memory in kB and its CPU in seconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from adapters.memory import ChatInMemory
from adapters.store import open_store
from benchmarks.clock_waits import TARGET
from benchmarks.desk import resident_kb
from bot.app import WallClock
from bot.card import Alert, Alerts, View
from bot.drafting import Composer
from bot.process.rooms import wire
from bot.shell.commands import NoArticles


@dataclass(slots=True)
class Noted(ChatInMemory):
    """A platform that notes when each alert can first be seen."""

    file: TextIO = sys.stdout
    seen: set[int] = field(default_factory=set)

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        if isinstance(view, Alert | Alerts):
            now = self.now()
            fresh = []
            for row in view.rows if isinstance(view, Alerts) else (view,):
                if row.notice_id not in self.seen and row.card.waiting_since:
                    self.seen.add(row.notice_id)
                    due = row.card.waiting_since + TARGET
                    fresh.append([row.card.conversation, due.timestamp(), (now - due).total_seconds()])
            self.file.write(json.dumps([key, message is None, fresh]) + "\n")
            self.file.flush()
        return message or key


async def main(url: str, folder: Path, file: Path) -> None:
    clock = WallClock()
    with file.open("a", encoding="utf-8") as noted:
        chat = Noted(clock.now, file=noted)
        async with open_store(url or None, folder) as store:
            holder = f"process-{os.getpid()}"
            rooms = wire(store, NoArticles(), Composer(), clock, holder=holder, platforms={"memory": chat})
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(rooms.watch.run())
                while await asyncio.to_thread(sys.stdin.readline):
                    print(json.dumps([resident_kb(os.getpid()), time.process_time()]), flush=True)
                rooms.watch.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
