"""When to warn before a target, and whom to tell after it, as people write them. Pure.

Warnings: "50%, 80%, 5m before". A ladder: "100% lead if urgent or nobody; 200% lead; 300% webhook".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.lengths import compact, parse_duration

MOST_WARNINGS = 5
MOST_RUNGS = 8
WEBHOOK = "webhook"
OWNER, BACKUP, ON_DUTY, LEAD = "owner", "backup", "on duty", "lead"
BY_OFFICE = (OWNER, BACKUP, ON_DUTY, LEAD, WEBHOOK)
_PERCENT = re.compile(r"(\d{1,4})\s*%", re.ASCII)
_RUNG = re.compile(r"(?P<share>\d{1,4}\s*%)\s+(?P<to>.+?)(?:\s+if\s+(?P<only>.+))?", re.ASCII | re.IGNORECASE)
_KEY = re.compile(r"[a-z]+:\S+")


class LadderError(ValueError):
    """Warnings or a ladder that cannot be used. The text says what to change."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A warning: at a share of the target, or a length of open time before it."""

    share: float | None = None
    before: timedelta | None = None

    def at(self, target: timedelta) -> timedelta | None:
        """Return how long into a target it comes; `None` where the target is too short for it."""
        if self.before is not None:
            return target - self.before if target > self.before else None
        return target * (self.share or 0)

    def __str__(self) -> str:
        return f"{self.share:.0%}" if self.share else f"{compact(self.before)} before"


class Only(StrEnum):
    """What a rung waits for beside its moment."""

    ALWAYS = ""
    URGENT = "urgent"
    NOBODY = "nobody"  # nobody who should answer is on duty
    URGENT_OR_NOBODY = "urgent or nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of an escalation: at `share` of the target, tell `to`.

    `to` is an office ("owner", "backup", "on duty", "lead", "webhook"), or the key of a person, a group, a
    role or a channel.
    """

    share: float
    to: str
    only: Only = Only.ALWAYS

    def __str__(self) -> str:
        return f"{self.share:.0%} {self.to}" + (f" if {self.only.value}" if self.only.value else "")


WARN_AT_80 = (Ahead(share=0.8),)
LEAD_AT_200 = (
    Rung(share=1.0, to=LEAD, only=Only.URGENT_OR_NOBODY),
    Rung(share=2.0, to=LEAD),
)


def read_warnings(text: str) -> tuple[Ahead, ...]:
    """Return the warnings that "80%, 5m before" stands for, earliest share first; none for an empty text.

    Raises:
        LadderError: a part is no warning, or there are too many.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > MOST_WARNINGS:
        raise LadderError(f"At most {MOST_WARNINGS} warnings: more of them are read by nobody.")
    found = {_warning(part) for part in parts}
    return tuple(sorted(found, key=lambda each: (each.share is None, each.share or 0, each.before)))


def write_warnings(warnings: Iterable[Ahead]) -> str:
    return ", ".join(map(str, warnings))


def read_ladder(text: str) -> tuple[Rung, ...]:
    """Return the rungs of "100% lead if urgent; 200% lead", lowest first; none for an empty text.

    Raises:
        LadderError: a rung cannot be read, or there are too many.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > MOST_RUNGS:
        raise LadderError(f"At most {MOST_RUNGS} rungs.")
    return tuple(sorted((_rung(part) for part in parts), key=lambda rung: rung.share))


def write_ladder(rungs: Iterable[Rung]) -> str:
    return "; ".join(map(str, rungs))


def _warning(part: str) -> Ahead:
    percent = _PERCENT.fullmatch(part)
    if percent:
        share = int(percent[1]) / 100
        if not 0.1 <= share < 1:
            raise LadderError(f'"{part}" warns too late or at once: use a share from 10% to 99%, like 80%.')
        return Ahead(share=share)
    length, word, _ = part.partition(" before")
    if not word:
        raise LadderError(f'"{part}" is no warning. Write a share like 80%, or a time like 5m before.')
    try:
        before = parse_duration(length)
    except ValueError as wrong:
        raise LadderError(str(wrong)) from None
    if not before:
        raise LadderError("A warning no time before the target is the breach itself: leave it out.")
    return Ahead(before=before)


def _rung(part: str) -> Rung:
    match = _RUNG.fullmatch(part)
    if not match:
        raise LadderError(
            f'"{part}" is no rung. Write a share and whom to tell: 200% lead, or 100% lead if urgent.'
        )
    percent = _PERCENT.fullmatch(match["share"])
    share = int(percent[1]) / 100 if percent else 0
    if not 1 <= share <= 100:
        raise LadderError(f'"{part}": escalate at 100% of the target or later; before it, use a warning.')
    to = match["to"].strip()
    if to.lower() not in BY_OFFICE and not _KEY.fullmatch(to):
        raise LadderError(
            f'"{to}" is nobody I can tell. Use {", ".join(BY_OFFICE)}, or pick a person or place.'
        )
    only = " ".join((match["only"] or "").lower().split()).removesuffix(" is on duty")
    if only not in {each.value for each in Only}:
        raise LadderError(f'"{only}": a rung waits for "urgent", "nobody", "urgent or nobody" or nothing.')
    return Rung(share=share, to=to.lower() if to.lower() in BY_OFFICE else to, only=Only(only))
