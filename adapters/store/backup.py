"""Backup and restore: one file with every row and, where nobody writes to it, the search index.

A backup of SQLite can be restored into PostgreSQL and the other way round, which is how a desk moves. It
holds customers' words as the database does, so only its owner may read it. Settings are not in it.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import text

from adapters.store import FILE, database_at, own_folder
from adapters.store.database import Database
from adapters.store.dump import count_on, holds_rows, read_rows, write_rows
from adapters.store.migrate import HEAD, migrated, move
from adapters.store.sqlite import Sqlite
from bot.errors import DeskTaken, FrontdeskError
from knowledge.errors import IndexInUse
from knowledge.lock import owned

INDEX = "index"
_FORMAT = 1
_LOCK_FILE = "owner.lock"
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'frontdesk' "
    "AND datname = current_database() AND pid <> pg_backend_pid()"
)


class BackupFailed(FrontdeskError):
    """A backup could not be written or restored; nothing was changed."""


async def backup(url: str | None, folder: Path, to: Path) -> str:
    """Write everything to the file `to`, beside a running bot too, and return what it holds in words.

    Raises:
        StoreLost: the database cannot be read.
        BackupFailed: the file cannot be written.
    """
    with _told("The backup could not be written"), ExitStack() as held:
        index = _index_at_rest(folder / INDEX, held)
        room = Path(held.enter_context(tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup")))
        counts = await _rows_of(url, folder, room)
        manifest = {"frontdesk": _FORMAT, "revision": HEAD, "rows": counts, INDEX: index is not None}
        (room / "manifest.json").write_text(json.dumps(manifest, indent=1))
        size = await asyncio.to_thread(_packed, room, index, to)
    left_out = "" if index else " The search index is not in it: it is made again from the articles."
    return f"Backed up {sum(counts.values()):,} rows to {to}, {size / 1e6:.1f} MB.{left_out}"


async def restore(file: Path, url: str | None, folder: Path, *, force: bool = False) -> str:
    """Bring back what `backup` wrote and return what was restored in words. All of it, or nothing.

    Raises:
        DeskTaken: a bot is running there.
        StoreLost: the database cannot be written.
        BackupFailed: the file is no backup of ours, or would replace what is there without `force`.
    """
    with _told(f"{file} could not be restored"), ExitStack() as held:
        archive = held.enter_context(_opened(file))
        manifest = _manifest(archive, file)
        held.enter_context(own_folder(folder))
        if url is None:
            await _into_file(archive, manifest, folder, force=force)
        else:
            await _into_database(archive, manifest, url, folder, force=force)
        await asyncio.to_thread(_bring_back_index, archive, folder / INDEX)
    return f"Restored {sum(manifest['rows'].values()):,} rows from {file}."


async def _rows_of(url: str | None, folder: Path, room: Path) -> dict[str, int]:
    database = database_at(url, folder)
    try:
        await migrated(database)
        async with database.reading() as connection:
            return await write_rows(connection, room)
    finally:
        await database.close()


async def _into_file(
    archive: tarfile.TarFile, manifest: dict[str, Any], folder: Path, *, force: bool
) -> None:
    """Make a new database file beside the old one, and put it in its place when it is whole."""
    if not force and (folder / FILE).exists():
        await _refuse_to_replace(database_at(None, folder))
    fresh = folder / f"{FILE}.restored"
    _remove_database(fresh)
    database = Sqlite(fresh)
    try:
        await _fill(database, archive, manifest)
    except BaseException:
        await database.close()
        _remove_database(fresh)
        raise
    await database.close()
    _remove_database(folder / FILE)
    fresh.replace(folder / FILE)


async def _into_database(
    archive: tarfile.TarFile, manifest: dict[str, Any], url: str, folder: Path, *, force: bool
) -> None:
    database = database_at(url, folder)
    try:
        await _refuse_beside_others(database)
        if not force:
            await _refuse_to_replace(database_at(url, folder))
        await _fill(database, archive, manifest)
    finally:
        await database.close()


async def _refuse_beside_others(database: Database) -> None:
    for _ in range(20):  # PostgreSQL lists a connection for a moment after its end
        async with database.reading() as connection:
            if not await connection.scalar(_OTHERS):
                return
        await asyncio.sleep(0.1)
    raise DeskTaken("A Frontdesk is connected to this database. Stop it first, all replicas.")


async def _refuse_to_replace(database: Database) -> None:
    try:
        await migrated(database)
        async with database.reading() as connection:
            if await holds_rows(connection):
                raise BackupFailed("There is a desk with rows already. Add --force to replace all of it.")
    finally:
        await database.close()


async def _fill(database: Database, archive: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    """Replace whatever the database holds, in one transaction."""
    async with database.migrating() as connection:
        await connection.run_sync(move, "base")
        await connection.run_sync(move, manifest["revision"])
        for table in manifest["rows"]:
            packed = archive.extractfile(f"{table}.jsonl")
            if packed:
                await read_rows(connection, table, io.TextIOWrapper(packed, encoding="ascii"))
        await connection.run_sync(move, HEAD)
        await count_on(connection)


def _index_at_rest(index: Path, held: ExitStack) -> Path | None:
    """Return the index's folder if nobody is writing to it; nobody can until `held` closes."""
    if not index.is_dir():
        return None
    try:
        held.enter_context(owned(index))
    except IndexInUse:
        return None
    return index


def _packed(room: Path, index: Path | None, to: Path) -> int:
    part = to.with_name(to.name + ".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
            for each in sorted(room.iterdir(), key=lambda path: path.name != "manifest.json"):
                archive.add(each, each.name)
            if index:
                archive.add(index, INDEX, filter=lambda member: None if _is_lock(member.name) else member)
        file.flush()
        os.fsync(file.fileno())
    part.replace(to)
    return to.stat().st_size


def _is_lock(name: str) -> bool:
    return PurePosixPath(name).name == _LOCK_FILE


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        archive = tarfile.open(file, "r:gz")  # noqa: SIM115
    except tarfile.TarError:
        raise BackupFailed(f"{file} is not a backup of Frontdesk.") from None
    with archive:
        yield archive


def _manifest(archive: tarfile.TarFile, file: Path) -> dict[str, Any]:
    try:
        packed = archive.extractfile("manifest.json")
        manifest: dict[str, Any] = json.load(packed) if packed else {}
    except (KeyError, ValueError, tarfile.TarError):
        manifest = {}
    if manifest.get("frontdesk") != _FORMAT:
        raise BackupFailed(f"{file} is not a backup of Frontdesk, or one of a newer version.")
    return manifest


def _bring_back_index(archive: tarfile.TarFile, index: Path) -> None:
    """Replace the index. Without one in the backup the old one goes: it is of other articles."""
    shutil.rmtree(index, ignore_errors=True)
    for member in archive.getmembers():
        name = PurePosixPath(member.name)
        packed = archive.extractfile(member) if member.isfile() else None
        if packed and name.parts[0] == INDEX and ".." not in name.parts:
            place = index.joinpath(*name.parts[1:])
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                shutil.copyfileobj(packed, file)


def _remove_database(file: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        file.with_name(file.name + tail).unlink(missing_ok=True)


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, tarfile.TarError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "the file is damaged"
        raise BackupFailed(f"{what}: {why}.") from error
