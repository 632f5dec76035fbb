"""Policies as JSON, and what changed between two of them in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, get_args, get_type_hints

from bot.hours import Hours
from bot.policy import Digest, Policy, read_digest

Change = tuple[str, str, str]  # field, before, after


def settings_of(policy: Policy) -> dict[str, Any]:
    """Return a policy as JSON values, every field by its name."""
    return {field.name: _plain(getattr(policy, field.name)) for field in fields(policy)}


def policy_of(settings: Mapping[str, Any]) -> Policy:
    """Return the policy that was stored. Fields that are newer than it have their defaults."""
    return Policy(**{name: _READ[name](value) for name, value in settings.items() if name in _READ})


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


def told(value: object) -> str:
    """Write a setting as a lead would."""
    match value:
        case None:
            return "none"
        case timedelta() if value >= timedelta(minutes=1) and not value % timedelta(minutes=1):
            return f"{value // timedelta(minutes=1)} min"
        case timedelta():
            return f"{value.total_seconds():g} s"
        case Hours():
            days = f", closed on {', '.join(map(str, sorted(value.closed)))}" if value.closed else ""
            return f"{value.text()} ({value.zone}){days}"
        case Enum():
            return str(value.value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case tuple():
            return ", ".join(map(told, value))
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    match value:
        case timedelta():
            return value.total_seconds()
        case Enum():
            return value.value
        case datetime():
            return value.isoformat()
        case Digest():
            return str(value)
        case Hours():
            closed = [day.isoformat() for day in sorted(value.closed)]
            return {"text": value.text(), "zone": value.zone, "closed": closed, "name": value.name}
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def _hours(told: Mapping[str, Any]) -> Hours:
    closed = [date.fromisoformat(day) for day in told["closed"]]
    return Hours.parse(told["text"], told["zone"], closed, told["name"])


def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a field of type `kind` from its JSON value."""
    kinds = get_args(kind) or (kind,)
    read: Callable[[Any], Any] = _as_it_is
    for each in kinds:
        if each is timedelta:
            read = _seconds
        elif each is datetime:
            read = datetime.fromisoformat
        elif each is Digest:
            read = read_digest
        elif each is Hours:
            read = _hours
        elif getattr(kind, "__origin__", None) is tuple:
            read = tuple
        elif isinstance(each, type) and issubclass(each, Enum):
            read = each
    return lambda value: None if value is None else read(value)


def _as_it_is(value: Any) -> Any:
    return value


def _seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


_READ = {name: _reader(kind) for name, kind in get_type_hints(Policy).items()}
