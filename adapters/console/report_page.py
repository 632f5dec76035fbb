"""First response times: the key figures, a chart, and the same in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console.parts import CHOSEN, el, select
from adapters.console.platform import Console
from adapters.console.seat import Seat
from bot.errors import StoreLost
from bot.reports import Report, Row, report
from bot.say import waited

_SPANS = (("1", "Last 24 hours"), ("7", "Last 7 days"), ("30", "Last 30 days"), ("90", "Last 90 days"))
_LOST = "Frontdesk cannot reach its database. Try again in a moment."
# Stand-ins: console.css gives them the colours of the reader's light or dark scheme.
_BAR, _INK, _LINE = "#3d5f9e", "#55585f", "#e2e1dc"


async def report_page(console: Console, seat: Seat) -> None:
    """Draw the report of the last seven days, and of other spans as they are chosen."""
    page = _ReportPage(console)
    await page.draw(7)


class _ReportPage:
    def __init__(self, console: Console) -> None:
        self._console = console
        with el("div", None, "paper-head"):
            el("h1", "First responses")
            chooser = select("Span", _SPANS, "7")
            chooser.on("change", self._chose, js_handler=CHOSEN)
        self._body: Element = el("div", None, "paper-body")

    async def draw(self, days: int) -> None:
        now = self._console.clock.now()
        try:
            async with self._console.store.read() as reading:
                found = await report(reading, now - timedelta(days=days), now)
                names = {one.channel: one.name for one in await reading.all_watched()}
        except StoreLost:
            self._body.clear()
            with self._body:
                el("p", _LOST, "trouble", role="alert")
            return
        self._body.clear()
        with self._body:
            _draw(found, names)

    async def _chose(self, event: GenericEventArguments) -> None:
        await self.draw(int(event.args))


def _draw(found: Report, names: dict[str, str]) -> None:
    if not found.conversations:
        with el("div", None, "empty"):
            el("h2", "Nothing to report yet")
            el("p", "First response times appear here once customers have written and people have answered.")
        return
    with el("div", None, "figures"):
        _figure(_time(found.median_s), "median first response")
        _figure(_time(found.p90_s), "nine in ten within")
        _figure(_share(found.within_target), "within target")
        _figure(_share(found.within_90s), "within 90 seconds")
    if found.answered:
        with el("section", None, "panel", aria_label="Chart"):
            el("h2", "Median first response by day")
            _chart(every_day(found))
    with el("section", None, "panel", aria_label="In words"):
        el("h2", "In words")
        for sentence in sentences(found):
            el("p", sentence)
    if len(found.per_channel) > 1:
        with el("section", None, "panel scrolls", aria_label="By channel"):
            el("h2", "By channel")
            _table(found.per_channel, names)


def every_day(found: Report) -> list[Row]:
    """Return one row for each day of a report, the quiet ones too, so that a chart shows time as it was."""
    known = {row.name: row for row in found.per_day}
    first, last = found.since.date(), found.until.date()
    names = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
    return [known.get(name) or _quiet(name) for name in names]


def _quiet(name: str) -> Row:
    return Row(name=name, conversations=0, answered=0, median_s=None, p90_s=None)


def sentences(found: Report) -> list[str]:
    """Return a report as a person would tell it."""
    told = [
        f"{_count(found.conversations, 'conversation')} began, {found.answered} had a person's answer, "
        f"{found.waiting_now} {'waits' if found.waiting_now == 1 else 'wait'} now."
    ]
    if found.median_s is not None and found.p90_s is not None:
        told.append(
            f"Half of the first answers came within {_time(found.median_s)}, "
            f"nine in ten within {_time(found.p90_s)}."
        )
    if found.drafts_shown:
        told.append(
            f"Drafts were shown for {found.drafts_shown}: {found.sent_as_is} sent as they were, "
            f"{found.sent_edited} after an edit."
        )
    for reason, times in sorted(found.closed_without_reply.items()):
        told.append(f"{_count(times, 'conversation')} closed without a reply: {reason.replace('_', ' ')}.")
    return told


def _figure(value: str, label: str) -> None:
    with el("div", None, "figure"):
        el("strong", value)
        el("span", label)


def _chart(days: Sequence[Row]) -> None:
    ui.echart(_options(days), renderer="svg").classes("chart")
    with el("table", None, "unseen"):
        for day in (day for day in days if day.conversations):
            with el("tr"):
                el("th", day.name, scope="row")
                el("td", f"{_time(day.median_s)}, {day.answered} of {day.conversations} answered")


def _options(days: Sequence[Row]) -> dict[str, Any]:
    minutes = [round(day.median_s / 60, 1) if day.median_s is not None else None for day in days]
    axis: dict[str, Any] = {
        "axisLine": {"lineStyle": {"color": _LINE}},
        "axisLabel": {"color": _INK},
        "axisTick": {"show": False},
    }
    return {
        "animation": False,
        "grid": {"left": 48, "right": 16, "top": 32, "bottom": 32},
        "tooltip": {"trigger": "axis", "confine": True},
        "xAxis": {"type": "category", "data": [_day(day.name) for day in days], **axis},
        "yAxis": {
            "type": "value",
            "name": "minutes",
            "nameTextStyle": {"color": _INK},
            "splitLine": {"lineStyle": {"color": _LINE}},
            **axis,
        },
        "series": [
            {
                "name": "Median (min)",
                "type": "bar",
                "data": minutes,
                "barMaxWidth": 40,
                "itemStyle": {"color": _BAR, "borderRadius": [4, 4, 0, 0]},
                "label": {"show": True, "position": "top", "color": _INK},
            }
        ],
    }


def _table(rows: Sequence[Row], names: dict[str, str]) -> None:
    with el("table", None, "rows"):
        with el("thead"), el("tr"):
            for label in ("Channel", "Conversations", "Answered", "Median", "Nine in ten"):
                el("th", label, scope="col")
        with el("tbody"):
            for row in rows:
                with el("tr"):
                    el("td", names.get(row.name, row.name))
                    el("td", str(row.conversations))
                    el("td", str(row.answered))
                    el("td", _time(row.median_s))
                    el("td", _time(row.p90_s))


def _day(name: str) -> str:
    return f"{date.fromisoformat(name):%d %b}".lstrip("0")


def _time(seconds: float | None) -> str:
    return waited(timedelta(seconds=seconds)) if seconds is not None else "–"


def _share(share: float | None) -> str:
    return f"{share:.0%}" if share is not None else "–"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
