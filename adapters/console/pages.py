"""The pages of the console. Each open page draws only what changed, told by one event for all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import Client, ui

from adapters.console.agent_side import AgentSide
from adapters.console.articles_page import articles_page
from adapters.console.customer_side import CustomerSide
from adapters.console.data_page import data_page
from adapters.console.faults import tell_of_clicks
from adapters.console.feed import Feed
from adapters.console.mine_page import mine_page
from adapters.console.month_page import month_page
from adapters.console.news import News
from adapters.console.parts import el, head, top
from adapters.console.platform import Console
from adapters.console.report_page import report_page
from adapters.console.seat import Seat, seated
from adapters.console.settings_page import settings_page


def add_pages(console: Console, feed: Feed, news: News) -> None:
    """Add every page. `news` is emitted with a new snapshot whenever something shows differently."""

    def start(client: Client, path: str, me: str, customer: str, channel: str) -> Seat:
        seat = seated(client, me, customer, channel)
        client.content.classes(replace="page")
        head()
        tell_of_clicks(client)
        top(path, seat.query, demo=console.demo)
        return seat

    def desk(path: str, title: str, *, sides: str) -> None:
        @ui.page(path, title=title)
        async def page(client: Client, me: str = "ana", customer: str = "", channel: str = "") -> None:
            seat = start(client, path, me, customer, channel)
            await feed.refresh(console.clock.now())
            with el(
                "div",
                None,
                "desk both" if sides == "both" else "desk alone",
                data_tab="agent" if sides == "both" else None,
            ):
                if sides == "both":
                    _tabs()
                if sides in ("both", "customer"):
                    customer_side = CustomerSide(console, feed, seat)
                    await customer_side.renew(feed.snapshot)
                    news.subscribe(customer_side.renew)
                if sides in ("both", "agent"):
                    news.subscribe(AgentSide(console, feed, seat, news).renew)

    desk("/", "Frontdesk", sides="both")
    desk("/customer", "Customer · Frontdesk", sides="customer")
    desk("/agent", "Staff · Frontdesk", sides="agent")

    def quiet_page(path: str, title: str, draw: Callable[[Console, Seat], Awaitable[None]]) -> None:
        @ui.page(path, title=f"{title} · Frontdesk")
        async def page(client: Client, me: str = "ana", customer: str = "", channel: str = "") -> None:
            seat = start(client, path, me, customer, channel)
            with el("div", None, "paper"):
                await draw(console, seat)

    quiet_page("/articles", "Articles", articles_page)
    quiet_page("/settings", "Settings", settings_page)
    quiet_page("/report", "Report", report_page)
    quiet_page("/data", "What is kept", data_page)
    quiet_page("/month", "Thirty days", month_page)
    quiet_page("/mine", "My first replies", mine_page)


def _tabs() -> None:
    with el("div", None, "tabs", role="tablist", aria_label="Sides"):
        for tab, label in (("agent", "Staff"), ("customer", "Customer")):
            el("button", label, "tab", type="button", role="tab", data_tab=tab)
