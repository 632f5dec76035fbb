"""SQLite, as the desk uses it: one writer at a time, and no thread between a task and its statements.

Inside a transaction a statement is a few microseconds of CPU work on pages in memory, so it runs on the event
loop. What may wait runs in a thread: taking the write lock, committing to disk, the rest of a long result.
An async driver that hands over every statement, cursor and row costs twice the CPU of the work itself
(`python -m benchmarks.store`).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Connection as SyncConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, StaticPool

from adapters.store.lost import translated

_T = TypeVar("_T")
_AT_ONCE = 256  # rows read on the event loop; a longer result is finished in a thread
_WAIT_FOR_LOCK = "PRAGMA busy_timeout = 10000"  # another process, never another task of ours
_PRAGMAS = (
    _WAIT_FOR_LOCK,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Cursor:
    """What SQLAlchemy's async adapter asks of a cursor; rows are complete when `execute` returns."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Cursor:
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        self._keep(*await self._connection.run(statement, parameters))

    async def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        self._keep(*await self._connection.run_many(statement, rows))

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = []

    def _keep(self, cursor: sqlite3.Cursor, rows: list[Any]) -> None:
        self._rows = rows
        self.description = cursor.description
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid


class Connection:
    """What SQLAlchemy's async adapter asks of a connection. Without `threads` nothing ever waits."""

    isolation_level = None

    def __init__(self, database: sqlite3.Connection, threads: Executor | None) -> None:
        self._connection: sqlite3.Connection | None = database
        self._conn = database
        self._threads = threads
        self._writing = False

    async def run(self, statement: str, parameters: Sequence[Any]) -> tuple[sqlite3.Cursor, list[Any]]:
        if not self._conn.in_transaction and statement != "BEGIN":
            found = await self._apart(_complete, self._conn, statement, parameters)
            self._writing = statement == "BEGIN IMMEDIATE"
            return found
        cursor = self._conn.execute(statement, parameters)
        rows = cursor.fetchmany(_AT_ONCE) if cursor.description else []
        if len(rows) == _AT_ONCE:
            rows += await self._apart(cursor.fetchall)
        return cursor, rows

    async def run_many(
        self, statement: str, rows: Sequence[Sequence[Any]]
    ) -> tuple[sqlite3.Cursor, list[Any]]:
        if len(rows) < _AT_ONCE:
            return self._conn.executemany(statement, rows), []
        return await self._apart(self._conn.executemany, statement, rows), []

    def cursor(self) -> Cursor:
        return Cursor(self)

    async def commit(self) -> None:
        await self._end(self._conn.commit)

    async def rollback(self) -> None:
        await self._end(self._conn.rollback)

    async def _end(self, end: Callable[[], None]) -> None:
        if self._writing:
            self._writing = False
            await self._apart(end)
        else:
            end()

    async def create_function(self, *args: Any, **options: Any) -> None:
        self._conn.create_function(*args, **options)

    async def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        self._conn.close()
        self._connection = None

    async def _apart(self, call: Callable[..., _T], *args: Any) -> _T:
        """Run a call that may wait. Cancelled, it is seen through: till then the connection is in use."""
        if self._threads is None:
            return call(*args)
        work = asyncio.get_running_loop().run_in_executor(self._threads, call, *args)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait([work])
            raise


def _complete(
    database: sqlite3.Connection, statement: str, parameters: Sequence[Any]
) -> tuple[sqlite3.Cursor, list[Any]]:
    cursor = database.execute(statement, parameters)
    return cursor, cursor.fetchall() if cursor.description else []


def _connected(file: Path | None) -> sqlite3.Connection:
    database = sqlite3.connect(
        file or ":memory:", isolation_level=None, check_same_thread=False, cached_statements=400
    )
    try:
        for pragma in _PRAGMAS:
            database.execute(pragma).fetchall()
    except sqlite3.Error:
        database.close()
        raise
    return database


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


class Sqlite:
    """A database file, or one in memory."""

    shared = False  # with other processes that have to be woken
    dialect = "sqlite"

    def __init__(self, file: Path | None) -> None:
        self._threads = ThreadPoolExecutor(8, "store") if file else None
        self._file = file
        self._writers = Turn()
        pool: dict[str, Any] = (
            {"poolclass": AsyncAdaptedQueuePool, "pool_size": 8, "max_overflow": 0}
            if file
            else {"poolclass": StaticPool}
        )
        self.engine: AsyncEngine = create_async_engine(
            "sqlite+aiosqlite://", async_creator=self._connect, hide_parameters=True, **pool
        )
        event.listen(self.engine.sync_engine, "begin", _begin)
        self._readers = self.engine.execution_options(begin="BEGIN")
        self._singles = self.engine.execution_options(begin=None)

    async def _connect(self) -> Connection:
        if self._threads is None:
            return Connection(_connected(None), None)
        loop = asyncio.get_running_loop()
        return Connection(await loop.run_in_executor(self._threads, _connected, self._file), self._threads)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            async with self._writers, self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            if self._file:
                async with self._readers.begin() as connection:
                    yield connection
            else:  # one connection for all
                async with self._writers, self._readers.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            async with self._writers, self._singles.connect() as connection:
                yield connection

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction with foreign keys unchecked until its end: tables are made anew in it."""
        async with self.single() as connection:
            await connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            if (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
                raise RuntimeError("A migration left rows that refer to nothing; it was undone.")
            await connection.commit()
            await connection.exec_driver_sql("PRAGMA foreign_keys = ON")

    async def heard(self) -> AsyncGenerator[str | None, None]:
        await asyncio.Event().wait()  # nobody tells us anything: one bot per data folder
        yield None

    async def close(self) -> None:
        await self.engine.dispose()
        if self._threads:
            self._threads.shutdown()


def _begin(connection: SyncConnection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    if statement:
        cursor = connection.connection.cursor()
        cursor.execute(statement)
        cursor.close()
