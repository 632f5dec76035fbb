"""Waits for `benchmarks/clock.py`: opened in a store, and what came of each, counted there afterwards.

A customer, an owner and a staff channel for each of 2,000 channels: 10,000 waits are five a reader, no more
than may ping within the hour, so each alert is a message of its own. That is the most work they can make.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import bindparam, func, insert, select

from adapters.store import database_at, open_store, rows
from adapters.store.tables import conversation, notice, telling
from bot.app import WallClock
from bot.conversation import Conversation, opened
from bot.messages import Person, Role, Thread
from bot.policy import Policy
from bot.ports import Store
from bot.record import Line, NoticeKind

TARGET = timedelta(minutes=15)  # the default on Slack
CHANNELS = 2_000
AT_ONCE = 1_000  # waits opened in one transaction
POLICY = Policy(staff_channel="", first_target=TARGET, warnings=())
_told = (
    select(func.count(telling.c.id))
    .select_from(conversation)
    .outerjoin(
        notice, (notice.c.conversation == conversation.c.id) & (notice.c.kind == NoticeKind.ALERT.value)
    )
    .outerjoin(telling, telling.c.notice == notice.c.id)
    .where(conversation.c.opened_at.between(bindparam("since"), bindparam("until")))
    .group_by(conversation.c.id)
)


async def open_waits(url: str, folder: Path, due: Sequence[datetime]) -> None:
    """Open a wait for each moment, whose target is reached then."""
    async with open_store(url or None, folder) as store:
        await _watch(store)
        for first in range(0, len(due), AT_ONCE):
            async with store.begin() as work:
                for number, moment in enumerate(due[first : first + AT_ONCE], first):
                    known = await work.open(_waiting(number, moment), moment)
                    await work.add_line(_first_line(known))


async def open_idle_waits(url: str, folder: Path, due: Sequence[datetime]) -> None:
    """Open waits that nobody looks at, so many that they are written as rows, without lines."""
    async with open_store(url or None, folder) as store:
        await _watch(store)
    database = database_at(url or None, folder)
    for first in range(0, len(due), AT_ONCE):
        fresh = []
        for number, moment in enumerate(due[first : first + AT_ONCE], first):
            known = _waiting(number, moment)
            fresh.append(rows.opening_values(known) | rows.conversation_values(known) | {"due_at": moment})
        async with database.writing() as connection:
            await connection.execute(insert(conversation), fresh)
    await database.close()


async def told(url: str, folder: Path, *, since: datetime, until: datetime) -> Counter[int]:
    """Return how many of the waits that fell due within a stretch were told how often."""
    database = database_at(url or None, folder)
    async with database.reading() as connection:
        stretch = {"since": since - TARGET, "until": until - TARGET}
        often = (await connection.execute(_told, stretch)).scalars().all()
    await database.close()
    return Counter(often)


async def _watch(store: Store) -> None:
    for first in range(0, CHANNELS, AT_ONCE):
        async with store.begin() as work:
            for number in range(first, min(first + AT_ONCE, CHANNELS)):
                owner = Person(id=f"memory:owner{number}", name="Dana", role=Role.AGENT)
                policy = replace(POLICY, staff_channel=f"memory:staff{number}", owner=owner.id)
                await work.save_person(owner)
                await work.watch(f"memory:help{number}", "#help", policy, by="desk", at=WallClock().now())


def _waiting(number: int, due: datetime) -> Conversation:
    where = number % CHANNELS
    thread = Thread(f"memory:help{where}", f"m{number}")
    return opened(thread, f"memory:c{where}", due - TARGET, line=f"m{number}")


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
