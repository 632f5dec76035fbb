"""How we say times to people: "41 min", "tomorrow 08:30". Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.business_hours.spans import WEEKDAYS

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_IN_FULL = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_QUOTED = re.compile(r'"([^"]{48})[^"]+"')
_IN_GERMAN = {
    "tomorrow": "morgen", "yesterday": "gestern", "Mon": "Mo", "Tue": "Di", "Wed": "Mi", "Thu": "Do",
    "Fri": "Fr", "Sat": "Sa", "Sun": "So", "Mar": "März", "May": "Mai", "Oct": "Okt", "Dec": "Dez",
}  # fmt: skip


def waited(length: timedelta) -> str:
    """Return a wait as people say it, rounded down: "45 s", "41 min", "1 h 20 min", "1 day 3 h", "2 days".

    A negative length, from a platform whose clock is ahead of ours, is no wait at all.
    """
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    if days > 1:
        return f"{days} days"
    return f"1 day {hours} h" if hours else "1 day"


def clock_time(at: datetime, zone: str, *, now: datetime) -> str:
    """Return `at` as somebody in `zone` would say it at `now`, both aware.

    "16:00" is today; then "tomorrow 08:30" or "yesterday 08:30"; "Mon 09:00" lies in the coming six days;
    everything else carries its date, and its year if that is another one.
    """
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    days = (local.date() - today).days
    if days == 0:
        return f"{local:%H:%M}"
    if days in (-1, 1):
        return f"{'tomorrow' if days == 1 else 'yesterday'} {local:%H:%M}"
    if 1 < days < 7:
        return f"{WEEKDAYS[local.weekday()]} {local:%H:%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {_MONTHS[local.month - 1]}{year} {local:%H:%M}"


def day(at: datetime, zone: str, *, now: datetime) -> str:
    """Return the day of something past as people in `zone` would say it: "today", "3 days ago", "in May"."""
    then, today = at.astimezone(ZoneInfo(zone)).date(), now.astimezone(ZoneInfo(zone)).date()
    days = (today - then).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{days} days ago"
    year = "" if then.year == today.year else f" {then.year}"
    return f"in {_MONTHS_IN_FULL[then.month - 1]}{year}"


def clock_time_in(language: str, at: datetime, zone: str, *, now: datetime) -> str:
    """Return `clock_time` in a customer's language: "morgen 08:30"; in English where we have no words."""
    told = clock_time(at, zone, now=now)
    return " ".join(_IN_GERMAN.get(word, word) for word in told.split()) if language == "de" else told


def shortened(sentence: str) -> str:
    """Return a sentence with what it quotes cut to what is seen at a glance: it may be anything typed."""
    return _QUOTED.sub(r'"\1…"', sentence)
