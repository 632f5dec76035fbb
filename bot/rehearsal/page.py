"""What a lead reads before switching alerts on: one page, one file, no script, nothing remote. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from bot.alerts.ledger import MOST_AN_HOUR, MOST_WARNINGS_AN_HOUR
from bot.rehearsal.found import Disturbed, Rehearsed
from bot.reports.tables import Table
from bot.reports.words import count, seconds
from bot.say import waited

_MOST_ROWS = 200
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1d21; --soft: #4b5059; --line: #dfdfd9; --paper: #f5f5f2;
  --card: #fff; --bar: #2f4f8f; --late: #a3261b; --good: #2c6a45; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef1; --soft: #bcc1ca; --line: #33373e;
  --paper: #16181c; --card: #1f2227; --bar: #7f9fdc; --late: #ff9d92; --good: #86cfa3; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 920px; margin: 0 auto; padding: 24px 16px 64px; display: grid; gap: 16px;
  grid-template-columns: minmax(0, 1fr); }
h1 { font-size: 22px; margin: 0; } h2 { font-size: 17px; margin: 0 0 8px; } p { margin: 0 0 8px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px 20px;
  overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
thead th { color: var(--soft); } tr:last-child > * { border-bottom: 0; }
.words :is(td, th) { white-space: normal; vertical-align: top; }
.bar { display: inline-block; height: 10px; background: var(--bar); border-radius: 3px; min-width: 2px; }
.good { color: var(--good); font-weight: 650; } .late { color: var(--late); font-weight: 650; }
.soft { color: var(--soft); } details summary { cursor: pointer; font-weight: 650; }
"""


