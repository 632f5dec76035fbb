"""Dates on which a team is away: public holidays by country and region, and all-day events of an iCal file.

Both return the name of each date. They compute for some milliseconds and load their library on first use:
call them in a worker thread, and `HolidaysOf` too before the first time it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.business_hours.hours import HoursError

_DAY = timedelta(days=1)
_EXPORT_AGAIN = "Export the calendar again as an .ics file, or enter the dates by hand."
_DURATION = re.compile(r"\+?P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,4})D)?(?:T.*)?")
_ENDLESS = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)|BY(HOUR|MINUTE|SECOND)=|INTERVAL=0+(;|$)")


@dataclass(frozen=True, slots=True)
class HolidaysOf:
    """The public holidays of a place, computed a year at a time when they are first asked for.

    Raises:
        HoursError: the country or region is unknown.
    """

    place: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", self.place.strip())
        _year(self.place, 2026)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _year(self.place, day.year)


@lru_cache(maxsize=512)
def _year(place: str, year: int) -> frozenset[date]:
    return frozenset(holiday_dates(place, [year]))


def holiday_dates(place: str, years: Iterable[int]) -> dict[date, str]:
    """Return the public holidays of a country ("DE") or a region of it ("DE-BY", "US-CA") with their names.

    Raises:
        HoursError: the country or region is unknown; the text says how to write it.
    """
    import holidays

    country, _, region = (part.strip() for part in place.partition("-"))
    countries = holidays.list_supported_countries(include_aliases=False)
    code = country.upper()
    if code not in countries:
        raise HoursError(
            f'I know no holidays for "{country}". Use a two-letter country code such as DE, US or GB, '
            "with a region behind it if you like: DE-BY."
        )
    regions = {known.upper(): known for known in countries[code]}
    if region and region.upper() not in regions:
        known = ", ".join(regions.values()) or "none: leave the region out"
        raise HoursError(f'I know no region "{region}" of {code}. Known regions: {known}.')
    found = holidays.country_holidays(code, subdiv=regions.get(region.upper()), years=years)
    return dict(sorted(found.items()))


def ical_dates(text: str, years: range) -> dict[date, str]:
    """Return the dates within `years` that the all-day events of an iCal file cover, with their titles.

    Repeating events, their exceptions and moved instances are followed; cancelled events and events with a
    time of day close nothing.

    Raises:
        HoursError: the text is no iCal file, or an event of it cannot be read; the text says which.
    """
    lines = _unfolded(text)
    if "BEGIN:VCALENDAR" not in (line.strip().upper() for line in lines):
        raise HoursError(f"This is no iCal file: it has no BEGIN:VCALENDAR. {_EXPORT_AGAIN}")
    events = list(_events(lines))
    moved = {(event.uid, event.moved_from) for event in events if event.moved_from}
    window = (date(years.start, 1, 1), date(years.stop, 1, 1))
    found: dict[date, str] = {}
    for event in events:
        if event.cancelled or not event.all_day:
            continue
        for first in event.starts(*window):
            if event.moved_from or (event.uid, first) not in moved:
                for day in _within(first, event.days, window):
                    found.setdefault(day, event.title)
    return dict(sorted(found.items()))


@dataclass(slots=True)
class _Event:
    """One VEVENT, as far as whole days go."""

    title: str = ""
    uid: str = ""
    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None
    cancelled: bool = False
    moved_from: date | None = None
    rule: str | None = None
    except_on: set[date] = field(default_factory=set)
    also_on: set[date] = field(default_factory=set)

    @property
    def all_day(self) -> bool:
        """Whether it runs from midnight to midnight: a date, or Outlook's midnights with a zone."""
        midnight = time()
        edges = [edge.time() for edge in (self.start, self.end) if edge]
        timed = self.length is not None and self.length % _DAY
        return bool(edges) and not timed and all(edge == midnight for edge in edges)

    @property
    def days(self) -> int:
        """How many days one instance covers; the end of an event is the first day it no longer does."""
        if self.start and self.end:
            return max(1, (self.end - self.start).days)
        return max(1, self.length.days) if self.length else 1

    def starts(self, first: date, last: date) -> Iterator[date]:
        """Yield the day each instance begins on, if it can reach into `first` to `last`."""
        if self.start is None:
            return
        yield from sorted(({self.start.date()} | self.also_on) - self.except_on)
        if self.rule:
            from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

            begin = datetime.combine(first, time()) - self.days * _DAY
            rule = _bounded(self.rule, last)
            try:
                repeats = rrulestr(rule, dtstart=self.start)
            except (ValueError, TypeError, KeyError):
                raise HoursError(f'"{self.title}" repeats in a way I cannot read. {_EXPORT_AGAIN}') from None
            for repeat in repeats.xafter(begin, inc=True):
                if repeat.date() >= last:
                    return
                if repeat.date() not in self.except_on:
                    yield repeat.date()


