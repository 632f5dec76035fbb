"""How fast and how good first replies are: figures from the waits as they are stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from bot.policy import Policy
from bot.ports import Reading

STRETCH = timedelta(seconds=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """First responses of one day or one channel. Times in seconds of wall clock; `None`: nothing answered."""

    name: str
    conversations: int
    answered: int
    median_s: float | None
    p90_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """First responses between two moments. Shares are 0-1: `within_90s` of the answered ones, `within_target`
    of those that were answered or ought to have been."""

    since: datetime
    until: datetime
    conversations: int
    answered: int
    median_s: float | None
    p90_s: float | None
    within_90s: float | None
    within_target: float | None
    per_day: tuple[Row, ...]
    per_channel: tuple[Row, ...]
    drafts_shown: int
    sent_as_is: int
    sent_edited: int
    closed_without_reply: Mapping[str, int]
    waiting_now: int


async def report(reading: Reading, since: datetime, until: datetime) -> Report:
    """Return the figures of every first wait that began between `since` and `until`."""
    waits = [row for row in await reading.figures(since, until) if row["number"] == 1]
    policies = {known.channel: known.policy for known in await reading.all_watched()}
    answered = [row for row in waits if row["end"] == "replied"]
    lasted = [_seconds(row) for row in answered]
    kept = []
    for row in answered:
        policy = policies.get(row["channel"])
        if policy and policy.first_target:
            took = policy.hours.elapsed(row["opened_at"], row["ended_at"])
            kept.append(took <= policy.first_target)
    kept += [False for row in waits if _missed(row, policies.get(row["channel"]), until)]
    sent = [row for row in answered if row.get("draft_sent")]
    return Report(
        since=since,
        until=until,
        conversations=len(waits),
        answered=len(answered),
        median_s=median(lasted) if lasted else None,
        p90_s=percentile(lasted, 0.9),
        within_90s=_share(value <= STRETCH.total_seconds() for value in lasted),
        within_target=_share(kept),
        per_day=_rows(waits, lambda row: _day(row["opened_at"]).isoformat()),
        per_channel=_rows(waits, lambda row: str(row["channel"])),
        drafts_shown=sum(bool(row.get("drafts")) for row in waits),
        sent_as_is=sum(row.get("distance") == 0 for row in sent),
        sent_edited=sum(bool(row.get("distance")) for row in sent),
        closed_without_reply=Counter(
            str(row["reason"] or "closed") for row in waits if row["end"] == "closed"
        ),
        waiting_now=sum(row["ended_at"] is None for row in waits),
    )


def _missed(row: Mapping[str, Any], policy: Policy | None, until: datetime) -> bool:
    """Whether nobody answered a first wait within its target, though it is over it by now."""
    if row["end"] not in (None, "abandoned") or policy is None or policy.first_target is None:
        return False
    return policy.hours.elapsed(row["opened_at"], row["ended_at"] or until) > policy.first_target


def percentile(values: Iterable[float], share: float) -> float | None:
    """Return the smallest value that at least `share` of all values do not exceed; `None` without values."""
    ordered = sorted(values)
    if not ordered:
        return None
    rank = max(1, -(-len(ordered) * share // 1))
    return ordered[int(rank) - 1]


def _rows(waits: Sequence[Mapping[str, Any]], name: Any) -> tuple[Row, ...]:
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in waits:
        groups[name(row)].append(row)
    rows = []
    for group, members in sorted(groups.items()):
        lasted = [_seconds(row) for row in members if row["end"] == "replied"]
        rows.append(
            Row(
                name=group,
                conversations=len(members),
                answered=len(lasted),
                median_s=median(lasted) if lasted else None,
                p90_s=percentile(lasted, 0.9),
            )
        )
    return tuple(rows)


def _seconds(row: Mapping[str, Any]) -> float:
    return float((row["ended_at"] - row["opened_at"]).total_seconds())


def _share(values: Iterable[bool]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None


def _day(at: datetime) -> date:
    return at.date()