def page(name: str, found: Sequence[Rehearsed]) -> str:
    """Return the page as HTML. Names of people are shown, what they wrote is not."""
    first = found[0]
    span = " to ".join(_moment(at, first.zone) for at in (first.since, first.until))
    body = "\n".join([_verdict(found), _policies(found), *(_policy(one) for one in found), _rules()])
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Alerts that would have fired · {escape(name)}</title><style>{_STYLE}</style></head>
<body><main>
<h1>Alerts that would have fired</h1>
<p class="soft">{escape(name)}, {span} ({escape(first.zone)}): {count(first.conversations, "conversation")},
{count(first.waits, "wait")}. Hours: {escape(first.hours)}.</p>
{body}
</main></body></html>
"""


def verdict(found: Sequence[Rehearsed]) -> str:
    """Return in a sentence which target a team could live with, or that none of them is."""
    bearable = [one for one in found if one.bearable]
    if not bearable:
        best = max(found, key=lambda one: one.target)
        return f"None of these targets fits this team: with {_target(best)}, {_too_much(best)}."
    best = min(bearable, key=lambda one: one.target)
    told = (
        f"{_target(best)} is the shortest of these targets that this team could live with: "
        f"{count(len(best.alerts), 'alert')}, and nobody gets more than {best.most_in_an_hour} "
        "messages an hour"
    )
    if best.held_back:
        told += f"; {best.held_back} of them came later or without a ping, as their reader had had enough"
    shorter = [one for one in found if one.target < best.target]
    because = "".join(f" With {_target(one)}, {_too_much(one)}." for one in shorter)
    return f"{told}.{because}"


def _too_much(one: Rehearsed) -> str:
    if one.most_in_an_hour > MOST_AN_HOUR:
        return f"somebody gets up to {one.most_in_an_hour} messages an hour"
    return (
        f"nobody gets more than {one.most_in_an_hour} messages an hour, but {one.held_back} of "
        f"{count(len(one.alerts), 'alert')} would come later or without a ping for want of room"
    )


def _target(one: Rehearsed) -> str:
    return seconds(one.target.total_seconds())


def to_json(found: Sequence[Rehearsed]) -> dict[str, Any]:
    """Return the rehearsals as plain values; lengths in seconds."""
    return {
        "verdict": verdict(found),
        "policies": [
            {
                "target_s": one.target.total_seconds(),
                "hours": one.hours,
                "zone": one.zone,
                "conversations": one.conversations,
                "waits": one.waits,
                "late": one.late,
                "alerts": len(one.alerts),
                "messages": len(one.messages),
                "held_back": one.held_back,
                "per_day": dict(one.per_day),
                "most_in_an_hour": one.most_in_an_hour,
                "busiest": one.busiest.isoformat() if one.busiest else None,
                "reached": dict(one.reached),
                "readers": {name: asdict(got) for name, got in one.readers.items()},
                "bearable": one.bearable,
            }
            for one in found
        ],
    }


def _verdict(found: Sequence[Rehearsed]) -> str:
    return f"<section><h2>In short</h2><p>{escape(verdict(found))}</p></section>"


def policies(found: Sequence[Rehearsed]) -> Table:
    """Return the policies side by side, one a column: three fit a phone."""
    told: dict[str, Callable[[Rehearsed], object]] = {
        "Late waits": lambda one: one.late,
        "Alerts": lambda one: len(one.alerts),
        "Later or without a ping": lambda one: one.held_back,
        "Messages in all": lambda one: len(one.messages),
    }
    rows = [(name, *(str(value(one)) for one in found)) for name, value in told.items()]
    readers = dict.fromkeys(name for one in found for name in one.readers)
    rows += [(f"For {name}", *(_reader(one, name) for one in found)) for name in readers]
    return Table(title="The policies", head=("Target", *map(_target, found)), rows=tuple(rows))


def _reader(one: Rehearsed, name: str) -> str:
    got = one.readers.get(name)
    if got is None:
        return "none"
    loud = " (too many)" if got.an_hour > MOST_AN_HOUR else ""
    return f"{got.messages}; at most {got.a_day} a day, {got.an_hour} an hour{loud}"


def _policies(found: Sequence[Rehearsed]) -> str:
    table = policies(found)
    side_by_side = f"<div class='words'>{_table(table.head, table.rows)}</div>"
    return f"<section><h2>{table.title}</h2>{side_by_side}</section>"


def _policy(one: Rehearsed) -> str:
    name = _target(one)
    busiest = f" The busiest hour began {_moment(one.busiest, one.zone)}." if one.busiest else ""
    most = max(one.per_day.values(), default=1)
    days = "".join(
        f"<tr><th scope='row'>{day}</th><td>{number}</td>"
        f"<td style='width:60%'><span class='bar' style='width:{100 * number // most}%'></span></td></tr>"
        for day, number in one.per_day.items()
    )
    return (
        f"<section><h2>Target {name}</h2><p>{count(len(one.messages), 'message')} for "
        f"{count(len(one.alerts), 'alert')}.{busiest}</p>"
        f"<table><thead><tr><th scope='col'>Day</th><th scope='col'>Messages</th><th></th></tr></thead>"
        f"<tbody>{days}</tbody></table>"
        f"<details><summary>Every alert</summary>{_each(one)}</details></section>"
    )


def _each(one: Rehearsed) -> str:
    head = ("When", "Who waited", "Waited", "Rose to", "Named", "Then")
    shown = [_row(alert, one.zone) for alert in one.alerts[:_MOST_ROWS]]
    rest = len(one.alerts) - len(shown)
    more = f"<p class='soft'>and {rest} more</p>" if rest > 0 else ""
    return _table(head, shown) + more


def _row(alert: Disturbed, zone: str) -> tuple[str, ...]:
    return (
        _moment(alert.at, zone),
        alert.customer,
        waited(alert.waited),
        alert.level,
        ", ".join(alert.told) or f"nobody: {alert.why_nobody or 'nobody is on duty'}",
        alert.ended,
    )


def _rules() -> str:
    rules = "".join(f"<li>{rule}</li>" for rule in _told_rules())
    return f"<section><h2>What counts here</h2><ul>{rules}</ul></section>"


def _told_rules() -> Iterator[str]:
    yield "One alert a wait: warning, breach and escalation change one message, and only a new one counts."
    yield "Alerts that fall due within a minute share a message."
    yield (
        f"Nobody gets more than {MOST_AN_HOUR} messages within an hour, {MOST_WARNINGS_AN_HOUR} of them "
        "warnings. Further breaches go to the next on duty, or wait until somebody has room."
    )
    yield "Drafts and cards are left out of this rehearsal: no alert depends on them."
    yield "Nobody acts on these alerts here. In life an alert that is answered early spares the later ones."
    yield (
        "A reply that names nobody is taken to answer who wrote last, within ten minutes; else the "
        "longest wait."
    )
    yield "Who is staff was told on the command line; everybody else counts as a customer."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th scope='col'>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: Sequence[str]) -> Iterator[str]:
    yield f"<th scope='row'>{escape(row[0])}</th>"
    yield from (f"<td>{escape(cell)}</td>" for cell in row[1:])


def _moment(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"
