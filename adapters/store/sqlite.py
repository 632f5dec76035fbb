"""SQLite, as the desk uses it: one connection writes, tasks take turns, and turns reach the disk together."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine

from adapters.store.alone import Always
from adapters.store.inline import IMPATIENT, OnLoop, connected, opened
from adapters.store.lost import UNDONE, sentence, translated
from bot.errors import StoreLost

_READERS = 8


class Turn:
    """One task at a time. A task that would wait for itself is told instead."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[Any] | None = None

    async def __aenter__(self) -> None:
        me = asyncio.current_task()
        if me is self._owner and me is not None:
            raise RuntimeError("This task has a transaction open already: use that one.")
        await self._lock.acquire()
        self._owner = me

    async def __aexit__(self, *_: object) -> None:
        self._owner = None
        self._lock.release()


class Group:
    """Transactions that are committed as one: a disk takes as long for twenty as for one.

    Each is a savepoint, so one that fails takes nobody with it; each returns once all of them are on disk.
    """

    def __init__(self, connection: OnLoop) -> None:
        self.over = False
        self._connection = connection
        self._lost: str | None = None

    @asynccontextmanager
    async def part(self) -> AsyncIterator[OnLoop]:
        """Run one transaction of the group; without it the others go on."""
        self._connection.now("SAVEPOINT part")
        try:
            yield self._connection
        except BaseException:
            if self._connection.in_transaction:
                self._connection.now("ROLLBACK TO part")
            raise
        self._connection.now("RELEASE part")

    async def commit(self) -> None:
        """Commit all of it, unless that was done already.

        Raises:
            StoreLost: it could not be, now or then.
        """
        if not self.over:
            self.over = True
            await self._end()
        if self._lost:
            raise StoreLost(self._lost)

    async def _end(self) -> None:
        if not self._connection.in_transaction:
            self._lost = UNDONE
        try:
            await self._connection.commit()
        except sqlite3.Error as error:
            self._lost = sentence(error)
            self._connection.rollback()


class Sqlite:
    """A database file, or one in memory.

    Because one connection writes, what it has read of the file stays good. In memory it is the only one.
    """

    shared = False  # with other processes that have to be woken
    dialect = "sqlite"

    def __init__(self, file: Path | None) -> None:
        self._threads = ThreadPoolExecutor(8, "store") if file else None
        self._file = file
        self.engine = create_engine(
            "sqlite://", creator=lambda: connected(file), poolclass=NullPool, hide_parameters=True
        )
        self._writers = Turn()
        self._writer: OnLoop | None = None
        self._group: Group | None = None
        self._readers = asyncio.Semaphore(_READERS)
        self._resting: list[OnLoop] = []

    async def _writing_on(self) -> OnLoop:
        if self._writer is None:
            self._writer = await opened(self.engine, self._threads)
            self._writer.now(IMPATIENT)
        return self._writer

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[OnLoop]:
        """Lend a connection to somebody who only reads; the one that was used last is lent first."""
        async with self._readers:
            lent = self._resting.pop() if self._resting else await opened(self.engine, self._threads)
            try:
                yield lent
            finally:
                self._resting.append(lent)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[OnLoop]:
        with translated():
            async with self._writers:
                group = await self._joined()
                try:
                    async with group.part() as connection:
                        yield connection
                except BaseException:
                    await group.commit()
                    raise
            await self._settled(group)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[OnLoop]:
        """Have the writing connection to oneself, with nothing open on it."""
        async with self._writers:
            if self._group:
                await self._group.commit()
            yield await self._writing_on()

    async def _joined(self) -> Group:
        """Return the group that is open, or open one."""
        if self._group is None or self._group.over:
            connection = await self._writing_on()
            await connection.begin("BEGIN IMMEDIATE")
            self._group = Group(connection)
        return self._group

    async def _settled(self, group: Group) -> None:
        """Wait for another turn to commit: whoever stood in line before us joins the group meanwhile."""
        try:
            async with self._writers:
                await group.commit()
        except asyncio.CancelledError:
            async with self._writers:
                await group.commit()
            raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[OnLoop]:
        with translated():
            async with self._reader() if self._file else self._alone() as connection:
                await connection.begin("BEGIN")
                try:
                    yield connection
                finally:
                    connection.rollback()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[OnLoop]:
        with translated():
            async with self._reader() if self._file else self._alone() as connection:
                yield connection

    def single(self) -> AbstractAsyncContextManager[OnLoop]:
        return self.writing()

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[OnLoop]:
        """Open a write transaction with foreign keys unchecked until its end: tables are made anew in it."""
        with translated():
            async with self._alone() as connection:
                connection.now("PRAGMA foreign_keys = OFF")
                await connection.begin("BEGIN IMMEDIATE")
                try:
                    yield connection
                    if (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
                        raise RuntimeError("A migration left rows that refer to nothing; it was undone.")
                    await connection.commit()
                finally:
                    connection.rollback()
                    connection.now("PRAGMA foreign_keys = ON")

    async def heard(self) -> AsyncGenerator[str | None, None]:
        await asyncio.Event().wait()  # nobody tells us anything: one bot per data folder
        yield None

    def alone(self, what: str) -> AbstractAsyncContextManager[Always]:
        return nullcontext(Always())

    async def close(self) -> None:
        for connection in (*self._resting, self._writer):
            if connection:
                await connection.close()
        if self._threads:
            self._threads.shutdown()
