"""How good first replies were, and what the best do differently. Pure; few values give no figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from bot.reports.facts import Rated, Scored, Talk
from bot.reports.sums import FEW, Share, Spread, share, spread

GOOD, WEAK = 75, 55  # of 100; below the second a reply is warned about before it is sent
_MOST_TOLD = 5
RETURNS_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The criterion that most separates the best quarter of first replies from the weakest one.

    `top` and `bottom` are its mean points (0-2) there; the examples are conversations, best and weakest.
    """

    criterion: str
    top: float
    bottom: float
    n: int  # in each quarter
    best: int
    weakest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Our scorecard and the customer said different things about a conversation."""

    conversation: int
    score: int
    good: bool

    @property
    def gap(self) -> int:
        return 100 - self.score if self.good else self.score


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """What customers said when asked. Silence is a column of its own and in no share of good ones."""

    good: int = 0
    bad: int = 0
    silent: int = 0

    @property
    def asked(self) -> int:
        return self.good + self.bad + self.silent

    @property
    def liked(self) -> Share:
        return Share(yes=self.good, n=self.good + self.bad)

    @property
    def answered(self) -> Share:
        return Share(yes=self.good + self.bad, n=self.asked)


def ratings(rated: Iterable[Rated]) -> Ratings:
    known = list(rated)
    return Ratings(
        good=sum(one.good is True for one in known),
        bad=sum(one.good is False for one in known),
        silent=sum(one.good is None for one in known),
    )


def craft(scored: Iterable[Scored]) -> Spread:
    return spread(float(one.total) for one in scored)


def per_agent(scored: Iterable[Scored]) -> Mapping[str, Spread]:
    """Return each person's scores."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[one.by].append(one)
    return {who: craft(members) for who, members in groups.items()}


def contrast(scored: Sequence[Scored]) -> Contrast | None:
    """Return what the best quarter does and the weakest does not; `None` below five replies in a quarter."""
    ordered = sorted((one for one in scored if one.parts), key=lambda one: (one.total, one.conversation))
    n = len(ordered) // 4
    if n < FEW:
        return None
    bottom, top = ordered[:n], ordered[-n:]
    names = top[0].parts.keys() & bottom[0].parts.keys()
    mean = {
        name: (fmean(one.parts.get(name, 0) for one in top), fmean(one.parts.get(name, 0) for one in bottom))
        for name in sorted(names)
    }
    name = max(mean, key=lambda known: mean[known][0] - mean[known][1])
    high, low = mean[name]
    if high <= low:
        return None
    return Contrast(
        criterion=name, top=high, bottom=low, n=n, best=top[-1].conversation, weakest=bottom[0].conversation
    )


def disagreements(scored: Iterable[Scored], rated: Iterable[Rated]) -> tuple[Disagreement, ...]:
    """Return where we thought well and they did not, or the reverse: the largest gaps first."""
    told = {one.conversation: one.good for one in rated if one.good is not None}
    found = [
        Disagreement(conversation=one.conversation, score=one.total, good=told[one.conversation])
        for one in scored
        if one.conversation in told
    ]
    apart = [one for one in found if (one.good and one.score < WEAK) or (not one.good and one.score >= GOOD)]
    return tuple(sorted(apart, key=lambda one: -one.gap)[:_MOST_TOLD])


def recovered(talks: Iterable[Talk]) -> Share:
    """Return how many whose first message was upset said thanks in the end."""
    return share(talk.thanked for talk in talks if talk.upset)


def returns(talks: Sequence[Talk], scored: Iterable[Scored], now: datetime) -> Mapping[str, Share]:
    """Return which share of first contacts wrote again within 30 days, by the score of our first reply."""
    score = {one.conversation: one.total for one in scored}
    began: dict[str, list[datetime]] = defaultdict(list)
    for talk in talks:
        began[talk.customer].append(talk.opened_at)
    bands: dict[str, list[bool]] = defaultdict(list)
    for talk in talks:
        if talk.first_contact and talk.id in score and now - talk.opened_at >= RETURNS_WITHIN:
            later = [at for at in began[talk.customer] if timedelta() < at - talk.opened_at <= RETURNS_WITHIN]
            bands[_band(score[talk.id])].append(bool(later))
    return {name: share(values) for name, values in sorted(bands.items())}


def _band(total: int) -> str:
    return (
        f"{GOOD} and more" if total >= GOOD else f"{WEAK} to {GOOD - 1}" if total >= WEAK else f"below {WEAK}"
    )
