"""What the store costs: `python -m benchmarks.store`. Ratios travel between machines, times do not."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.store import MEMORY, open_store
from adapters.store.database import Connection
from adapters.store.sqlite import Sqlite
from bot.conversation import Conversation, opened
from bot.messages import Person, Role, Thread
from bot.policy import Policy
from bot.ports import Store
from bot.record import Draft, DraftState, Line, PostKind, Queue
from tests.servers import NoServer, running

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEASE = timedelta(seconds=60)
CHANNEL, STAFF = "slack:T1/C1", "slack:T1/CSTAFF"
CLOCKS = 100_000
Figures = dict[str, float]


class Stopwatch:
    """Wall and processor time of a block, in seconds."""

    wall = cpu = 0.0


@contextmanager
def timed() -> Any:
    watch, wall, cpu = Stopwatch(), time.perf_counter(), time.process_time()
    yield watch
    watch.wall, watch.cpu = time.perf_counter() - wall, time.process_time() - cpu


async def puts(store: Store, figures: Figures) -> None:
    async def many(first: int, count: int) -> None:
        for number in range(first, first + count):
            await store.put(f"e{number}", "slack", {"event": {"text": "x" * 200}}, NOW)

    with timed() as watch:
        await asyncio.gather(*(many(task * 100, 100) for task in range(10)))
    figures["events put/s"] = 1000 / watch.wall


async def empty_claims(store: Store, figures: Figures, label: str) -> None:
    past = NOW - timedelta(days=1)
    took = []
    for _ in range(50):
        with timed() as watch:
            await store.claim(Queue.CLOCK, now=past, holder="b", lease=LEASE, limit=20)
        took.append(watch.wall)
    figures[f"empty claim, {label}, ms"] = median(took) * 1000
    took.clear()
    for _ in range(50):
        with timed() as watch:
            await store.next_due(Queue.CLOCK)
        took.append(watch.wall)
    figures[f"next moment, {label}, ms"] = median(took) * 1000


async def conversations(store: Store, figures: Figures, count: int = 300) -> None:
    """From a customer's line to a card on record: every transaction of the walk, without the thinking."""
    async with store.begin() as work:
        await work.watch(CHANNEL, "help", Policy(staff_channel=STAFF), by="me", at=NOW)

    async def one(number: int) -> None:
        await store.put(f"c{number}", "slack", {"event": {"text": "My export fails"}}, NOW)

    with timed() as watch:
        await asyncio.gather(*(one(number) for number in range(count)))
        await work_off(store, Queue.INBOX, take_in)
        await work_off(store, Queue.DRAFT, write_draft)
        await work_off(store, Queue.POST, show)
    figures["conversations/s (store alone)"] = count / watch.wall
    figures["CPU ms a conversation"] = watch.cpu * 1000 / count


async def work_off(store: Store, queue: Queue, work: Callable[[Store, Any], Awaitable[None]]) -> None:
    due = NOW + timedelta(seconds=30)
    while claims := await store.claim(queue, now=due, holder="b", lease=LEASE, limit=20):
        await asyncio.gather(*(work(store, claim) for claim in claims))


async def take_in(store: Store, claim: Any) -> None:
    async with store.read() as reading:
        inboxed = await reading.inboxed(claim.id)
    assert inboxed is not None
    customer = f"slack:T1/U{claim.id}"
    async with store.begin() as work:
        await work.done(claim)
        await work.watched(CHANNEL)
        await work.lock(CHANNEL, customer)
        await work.waiting(channel=CHANNEL, customer=customer)
        await work.save_person(Person(id=customer, name="Nadia", role=Role.CUSTOMER))
        conversation = await work.open(fresh(claim.id, customer), NOW + timedelta(minutes=15))
        await work.add_line(_line(conversation))
        await work.want_draft(Draft(conversation=conversation.id, wait=1, version=1), NOW)
        await work.mark_channel(CHANNEL, watermark=str(claim.id))


async def write_draft(store: Store, claim: Any) -> None:
    async with store.read() as reading:
        draft = await reading.draft(claim.id)
        assert draft is not None
        await reading.conversation(draft.conversation)
        await reading.lines(draft.conversation)
        await reading.recent_texts("slack:T1/UANA")
    async with store.begin() as work:
        await work.holds(claim)
        await work.for_update(draft.conversation)
        await work.save_draft(replace(draft, state=DraftState.OPEN, text="Hi " * 60, made_at=NOW))
        await work.want_post(PostKind.CARD, str(draft.conversation), STAFF, due=NOW)
        await work.done(claim)


