"""What became of drafts, nudges and alerts. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.alerts.ledger import MOST_AN_HOUR
from bot.record import DraftState, NoticeState
from bot.reports.facts import Proposed, Reminded
from bot.reports.sums import NO_SPREAD, Share, Spread, spread

LIGHT = 0.4  # below this share of changed words an edit is a light one
IN_A_ROW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Drafts that agents saw. `to_sent` is seconds from the draft to the reply made from it."""

    shown: int = 0
    as_is: int = 0
    light: int = 0
    rewritten: int = 0
    dismissed: Mapping[str, int] = field(default_factory=dict)
    to_sent: Spread = NO_SPREAD

    @property
    def sent(self) -> int:
        return self.as_is + self.light + self.rewritten

    @property
    def accepted(self) -> Share:
        """Sent as it was or lightly edited, of those shown."""
        return Share(yes=self.as_is + self.light, n=self.shown)

    @property
    def unused(self) -> int:
        return self.shown - self.sent - sum(self.dismissed.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged:
    """Nudges of one kind, and how many were acted on."""

    kind: str
    shown: int
    acted: int
    not_useful: int
    to_action: Spread = NO_SPREAD  # seconds

    @property
    def acted_on(self) -> Share:
        return Share(yes=self.acted, n=self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """How much staff were disturbed: one alert is one wait, however often it rose."""

    shown: int = 0
    per_day: float = 0.0
    most_in_an_hour: int = 0

    @property
    def too_many(self) -> bool:
        return self.most_in_an_hour > MOST_AN_HOUR


def drafts(proposed: Iterable[Proposed]) -> Drafts:
    shown = [one for one in proposed if one.shown]
    sent = [one for one in shown if one.sent_at is not None]
    far = [one.distance or 0.0 for one in sent]
    thrown = [one for one in shown if one.state is DraftState.DISMISSED and one.sent_at is None]
    return Drafts(
        shown=len(shown),
        as_is=sum(value == 0 for value in far),
        light=sum(0 < value < LIGHT for value in far),
        rewritten=sum(value >= LIGHT for value in far),
        dismissed=dict(Counter(one.reason or "no reason given" for one in thrown)),
        to_sent=spread((one.sent_at - one.made_at).total_seconds() for one in sent if one.sent_at),
    )


def stopped(reminded: Iterable[Reminded]) -> tuple[str, ...]:
    """Return the kinds of nudges of which somebody left the last three: they are no longer pushed to them."""
    theirs: dict[tuple[str, str], list[Reminded]] = defaultdict(list)
    for one in sorted(reminded, key=lambda one: one.shown_at):
        if one.level is None and one.to:
            theirs[one.to[0], one.kind].append(one)
    found = {kind for (_, kind), had in theirs.items() if len(had) >= IN_A_ROW and _left(had[-IN_A_ROW:])}
    return tuple(sorted(found))


def _left(reminded: Iterable[Reminded]) -> bool:
    return all(one.left for one in reminded)


def nudges(reminded: Iterable[Reminded]) -> tuple[Nudged, ...]:
    groups: dict[str, list[Reminded]] = defaultdict(list)
    for one in reminded:
        if one.level is None and one.kind != "alert":
            groups[one.kind].append(one)
    return tuple(
        Nudged(
            kind=kind,
            shown=len(members),
            acted=sum(one.acted_on for one in members),
            not_useful=sum(one.state is NoticeState.DISMISSED for one in members),
            to_action=spread(one.after.total_seconds() for one in members if one.acted_on and one.after),
        )
        for kind, members in sorted(groups.items())
    )


def alerts(reminded: Iterable[Reminded], since: datetime, until: datetime) -> Alerts:
    at = sorted(one.shown_at for one in reminded if one.kind == "alert")
    days = max(1.0, (until - since) / timedelta(days=1))
    return Alerts(shown=len(at), per_day=len(at) / days, most_in_an_hour=most_within(at, timedelta(hours=1)))


def most_within(moments: Iterable[datetime], length: timedelta) -> int:
    """Return how many moments lie within `length` of each other, at most."""
    known = sorted(moments)
    most = first = 0
    for last, at in enumerate(known):
        while at - known[first] >= length:
            first += 1
        most = max(most, last - first + 1)
    return most
