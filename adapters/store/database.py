"""What the store needs of a database: SQLite's is in `sqlite.py`, PostgreSQL's in `postgresql.py`."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ports.alone import Alone

WAKE = "frontdesk"  # the channel replicas listen on


class Database(Protocol):
    """A kind of database: how it is connected to, and how its transactions begin."""

    dialect: str
    shared: bool  # with other processes, which have to be woken
    engine: AsyncEngine

    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a write transaction; `StoreLost` if it cannot be opened or does not hold."""
        ...

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]: ...

    def looking(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Connect for a single statement that only reads: it needs no transaction around it."""
        ...

    def single(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Connect for statements that are each a transaction of their own."""
        ...

    def migrating(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a write transaction that may change tables, one process at a time."""
        ...

    def heard(self) -> AsyncGenerator[str | None, None]:
        """Listen to what processes tell each other; `None` when something may have been missed."""
        ...

    def alone(self, what: str) -> AbstractAsyncContextManager[Alone]:
        """Open what says whether this process alone may do something."""
        ...

    async def close(self) -> None: ...
