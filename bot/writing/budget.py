"""What a model may take in a day; beyond it the offline composer writes, and the card says why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.drafting import Case, Drafted, Rewrite, Writer, compose
from bot.errors import StoreLost
from bot.ports import Clock, Store


@dataclass(slots=True)
class Budgeted:
    """A model's writer that stops for the day (in UTC) when another draft might pass `per_day` tokens.

    What has been used is read from the drafts, so it holds over a restart; those at work right now, in this
    process, count as `per_draft`.
    """

    writer: Writer
    store: Store
    clock: Clock
    per_day: int
    per_draft: int
    _at_work: int = 0

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        """The model's draft or, once the day's tokens are used, the composer's with the reason."""
        if await self._used() + (self._at_work + 1) * self.per_draft > self.per_day:
            written = compose(case, rewrite=rewrite, previous=previous)
            told = f"Today's {self.per_day:,} tokens for the model are used up"
            return replace(written, fallback=f"{told}: it writes again after 00:00 UTC.")
        self._at_work += 1
        try:
            return await self.writer.draft(case, rewrite=rewrite, previous=previous)
        finally:
            self._at_work -= 1

    async def _used(self) -> int:
        start = day_of(self.clock.now())
        try:
            async with self.store.read() as reading:
                return (await reading.spent(start, start + timedelta(days=1))).tokens
        except StoreLost:
            return 0  # the draft cannot be stored either


def day_of(now: datetime) -> datetime:
    """Return when the day began that `now`, in UTC, lies in."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
