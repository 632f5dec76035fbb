"""Business hours: one schedule in one zone, or several that follow the sun.

The hours are what the clock on the wall of `zone` reads. Where that clock jumps, the hour it skips cannot
be open and the hour it repeats counts twice. The sums over them are in `bot/business_hours/openings.py`.
"""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from bot.business_hours.openings import Lost, Openings, Skipped, Stretch
from bot.business_hours.spans import EVERY_HOUR, HoursError, Span, in_order, read_spans, write_spans

__all__ = [
    "ALWAYS",
    "Calendar",
    "Holidays",
    "Hours",
    "HoursError",
    "Schedules",
    "Skipped",
    "Span",
    "known_zone",
]

_DAY = timedelta(days=1)
# No zone has changed its clock twice within six days since 1970 (Brazil did after seven, in 2000), so equal
# offsets at both ends of a stretch this long mean that nothing happened between them.
_STRIDE = timedelta(days=6)


class Holidays(Protocol):
    """The public holidays of a place, of whatever year is asked about: next year needs no new setting."""

    @property
    def place(self) -> str:
        """The country or region: "DE", "DE-BY"."""

    def __contains__(self, day: object) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Openings):
    """One schedule: weekly spans in one zone, and the dates that close the spans beginning on them.

    `closed` are the team's own dates, `imported` those of a calendar file, `holidays` those of places.

    Raises:
        HoursError: the zone is unknown, there is no span, or two spans overlap.
    """

    zone: str
    spans: tuple[Span, ...]
    closed: frozenset[date] = frozenset()
    imported: frozenset[date] = frozenset()
    holidays: tuple[Holidays, ...] = ()
    name: str = ""
    _off: frozenset[date] = field(init=False, repr=False, compare=False)
    _clock: ZoneInfo = field(init=False, repr=False, compare=False)
    _week: tuple[tuple[tuple[timedelta, timedelta], ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spans = in_order(self.spans)
        week = tuple(tuple((s.opens, s.closes) for s in spans if s.weekday == day) for day in range(7))
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "_clock", known_zone(self.zone))
        object.__setattr__(self, "_off", self.closed | self.imported)
        object.__setattr__(self, "_week", week)

    @classmethod
    def parse(
        cls,
        text: str,
        zone: str,
        closed: Iterable[date] = (),
        name: str = "",
        *,
        imported: Iterable[date] = (),
        holidays: Iterable[Holidays] = (),
    ) -> Hours:
        """Return the schedule written as "Mon-Fri 09:00-12:00,13:00-18:00; Sun 22:00-06:00" or "always".

        Raises:
            HoursError: the text, the zone or the schedule cannot be used; it says what to change.
        """
        return cls(
            zone=zone,
            spans=read_spans(text),
            closed=frozenset(closed),
            imported=frozenset(imported),
            holidays=tuple(holidays),
            name=name,
        )

    def text(self) -> str:
        """Return the spans as `parse` reads them."""
        return write_spans(self.spans)

    @property
    def home(self) -> str:
        """The zone of the schedule."""
        return self.zone

    @property
    def schedules(self) -> tuple[Hours, ...]:
        """The schedules it is made of."""
        return (self,)

    def is_off(self, day: date) -> bool:
        """Return whether a date closes the spans that begin on it."""
        return day in self._off or any(day in place for place in self.holidays)

    def _open(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        if not self._off and not self.holidays:
            return ((begin, end) for begin, end, _ in self._all(since, until))
        return ((begin, end) for begin, end, day in self._all(since, until) if not self.is_off(day))

    def _lost(self, since: datetime, until: datetime) -> Iterator[Lost]:
        if self._off or self.holidays:
            for day, spans in groupby(self._all(since, until), itemgetter(2)):
                if self.is_off(day):
                    edges = [edge for begin, end, _ in spans for edge in (begin, end)]
                    yield edges[0], edges[-1], day

    def _all(self, since: datetime, until: datetime) -> Iterator[Lost]:
        """Yield every span between two times with the date it belongs to, closed or not.

        Within a piece of constant offset the wall and UTC run side by side, so order is kept even where
        the clock repeats an hour. Wall readings are labelled UTC until the offset is taken off.
        """
        for begin, end, offset in _steady(self._clock, since, until):
            day = (begin + offset).date() - _DAY  # yesterday's span may still run
            last = (end + offset).date()
            while day <= last:
                spans = self._week[day.weekday()]
                if spans:
                    midnight = datetime.combine(day, time(), UTC) - offset
                    for opens, closes in spans:
                        first, stop = max(midnight + opens, begin), min(midnight + closes, end)
                        if first < stop:
                            yield first, stop, day
                day += _DAY


@dataclass(frozen=True, slots=True)
class Schedules(Openings):
    """Several schedules as one: open whenever any of them is, so that teams can follow the sun."""

    hours: tuple[Hours, ...]

    def __post_init__(self) -> None:
        if not self.hours:
            raise HoursError("There is no schedule, so nobody would ever be there. Add one, or use always.")

    @property
    def home(self) -> str:
        """The zone of the first schedule."""
        return self.hours[0].zone

    @property
    def schedules(self) -> tuple[Hours, ...]:
        """The schedules it is made of."""
        return self.hours

    def text(self) -> str:
        """Return every schedule with its zone, as `bot/business_hours/timetable.py` reads them."""
        return " | ".join(f"{each.text()} @ {each.zone}" for each in self.hours)

    def _open(self, since: datetime, until: datetime) -> Iterator[Stretch]:
        reached = since
        for begin, end in heapq.merge(*(each._open(since, until) for each in self.hours)):
            if end > reached:
                yield max(begin, reached), end
                reached = end

    def _lost(self, since: datetime, until: datetime) -> Iterator[Lost]:
        return heapq.merge(*(each._lost(since, until) for each in self.hours))


Calendar = Hours | Schedules


def known_zone(name: str) -> ZoneInfo:
    """Return the zone called `name`.

    Raises:
        HoursError: there is no such zone; the text names the nearest ones.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        known = sorted(available_timezones())
        near = difflib.get_close_matches(name, known, n=2) or [
            zone for zone in known if zone.endswith(f"/{name}")
        ]
        hint = " or ".join(near) or "Europe/Berlin, America/New_York or UTC"
        raise HoursError(f'I know no time zone "{name}". Write it by its city, like {hint}.') from None


def _steady(
    zone: ZoneInfo, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Cut the time between two UTC times into pieces within which the clock of `zone` does not change."""
    begin = since
    while begin < until:
        end, offset = min(begin + _STRIDE, until), _offset(zone, begin)
        if _offset(zone, end) != offset:
            end = _change(zone, begin, end)
        yield begin, end, offset
        begin = end


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the whole second between two times at which the clock of `zone` changes."""
    offset = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


ALWAYS = Hours(zone="UTC", spans=EVERY_HOUR, name="always")
