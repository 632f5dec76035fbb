"""The one chart of a report as a value, with its words for those who cannot see it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.policy import Policy
from bot.reports.report import Report
from bot.reports.responses import Times
from bot.reports.words import percent, seconds

_MOST_BY_DAY = 45
MARKS = (1, 10, 30, 90, 300, 900, 3_600, 14_400, 86_400, 604_800)  # seconds, where an axis is labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day or a week: `None` where too few were answered for a figure."""

    label: str
    n: int
    median_s: float | None = None
    p90_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """First responses over time: median and nine-in-ten for each day (or week), against the target."""

    title: str
    note: str  # one line of figures under the title
    points: tuple[Point, ...]
    by: str  # "day" or "week"
    target_s: float | None
    alt: str

    @property
    def empty(self) -> bool:
        return all(point.median_s is None for point in self.points)


def chart(report: Report, policies: Mapping[str, Policy]) -> Chart:
    """Return the chart of a report: by day, or by week where days have too few."""
    by, points = _points(report)
    target_s = _target(report, policies)
    return Chart(
        title=_title(report),
        note=_note(report),
        points=points,
        by=by,
        target_s=target_s,
        alt=alt(report, points, by, target_s),
    )


def alt(report: Report, points: Sequence[Point], by: str, target_s: float | None) -> str:
    """Return what the chart shows, in words made from its figures."""
    wall = report.first.wall
    if wall.median is None:
        return f"{_title(report)}: {wall.n} answered, too few for a chart."
    target = f" of {seconds(target_s)}" if target_s else ""
    shares = [f"{percent(report.first.stretch)} within 90 seconds"]
    if report.first.target.share is not None:
        shares.append(f"{percent(report.first.target)} within the target{target}")
    told = [
        f"{_title(report)}: half within {seconds(wall.median)}, nine of ten within {seconds(wall.p90)} "
        f"(n={wall.n}), {', '.join(shares)}."
    ]
    known = [(point.median_s, point.label) for point in points if point.median_s is not None]
    if len(known) > 1:
        (best, fast), (worst, slow) = min(known), max(known)
        told.append(f"Fastest {by} {fast} ({seconds(best)}), slowest {slow} ({seconds(worst)}).")
    return " ".join(told)


def _points(report: Report) -> tuple[str, tuple[Point, ...]]:
    days, weeks = _every_day(report), report.per_week
    told = sum(row.wall.median is not None for row in days)
    busy = sum(row.answered > 0 for row in days)
    if len(days) <= _MOST_BY_DAY and told * 2 >= busy:
        return "day", tuple(_point(row) for row in days)
    return "week", tuple(_point(row) for row in weeks)


def _every_day(report: Report) -> list[Times]:
    """Return a row for each day, the quiet ones too, so that the chart shows time as it was."""
    known = {row.name: row for row in report.per_day}
    if not known:
        return []
    first, last = date.fromisoformat(min(known)), date.fromisoformat(max(known))
    names = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
    return [known.get(name) or Times(name=name) for name in names]


def _point(row: Times) -> Point:
    return Point(label=day(row.name), n=row.answered, median_s=row.wall.median, p90_s=row.wall.p90)


def day(name: str) -> str:
    """Return an ISO date as people write it: "3 Nov"."""
    return f"{date.fromisoformat(name):%d %b}".lstrip("0")


def _title(report: Report) -> str:
    where = report.names.get(report.channel, report.channel) if report.channel else "All channels"
    last = report.until - timedelta(seconds=1)
    days = " to ".join(day(at.date().isoformat()) for at in (report.since, last))
    return f"First responses · {where} · {days}"


def _note(report: Report) -> str:
    wall = report.first.wall
    if wall.median is None:
        return f"{wall.n} answered: too few for figures"
    told = [f"median {seconds(wall.median)}", f"nine in ten {seconds(wall.p90)}"]
    if report.first.stretch.share is not None:
        told.append(f"{report.first.stretch.share:.0%} within 90 s")
    if report.first.target.share is not None:
        told.append(f"{report.first.target.share:.0%} on target")
    return " · ".join([*told, f"n={wall.n}"])


def _target(report: Report, policies: Mapping[str, Policy]) -> float | None:
    """Return the target that all these channels share, if they share one."""
    channels = [row.name for row in report.per_channel]
    targets = {policies[name].first_target for name in channels if name in policies}
    found = targets.pop() if len(targets) == 1 else None
    return found.total_seconds() if found else None
