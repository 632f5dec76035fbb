"""Every row as a line of JSON, a file a table: the same for both databases, so either reads the other's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Table, func, select, tuple_

from adapters.store.database import Connection
from adapters.store.tables import metadata, pulse

KEPT = [table for table in metadata.sorted_tables if table is not pulse]
_AT_ONCE = 2_000


async def write_rows(connection: Connection, folder: Path) -> dict[str, int]:
    """Write each table to `folder` and return how many rows it has."""
    counts: dict[str, int] = {}
    for table in KEPT:
        counts[table.name] = 0
        with (folder / f"{table.name}.jsonl").open("w", encoding="ascii") as file:
            async for batch in _batches(connection, table):
                counts[table.name] += len(batch)
                await asyncio.to_thread(file.writelines, _written(table, batch))
    return counts


async def read_rows(connection: Connection, table: str, lines: Iterable[str]) -> None:
    """Insert the rows of a table as they were written, whatever version of the table that was."""
    rows = (json.loads(line) for line in lines)
    first = next(rows, None)
    if first is None:
        return
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    columns = ", ".join(f'"{name}"' for name in first)
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(mark for _ in first)})'  # noqa: S608
    for batch in _cut([first], rows):
        await connection.exec_driver_sql(statement, [tuple(row.values()) for row in batch])


async def count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were inserted with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in KEPT:
        column = table.autoincrement_column
        if column is not None:
            last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            await connection.execute(select(func.setval(sequence, last, False)))


async def holds_rows(connection: Connection) -> bool:
    """Whether there is anything in the tables that a restore would replace."""
    for table in KEPT:
        if (await connection.execute(select(table).limit(1))).first() is not None:
            return True
    return False


async def _batches(connection: Connection, table: Table) -> AsyncIterator[list[Any]]:
    key = list(table.primary_key.columns)
    wanted = select(table).order_by(*key).limit(_AT_ONCE)
    batch = list(await connection.execute(wanted))
    while batch:
        yield batch
        last = tuple(getattr(batch[-1], column.name) for column in key)
        batch = list(await connection.execute(wanted.where(tuple_(*key) > tuple_(*last))))


def _written(table: Table, batch: list[Any]) -> Iterator[str]:
    texts = {column.name for column in table.columns if isinstance(column.type, JSON)}
    for row in batch:
        values = {name: _plain(value, name in texts) for name, value in row._mapping.items()}
        yield json.dumps(values) + "\n"


def _plain(value: Any, as_text: bool) -> Any:
    if as_text:
        return json.dumps(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def _cut(begun: list[Any], rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch = begun
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