def _unfolded(text: str) -> list[str]:
    """Return the lines of an iCal text; a line that begins with a blank continues the one before."""
    return re.sub(r"\r?\n[ \t]", "", text.removeprefix("\ufeff")).splitlines()


def _events(lines: Iterable[str]) -> Iterator[_Event]:
    event: _Event | None = None
    inside: list[str] = []
    for line in lines:
        name, value = _split(line)
        if name == "BEGIN":
            inside.append(value.upper())
            if value.upper() == "VEVENT":
                event = _Event()
        elif name == "END":
            if event and value.upper() == "VEVENT":
                yield event
                event = None
            del inside[-1:]
        elif event and inside[-1:] == ["VEVENT"]:  # not an alarm within the event
            _read(event, name, value)


def _split(line: str) -> tuple[str, str]:
    """Return name and value of a line, without its parameters; a colon within their quotes ends nothing."""
    match = re.fullmatch(r'([A-Za-z0-9-]+)(?:;[^:="]+=(?:"[^"]*"|[^":;])*)*:(.*)', line.strip())
    return (match[1].upper(), match[2].strip()) if match else ("", "")


def _read(event: _Event, name: str, value: str) -> None:
    match name:
        case "SUMMARY":
            event.title = re.sub(r"\\(.)", lambda escaped: " " if escaped[1] in "nN" else escaped[1], value)
        case "UID":
            event.uid = value
        case "STATUS":
            event.cancelled = value.upper() == "CANCELLED"
        case "DTSTART":
            event.start = _moment(value)
        case "DTEND":
            event.end = _moment(value)
        case "DURATION":
            event.length = _length(value)
        case "RECURRENCE-ID":
            event.moved_from = _moment(value).date()
        case "EXDATE" | "RDATE":
            (event.except_on if name == "EXDATE" else event.also_on).update(_days(value))
        case "RRULE":
            event.rule = value.upper()


def _moment(value: str) -> datetime:
    """Return a DATE or DATE-TIME as its reading; zones do not matter for whole days."""
    form = "%Y%m%d" if len(value) == 8 else "%Y%m%dT%H%M%S"
    try:
        return datetime.strptime(value.removesuffix("Z"), form)  # noqa: DTZ007 - a reading, not a moment
    except ValueError:
        raise HoursError(f'"{value[:40]}" in the iCal file is not a date. {_EXPORT_AGAIN}') from None


def _days(values: str) -> set[date]:
    return {_moment(value.partition("/")[0]).date() for value in values.split(",")}


def _length(value: str) -> timedelta:
    match = _DURATION.fullmatch(value)
    if not match:
        raise HoursError(f'"{value[:40]}" in the iCal file is not a length of time. {_EXPORT_AGAIN}')
    timed = timedelta(hours=1) if "T" in value else timedelta()  # any time of day: not whole days
    return timedelta(weeks=int(match["weeks"] or 0), days=int(match["days"] or 0)) + timed


def _bounded(rule: str, last: date) -> str:
    """Return a rule that ends, on a reading: `dateutil` wants no zone at UNTIL and runs on without one."""
    if _ENDLESS.search(rule):
        raise HoursError(f"The iCal file has an event that repeats within one day. {_EXPORT_AGAIN}")
    if "COUNT=" in rule or "UNTIL=" in rule:
        return re.sub(r"(UNTIL=\d{8})[^;]*", r"\1T235959", rule)
    return f"{rule};UNTIL={last:%Y%m%d}"


def _within(first: date, days: int, window: tuple[date, date]) -> Iterator[date]:
    if first < window[1]:
        end = min(first + days * _DAY, window[1])
        day = max(first, window[0])
        while day < end:
            yield day
            day += _DAY
