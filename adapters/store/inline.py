"""One SQLite connection as SQLAlchemy's async side wants it, with no thread between a task and a statement.

Inside a transaction a statement is a few microseconds of CPU work on pages in memory, so it runs on the event
loop. What may wait runs in a thread: a write lock that another process has, committing to disk, the rest of a
long result. A driver that hands every statement, cursor and row to a thread costs more than twice the CPU
(`python -m benchmarks.store`).
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
Ran = tuple[sqlite3.Cursor, list[Any]]
_AT_ONCE = 256  # rows read on the event loop; a longer result is finished in a thread
_BEGINS = ("BEGIN", "BEGIN IMMEDIATE")
_LOOKS = "SELECT "  # with a write-ahead log, who reads waits for nobody
_PATIENT = "PRAGMA busy_timeout = 10000"  # with other processes; tasks of ours take turns
IMPATIENT = "PRAGMA busy_timeout = 0"  # on the event loop
_WAL = "PRAGMA journal_mode = WAL"
_WAL_TRIES, _WAL_PAUSE_S = 200, 0.05
_PRAGMAS = (
    _PATIENT,
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
        self._changes = 0

    async def run(self, statement: str, parameters: Sequence[Any]) -> Ran:
        """Run a statement, in a thread if it stands alone and may have to wait: a look never does."""
        if statement in _BEGINS:
            return await self._begin(statement), []
        if not self._conn.in_transaction and not statement.startswith(_LOOKS):
            return await self._apart(_complete, self._conn, statement, parameters)
        cursor = self._conn.execute(statement, parameters)
        rows = cursor.fetchmany(_AT_ONCE) if cursor.description else []
        if len(rows) == _AT_ONCE:
            rows += await self._apart(cursor.fetchall)
        return cursor, rows

    async def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> Ran:
        if len(rows) < _AT_ONCE:
            return self._conn.executemany(statement, rows), []
        return await self._apart(self._conn.executemany, statement, rows), []

    @property
    def in_transaction(self) -> bool:
        return self._conn.in_transaction

    def now(self, statement: str) -> None:
        """Run a statement of the open transaction."""
        self._conn.execute(statement)

    async def _begin(self, statement: str) -> sqlite3.Cursor:
        self._changes = self._conn.total_changes
        try:
            return self._conn.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        return await self._apart(_begin_patiently, self._conn, statement)

    def cursor(self) -> Cursor:
        return Cursor(self)

    async def commit(self) -> None:
        if self._conn.total_changes == self._changes:
            self._conn.commit()
        else:
            await self._apart(self._conn.commit)

    async def rollback(self) -> None:
        self._conn.rollback()

    async def create_function(self, *args: Any, **options: Any) -> None:
        self._conn.create_function(*args, **options)

    async def close(self) -> None:
        await self._apart(self.stop)

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


def _complete(database: sqlite3.Connection, statement: str, parameters: Sequence[Any]) -> Ran:
    cursor = database.execute(statement, parameters)
    return cursor, cursor.fetchall() if cursor.description else []


def _begin_patiently(database: sqlite3.Connection, statement: str) -> sqlite3.Cursor:
    """Begin once the other process that is writing has finished."""
    database.execute(_PATIENT)
    try:
        return database.execute(statement)
    finally:
        database.execute(IMPATIENT)


def connected(file: Path | None) -> sqlite3.Connection:
    database = sqlite3.connect(
        file or ":memory:", timeout=0, isolation_level=None, check_same_thread=False, cached_statements=400
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
