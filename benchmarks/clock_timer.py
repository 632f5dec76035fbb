"""The least there could be instead of an alert: a timer of the loop, and one durable row at its moment."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

SECONDS = 10.0


def timer_with_an_insert(url: str, folder: Path, a_second: float) -> tuple[list[float], float]:
    """Return how late each row was committed, in seconds, and the CPU of one, in seconds.

    Bare drivers, one connection, and the database as durable as ours: nothing stands between.
    """
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE bare (at double precision)")
            insert = "INSERT INTO bare VALUES (%s)"
            found = asyncio.run(_late(lambda at: connection.execute(insert, (at,)), a_second))
            connection.execute("DROP TABLE bare")
            return found
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(folder / "timer.db", isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE bare (at)"):
        database.execute(statement)
    try:
        return asyncio.run(_late(lambda at: database.execute("INSERT INTO bare VALUES (?)", (at,)), a_second))
    finally:
        database.close()


async def _late(insert: Callable[[float], object], a_second: float) -> tuple[list[float], float]:
    late = []
    begin, cpu = time.perf_counter(), time.process_time()
    for number in range(int(SECONDS * a_second)):
        due = begin + number / a_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        insert(due)
        late.append(time.perf_counter() - due)
    return late, (time.process_time() - cpu) / len(late)
