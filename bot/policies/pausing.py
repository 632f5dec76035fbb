"""Alerts that rest for a while: until when, and what that means in words. Pure.

A pause always ends by itself. No alerts for good is a step of trust, and no pause.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.card import Answered
from bot.policy import Policy, Step
from bot.roster.duty import read_until
from bot.say import clock_time

PAUSED_FOR = timedelta(hours=2)  # where nobody says until when
LONGEST_PAUSE = timedelta(days=14)


def pause_end(text: str, zone: str, now: datetime) -> datetime:
    """Return when a pause ends that "2h", "14:00" or "2026-12-24" was said for in somebody's zone.

    Raises:
        ValueError: it is no time, or more than two weeks away; the text says what to write.
    """
    end = read_until(text, zone, now) if text.strip() else now + PAUSED_FOR
    if end > now + LONGEST_PAUSE:
        raise ValueError(
            "A pause lasts two weeks at most. For longer, set Trust to cards: then no alerts go out."
        )
    return end


def paused(name: str, end: datetime, zone: str, now: datetime) -> Answered:
    until = clock_time(end, zone, now=now)
    return Answered(
        text=f"Alerts of {name} rest until {until} ({zone}): cards go on, the clocks keep running, nobody is "
        "pinged. Whoever waits too long by then is told about then."
    )


def no_alerts(name: str) -> Answered:
    return Answered(text=f"No alerts go out for {name} as it is: set its Trust to alerts first.", ok=False)


def alerts_of(policy: Policy, zone: str, now: datetime) -> str:
    """Return what a reader must know of a channel's alerts: that none go out, or until when they rest."""
    if policy.step is not Step.ALERTS:
        return "No alerts go out."
    end = policy.pauses(now)
    return f"Alerts rest until {clock_time(end, zone, now=now)}." if end else ""
