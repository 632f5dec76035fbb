"""A report's chart as a PNG that is read on a phone, in a chat, in a second. matplotlib loads when used."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.reports.chart import MARKS, Chart
from bot.reports.words import seconds

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT, _DPI = 1200, 675, 100
_INK, _SOFT, _LINE, _BAR, _FAR, _TARGET = "#1b1d21", "#4b5059", "#dfdfd9", "#2f4f8f", "#8fa6d6", "#a3261b"


async def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG, drawn beside the loop: it takes a second the first time."""
    return await asyncio.to_thread(picture, chart)


def picture(chart: Chart) -> bytes:
    """Return the chart as a PNG."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context({"font.family": ["DejaVu Sans"], "axes.unicode_minus": False}):
        figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.105, 0.12, 0.865, 0.6))
        figure.text(0.03, 0.925, chart.title, fontsize=23, fontweight="bold", color=_INK, va="center")
        figure.text(0.03, 0.85, chart.note, fontsize=19, color=_SOFT, va="center")
        if chart.empty:
            _too_few(axes)
        else:
            _points(axes, chart)
            _scales(axes, chart)
        out = BytesIO()
        figure.savefig(out, format="png", metadata={"Description": chart.alt})
    return out.getvalue()


def _too_few(axes: Axes) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, "Too few answers for a chart yet", fontsize=26, color=_SOFT, ha="center")


def _points(axes: Axes, chart: Chart) -> None:
    """Draw each day from its median (full) up to nine in ten (light): what is short is even."""
    told = [
        (number, point.median_s, point.p90_s)
        for number, point in enumerate(chart.points)
        if point.median_s is not None and point.p90_s is not None
    ]
    at = [number for number, _, _ in told]
    half = [max(1.0, median) for _, median, _ in told]
    most = [max(1.0, p90) for _, _, p90 in told]
    size = max(60.0, 260.0 - 5 * len(chart.points))
    axes.vlines(at, half, most, color=_FAR, linewidth=max(3.0, 9 - len(chart.points) / 8), zorder=2)
    axes.scatter(at, most, s=size * 0.6, color=_FAR, zorder=3, label="nine in ten")
    axes.scatter(at, half, s=size, color=_BAR, zorder=4, label="median")
    if chart.target_s:
        axes.axhline(chart.target_s, color=_TARGET, linewidth=2.5, linestyle=(0, (5, 3)), zorder=1)
        axes.annotate(
            "target",
            (1, chart.target_s),
            xycoords=("axes fraction", "data"),
            xytext=(-4, 6),
            textcoords="offset points",
            fontsize=17,
            color=_TARGET,
            ha="right",
        )


def _scales(axes: Any, chart: Chart) -> None:
    values = [value for point in chart.points for value in (point.median_s, point.p90_s) if value is not None]
    values += [chart.target_s] if chart.target_s else []
    low, high = max(1.0, min(values) * 0.6), max(values) * 1.7
    axes.set_yscale("log")
    axes.set_ylim(low, high)
    marks = [mark for mark in MARKS if low <= mark <= high]
    axes.set_yticks(marks, [seconds(mark) for mark in marks], fontsize=18, color=_SOFT)
    axes.minorticks_off()
    count = len(chart.points)
    axes.set_xlim(-0.6, count - 0.4)
    step = max(1, -(-count // 7))
    shown = range(0, count, step)
    axes.set_xticks(list(shown), [chart.points[number].label for number in shown], fontsize=18, color=_SOFT)
    axes.tick_params(length=0, pad=8)
    axes.grid(axis="y", color=_LINE, linewidth=1.2)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_LINE)
    axes.legend(
        loc="lower right", bbox_to_anchor=(1.01, 0.99), ncols=2, frameon=False, fontsize=17, labelcolor=_SOFT,
        handletextpad=0.1, columnspacing=1.0,
    )  # fmt: skip
