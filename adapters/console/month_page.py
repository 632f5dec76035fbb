"""The thirty-day page: before and after for each channel, what we cannot claim, and a button to post it."""

from __future__ import annotations

from collections.abc import Awaitable

from nicegui import context
from nicegui.events import GenericEventArguments

from adapters.console.parts import PRESSED, button, el, say
from adapters.console.platform import Console
from adapters.console.report_page import LOST, draw_table
from adapters.console.seat import Seat
from bot.card import Answered
from bot.errors import StoreLost
from bot.messages import Role
from bot.record import Watched
from bot.reports.bulletins import month_of
from bot.reports.month import Month
from bot.reports.tables import Table


async def month_page(console: Console, seat: Seat) -> None:
    """Draw the page of each watched channel; leads may post it and announce figures by agent."""
    page = _MonthPage(console, seat)
    await page.draw()


class _MonthPage:
    def __init__(self, console: Console, seat: Seat) -> None:
        self._console, self._seat = console, seat
        self._client = context.client
        with el("div", None, "paper-head"):
            el("h1", "Thirty days with Frontdesk")
            el("a", "First responses", href=f"/report{seat.query}")
        self._body = el("div", None, "paper-body")
        self._body.on("click", self._pressed, js_handler=PRESSED)

    async def draw(self) -> None:
        now = self._console.clock.now()
        try:
            async with self._console.store.read() as reading:
                watched = await reading.all_watched()
                pages = [(one, await month_of(reading, one, now)) for one in watched]
        except StoreLost:
            with self._body:
                el("p", LOST, "trouble", role="alert")
            return
        self._body.clear()
        with self._body:
            if not any(page for _, page in pages):
                with el("div", None, "empty"):
                    el("p", "Before and after appear here once a channel is watched.")
            for one, page in pages:
                if page:
                    _draw(one, page, lead=self._seat.me.role is Role.LEAD)

    async def _pressed(self, event: GenericEventArguments) -> None:
        channel, telling = str(event.args.get("channel", "")), self._console.reporting
        match event.args.get("do"):
            case "post":
                await self._say(telling.post_month(channel, self._seat.me))
            case "name":
                await self._say(telling.name_agents(channel, self._seat.me, on=True))
            case "unname":
                await self._say(telling.name_agents(channel, self._seat.me, on=False))
            case _:
                pass

    async def _say(self, done: Awaitable[Answered]) -> None:
        try:
            answered = await done
        except StoreLost:
            answered = Answered(text=LOST, ok=False)
        say(self._client, answered.text, ok=answered.ok)
        await self.draw()


def _draw(watched: Watched, page: Month, *, lead: bool) -> None:
    with el("section", None, "panel scrolls", aria_label=watched.name):
        with el("div", None, "paper-line"):
            el("h2", page.title)
            if lead:
                named = watched.policy.agents_since is not None
                button("Post it to the staff channel", data_do="post", data_channel=watched.channel)
                label = "Stop figures by agent" if named else "Announce figures by agent"
                does = "unname" if named else "name"
                button(label, "quiet", data_do=does, data_channel=watched.channel)
        el("p", f"Watched since {page.began:%d %b %Y}.", "about")
        rows = tuple((line.name, line.before, line.after, line.went or "–") for line in page.lines)
        draw_table(Table(title="", head=("", "Before", "After", "Went"), rows=rows))
        _list("What changed meanwhile", page.changed)
        _list("What we cannot claim", page.cannot)


def _list(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        el("h3", title)
        with el("ul", None, "told"):
            for line in lines:
                el("li", line)
