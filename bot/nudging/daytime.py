"""When it is day where somebody is. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGINS, ENDS = time(9), time(18)


def in_their_day(at: datetime, zone: str) -> datetime:
    """Return `at`, or the next nine o'clock of a weekday in `zone` where it is night or the weekend then."""
    local = at.astimezone(ZoneInfo(zone))
    if local.weekday() < 5 and BEGINS <= local.time() < ENDS:
        return at
    day = local.date() + timedelta(days=local.time() >= BEGINS)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, BEGINS, local.tzinfo).astimezone(UTC)
