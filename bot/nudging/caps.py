"""When one more nudge is too many for one person. Pure: what they had, and the time, are arguments.

A nudge is pushed (it makes a sound) or waits in the agent's list (it makes none). What presses, a promised
time or a customer who asks again, is pushed while anything is; the rest leaves room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.record import NoticeKind, Result

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_AN_HOUR, MOST_A_DAY = 2, 6
MOST_AN_HOUR_UNPRESSING, MOST_A_DAY_UNPRESSING = 1, 4
IGNORED_AFTER = timedelta(hours=2)
FIRST_PAUSE = timedelta(minutes=30)  # after one that was ignored; twice as long after each further one
STOPS_AFTER = 3
MUTES_FROM, MUTES_ABOVE = 20, 0.3
MERGES_WITHIN = timedelta(minutes=5)
LOOKS_BACK = timedelta(days=90)

PRESSING = frozenset(
    {NoticeKind.PROMISE_NEAR, NoticeKind.CHASING, NoticeKind.FOLLOW_UP, NoticeKind.HIGH_STAKES}
)
# broken promises, what somebody asked to be told, and what only they can settle
EXEMPT = frozenset(
    {
        NoticeKind.PROMISE_PASSED,
        NoticeKind.SECURITY,
        NoticeKind.REMINDER,
        NoticeKind.UNSURE,
        NoticeKind.UNSENT,
        NoticeKind.WHICH,
        NoticeKind.HANDED,
        NoticeKind.BAD_RATING,
        NoticeKind.HANDOVER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A nudge that one person had. `message` is the nudge that leads the message it stood in."""

    id: int
    kind: NoticeKind
    shown_at: datetime
    pushed_at: datetime | None = None
    message: int = 0
    result: Result | None = None

    @property
    def head(self) -> bool:
        return self.message in (0, self.id)


class How(Enum):
    """What becomes of a nudge that is due."""

    PUSH = auto()
    LIST = auto()  # it waits in the agent's list, silently
    DROP = auto()  # this kind is muted for this person


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a nudge is delivered, and why, in words."""

    how: How
    why: str = ""


def verdict(kind: NoticeKind, past: Sequence[Past], now: datetime) -> Verdict:
    """Return how a nudge of `kind` reaches somebody who had `past`."""
    if kind in EXEMPT:
        return Verdict(How.PUSH)
    if muted(kind, past, now):
        return Verdict(How.DROP, "this kind is muted: it was not useful too often")
    streak = ignored_in_a_row(kind, past, now)
    if streak >= STOPS_AFTER:
        return Verdict(How.LIST, f"the last {streak} of this kind were left")
    last = max((each.pushed_at for each in past if each.kind is kind and each.pushed_at), default=None)
    if streak and last and now < last + FIRST_PAUSE * 2 ** (streak - 1):
        return Verdict(How.LIST, "the last one of this kind was left, so it pauses")
    if _full(past, now, pressing=kind in PRESSING):
        return Verdict(How.LIST, "enough was pushed for now")
    return Verdict(How.PUSH)


def muted(kind: NoticeKind, past: Sequence[Past], now: datetime) -> bool:
    """Whether somebody called a kind not useful too often to be shown it again."""
    seen = [
        each
        for each in past
        if each.kind is kind and each.result in _JUDGED and now - each.shown_at <= LOOKS_BACK
    ]
    useless = sum(each.result is Result.USELESS for each in seen)
    return len(seen) >= MUTES_FROM and useless > MUTES_ABOVE * len(seen)


def ignored_in_a_row(kind: NoticeKind, past: Sequence[Past], now: datetime) -> int:
    """Return how many pushed nudges of a kind were left, one after another, the latest of them included."""
    streak = 0
    for each in sorted(past, key=lambda known: known.shown_at, reverse=True):
        if each.kind is not kind or each.result in _NEUTRAL:
            continue
        if each.result is None and (each.pushed_at is None or now - each.pushed_at < IGNORED_AFTER):
            continue  # it may still be looked at
        if each.result not in (None, Result.LEFT):
            return streak
        streak += each.pushed_at is not None
    return streak


def _full(past: Sequence[Past], now: datetime, *, pressing: bool) -> bool:
    pushed = [now - each.pushed_at for each in past if each.head and each.pushed_at]
    hour, day = sum(ago < AN_HOUR for ago in pushed), sum(ago < A_DAY for ago in pushed)
    if pressing:
        return hour >= MOST_AN_HOUR or day >= MOST_A_DAY
    return hour >= MOST_AN_HOUR_UNPRESSING or day >= MOST_A_DAY_UNPRESSING


_JUDGED = frozenset({Result.USED, Result.DONE, Result.ACTED, Result.USELESS, Result.LEFT})
_NEUTRAL = frozenset({Result.OVERTAKEN, Result.NEEDLESS})
