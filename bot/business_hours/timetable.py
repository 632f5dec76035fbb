"""Business hours as one text: "Mon-Fri 09:00-17:00 @ Europe/Berlin holidays DE-BY | Mon 09:00-12:00 @ UTC".

The same text is in the store, in the settings form and on the command line. Parts behind "|" are schedules
of their own, open together: a team that follows the sun. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.business_hours.hours import Calendar, Holidays, Hours, HoursError, Schedules

Places = Callable[[str], Holidays]  # raises HoursError for a place it does not know
MOST_SCHEDULES = 8
_DAY = timedelta(days=1)
_LONGEST_LEAVE = timedelta(days=366)
_PART = re.compile(
    r"(?P<spans>.*?)(?:\s+@\s*(?P<zone>\S+))?(?:\s+holidays\s+(?P<places>.+))?", re.IGNORECASE | re.DOTALL
)


def read_timetable(
    text: str,
    places: Places,
    *,
    zone: str = "UTC",
    holidays: str = "",
    closed: Iterable[date] = (),
    imported: Iterable[date] = (),
) -> Calendar:
    """Return the calendar that a text stands for.

    `zone` and `holidays` (places, separated by commas) hold for parts that name none of their own; the dates
    in `closed` and `imported` close every schedule.

    Raises:
        HoursError: the text, a zone or a place cannot be used; it says what to change.
    """
    parts = [part.strip() for part in re.split(r"\||\n", text) if part.strip()] or [""]
    if len(parts) > MOST_SCHEDULES:
        raise HoursError(f"At most {MOST_SCHEDULES} schedules, separated by |.")
    own, taken_over = frozenset(closed), frozenset(imported)
    schedules = []
    for part in parts:
        match = _PART.fullmatch(part)
        assert match is not None  # everything in it is optional
        named = match["places"] if match["places"] is not None else holidays
        schedules.append(
            Hours.parse(
                match["spans"],
                match["zone"] or zone,
                own,
                imported=taken_over,
                holidays=[places(place) for place in _listed(named)],
            )
        )
    return schedules[0] if len(schedules) == 1 else Schedules(tuple(schedules))


def write_timetable(calendar: Calendar) -> str:
    """Return a calendar as `read_timetable` reads it, without its single dates."""
    return " | ".join(
        f"{each.text()} @ {each.zone}" + (f" holidays {written_places(each)}" if each.holidays else "")
        for each in calendar.schedules
    )


def written_places(hours: Hours) -> str:
    return ", ".join(each.place for each in hours.holidays)


def read_dates(text: str) -> frozenset[date]:
    """Return the dates of "2026-12-24, 2026-12-27..2027-01-02".

    Raises:
        HoursError: a part is no date, or a stretch runs backwards or for over a year.
    """
    found: set[date] = set()
    for part in _listed(text):
        first, dots, last = part.partition("..")
        begin = _date(first)
        end = _date(last) if dots else begin
        if not timedelta() <= end - begin <= _LONGEST_LEAVE:
            raise HoursError(f'"{part}" is no stretch of days. Write it like 2026-12-27..2027-01-02.')
        found |= {begin + number * _DAY for number in range((end - begin).days + 1)}
    return frozenset(found)


def write_dates(days: Iterable[date]) -> str:
    """Return dates as `read_dates` reads them, neighbours joined."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == _DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return ", ".join(f"{first}" if first == last else f"{first}..{last}" for first, last in runs)


def no_places(place: str) -> Holidays:
    """Refuse every place: for desks without a list of holidays."""
    raise HoursError(f'I know no holidays for "{place}" here. Enter the dates by hand.')


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise HoursError(f'"{text.strip()}" is not a date. Write it like 2026-12-24.') from None
