"""First responses and what became of them: how long, in which hours, and where nobody was there. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.policy import Policy
from bot.reports.facts import Response, Talk, Waited
from bot.reports.sums import NO_SHARE, NO_SPREAD, Share, Spread, share, spread

STRETCH = timedelta(seconds=90)
UNEVEN = 2.0  # times the others' median
_CHASES_AFTER = timedelta(minutes=3)  # later lines of a burst are no second question
_MOST_CHASES = 4
_WEIGHS_MORE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """First responses of one group, in seconds. Wall clock is what the customer lived through; business
    time leaves out the hours in which nobody was to be there. `target` counts those nobody answered, too."""

    name: str = ""
    conversations: int = 0
    wall: Spread = NO_SPREAD
    business: Spread = NO_SPREAD
    stretch: Share = NO_SHARE
    target: Share = NO_SHARE

    @property
    def answered(self) -> int:
        return self.wall.n

    @property
    def steadiness(self) -> str | None:
        """How alike the waits are: consistency beats occasional brilliance."""
        q1, q3 = self.wall.q1, self.wall.q3
        if q1 is None or q3 is None:
            return None
        ratio = q3 / max(q1, 1.0)
        return "steady" if ratio <= 3 else "uneven" if ratio <= 10 else "erratic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One hour of the week. `staffed` is whether somebody was to be there."""

    weekday: int
    hour: int
    asked: int
    median_s: float | None
    staffed: bool
    uncovered: int  # how many of those who asked came while nobody was to be there


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What the times are measured by: each channel's policy, and the moment of asking."""

    policies: Mapping[str, Policy]
    now: datetime

    def business(self, talk: Talk, wait: Waited) -> timedelta | None:
        """Return a wait's business time: as it was stored, or by the hours of today."""
        if wait.business is not None or wait.ended_at is None:
            return wait.business
        policy = self.policies.get(talk.channel)
        return policy.hours.elapsed(wait.opened_at, wait.ended_at) if policy else wait.lasted

    def on_target(self, talk: Talk) -> bool | None:
        """Whether the first wait kept its target; `None` where there is none, or it may still be kept."""
        policy, wait = self.policies.get(talk.channel), talk.waits[0]
        if policy is None or policy.first_target is None:
            return None
        if wait.answered:
            took = self.business(talk, wait)
            return took is not None and took <= policy.first_target
        if wait.end not in (None, "abandoned"):
            return None  # closed or solved without us: in its own column
        waited = policy.hours.elapsed(wait.opened_at, wait.ended_at or self.now)
        return False if waited > policy.first_target else None


def times(talks: Iterable[Talk], by: Clockwork, name: str = "") -> Times:
    """Return the first responses of a group of conversations."""
    known = list(talks)
    answered = [(talk, talk.waits[0]) for talk in known if talk.waits[0].answered]
    wall = [wait.lasted.total_seconds() for _, wait in answered if wait.lasted is not None]
    spent = [by.business(talk, wait) for talk, wait in answered]
    kept = [kept for kept in map(by.on_target, known) if kept is not None]
    return Times(
        name=name,
        conversations=len(known),
        wall=spread(wall),
        business=spread(took.total_seconds() for took in spent if took is not None),
        stretch=share(took <= STRETCH.total_seconds() for took in wall),
        target=share(kept),
    )


def grouped(talks: Iterable[Talk], by: Clockwork, name: Callable[[Talk], str | None]) -> tuple[Times, ...]:
    """Return one row a group, in the order of their names; who has no name is left out."""
    groups: dict[str, list[Talk]] = defaultdict(list)
    for talk in talks:
        called = name(talk)
        if called is not None:
            groups[called].append(talk)
    return tuple(times(members, by, called) for called, members in sorted(groups.items()))


def given(talk: Talk) -> Response | None:
    """Return what the reply that ended the first wait gave."""
    wait = talk.waits[0]
    return next((line.gave for line in talk.ours if line.id == wait.answer), None) if wait.answered else None


def useful(talk: Talk) -> timedelta | None:
    """Return how long it took until a line of ours answered: a holding reply does not win this."""
    found = [line.at for line in talk.ours if line.gave is Response.ANSWER and line.at >= talk.opened_at]
    return min(found) - talk.opened_at if found else None


def later_waits(talks: Iterable[Talk]) -> Spread:
    """Return the answered waits after the first, reopened ones among them: no first response."""
    ended = [wait for talk in talks for wait in talk.waits[1:] if wait.answered]
    return spread(wait.lasted.total_seconds() for wait in ended if wait.lasted is not None)


def perceived(talk: Talk, now: datetime) -> float:
    """Return how long the first wait felt, in minutes: wall clock from line one, nights included, a quarter
    more for each time they asked again and for having to come back about it (CRAFT 4.2)."""
    wait = talk.waits[0]
    until = wait.ended_at or now
    chased, before = 0, wait.opened_at
    for at in talk.theirs:
        if wait.opened_at < at < until and at - before >= _CHASES_AFTER:
            chased += 1
        before = max(before, at)
    weight = 1 + _WEIGHS_MORE * min(chased, _MOST_CHASES) + (_WEIGHS_MORE if talk.again else 0)
    return (until - wait.opened_at) / timedelta(minutes=1) * weight


def heat(
    talks: Sequence[Talk], by: Clockwork, zone: str, staffed: Callable[[Talk], bool]
) -> tuple[Cell, ...]:
    """Return the 168 hours of a week in `zone`, Monday midnight first. `staffed` says whether somebody was to
    be there when a conversation began."""
    hours: dict[tuple[int, int], list[Talk]] = defaultdict(list)
    for talk in talks:
        local = talk.opened_at.astimezone(ZoneInfo(zone))
        hours[local.weekday(), local.hour].append(talk)
    cells = []
    for weekday in range(7):
        for hour in range(24):
            known = hours[weekday, hour]
            uncovered = sum(not staffed(talk) for talk in known)
            cells.append(
                Cell(
                    weekday=weekday,
                    hour=hour,
                    asked=len(known),
                    median_s=times(known, by).wall.median,
                    staffed=uncovered * 2 < len(known) if known else True,
                    uncovered=uncovered,
                )
            )
    return tuple(cells)


def stands_out(groups: Iterable[Sequence[Times]], overall: Times) -> tuple[Times, ...]:
    """Return the groups (channels, agents, hours) that are much slower than all: a bad shift by name."""
    middle = overall.wall.median
    if middle is None:
        return ()
    compared = [row for rows in groups if len(rows) > 1 for row in rows]
    slow = [row for row in compared if (row.wall.median or 0) > UNEVEN * middle]
    return tuple(sorted(slow, key=lambda row: -(row.wall.median or 0)))
