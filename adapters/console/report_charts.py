"""The report's charts as ECharts options, each with the table that says the same to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from adapters.console.parts import el
from bot.business_hours.spans import WEEKDAYS
from bot.reports.chart import MARKS, Chart
from bot.reports.responses import Cell
from bot.reports.words import hour, seconds

# Stand-ins: console.css gives them the colours of the reader's light or dark scheme.
_BAR, _FAR, _INK, _LINE, _LATE, _CALM = "#3d5f9e", "#8fa6d6", "#55585f", "#e2e1dc", "#a3261b", "#b9c8de"
_AXIS: dict[str, Any] = {
    "axisLine": {"lineStyle": {"color": _LINE}},
    "axisLabel": {"color": _INK},
    "axisTick": {"show": False},
}
_MINUTES = (
    "value => value == null ? '–' : value < 5 / 3 ? Math.round(value * 60) + ' s' : "
    "value < 60 ? Math.round(value) + ' min' : Math.round(value / 6) / 10 + ' h'"
)


def draw_times(chart: Chart) -> None:
    """Draw median and nine in ten over time, on an axis where ten times as long is one step up."""
    ui.echart(_times(chart), renderer="svg").classes("chart")
    with el("table", None, "unseen"):
        el("caption", chart.alt)
        with el("thead"), el("tr"):
            for label in (chart.by.capitalize(), "Answered", "Median", "Nine in ten"):
                el("th", label, scope="col")
        with el("tbody"):
            for point in (point for point in chart.points if point.n):
                with el("tr"):
                    el("th", point.label, scope="row")
                    for text in (str(point.n), seconds(point.median_s), seconds(point.p90_s)):
                        el("td", text)


def draw_week(cells: Sequence[Cell], *, cover: bool) -> None:
    """Draw the hours of a week: how many asked and, with `cover`, in which of them nobody was to be there."""
    ui.echart(_week(cells, cover=cover), renderer="svg").classes("chart week")
    told = [cell for cell in cells if (cell.uncovered if cover else cell.asked)]
    with el("table", None, "unseen"):
        el("caption", "Hours with customers and nobody there" if cover else "When customers begin to write")
        with el("thead"), el("tr"):
            for label in ("Hour", "Conversations", "Nobody there" if cover else "Median first response"):
                el("th", label, scope="col")
        with el("tbody"):
            for cell in told:
                with el("tr"):
                    el("th", hour(cell), scope="row")
                    el("td", str(cell.asked))
                    el("td", str(cell.uncovered) if cover else seconds(cell.median_s))


def _times(chart: Chart) -> dict[str, Any]:
    def line(name: str, values: list[float | None], colour: str, **more: Any) -> dict[str, Any]:
        return {
            "name": name,
            "type": "line",
            "data": [round(value / 60, 2) if value is not None else None for value in values],
            "symbol": "circle",
            "symbolSize": 8,
            "lineStyle": {"color": colour, "width": 2},
            "itemStyle": {"color": colour},
            **more,
        }

    target = {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"color": _LATE, "type": "dashed", "width": 2},
        "label": {"formatter": "target", "position": "insideStartTop", "color": _LATE},
        "data": [{"yAxis": chart.target_s / 60}] if chart.target_s else [],
    }
    return {
        "animation": False,
        "grid": {"left": 56, "right": 16, "top": 40, "bottom": 32},
        "legend": {"right": 8, "top": 0, "textStyle": {"color": _INK}, "itemWidth": 18},
        "tooltip": {"trigger": "axis", "confine": True, ":valueFormatter": _MINUTES},
        "xAxis": {"type": "category", "data": [point.label for point in chart.points], **_AXIS},
        "yAxis": {
            "type": "log",
            **_AXIS,
            "min": min(_marks(chart)),
            "max": max(_marks(chart)),
            "splitLine": {"lineStyle": {"color": _LINE}},
            "axisTick": {"show": False, "customValues": _marks(chart)},
            "axisLabel": {"color": _INK, ":formatter": _MINUTES, "customValues": _marks(chart)},
        },
        "series": [
            line("Median", [point.median_s for point in chart.points], _BAR, markLine=target),
            line("Nine in ten", [point.p90_s for point in chart.points], _FAR),
        ],
    }


def _marks(chart: Chart) -> list[float]:
    """Return the minutes at which the axis is labelled: those around what was measured."""
    told = [value for point in chart.points for value in (point.median_s, point.p90_s) if value is not None]
    told += [chart.target_s] if chart.target_s else []
    low = max((mark for mark in MARKS if mark <= min(told)), default=MARKS[0])
    high = min((mark for mark in MARKS if mark >= max(told)), default=MARKS[-1])
    return [mark / 60 for mark in MARKS if low <= mark <= high]


def _week(cells: Sequence[Cell], *, cover: bool) -> dict[str, Any]:
    most = max((cell.asked for cell in cells), default=0)
    data = [_square(cell, cover=cover) for cell in cells if cell.asked]
    return {
        "animation": False,
        "grid": {"left": 40, "right": 8, "top": 8, "bottom": 28},
        "tooltip": {"confine": True, ":formatter": "point => point.data.told"},
        "xAxis": {"type": "category", "data": [f"{number:02}" for number in range(24)], **_AXIS},
        "yAxis": {"type": "category", "data": list(WEEKDAYS), "inverse": True, **_AXIS},
        "visualMap": {
            "show": False,
            "min": 0,
            "max": max(1, most),
            "dimension": 2,
            "inRange": {"opacity": [0.25, 1]},
        },
        "series": [{"type": "heatmap", "data": data, "itemStyle": {"borderRadius": 3, "borderWidth": 2}}],
    }


def _square(cell: Cell, *, cover: bool) -> dict[str, Any]:
    quick = f", median {seconds(cell.median_s)}" if cell.median_s is not None else ""
    alone = f", {cell.uncovered} while nobody was to be there" if cell.uncovered else ""
    colour = (_LATE if cell.uncovered else _CALM) if cover else _BAR
    return {
        "value": [cell.hour, cell.weekday, cell.asked],
        "told": f"{hour(cell)}: {cell.asked} asked{quick}{alone}",
        "itemStyle": {"color": colour},
    }
