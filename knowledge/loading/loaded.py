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

    What was read from `unread` places before stays known until they can be read again, and everything of the
    origin stays when it could not be reached at all: `failed` says why. `remarks` are about what was loaded.
    """

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    origin: str = ""
    unread: frozenset[str] = frozenset()
    failed: str | None = None
    remarks: tuple[Skipped, ...] = ()
