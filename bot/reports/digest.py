"""When a channel's digest is due, and which one it is: once a week (or a day), whatever is changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.policy import Digest

_SEPARATOR = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One digest: `key` names its week or day, and no other digest of a channel has it."""

    key: str
    at: datetime


def upcoming(digest: Digest, zone: str, now: datetime) -> Edition:
    """Return the first edition at or after `now`."""
    return next(edition for edition in _editions(digest, zone, now) if edition.at >= now)


def edition(digest: Digest, zone: str, key: str) -> Edition | None:
    """Return when the edition with a key comes out; `None` for a key of another rhythm."""
    weekly = "W" in key
    if weekly is (digest.weekday is None):
        return None
    if weekly:
        year, week = key.split("-W")
        day = date.fromisocalendar(int(year), int(week), (digest.weekday or 0) + 1)
    else:
        day = date.fromisoformat(key)
    return _on(digest, zone, day)


def covers(digest: Digest) -> timedelta:
    """Return how far back a digest looks."""
    return timedelta(days=1) if digest.weekday is None else timedelta(days=7)


def subject(channel: str, key: str) -> str:
    """Return what a post about one edition of a channel is called."""
    return f"{channel}{_SEPARATOR}{key}"


def parts(subject: str) -> tuple[str, str]:
    channel, _, key = subject.rpartition(_SEPARATOR)
    return channel, key


def _editions(digest: Digest, zone: str, now: datetime) -> Iterator[Edition]:
    day = now.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    while True:
        if digest.weekday in (None, day.weekday()):
            yield _on(digest, zone, day)
        day += timedelta(days=1)


def _on(digest: Digest, zone: str, day: date) -> Edition:
    year, week, _ = day.isocalendar()
    key = day.isoformat() if digest.weekday is None else f"{year}-W{week:02}"
    return Edition(key=key, at=datetime.combine(day, digest.at, ZoneInfo(zone)).astimezone(ZoneInfo("UTC")))
