"""One bot per data folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.errors import DeskTaken

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def own_folder(folder: Path) -> Iterator[None]:
    """Hold a data folder for this process; the lock ends with it, however it ends.

    Raises:
        DeskTaken: another bot runs on it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "frontdesk.lock").open("a+") as file:
        try:
            _lock(file)
        except OSError:
            raise DeskTaken(
                f"Another Frontdesk runs on the data folder {folder}. Stop it first, or give this one a "
                "folder of its own with DATA_FOLDER."
            ) from None
        yield
