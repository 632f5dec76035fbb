"""Lengths of time as people write them: "15m", "1h30m", "90s", "2d". Pure."""

from __future__ import annotations

import re
from datetime import timedelta

_DURATION = re.compile(
    r"(?:(\d{1,6})d(?:ays?)?)?(?:(\d{1,6})h(?:ours?)?)?"
    r"(?:(\d{1,6})m(?:in(?:ute)?s?)?)?(?:(\d{1,6})s(?:ec(?:ond)?s?)?)?",
    re.ASCII,
)


class DurationError(ValueError):
    """A length of time that cannot be read. The text says how to write it."""


def parse_duration(text: str) -> timedelta:
    """Return the length that "15m", "1 hour 30 min", "90s" or "2d" is; a day is 24 hours of open time.

    Raises:
        DurationError: the text is none of these.
    """
    written = "".join(text.lower().split())
    match = _DURATION.fullmatch(written)
    if not written or not match:
        raise DurationError(f'"{text}" is not a length of time. Write it like 15m, 1h30m, 90s or 2d.')
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def compact(value: timedelta | None) -> str:
    """Return a length as `parse_duration` reads it, in the largest unit that fits; nothing for `None`."""
    if value is None:
        return ""
    seconds = int(value.total_seconds())
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds % length == 0 and seconds:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"
