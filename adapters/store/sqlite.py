"""SQLite, as the desk uses it: one connection writes, tasks take turns, and turns reach the disk together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection as SyncConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, StaticPool

from adapters.store.alone import Always
from adapters.store.inline import IMPATIENT, Connection, connected
from adapters.store.lost import UNDONE, sentence, translated
from bot.errors import StoreLost


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

    def __init__(self, connection: AsyncConnection, driver: Connection) -> None:
        self.connection = connection
        self.over = False
        self._driver = driver
        self._lost: str | None = None

    @asynccontextmanager
    async def part(self) -> AsyncIterator[AsyncConnection]:
        """Run one transaction of the group; without it the others go on."""
        self._driver.now("SAVEPOINT part")
        try:
            yield self.connection
        except BaseException:
            if self._driver.in_transaction:
                self._driver.now("ROLLBACK TO part")
            raise
        self._driver.now("RELEASE part")

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
        if not self._driver.in_transaction:
            self._lost = UNDONE
        try:
            await self.connection.commit()
        except DBAPIError as error:
            self._lost = sentence(error)
        finally:
            await self.connection.close()


class Sqlite:
    """A database file, or one in memory.

    Because one connection writes, what it has read of the file stays good. In memory it is the only one.
    """

    shared = False  # with other processes that have to be woken
    dialect = "sqlite"

    def __init__(self, file: Path | None) -> None:
        self._threads = ThreadPoolExecutor(8, "store") if file else None
        self._file = file
        self._writers = Turn()
        self._group: Group | None = None
        self.engine = self._engine(self._writer, poolclass=StaticPool)
        self._bare = self.engine.execution_options(begin=None)
        self._readers = self.engine.execution_options(begin="BEGIN")
        if file:
            self._pool = self._engine(
                self._reader, poolclass=AsyncAdaptedQueuePool, pool_size=8, max_overflow=0, pool_use_lifo=True
            )
            self._readers = self._pool.execution_options(begin="BEGIN")
            self._lookers = self._pool.execution_options(begin=None)

    def _engine(self, connect: Callable[[], Awaitable[Connection]], **pool: Any) -> AsyncEngine:
        engine = create_async_engine(
            "sqlite+aiosqlite://", async_creator=connect, hide_parameters=True, **pool
        )
        event.listen(engine.sync_engine, "begin", _begin)
        return engine

    async def _writer(self) -> Connection:
        connection = await self._reader()
        await connection.run(IMPATIENT, ())
        return connection

    async def _reader(self) -> Connection:
        if self._threads is None:
            return Connection(connected(None), None)
        loop = asyncio.get_running_loop()
        return Connection(await loop.run_in_executor(self._threads, connected, self._file), self._threads)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
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
    async def _alone(self) -> AsyncIterator[None]:
        """Have the writing connection to oneself, with nothing open on it."""
        async with self._writers:
            if self._group:
                await self._group.commit()
            yield

    async def _joined(self) -> Group:
        """Return the group that is open, or open one."""
        if self._group is None or self._group.over:
            connection = await self.engine.connect()
            try:
                await connection.begin()
            except BaseException:
                await connection.close()
                raise
            driver: Any = (await connection.get_raw_connection()).driver_connection
            self._group = Group(connection, driver)
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
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            if self._file:
                async with self._readers.begin() as connection:
                    yield connection
            else:
                async with self._alone(), self._readers.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[AsyncConnection]:
        if self._file is None:
            async with self.reading() as connection:
                yield connection
        else:
            with translated():
                async with self._lookers.connect() as connection:
                    yield connection

    def single(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self.writing()

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction with foreign keys unchecked until its end: tables are made anew in it."""
        with translated():
            async with self._alone(), self._bare.connect() as connection:
                await connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
                await connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    yield connection
                    if (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
                        raise RuntimeError("A migration left rows that refer to nothing; it was undone.")
                    await connection.commit()
                finally:
                    await connection.rollback()
                    await connection.exec_driver_sql("PRAGMA foreign_keys = ON")

    async def heard(self) -> AsyncGenerator[str | None, None]:
        await asyncio.Event().wait()  # nobody tells us anything: one bot per data folder
        yield None

    def alone(self, what: str) -> AbstractAsyncContextManager[Always]:
        return nullcontext(Always())

    async def close(self) -> None:
        await self.engine.dispose()
        if self._threads:
            await self._pool.dispose()
            self._threads.shutdown()


def _begin(connection: SyncConnection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    if statement:
        cursor = connection.connection.cursor()
        cursor.execute(statement)
        cursor.close()
