"""Answers that stay good for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.errors import PlatformError
from bot.ports import Clock

T = TypeVar("T")
_MOST = 20_000


class Kept(Generic[T]):
    """Asks once at a time for each name, keeps the answer for `fresh`, and falls back on an old one."""

    def __init__(self, fresh: timedelta, clock: Clock) -> None:
        self._fresh = fresh
        self._clock = clock
        self._known: dict[str, tuple[datetime, T]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def get(self, name: str, ask: Callable[[], Awaitable[T]]) -> T:
        """Return the answer for a name. An error of Slack's rises only when nothing is known."""
        if (known := self._good(name)) is not None:
            return known[1]
        async with self._asking.setdefault(name, asyncio.Lock()):
            if (known := self._good(name)) is not None:
                return known[1]
            try:
                value = await ask()
            except PlatformError:
                if name not in self._known:
                    raise
                value = self._known[name][1]
            finally:
                self._asking.pop(name, None)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[name] = (self._clock.now(), value)
            return value

    def forget(self, name: str) -> None:
        self._known.pop(name, None)

    def _good(self, name: str) -> tuple[datetime, T] | None:
        known = self._known.get(name)
        return known if known and self._clock.now() - known[0] < self._fresh else None
