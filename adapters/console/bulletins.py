"""News for everybody on staff, folded to its title until somebody opens it."""

from __future__ import annotations

from adapters.console.parts import el
from adapters.console.report_charts import draw_times
from bot.card import Bulletin


def draw_bulletin(news: Bulletin) -> None:
    """Draw a digest, a thirty-day page or an announcement, with its chart."""
    with el("details", None, "bulletin"):
        el("summary", news.title, "heading")
        for line in news.lines:
            if line:
                el("p", line)
        if news.chart:
            draw_times(news.chart)
