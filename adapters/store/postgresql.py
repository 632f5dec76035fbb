"""PostgreSQL, as the desk uses it: replicas meet at its row locks and wake each other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import psycopg
from sqlalchemy import func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from adapters.store.alone import OnConnection, on_connection
from adapters.store.database import WAKE
from adapters.store.lost import translated

_RECONNECT_S = (0.1, 0.5, 2.0, 5.0)
_MIGRATIONS = 0x66726F6E74  # an advisory lock's number: ours alone
_WAYS = "-c timezone=UTC -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
_ANSWER: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": "frontdesk",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


class Postgresql:
    """A PostgreSQL database, shared with whoever else has its URL."""

    shared = True
    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self._plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._url = url.set(drivername="postgresql+psycopg")
        self.engine = self._engine(5)
        # Pools of their own: to change a connection's ways at every turn takes as long as a statement.
        self._readers = self._engine(5, " -c default_transaction_isolation=repeatable\\ read")
        self._singles = self._engine(3, isolation_level="AUTOCOMMIT")

    def _engine(self, size: int, ways: str = "", **options: Any) -> AsyncEngine:
        return create_async_engine(
            self._url,
            hide_parameters=True,
            pool_size=size,
            max_overflow=size,
            connect_args={**_ANSWER, "options": _WAYS + ways},
            **options,
        )

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            async with self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            async with self._readers.begin() as connection:
                yield connection

    def looking(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self.single()

    @asynccontextmanager
    async def single(self) -> AsyncIterator[AsyncConnection]:
        with translated():
            async with self._singles.connect() as connection:
                yield connection

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        async with self.writing() as connection:
            await connection.execute(text("SET LOCAL lock_timeout = '5min'"))
            await connection.execute(select(func.pg_advisory_xact_lock(_MIGRATIONS)))
            yield connection

    async def heard(self) -> AsyncGenerator[str | None, None]:
        """Yield what processes tell each other, and `None` when something may have been missed."""
        failures = 0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._plain, autocommit=True, **_ANSWER
                ) as connection:
                    await connection.execute(f"LISTEN {WAKE}")
                    failures = 0
                    yield None
                    async for notice in connection.notifies():
                        yield notice.payload
            except psycopg.OperationalError:
                await asyncio.sleep(_RECONNECT_S[min(failures, len(_RECONNECT_S) - 1)])
                failures += 1

    def alone(self, what: str) -> AbstractAsyncContextManager[OnConnection]:
        return on_connection(self._plain, what, _ANSWER)

    async def close(self) -> None:
        for engine in (self.engine, self._readers, self._singles):
            await engine.dispose()
