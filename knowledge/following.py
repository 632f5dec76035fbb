"""The shelf kept in step with its origins while a process runs: folders at once, the others now and then."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from knowledge.loading.loaded import Loaded, Progress
from knowledge.origins import Kind, Limits, Origin, read_origin
from knowledge.ports import Shelf
from knowledge.sync import SyncReport, brought_in_step

LOOKS = timedelta(seconds=2)
_NAMED = 3  # files in one sentence about trouble
_DEFAULT = Limits()


@dataclass(slots=True)
class Following:
    """Looks at origins and takes up what changed; `troubles` tells what cannot be read now, by origin."""

    origins: Sequence[Origin]
    shelf: Shelf
    cache: Path
    every: timedelta  # for checkouts and sites
    limits: Limits = _DEFAULT
    allow_empty: bool = False
    troubles: dict[str, str] = field(default_factory=dict)
    _read: dict[str, str] = field(default_factory=dict)  # the mark of a folder when it was read
    _seen: dict[str, str] = field(default_factory=dict)  # its mark when it was last looked at
    _held: dict[str, Loaded] = field(default_factory=dict)  # what was read last
    _at: dict[str, datetime] = field(default_factory=dict)

    async def look(self, now: datetime, progress: Progress | None = None) -> SyncReport | None:
        """Read what is due and bring the shelf in step with it; `None` when nothing was due.

        The first look reads everything, and articles of origins that are not on the list any more go. A
        folder is due when it changed and then stood still from one look to the next, so that no half-written
        file is taken up.
        """
        marks = await asyncio.to_thread(self._marks)
        due = [origin for origin in self.origins if self._is_due(origin, marks, now)]
        self._seen = marks
        if not due:
            return None
        for origin in due:
            self._held[origin.name] = await read_origin(
                origin, self.cache, limits=self.limits, progress=progress
            )
            self._at[origin.name] = now
            self._read[origin.name] = marks.get(origin.name, "")
        held = [self._held[origin.name] for origin in self.origins]
        report = await brought_in_step(held, self.shelf, allow_empty=self.allow_empty)
        self._note(held, report)
        newly = [self._held[origin.name] for origin in due]
        return replace(report, skipped=tuple(each for loaded in newly for each in loaded.skipped))

    def _is_due(self, origin: Origin, marks: dict[str, str], now: datetime) -> bool:
        before = self._at.get(origin.name)
        if before is None:
            return True
        if origin.kind is not Kind.FOLDER:
            return now - before >= self.every
        mark = marks[origin.name]
        return mark != self._read[origin.name] and mark == self._seen.get(origin.name)

    def _marks(self) -> dict[str, str]:
        return {
            origin.name: mark_of(Path(origin.place)) for origin in self.origins if origin.kind is Kind.FOLDER
        }

    def _note(self, loaded: Sequence[Loaded], report: SyncReport) -> None:
        for each in loaded:
            trouble = report.troubles.get(each.origin) or _unread(each)
            if trouble:
                self.troubles[each.origin] = trouble
            else:
                self.troubles.pop(each.origin, None)


def mark_of(folder: Path) -> str:
    """What changes when a file in `folder` is added, changed, renamed, removed or given other rights."""
    digest = blake2b(digest_size=16)
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        for name in sorted(names):
            _mark(digest, os.path.join(place, name))
    if not folder.is_dir():
        _mark(digest, str(folder))
    return digest.hexdigest()


def _mark(digest: blake2b, path: str) -> None:
    try:
        found = os.stat(path)
        said = f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\0{found.st_ino}\n"
    except OSError as error:
        said = f"{path}\0{error.errno}\n"
    digest.update(said.encode(errors="surrogateescape"))


def _unread(loaded: Loaded) -> str | None:
    """A sentence about the files that cannot be read; what they said before is still known."""
    told = [each for each in loaded.skipped if each.name.partition(", line ")[0] in loaded.unread]
    if not told:
        return None
    named = "; ".join(f"{each.name}: {each.reason}" for each in told[:_NAMED])
    more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return f"In {loaded.origin} cannot be read: {named}{more}. What it said before is still used."
