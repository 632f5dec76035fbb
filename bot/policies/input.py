"""What a lead filled in, read back into a policy: each input refused with what to change. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.alerts.ladder import Rung, read_ladder, read_warnings
from bot.business_hours.calendars import HolidaysOf
from bot.business_hours.hours import Calendar, Hours
from bot.business_hours.timetable import read_dates, read_timetable, write_timetable, written_places
from bot.lengths import parse_duration
from bot.messages import platform_of
from bot.policy import (
    QUIET,
    QUIET_AFTER_QUESTION,
    Acknowledge,
    Customers,
    Listens,
    Policy,
    Step,
    read_digest,
)
from bot.say import shortened

SHORTEST_TARGET = timedelta(seconds=30)
LONGEST_TARGET = timedelta(days=30)
MOST_REPEATS = 6
PILOTS = ("pilot_1", "pilot_2", "pilot_3")
Choice = TypeVar("Choice", Customers, Listens, Step, Acknowledge)
_CALENDAR = frozenset({"hours", "zone", "holidays", "closed", "imported"})
_ID = re.compile(r"<?(?:[@#&!]|subteam\^)*(?P<id>[A-Za-z0-9]+)>?")
_ANY = re.compile(".+")
_SHAPE = {"slack": re.compile("[CGS][A-Z0-9]{3,}"), "discord": re.compile("[0-9]{3,20}")}
_GROUP = re.compile(r"<@&\d+>|&\w+|<!subteam\^\w+>|S[A-Z0-9]{4,}")


class Wrong(ValueError):
    """A form's input cannot be used; the text says what to change."""


def read_settings(policy: Policy, inputs: Mapping[str, str], channel: str = "") -> Policy:
    """Return the policy with a form's inputs applied; fields that are not in the form stay.

    Raises:
        ValueError: an input cannot be used; the text names it and says what to change.
    """
    value = {name: text.strip() for name, text in inputs.items()}
    new: dict[str, Any] = {}
    for name, reading in _READS.items():
        if name in value:
            new[name] = reading(name, value[name])
    if _CALENDAR & value.keys():
        new["hours"] = _calendar(policy, value)
    if "quiet_hours" in value:
        zone = new["hours"].home if "hours" in new else policy.hours.home
        new["quiet_hours"] = Hours.parse(value["quiet_hours"], zone) if value["quiet_hours"] else None
    if set(PILOTS) & value.keys():
        new["pilots"] = _pilots(policy, value)
    changed = replace(policy, **new)
    return replace(changed, ladder=(*changed.ladder, *_new_rungs(value, channel)))


def wrong_fields(policy: Policy, inputs: Mapping[str, str], channel: str = "") -> dict[str, str]:
    """Return what is wrong with each field on its own, by its name; what only clashes is in none."""
    found: dict[str, str] = {}
    for name, value in inputs.items():
        try:
            read_settings(policy, {name: value}, channel)
        except ValueError as wrong:
            found[name] = shortened(str(wrong))
    return found


def check_reachable(policy: Policy, now: datetime) -> None:
    """Refuse hours in which a target, a rung or a repeat cannot be reached.

    Raises:
        ValueError: the hours open for too little time within a year.
    """
    share = max([1.0, *(rung.share for rung in policy.ladder)])
    repeats = policy.repeat_every * (2**policy.repeats - 1) if policy.repeat_every else timedelta()
    for target in (policy.first_target, policy.next_target, policy.promise):
        if target:
            policy.hours.deadline(now, max(target * share, target + repeats))
    policy.hours.opens_after(now)


def _calendar(policy: Policy, value: Mapping[str, str]) -> Calendar:
    several = len(policy.hours.schedules) > 1
    first = policy.hours.schedules[0]
    return read_timetable(
        value.get("hours", write_timetable(policy.hours) if several else first.text()),
        HolidaysOf,
        zone=value.get("zone", policy.hours.home),
        holidays=value.get("holidays", "" if several else written_places(first)),
        closed=read_dates(value["closed"]) if "closed" in value else first.closed,
        imported=read_dates(value["imported"]) if "imported" in value else first.imported,
    )


def _pilots(policy: Policy, value: Mapping[str, str]) -> tuple[str, ...]:
    known = [*policy.pilots, *[""] * len(PILOTS)]
    named = [_who(name, value.get(name, before)) for name, before in zip(PILOTS, known, strict=False)]
    return tuple(dict.fromkeys(key for key in named if key))


