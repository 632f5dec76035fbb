"""Sums over business hours: when are we open, until when does a target run, which time did not count.

Everything is derived from two questions that a schedule answers: what is open between two times, and what
does a closed date take away. All sums are done in UTC; nothing here reads the time.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.business_hours.spans import WEEKDAYS, HoursError

_A_YEAR = timedelta(days=366)
_NOTHING = timedelta()
_LONGEST_BREAK = timedelta(hours=4)  # a closed afternoon is no longer called a break
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Stretch = tuple[datetime, datetime]
Lost = tuple[datetime, datetime, date]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Time that did not count, in UTC, and why, in words."""

    since: datetime
    until: datetime
    reason: str


class Openings(ABC):
    """When somebody is there to answer, and all that follows from it."""

    __slots__ = ()

    @property
    @abstractmethod
    def home(self) -> str:
        """The zone in which times are told."""

    @abstractmethod
    def _open(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        """Yield what is open between two UTC times, cut to them, in order and without overlap."""

    @abstractmethod
    def _lost(self, since: datetime, until: datetime) -> Iterator[Lost]:
        """Yield what a closed date takes away between two UTC times, in order, with that date."""

    def is_open(self, at: datetime) -> bool:
        """Return whether the desk is open at `at`; at the minute of closing it no longer is."""
        at = _utc(at)
        return any(self._open(at, at + timedelta.resolution))

    def opens_after(self, at: datetime) -> datetime:
        """Return the next moment, in UTC, at which the desk is open: `at` itself if it is open then.

        Raises:
            HoursError: `at` is naive, or the desk does not open within a year.
        """
        at = _utc(at)
        for begin, _ in self._open(at, at + _A_YEAR):
            return begin
        raise HoursError(self._never_opens(at))

    def closes_after(self, at: datetime) -> datetime:
        """Return when the opening that `at` lies in ends, in UTC: `at` itself if it is closed then.

        What is open for a year on end closes after a year.
        """
        at = _utc(at)
        end = at
        for begin, finish in self._open(at, at + _A_YEAR):
            if begin > end:
                break
            end = finish
        return end

    def deadline(self, start: datetime, target: timedelta) -> datetime:
        """Return when `target` of business time will have passed since `start`, in UTC.

        Closed hours and holidays do not count: 15 minutes promised at 17:55 on Friday may end at 09:10 on
        Monday. A target that is used up exactly at closing time ends then, not at the next opening.

        Raises:
            HoursError: `start` is naive, `target` is negative, or a year is not enough.
        """
        start = _utc(start)
        if target < _NOTHING:
            raise HoursError("A target cannot be shorter than nothing. Write it like 15m or 1h30m.")
        if not target:
            return start
        left = target
        for begin, end in self._open(start, start + _A_YEAR):
            if end - begin >= left:
                return begin + left
            left -= end - begin
        if left == target:
            raise HoursError(self._never_opens(start))
        raise HoursError(
            f"The year from {self._local(start):%Y-%m-%d} has only {target - left} of open hours. "
            "Shorten the target, or open more hours."
        )

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Return the business time between `start` and `end`; none if `end` comes first.

        Raises:
            HoursError: one of the two is naive.
        """
        return sum((until - since for since, until in self._open(_utc(start), _utc(end))), _NOTHING)

    def skipped(self, start: datetime, end: datetime) -> tuple[Skipped, ...]:
        """Return each stretch between `start` and `end` that did not count, with its reason in words.

        A holiday is told apart from the night before it and the night after it.

        Raises:
            HoursError: one of the two is naive.
        """
        start, end = _utc(start), _utc(end)
        lost = list(self._lost(start, end))
        return tuple(piece for gap in self._gaps(start, end) for piece in self._explained(gap, lost))

    def _gaps(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        reached = start
        for begin, finish in self._open(start, end):
            if begin > reached:
                yield reached, begin
            reached = finish
        if reached < end:
            yield reached, end

    def _explained(self, gap: Stretch, lost: Iterable[Lost]) -> Iterator[Skipped]:
        reached, end = gap
        after_hours = self._after_hours(reached, end)
        for since, until, day in lost:
            begin, finish = max(since, reached), min(until, end)
            if begin < finish:
                if reached < begin:
                    yield Skipped(reached, begin, after_hours)
                yield Skipped(begin, finish, f"holiday: {day.day} {_MONTHS[day.month - 1]}")
                reached = finish
        if reached < end:
            yield Skipped(reached, end, after_hours)

    def _never_opens(self, at: datetime) -> str:
        return (
            f"These hours do not open within a year of {self._local(at):%Y-%m-%d}, so no target can be met. "
            "Check the closed dates, or open more hours."
        )

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.home))

    def _after_hours(self, since: datetime, until: datetime) -> str:
        try:
            opening = self._local(self.opens_after(until))
        except HoursError:
            return "closed: does not open within a year"
        closed = self._local(since)
        midnight = closed.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
        pause = opening - closed <= _LONGEST_BREAK and any(self._open(midnight, since))
        weekday = WEEKDAYS[opening.weekday()]
        if opening.date() - closed.date() >= timedelta(weeks=1):
            weekday += f" {opening.day} {_MONTHS[opening.month - 1]}"
        return f"closed: {'break' if pause else 'after hours'} until {weekday} {opening:%H:%M}"


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise HoursError(
            f"{at} has no time zone. Write it like {at.isoformat()}+00:00, or say which zone it is in."
        )
    if not 1970 <= at.year < 2200:
        raise HoursError(f"{at} is too far away. Use a time between the years 1970 and 2199.")
    return at.astimezone(UTC)
