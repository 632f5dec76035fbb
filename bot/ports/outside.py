"""The time, and what the articles say."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from knowledge.ports import Found


class Clock(Protocol):
    """The time. The real one is in `bot/app.py`, a virtual one in `bot/shell/replay.py`."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...


class Search(Protocol):
    """What the desk asks the articles."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found: ...
