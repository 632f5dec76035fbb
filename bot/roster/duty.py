"""Who is on duty. Pure: time is an argument.

Somebody is on duty when their own schedule says so, or always when they have none; "on", "off", "away until"
and "focus until" said by hand come before the schedule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.business_hours.hours import Calendar, HoursError, known_zone
from bot.business_hours.spans import read_clock
from bot.lengths import parse_duration

LONGEST_AWAY = timedelta(days=366)
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d{2}", re.ASCII)
A_SHIFT = timedelta(hours=12)  # "on" outside one's schedule lasts this long, so that nobody is on for good


class State(StrEnum):
    """What somebody said about their duty."""

    ON = "on"
    OFF = "off"  # until they say otherwise
    AWAY = "away"  # until a time
    FOCUS = "focus"  # there until a time, for alerts and customers, and not to be nudged


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One person of the roster: a schedule, and what they said last."""

    person: str
    hours: Calendar | None = None
    state: State | None = None  # `None`: as the schedule says
    until: datetime | None = None
    since: datetime | None = None

    def said(self, state: State, now: datetime, until: datetime | None = None) -> Duty:
        """Return the duty after somebody said that they are on, off, or away until a time."""
        if state is State.ON:
            outside = self.hours is not None and not self.hours.is_open(now)
            until = until or (now + A_SHIFT if outside else None)
            return replace(self, state=State.ON if outside else None, until=until, since=now)
        return replace(self, state=state, until=until if state is not State.OFF else None, since=now)


def on_duty(duty: Duty | None, now: datetime) -> bool:
    """Return whether somebody is on duty; a person without any entry is."""
    if duty is None:
        return True
    if duty.state is State.OFF:
        return False
    if duty.state is not None and (duty.until is None or now < duty.until):
        return duty.state is not State.AWAY
    return duty.hours is None or duty.hours.is_open(now)


def was_on_duty(duty: Duty | None, at: datetime) -> bool:
    """Return whether somebody was on duty at a past moment, as far as it is known: of what they said only the
    last is kept, before it their schedule holds."""
    if duty and (duty.since is None or at < duty.since):
        duty = replace(duty, state=None)
    return on_duty(duty, at)


def back_at(duty: Duty | None, now: datetime) -> datetime | None:
    """Return when somebody who is not on duty will be; `None` when nobody can tell, or they are on."""
    if duty is None or on_duty(duty, now) or duty.state is State.OFF:
        return None
    away = duty.state is State.AWAY and duty.until is not None and now < duty.until
    from_then = duty.until if away and duty.until else now
    return duty.hours.opens_after(from_then) if duty.hours else from_then


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody's duty."""

    duties: Mapping[str, Duty] = field(default_factory=dict)

    @classmethod
    def of(cls, duties: Iterable[Duty]) -> Roster:
        return cls({duty.person: duty for duty in duties})

    def on(self, person: str, now: datetime) -> bool:
        return on_duty(self.duties.get(person), now)

    def said_away(self, person: str, now: datetime) -> bool:
        """Whether somebody said that they are off or away: not only outside their schedule."""
        duty = self.duties.get(person)
        return duty is not None and duty.state in (State.OFF, State.AWAY) and not on_duty(duty, now)

    def focused(self, now: datetime) -> dict[str, datetime]:
        """Return who is not to be nudged now, and until when."""
        duties = self.duties.values()
        found = {each.person: each.until for each in duties if each.state is State.FOCUS and each.until}
        return {person: until for person, until in found.items() if now < until}

    def on_duty(self, channel: str, now: datetime) -> tuple[str, ...]:
        """Return who of the roster is on duty for a channel: people of its own workspace, by key."""
        return tuple(person for person in self.of_workspace(channel) if self.on(person, now))

    def of_workspace(self, channel: str) -> tuple[str, ...]:
        """Return everybody of the roster in the workspace of a channel, by key."""
        home = channel.rpartition("/")[0] or channel.partition(":")[0] + ":"
        return tuple(person for person in sorted(self.duties) if person.startswith(home))


def uncovered_since(owner: str | None, backup: str | None, roster: Roster, now: datetime) -> datetime | None:
    """Return since when owner and backup of a channel both said that they are off or away."""
    answering = [person for person in (owner, backup) if person]
    if not answering or not all(roster.said_away(person, now) for person in answering):
        return None
    return max(roster.duties[person].since or now for person in answering)


def read_until(text: str, zone: str, now: datetime) -> datetime:
    """Return the moment that "2h", "14:00", "2026-12-24" or "2026-12-24T14:00" means in somebody's zone.

    A time of day that has passed is tomorrow's.

    Raises:
        ValueError: it is none of these, or not in the coming year; the text says what to write.
    """
    local = now.astimezone(known_zone(zone))
    text = text.strip()
    try:
        until = _moment(text, local)
    except ValueError:
        raise HoursError(f'"{text}" is no time. Write 2h, 14:00, 2026-12-24 or 2026-12-24T14:00.') from None
    if not now < until <= now + LONGEST_AWAY:
        raise HoursError(f'"{text}" is not in the coming year: choose a later time.')
    return until.astimezone(UTC)


def _moment(text: str, local: datetime) -> datetime:
    if _TIME_OF_DAY.fullmatch(text):
        at = read_clock(text)
        until = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
        return until if until > local else until + timedelta(days=1)
    if "-" in text:
        until = datetime.fromisoformat(text)
        return until if until.tzinfo else until.replace(tzinfo=local.tzinfo)
    return local.astimezone(UTC) + parse_duration(text)