async def show(store: Store, claim: Any) -> None:
    async with store.read() as reading:
        [post] = await reading.posts(id=claim.id)
        conversation = int(post.subject)
        await reading.conversation(conversation)
        await reading.open_draft(conversation)
        await reading.lines(conversation)
    async with store.begin() as work:
        await work.shown(claim, replace(post, platform_id="m", shown=post.wanted))


async def open_clocks(store: Store, figures: Figures) -> None:
    for start in range(0, CLOCKS, 5_000):
        async with store.begin() as work:
            for number in range(start, start + 5_000):
                await work.open(fresh(number, "slack:T1/U0"), NOW + timedelta(seconds=number))
    await empty_claims(store, figures, f"{CLOCKS:,} clocks")
    with timed() as watch:
        claims = await store.claim(
            Queue.CLOCK, now=NOW + timedelta(seconds=499), holder="b", lease=LEASE, limit=500
        )
    assert len(claims) == 500
    figures["claim of 500 due, ms"] = watch.wall * 1000


def fresh(root: int, customer: str) -> Conversation:
    return opened(Thread(CHANNEL, str(root)), customer, NOW, line=str(root))


def _line(conversation: Conversation) -> Line:
    return Line(
        conversation=conversation.id,
        channel=CHANNEL,
        id=conversation.thread.root,
        author=conversation.customer,
        name="Nadia",
        role=Role.CUSTOMER,
        at=NOW,
        text="My export fails with 413, what can I do?",
    )


@asynccontextmanager
async def stock_driver(file: Path) -> AsyncIterator[AsyncEngine]:
    """SQLite as the usual async driver has it, with the same rules."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}", connect_args={"isolation_level": None})

    def connect(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    yield engine
    await engine.dispose()


async def transactions(
    begin: Callable[[], AbstractAsyncContextManager[Connection]], count: int = 200
) -> float:
    """Return processor milliseconds for a transaction of eight statements."""
    read, write = (
        text("SELECT * FROM person WHERE id = :id"),
        text("UPDATE person SET name = :id WHERE id = :id"),
    )
    with timed() as watch:
        for _ in range(count):
            async with begin() as connection:
                for _ in range(4):
                    (await connection.execute(read, {"id": "1"})).all()
                    await connection.execute(write, {"id": "1"})
    return float(watch.cpu * 1000 / count)


async def drivers(folder: Path) -> tuple[float, float]:
    async with open_store(None, folder):
        pass
    ours = Sqlite(folder / "frontdesk.db")
    try:
        mine = await transactions(ours.writing)
    finally:
        await ours.close()
    async with stock_driver(folder / "frontdesk.db") as engine:
        return mine, await transactions(engine.begin)


async def measured(url: str | None, folder: Path) -> Figures:
    figures: Figures = {}
    async with open_store(url, folder) as store:
        await puts(store, figures)
        await work_off(store, Queue.INBOX, _done)
        await conversations(store, figures)
        await empty_claims(store, figures, "few clocks")
        await open_clocks(store, figures)
    return figures


async def _done(store: Store, claim: Any) -> None:
    async with store.begin() as work:
        await work.done(claim)


async def main() -> None:
    console, columns = Console(), dict[str, Figures]()
    with tempfile.TemporaryDirectory() as folder:
        mine, stock = await drivers(Path(folder) / "drivers")
        columns["SQLite file"] = await measured(None, Path(folder) / "file")
        columns["in memory"] = await measured(MEMORY, Path(folder))
    async with AsyncExitStack() as stack:
        try:
            server = stack.enter_context(running(durable=True))
            columns["PostgreSQL"] = await measured(server.url(), Path())
        except NoServer as why:
            console.print(f"No PostgreSQL here: {why}")
    table = Table("figure", *columns, "ratio PostgreSQL : SQLite")
    for name in columns["SQLite file"]:
        values = [column[name] for column in columns.values()]
        ratio = f"{values[-1] / values[0]:.2f}" if "PostgreSQL" in columns else "-"
        table.add_row(name, *(f"{value:,.2f}" for value in values), ratio)
    console.print(table)
    console.print(
        f"A transaction of 8 statements on SQLite: {mine:.2f} ms of CPU here, {stock:.2f} ms with the usual "
        f"driver ({stock / mine:.1f} times as much)."
    )


if __name__ == "__main__":
    asyncio.run(main())
