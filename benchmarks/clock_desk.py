"""One process that watches clocks: what `benchmarks/clock.py` starts, asks, and kills.

    python -m benchmarks.clock_desk URL FOLDER FILE

It works on the database at URL ("" means SQLite in FOLDER) until its standard input ends, and writes a
line into FILE for each alert that staff see for the first time: which, how many seconds late, and whether
in a message of its own. For each line on standard input it tells its memory in kB and its CPU in seconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from adapters.memory import ChatInMemory
from adapters.store import open_store
from benchmarks.desk import resident_kb
from bot.app import WallClock
from bot.card import Alert, Alerts, View
from bot.conversation import Conversation, opened
from bot.drafting import Composer
from bot.messages import Person, Role, Thread
from bot.policy import Policy
from bot.ports import Store
from bot.process.rooms import wire
from bot.record import Line
from bot.shell.commands import NoArticles

TARGET = timedelta(minutes=15)
CHANNELS = 500  # a customer each, as in shared channels
AT_ONCE = 1_000  # clocks opened in one transaction
DANA = Person(id="memory:dana", name="Dana", role=Role.AGENT)
POLICY = Policy(staff_channel="", owner=DANA.id, lead=DANA.id, first_target=TARGET, warnings=())


@dataclass(slots=True)
class Noted(ChatInMemory):
    """A platform that notes when each alert can first be seen."""

    file: TextIO = sys.stdout
    seen: set[int] = field(default_factory=set)

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        rows = view.rows if isinstance(view, Alerts) else (view,) if isinstance(view, Alert) else ()
        for row in rows:
            since = row.card.waiting_since
            if row.notice_id not in self.seen and since:
                self.seen.add(row.notice_id)
                late = (self.now() - since - TARGET).total_seconds()
                self.file.write(json.dumps([row.notice_id, late, message is None]) + "\n")
        self.file.flush()
        return message or key


async def open_clocks(store: Store, moments: Sequence[datetime]) -> None:
    """Open a conversation for each moment, whose target is reached then."""
    async with store.begin() as work:
        await work.save_person(DANA)
        for number in range(CHANNELS):
            policy = replace(POLICY, staff_channel=f"memory:staff{number}")
            await work.watch(_channel(number), f"#help{number}", policy, by="desk", at=WallClock().now())
    for first in range(0, len(moments), AT_ONCE):
        async with store.begin() as work:
            for number, moment in enumerate(moments[first : first + AT_ONCE], first):
                known = await work.open(_waiting(number, moment - TARGET), moment)
                await work.add_line(_first_line(known))


def _channel(number: int) -> str:
    return f"memory:help{number % CHANNELS}"


def _waiting(number: int, since: datetime) -> Conversation:
    return opened(Thread(_channel(number), f"m{number}"), f"memory:c{number}", since, line=f"m{number}")


def _first_line(known: Conversation) -> Line:
    return Line(
        conversation=known.id,
        channel=known.thread.channel,
        id=known.thread.root,
        author=known.customer,
        name="Nadia",
        role=Role.CUSTOMER,
        at=known.opened_at,
        text="My export fails with 413, what can I do?",
    )


async def main(url: str, folder: Path, file: Path) -> None:
    clock = WallClock()
    with file.open("a", encoding="utf-8") as noted:
        chat = Noted(clock.now, people={DANA.id: DANA}, file=noted)
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
