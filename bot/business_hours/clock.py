"""A target explained: its deadline, its warnings and the time that did not count. Pure.

`answer` is `python -m bot clock`: words in, a dictionary ready for JSON out. `explain` does it for values.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.business_hours.hours import Calendar, HoursError, known_zone
from bot.business_hours.timetable import Places, no_places, read_dates, read_timetable
from bot.lengths import parse_duration

LONGEST_TARGET = timedelta(days=90)


def answer(
    *,
    hours: str,
    zone: str,
    start: str,
    target: str,
    holidays: str = "",
    places: Places = no_places,
    closed: str = "",
    warnings: Sequence[float] = (0.8,),
) -> dict[str, Any]:
    """Return `explain` for a schedule, a start and a target in words.

    `hours` is a timetable (see `timetable.py`), `holidays` the places whose holidays close it, `closed`
    the dates of one's own. A `start` without an offset is local to `zone`.

    Raises:
        ValueError: something cannot be read or never happens; the text says what to change.
    """
    begin = read_start(start, zone)
    calendar = read_timetable(hours, places, zone=zone, holidays=holidays, closed=read_dates(closed))
    return explain(calendar, begin, parse_duration(target), warnings)


def explain(
    hours: Calendar, start: datetime, target: timedelta, warnings: Sequence[float] = (0.8,)
) -> dict[str, Any]:
    """Return the deadline of `target`, its warnings, and each skipped stretch with its reason.

    Warnings are shares of the target. Every moment is told in UTC and local to the schedule.

    Raises:
        HoursError: `start` is naive, a share is not between 0 and 1, or the target is out of range or is not
            reached within a year.
    """
    for share in warnings:
        if not 0 < share < 1:
            raise HoursError(f"A warning at {share:g} of the target warns nobody. Use a share like 0.8.")
    deadline = hours.deadline(start, checked_target(target))

    def moment(at: datetime) -> dict[str, str]:
        return {
            "utc": at.astimezone(UTC).isoformat(),
            "local": at.astimezone(ZoneInfo(hours.home)).isoformat(),
        }

    return {
        "start": moment(start),
        "target_seconds": target.total_seconds(),
        "deadline": moment(deadline),
        "warnings": [
            {"at": moment(hours.deadline(start, target * share)), "share": share}
            for share in sorted(warnings)
        ],
        "skipped": [
            {"from": moment(skipped.since), "until": moment(skipped.until), "reason": skipped.reason}
            for skipped in hours.skipped(start, deadline)
        ],
    }


def checked_target(target: timedelta) -> timedelta:
    """Return `target` if a clock can run on it.

    Raises:
        HoursError: it is nothing, negative, or so long that it promises nothing.
    """
    if timedelta() < target <= LONGEST_TARGET:
        return target
    raise HoursError(
        f"A target is longer than nothing and at most {LONGEST_TARGET.days} days of open time. "
        "15m is usual for a first response."
    )


def read_start(text: str, zone: str) -> datetime:
    """Return the moment written as 2026-12-23T17:50, local to `zone` unless it carries its own offset.

    In an hour that the clock repeats, the first is meant; one that it skips is read by the old offset.

    Raises:
        HoursError: the text is no such moment, or the zone is unknown.
    """
    clock = known_zone(zone)
    try:
        start = datetime.fromisoformat(text.strip())
    except ValueError:
        raise HoursError(f'"{text}" is not a date and time. Write it like 2026-12-23T17:50.') from None
    return start if start.tzinfo else start.replace(tzinfo=clock)
