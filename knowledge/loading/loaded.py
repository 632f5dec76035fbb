"""What reading an origin gave: articles, and by name what was left out or stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.ports import Article

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out, as a path with a line where there is one, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything one origin holds.

    What was read before from `unread` places (files, pages, folders that end in a slash) stays known, and
    all of it stays when the origin could not be reached: `failed` says why. `remarks` are on what was read.
    """

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    origin: str = ""
    unread: frozenset[str] = frozenset()
    failed: str | None = None
    remarks: tuple[Skipped, ...] = ()
