"""One owner for an index folder: two processes on one Chroma folder lose vectors silently."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from knowledge.errors import IndexInUse


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Own `folder` until the block ends or the process dies.

    Raises:
        IndexInUse: another process owns it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "owner.lock").open("a+") as file:
        try:
            _lock(file)
        except OSError as error:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise IndexInUse(
                f"The search index in {folder} belongs to a running process (number {owner}). "
                "Stop it first, or let it do the work: it takes up what the database holds."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


if os.name == "nt":

    def _lock(file: IO[str]) -> None:
        import msvcrt

        file.seek(1_000)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        file.seek(0)

else:

    def _lock(file: IO[str]) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
