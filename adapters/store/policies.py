"""Policies as JSON, and what changed between two of them in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from bot.alerts.ladder import LEAD, Ahead, Only, Rung, read_ladder, read_warnings
from bot.business_hours.calendars import HolidaysOf
from bot.business_hours.hours import Calendar, Hours, Schedules
from bot.business_hours.timetable import read_timetable, write_dates, write_timetable
from bot.policy import Acknowledge, Customers, Digest, Listens, Policy, Step, read_digest

Change = tuple[str, str, str]  # field, before, after


def settings_of(policy: Policy) -> dict[str, Any]:
    """Return a policy as JSON values, every field by its name."""
    return {field.name: _plain(getattr(policy, field.name)) for field in fields(policy)}


def policy_of(settings: Mapping[str, Any]) -> Policy:
    """Return the policy that was stored. Fields that are newer than it have their defaults."""
    known = _of_today(settings)
    return Policy(**{name: _READ[name](value) for name, value in known.items() if name in _READ})


def changes(before: Policy | None, after: Policy) -> Iterator[Change]:
    """Yield what changed. A first policy is compared with the defaults."""
    if before is None:
        yield "watched", "no", "yes"
    for field in fields(after):
        default = "" if field.default is MISSING else told(field.default)
        old = told(getattr(before, field.name)) if before else default
        new = told(getattr(after, field.name))
        if old != new:
            yield field.name, old, new


def changes_of_first(after: Policy) -> Iterator[Change]:
    """Yield how a workspace's first defaults differ from ours."""
    return (change for change in changes(None, after) if change[0] != "watched")


def told(value: object) -> str:
    """Write a setting as a lead would."""
    match value:
        case None:
            return "none"
        case bool():
            return "on" if value else "off"
        case timedelta() if value >= timedelta(minutes=1) and not value % timedelta(minutes=1):
            return f"{value // timedelta(minutes=1)} min"
        case timedelta():
            return f"{value.total_seconds():g} s"
        case Hours() | Schedules():
            return _told_calendar(value)
        case Enum():
            return str(value.value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case tuple():
            return ", ".join(map(told, value)) or "none"
        case _:
            return str(value)


def _told_calendar(calendar: Calendar) -> str:
    days = {day for each in calendar.schedules for day in each.closed}
    imported = {day for each in calendar.schedules for day in each.imported}
    parts = [write_timetable(calendar)]
    if days:
        parts.append(f"closed on {write_dates(days)}")
    if imported:
        days_off = "day" if len(imported) == 1 else "days"
        parts.append(f"{len(imported)} {days_off} from a calendar file")
    return ", ".join(parts)


def calendar_json(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as JSON values: its timetable as people write it, and its single dates."""
    first = calendar.schedules[0]
    return {
        "text": write_timetable(calendar),
        "closed": [day.isoformat() for day in sorted(first.closed)],
        "imported": [day.isoformat() for day in sorted(first.imported)],
    }


def calendar_of(told: Mapping[str, Any]) -> Calendar:
    """Return the calendar that was stored, as one text, or by an earlier release beside a zone."""
    return read_timetable(
        told["text"],
        HolidaysOf,
        zone=told.get("zone", "UTC"),
        closed=map(date.fromisoformat, told["closed"]),
        imported=map(date.fromisoformat, told.get("imported", ())),
    )


def _plain(value: Any) -> Any:
    match value:
        case timedelta():
            return value.total_seconds()
        case Enum():
            return value.value
        case datetime():
            return value.isoformat()
        case Hours() | Schedules():
            return calendar_json(value)
        case Ahead() | Rung() | Digest():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def _as_it_is(value: Any) -> Any:
    return value


def _seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


def _or_none(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


_READ: Mapping[str, Callable[[Any], Any]] = {
    **{field.name: _as_it_is for field in fields(Policy)},
    **dict.fromkeys(
        ("first_target", "next_target", "repeat_every", "quiet", "quiet_after_question", "promise"),
        _or_none(_seconds),
    ),
    "customers": Customers,
    "listens": Listens,
    "step": Step,
    "acknowledgement": Acknowledge,
    "hours": calendar_of,
    "quiet_hours": _or_none(calendar_of),
    "warnings": lambda texts: read_warnings(", ".join(texts)),
    "ladder": lambda texts: read_ladder("; ".join(texts)),
    "pilots": tuple,
    "digest": _or_none(read_digest),
    **dict.fromkeys(("agents_since", "paused_until"), _or_none(datetime.fromisoformat)),
}


def _of_today(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Say what an earlier release stored in the words of this one: one warning, one share for the lead."""
    today = dict(settings)
    if "warn_at" in today:
        today["warnings"] = [f"{today.pop('warn_at'):.0%}"]
    if "escalate_at" in today:
        share = f"{max(today.pop('escalate_at'), 1):.0%}"
        today["ladder"] = [str(Rung(share=1, to=LEAD, only=Only.URGENT_OR_NOBODY)), f"{share} {LEAD}"]
    return today
