"""What only one process does at a time.

On PostgreSQL the right lives as long as a connection of its own, so it ends with its process, however that
ends. On SQLite there is one bot for a data folder (`folder.py`), which so has every right already.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import psycopg

from adapters.store.lost import sentence
from bot.errors import StoreLost

_RIGHTS = 0x66726F6E  # the first half of our advisory locks: ours alone
ASKS_EVERY = 1.0  # seconds; a try that waited inside PostgreSQL would keep it from clearing old rows
LOOKS_EVERY = 2.0
ANSWERS_WITHIN = 3.0


class Always:
    """The right of the only process there is."""

    async def taken(self) -> bool:
        return True

    async def awaited(self) -> None:
        return

    async def kept(self) -> None:
        await asyncio.Event().wait()


class OnConnection:
    """A right that PostgreSQL gives to one connection at a time."""

    def __init__(self, connection: psycopg.AsyncConnection[Any], what: str) -> None:
        self._connection, self._what = connection, what

    async def taken(self) -> bool:
        with _lost_is_told():
            async with asyncio.timeout(ANSWERS_WITHIN):
                asked = await self._connection.execute(
                    "SELECT pg_try_advisory_lock(%s, hashtext(%s))", (_RIGHTS, self._what)
                )
                row = await asked.fetchone()
        return bool(row and row[0])

    async def awaited(self) -> None:
        while True:
            if await self.taken():
                return
            await asyncio.sleep(ASKS_EVERY)

    async def kept(self) -> None:
        """Listen to the connection, which tells at once when it is cut, and ask now and then."""
        with _lost_is_told():
            while True:
                async for _ in self._connection.notifies(timeout=LOOKS_EVERY):
                    pass
                async with asyncio.timeout(ANSWERS_WITHIN):
                    await self._connection.execute("SELECT 1")


@asynccontextmanager
async def on_connection(url: str, what: str, ways: dict[str, Any]) -> AsyncIterator[OnConnection]:
    """Connect for one right. It is given back when the block ends."""
    with _lost_is_told():
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True, **ways)
    try:
        yield OnConnection(connection, what)
    finally:
        await connection.close()


@contextmanager
def _lost_is_told() -> Iterator[None]:
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError, TimeoutError) as error:
        raise StoreLost(sentence(error)) from None