def _new_rungs(value: Mapping[str, str], channel: str) -> tuple[Rung, ...]:
    named = [value.get("rung_person", ""), _place(value.get("rung_place", ""), channel)]
    if not any(named):
        if value.get("rung_share") and {"rung_person", "rung_place"} & value.keys():
            raise Wrong("Whom shall it tell? Pick a person, or give the id of a group, a role or a channel.")
        return ()
    share = value.get("rung_share", "").removesuffix("%") or "200"
    only = value.get("rung_only", "always")
    only = "" if only == "always" else f" if {only}"
    return read_ladder("; ".join(f"{share}% {to}{only}" for to in named if to))


def _place(text: str, channel: str) -> str:
    """Return the key of a group, role or channel in the workspace of `channel`, from its id or a mention."""
    if not text or ":" in text:
        return text
    match, platform = _ID.fullmatch(text), platform_of(channel)
    if match is None or not _SHAPE.get(platform, _ANY).fullmatch(match["id"]):
        example = "123456789012345678" if platform == "discord" else "C0123456789"
        raise Wrong(f'"{text}" is no id of a group, a role or a channel. Copy it there: {example}.')
    mark = "&" if _GROUP.fullmatch(text) else ""
    home, slash, _ = channel.rpartition("/")
    return f"{home or platform_of(channel)}{slash or ':'}{mark}{match['id']}"


def _target(name: str, text: str) -> timedelta | None:
    if not text:
        return None
    length = parse_duration(text)
    if not SHORTEST_TARGET <= length <= LONGEST_TARGET:
        field = {"first_target": "First response", "next_target": "Next responses"}.get(name, "Promise")
        raise Wrong(f"{field}: choose between 30 seconds and 30 days, for instance 15m or 2h.")
    return length


def _every(name: str, text: str) -> timedelta | None:
    if not text:
        return None
    length = parse_duration(text)
    if not timedelta(minutes=5) <= length <= timedelta(days=1):
        raise Wrong("Tell again after 5 minutes at the soonest and a day at the latest: 30m is usual.")
    return length


def _burst(name: str, text: str) -> timedelta:
    usual = QUIET if name == "quiet" else QUIET_AFTER_QUESTION
    length = parse_duration(text) if text else usual
    if not timedelta(seconds=5) <= length <= timedelta(minutes=2):
        raise Wrong("A burst is over between 5 seconds and 2 minutes after its last line: 20s is usual.")
    return length


def _repeats(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_REPEATS:
        raise Wrong(f"Tell it again at most {MOST_REPEATS} times: choose a number from 0 to {MOST_REPEATS}.")
    return int(text)


def _factor(name: str, text: str) -> float:
    number = text.removesuffix("%").strip()
    if not number.isdecimal() or not 10 <= int(number) <= 100:
        field = name.removesuffix("_factor").replace("_", " ").capitalize()
        raise Wrong(f"{field}: give a whole number of per cent between 10 and 100.")
    return int(number) / 100


def _who(name: str, text: str) -> str | None:
    if text and ":" not in text:
        raise Wrong(f"{name}: pick a person from the list, or leave it empty.")
    return text or None


def _one_of(kind: type[Choice], text: str) -> Choice:
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise Wrong(f"Choose one of: {known}.") from None


_READS: Mapping[str, Callable[[str, str], object]] = {
    **dict.fromkeys(("first_target", "next_target", "promise"), _target),
    **dict.fromkeys(("urgent_factor", "high_stakes_factor", "first_contact_factor"), _factor),
    **dict.fromkeys(("owner", "backup", "lead"), _who),
    **dict.fromkeys(("quiet", "quiet_after_question"), _burst),
    "warnings": lambda _, text: read_warnings(text),
    "ladder": lambda _, text: read_ladder(text),
    "repeat_every": _every,
    "repeats": _repeats,
    "acknowledgement": lambda _, text: _one_of(Acknowledge, text),
    "digest": lambda _, text: read_digest(text) if text else None,
    "rating": lambda _, text: text == "on",
    "paused_until": lambda _, text: datetime.fromisoformat(text) if text else None,
    "customers": lambda _, text: _one_of(Customers, text),
    "listens": lambda _, text: _one_of(Listens, text),
    "step": lambda _, text: _one_of(Step, text),
}
