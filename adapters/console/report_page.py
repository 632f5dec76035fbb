"""First responses: key figures, charts, sentences and tables, of one channel or all, for the days chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console.parts import CHOSEN, el, select
from adapters.console.platform import Console
from adapters.console.report_charts import draw_times, draw_week
from adapters.console.seat import Seat
from bot.errors import StoreLost
from bot.record import Watched
from bot.reports import Report, Share
from bot.reports.asked import Span, report_of, zone_of
from bot.reports.chart import Chart, chart
from bot.reports.sums import FEW
from bot.reports.tables import Table, tables
from bot.reports.words import own_words, seconds, sentences

_SPANS = (("1", "Last 24 hours"), ("7", "Last 7 days"), ("30", "Last 30 days"), ("90", "Last 90 days"))
_MOST_OPEN = 12  # rows; a longer table is opened by who wants it
_NARROW = 4  # columns; so few fit a phone side by side
_CHOSEN_DAYS = "days"
LOST = "Frontdesk cannot reach its database. Try again in a moment."


async def report_page(console: Console, seat: Seat) -> None:
    """Draw the report of the last seven days, and of other spans and channels as they are chosen."""
    async with console.store.read() as reading:
        watched = await reading.all_watched()
    page = _ReportPage(console, seat, watched)
    await page.draw()


class _ReportPage:
    def __init__(self, console: Console, seat: Seat, watched: Sequence[Watched]) -> None:
        self._console, self._seat = console, seat
        self._watched = watched
        self._channel: str | None = seat.channel if seat.channel in {one.channel for one in watched} else None
        self._days = "7"
        self._first, self._last = "", ""
        with el("div", None, "paper-head"):
            el("h1", "First responses")
            el("a", "The thirty-day page", href=f"/month{seat.query}")
        with el("div", None, "filters", role="group", aria_label="Filters"):
            channels = [("", "All channels"), *((one.channel, one.name) for one in watched)]
            select("Channel", channels, self._channel or "").on(
                "change", self._chose_channel, js_handler=CHOSEN
            )
            spans = select("Days", [*_SPANS, (_CHOSEN_DAYS, "From … to …")], self._days)
            spans.on("change", self._chose_days, js_handler=CHOSEN)
            with el("span", None, "dates") as self._dates:
                self._day("From", "_first")
                self._day("To", "_last")
        self._dates.set_visibility(False)
        self._body: Element = el("div", None, "paper-body")

    def _day(self, label: str, name: str) -> None:
        async def chose(event: GenericEventArguments) -> None:
            setattr(self, name, str(event.args))
            await self.draw()

        with el("label", None, "select"):
            el("span", label, "select-label")
            el("input", type="date", aria_label=label).on("change", chose, js_handler=CHOSEN)

    async def draw(self) -> None:
        now = self._console.clock.now()
        span = self._span(now)
        if span is None:
            return
        try:
            async with self._console.store.read() as reading:
                found = await report_of(reading, span, now=now, reader=self._seat.me)
                policies = {one.channel: one.policy for one in await reading.all_watched()}
        except StoreLost:
            self._body.clear()
            with self._body:
                el("p", LOST, "trouble", role="alert")
            return
        self._body.clear()
        with self._body:
            draw_report(found, chart(found, policies))

    def _span(self, now: datetime) -> Span | None:
        """Return the span that is chosen; `None` until both days are, in their order."""
        if self._days != _CHOSEN_DAYS:
            return Span(since=now - timedelta(days=int(self._days)), until=now, channel=self._channel)
        try:
            first, last = date.fromisoformat(self._first), date.fromisoformat(self._last)
        except ValueError:
            return None
        zone = ZoneInfo(zone_of(self._watched, self._channel))
        since = datetime.combine(first, time(), zone)
        until = datetime.combine(last + timedelta(days=1), time(), zone)
        return Span(since=since, until=until, channel=self._channel) if since < until else None

    async def _chose_channel(self, event: GenericEventArguments) -> None:
        self._channel = str(event.args) or None
        await self.draw()

    async def _chose_days(self, event: GenericEventArguments) -> None:
        self._days = str(event.args)
        self._dates.set_visibility(self._days == _CHOSEN_DAYS)
        await self.draw()


def draw_report(found: Report, times: Chart) -> None:
    """Draw a report: what a lead looks for first stands first."""
    if not found.conversations:
        with el("div", None, "empty"):
            el("h2", "Nothing to report yet")
            el("p", "First response times appear here once customers have written and people have answered.")
        return
    first = found.first
    with el("div", None, "figures"):
        _figure(_time(first.wall.median), "median first response", first.wall.n)
        _figure(_time(first.wall.p90), "nine in ten within", first.wall.n)
        _figure(_time(first.business.median), "median in business hours", first.business.n)
        _figure(_share(first.target), "within target", first.target.n)
        _figure(_share(first.stretch), "within 90 seconds", first.stretch.n)
        _figure(_time(found.to_useful.median), "to the first useful answer", found.to_useful.n)
    if not times.empty:
        with el("section", None, "panel", aria_label="Chart"):
            el("h2", f"First responses by {times.by}")
            draw_times(times)
    with el("section", None, "panel", aria_label="In words"):
        el("h2", "In words")
        for sentence in [*sentences(found), *own_words(found)]:
            el("p", sentence)
    with el("div", None, "weeks"):
        with el("section", None, "panel", aria_label="When customers write"):
            el("h2", f"When customers write ({found.zone})")
            draw_week(found.heat, cover=False)
        with el("section", None, "panel", aria_label="Cover"):
            el("h2", "Cover: red is traffic and nobody there")
            draw_week(found.heat, cover=True)
    for table in tables(found)[1:]:
        with el("section", None, "panel scrolls", aria_label=table.title):
            if len(table.rows) <= _MOST_OPEN:
                el("h2", table.title)
                draw_table(table)
                continue
            with el("details"):
                el("summary", table.title, "heading")
                draw_table(table)


def draw_table(table: Table, *, wraps: bool = False) -> None:
    """Draw a table that a screen reader reads row by row, and a phone scrolls; `wraps` is for sentences."""
    shape = "rows wraps" if wraps else "rows narrow" if len(table.head) <= _NARROW else "rows"
    with el("table", None, shape):
        with el("thead"), el("tr"):
            for label in table.head:
                el("th", label, scope="col")
        with el("tbody"):
            for row in table.rows:
                with el("tr"):
                    el("th", row[0], scope="row")
                    for cell in row[1:]:
                        el("td", cell)


def _figure(value: str | None, label: str, n: int) -> None:
    """Draw a figure of at least five; until then, how many there are."""
    with el("div", None, "figure" if value else "figure still"):
        el("strong", value or "–")
        el("span", label)
        el("span", f"of {n}" if value else f"{n} so far, shown from {FEW} on")


def _time(value: float | None) -> str | None:
    return seconds(value) if value is not None else None


def _share(share: Share) -> str | None:
    return f"{share.share:.0%}" if share.share is not None else None
