"""Bring a database's tables to what this version needs: one history for SQLite and PostgreSQL.

alembic takes longer to import than a start may take, so a database that is up to date never loads it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from adapters.store.database import Database
from bot.errors import SettingsWrong

HEAD = "0015"
_FOLDER = Path(__file__).parent / "migrations"
_REVISION = text("SELECT version_num FROM alembic_version")


async def migrated(database: Database) -> None:
    """Make sure that the database is at `HEAD`, whoever else starts at the same moment.

    Raises:
        StoreLost: it cannot be read or changed.
        SettingsWrong: a newer version has already changed it.
    """
    async with database.reading() as connection:
        revision = await connection.run_sync(revision_of)
    if revision != HEAD:
        async with database.migrating() as connection:
            await connection.run_sync(move, HEAD)


def revision_of(connection: Connection) -> str | None:
    """Return the revision a database is at, `None` for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(_REVISION)
    return revision


def move(connection: Connection, revision: str) -> None:
    """Migrate to a revision, up or down, in the transaction that is open; "base" is before the first."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    path = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    now = revision_of(connection)
    if not {now, revision} <= {None, "base", *path}:
        raise SettingsWrong(
            "The database, or the backup, is from a newer version of Frontdesk. Run that version, or restore "
            "a backup made by this one."
        )
    if revision == "base" or (now in path and path.index(now) < path.index(revision)):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)
