"""One SQLite connection whose statements run on the event loop, with no thread and no hand-over between.

Inside a transaction a statement is a few microseconds of CPU work on pages in memory. What may wait runs in a
thread: a write lock that another process has, committing to disk, the rest of a long result. SQLAlchemy's own
async side switches stacks at every statement, cursor and row, which costs twice what the statement does; a
driver that hands each of them to a thread costs more again (`python -m benchmarks.store`).
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from itertools import chain, islice
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection as Statements
from sqlalchemy import CursorResult, Dialect, Engine, Executable

Result = CursorResult[*tuple[Any, ...]]
_T = TypeVar("_T")
_P = ParamSpec("_P")
_AT_ONCE = 256  # rows read on the event loop; a longer result is finished in a thread
_PATIENT = "PRAGMA busy_timeout = 10000"  # with other processes; tasks of ours take turns
IMPATIENT = "PRAGMA busy_timeout = 0"  # on the event loop
_WAL = "PRAGMA journal_mode = WAL"
_WAL_TRIES, _WAL_PAUSE_S = 200, 0.05
_PRAGMAS = (
    _PATIENT,
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Rows(sqlite3.Cursor):
    """A cursor whose rows are read as soon as it is told to execute, unless there are very many."""

    _read: Iterator[Any] = iter(())
    unfinished = False

    def execute(self, statement: str, parameters: Any = ()) -> Rows:
        super().execute(statement, parameters)
        first = super().fetchmany(_AT_ONCE) if self.description else []
        self._read, self.unfinished = iter(first), len(first) == _AT_ONCE
        return self

    def finish(self) -> None:
        """Read what is left."""
        if self.unfinished:
            self._read, self.unfinished = chain(self._read, super().fetchall()), False

    def fetchone(self) -> Any:
        self.finish()
        return next(self._read, None)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        self.finish()
        return list(islice(self._read, size))

    def fetchall(self) -> list[Any]:
        self.finish()
        return list(self._read)


class _Driver(sqlite3.Connection):
    def cursor(self, factory: Any = Rows) -> Any:
        return super().cursor(factory)


class OnLoop:
    """A connection as the store wants it. Without `threads` nothing ever waits.

    SQLAlchemy writes and runs statements within a transaction of its own that never ends and that SQLite
    never hears of; what begins and ends the real ones is said to the driver.
    """

    def __init__(self, statements: Statements, threads: Executor | None) -> None:
        self._statements = statements
        self._never_ends = (
            statements.begin()
        )  # without one it rolls back whatever is open when a value is wrong
        # SQLAlchemy knows it by the few methods that every driver has
        self._driver: sqlite3.Connection = statements.connection.dbapi_connection  # type: ignore[assignment]
        self._threads = threads
        self._changes = 0

    @property
    def dialect(self) -> Dialect:
        return self._statements.dialect

    @property
    def in_transaction(self) -> bool:
        return self._driver.in_transaction

    async def execute(self, statement: Executable, parameters: Any = None, /) -> Result:
        return await self._finished(self._statements.execute(statement, parameters))

    async def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Result:
        return await self._finished(self._statements.exec_driver_sql(statement, parameters))

    async def scalar(self, statement: Executable, parameters: Any = None, /) -> Any:
        return (await self.execute(statement, parameters)).scalar()

    async def run_sync(
        self, fn: Callable[Concatenate[Statements, _P], _T], *arg: _P.args, **kw: _P.kwargs
    ) -> _T:
        return fn(self._statements, *arg, **kw)

    async def _finished(self, result: Result) -> Result:
        cursor: Any = result.cursor
        if cursor is not None and cursor.unfinished:
            await self._apart(cursor.finish)
        return result

    def now(self, statement: str) -> None:
        """Tell the driver something that never waits."""
        self._driver.execute(statement)

    async def begin(self, statement: str) -> None:
        """Begin a transaction, in a thread if another process is writing."""
        self._changes = self._driver.total_changes
        try:
            self._driver.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await self._apart(self._begin_patiently, statement)

    def _begin_patiently(self, statement: str) -> None:
        self._driver.execute(_PATIENT)
        try:
            self._driver.execute(statement)
        finally:
            self._driver.execute(IMPATIENT)

    async def commit(self) -> None:
        if self._driver.total_changes == self._changes:
            self._driver.commit()
        else:
            await self._apart(self._driver.commit)

    def rollback(self) -> None:
        self._driver.rollback()

    async def close(self) -> None:
        await self._apart(self._statements.close)

    async def _apart(self, call: Callable[..., _T], *args: Any) -> _T:
        """Run a call that may wait. Cancelled, it is seen through: till then the connection is in use."""
        return await apart(self._threads, call, *args)


async def apart(threads: Executor | None, call: Callable[..., _T], *args: Any) -> _T:
    """Run a call in a thread, if there are any. Cancelled, it is seen through all the same."""
    if threads is None:
        return call(*args)
    work = asyncio.get_running_loop().run_in_executor(threads, call, *args)
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise


async def opened(engine: Engine, threads: Executor | None) -> OnLoop:
    """Connect, in a thread: other processes may be at the file."""
    return OnLoop(await apart(threads, engine.connect), threads)


def connected(file: Path | None) -> sqlite3.Connection:
    database = sqlite3.connect(
        file or ":memory:",
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=400,
        factory=_Driver,
    )
    try:
        _log_ahead(database)
        for pragma in _PRAGMAS:
            database.execute(pragma)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _log_ahead(database: sqlite3.Connection) -> None:
    """Turn on the write-ahead log. Of several that do so on a new file at once, SQLite lets none wait."""
    for left in reversed(range(_WAL_TRIES)):
        try:
            database.execute(_WAL).fetchall()
            return
        except sqlite3.OperationalError as error:
            if not left or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        time.sleep(_WAL_PAUSE_S)
