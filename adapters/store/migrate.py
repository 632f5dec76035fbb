from __future__ import annotations

from adapters.store.store import Database
from adapters.store.tables import metadata


async def migrated(database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(metadata.create_all)
