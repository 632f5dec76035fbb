"""Slack's ids as the desk's keys, "slack:T1/C7" and "slack:T1/U9", and its timestamps as moments. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def key(team: str, id: str) -> str:
    return f"slack:{team}/{id}"


def native(key: str) -> str:
    """Return Slack's own id."""
    return key.rpartition("/")[2]


def team_of(key: str) -> str:
    return key.partition(":")[2].partition("/")[0]


def is_person(key: str) -> bool:
    """Whether a key names a person, so that a post there is private."""
    return native(key)[:1] in ("U", "W")


def moment(ts: str) -> datetime:
    """Return a Slack timestamp as a moment, to the microsecond: these are ids, a float would round them."""
    seconds, _, fraction = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int((fraction + "000000")[:6]))


def stamp(at: datetime) -> str:
    """Return a moment as a Slack timestamp."""
    return f"{int(at.timestamp())}.{at.microsecond:06d}"
