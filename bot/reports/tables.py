"""A report as tables: for a terminal, a page, a spreadsheet and a program. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from io import StringIO
from typing import Any

from bot.reports.report import Report
from bot.reports.responses import Times
from bot.reports.sums import FEW, Spread
from bot.reports.words import NUDGES, called, percent, points, seconds

_TIMES = ("Asked", "Answered", "Median", "9 in 10", "In hours", "≤ 90 s", "On target", "Even?")
_NOTHING = ("–",) * 5
_COLUMNS = (
    "group", "name", "conversations", "answered", "median_s", "p90_s", "business_median_s", "business_p90_s",
    "within_90s", "within_90s_of", "within_target", "within_target_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows for people: what is unknown or too few is told as such. The first column names the row."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(report: Report) -> list[Table]:
    """Return the tables that have something to say, the most asked for first."""
    found = [
        _times("First responses", "", (report.first,), report, {report.first.name: "all"}),
        _times("What the first response gave", "Gave", tuple(report.by_response.values()), report),
        _times("By channel", "Channel", report.per_channel, report),
        _times("By agent", "Agent", report.per_agent, report),
        _times("By hour of the day", "Hour", report.per_hour, report),
        _times("By day", "Day", report.per_day, report),
        _drafts(report),
        _nudges(report),
        _craft(report),
    ]
    return [table for table in found if table.rows]


def _times(
    title: str,
    first: str,
    rows: Sequence[Times],
    report: Report,
    names: Mapping[str, str] | None = None,
) -> Table:
    known = [row for row in rows if row.conversations]
    return Table(
        title=title,
        head=(first, *_TIMES),
        rows=tuple((_name(row, report, names or {}), *_told(row)) for row in known),
    )


def _name(row: Times, report: Report, names: Mapping[str, str]) -> str:
    return names.get(row.name) or called(report, row)


def _told(row: Times) -> tuple[str, ...]:
    if row.wall.n < FEW and row.target.n < FEW:
        return (str(row.conversations), str(row.answered), "too few" if row.wall.n else "–", *_NOTHING)
    return (
        str(row.conversations),
        str(row.answered),
        _duration(row.wall, row.wall.median),
        _duration(row.wall, row.wall.p90),
        _duration(row.business, row.business.median),
        percent(row.stretch),
        percent(row.target),
        row.steadiness or "–",
    )


def _duration(spread: Spread, value: float | None) -> str:
    return "too few" if value is None and spread.n else seconds(value)


def _drafts(report: Report) -> Table:
    used = report.drafts
    rows = [
        ("shown", str(used.shown)),
        ("sent as they were", str(used.as_is)),
        ("lightly edited (< 40 % changed)", str(used.light)),
        ("rewritten", str(used.rewritten)),
        *((f"dismissed: {reason}", str(number)) for reason, number in sorted(used.dismissed.items())),
        ("not used", str(used.unused)),
        ("accepted", percent(used.accepted)),
        ("from shown to sent, median", _duration(used.to_sent, used.to_sent.median)),
    ]
    return Table(title="Drafts", head=("Drafts", "How many"), rows=tuple(rows) if used.shown else ())


def _nudges(report: Report) -> Table:
    rows = [
        (
            NUDGES.get(one.kind, one.kind),
            str(one.shown),
            percent(one.acted_on),
            _duration(one.to_action, one.to_action.median),
            str(one.not_useful),
        )
        for one in report.nudges
    ]
    head = ("To", "Shown", "Acted on", "After, median", "Not useful")
    return Table(title="Reminders", head=head, rows=tuple(rows))


def _craft(report: Report) -> Table:
    known = {report.names.get(who, who): given for who, given in report.craft_per_agent.items()}
    rows = [("team", points(report.craft))] if report.craft.n else []
    rows += [(name, points(given)) for name, given in sorted(known.items())]
    return Table(title="First-impression score", head=("Who", "Median (middle half, n)"), rows=tuple(rows))


def to_csv(report: Report) -> str:
    """Return the times of every group as CSV: seconds and shares as numbers, empty for too few."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for group, rows in _groups(report):
        for row in rows:
            writer.writerow([group, _safe(called(report, row)), *_numbers(row)])
    return out.getvalue()


def _groups(report: Report) -> Iterator[tuple[str, Sequence[Times]]]:
    yield "all", (report.first,)
    yield "gave", tuple(report.by_response.values())
    yield "channel", report.per_channel
    yield "agent", report.per_agent
    yield "hour", report.per_hour
    yield "day", report.per_day


def _numbers(row: Times) -> list[object]:
    told: list[float | int | None] = [
        row.conversations,
        row.answered,
        row.wall.median,
        row.wall.p90,
        row.business.median,
        row.business.p90,
        row.stretch.share,
        row.stretch.n,
        row.target.share,
        row.target.n,
    ]
    return ["" if value is None else round(value, 3) for value in told]


def _safe(name: str) -> str:
    """A name that a spreadsheet would take for a formula is quoted."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@", "\t") else name


def to_json(report: Report) -> dict[str, Any]:
    """Return a report as plain values: seconds, shares 0-1, moments in ISO form."""
    plain: dict[str, Any] = _plain(asdict(report))
    plain["perceived_minutes"] = plain.pop("perceived")
    return plain


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case float():
            return round(value, 3)
        case _:
            return value
