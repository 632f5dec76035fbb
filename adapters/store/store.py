"""`bot.ports.Store` on SQLAlchemy: the transactions, and the single statements around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, func, select

from adapters.store import claims
from adapters.store.database import WAKE, Database
from adapters.store.forgetting import forget
from adapters.store.reading import Policies
from adapters.store.shelf import SharedShelf
from adapters.store.snapshot import Snapshot
from adapters.store.upserts import UPSERTS
from adapters.store.work import Writes
from bot.alerts.ledger import AWAY_AFTER
from bot.ports import Reading, Work
from bot.ports.alone import Alone
from bot.record import Claim, Queue
from knowledge.ports import Shelf

_notify = func.pg_notify(WAKE, bindparam("told"))


class RowStore:
    """Everything that is kept, as rows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._policies: Policies = {}
        self._upserts = UPSERTS[database.dialect]
        self._name = uuid4().hex[:12]  # tells our own wakes from those of others
        self._put = self._upserts.event
        if database.shared:
            self._put = self._put.returning(_notify)
        self.shelf: Shelf = SharedShelf(database)

    async def put(self, event_id: str, platform: str, raw: Mapping[str, Any], at: datetime) -> bool:
        values = _event(event_id, platform, raw, at)
        if self._database.shared:
            values["told"] = self._wake({Queue.INBOX})
        async with self._database.single() as connection:
            return (await connection.execute(self._put, values)).first() is not None

    async def put_many(
        self, platform: str, events: Iterable[tuple[str, Mapping[str, Any]]], at: datetime
    ) -> int:
        stored = 0
        async with self._writing() as work:
            for event_id, raw in events:
                row = await work._first(self._upserts.event, **_event(event_id, platform, raw, at))
                stored += row is not None
            work.touched |= {Queue.INBOX} if stored else set()
        return stored

    async def claim(
        self, queue: Queue, *, now: datetime, holder: str, lease: timedelta, limit: int
    ) -> list[Claim]:
        async with self._database.single() as connection:
            return await claims.claim(connection, queue, now, holder, lease, limit)

    async def renew(self, claim: Claim, *, until: datetime) -> bool:
        async with self._database.single() as connection:
            return await claims.renew(connection, claim, until)

    async def failed(self, claim: Claim, *, due: datetime, error: str, park: bool) -> None:
        async with self._database.single() as connection:
            await claims.failed(connection, claim, due, error, park)

    async def parked(self) -> list[tuple[Queue, int, str]]:
        async with self._database.reading() as connection:
            return await claims.parked(connection)

    async def unpark(self, queue: Queue, id: int, *, now: datetime) -> None:
        async with self._writing() as work:
            await claims.unpark(work._connection, queue, id, now)
            work.touched.add(queue)

    async def next_due(self, queue: Queue) -> datetime | None:
        async with self._database.looking() as connection:
            return await claims.next_due(connection, queue)

    async def next_dues(self) -> dict[Queue, datetime]:
        async with self._database.looking() as connection:
            return await claims.next_dues(connection)

    def begin(self) -> AbstractAsyncContextManager[Work]:
        return self._writing()

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[Writes]:
        async with self._database.writing() as connection:
            work = Writes(connection, self._policies, self._database.dialect)
            yield work
            if work.touched and self._database.shared:
                await connection.execute(select(_notify), {"told": self._wake(work.touched)})

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[Snapshot]:
        async with self._database.reading() as connection:
            yield Snapshot(connection, self._policies)

    def read(self) -> AbstractAsyncContextManager[Reading]:
        return self._reading()

    def alone(self, what: str) -> AbstractAsyncContextManager[Alone]:
        return self._database.alone(what)

    async def healthy(self) -> None:
        async with self._database.single() as connection:
            await connection.execute(self._upserts.pulse)

    async def beat(self, now: datetime) -> None:
        async with self._database.single() as connection:
            await connection.execute(self._upserts.beat, {"now": now, "silent_before": now - AWAY_AFTER})

    async def forget_before(self, moment: datetime) -> int:
        return await forget(self._database, moment)

    async def woken(self) -> AsyncIterator[Queue]:
        async with aclosing(self._database.heard()) as told:
            async for payload in told:
                for queue in self._woken_by(payload):
                    yield queue

    def _woken_by(self, payload: str | None) -> list[Queue]:
        name, _, queues = (payload or "").partition(":")
        if payload is None:
            return list(Queue)
        return [Queue(queue) for queue in queues.split(",")] if name != self._name else []

    def _wake(self, queues: set[Queue]) -> str:
        return f"{self._name}:{','.join(sorted(queues))}"


def _event(event_id: str, platform: str, raw: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "platform": platform,
        "raw": dict(raw),
        "received_at": at,
        "due_at": at,
    }
