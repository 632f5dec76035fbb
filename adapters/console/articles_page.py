"""Articles: what is known, a search to try, what nobody could answer, and what waits for a lead's yes.

Agents read, search and propose; what only leads may do is checked by the desk, whatever the page shows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from nicegui import context, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console import people
from adapters.console.article_lists import draw_decisions, draw_entries, draw_gaps
from adapters.console.article_search import Trial
from adapters.console.article_sheet import open_article
from adapters.console.parts import CHOSEN, PRESSED, button, el, say, select, who
from adapters.console.platform import Console
from adapters.console.seat import Seat
from adapters.console.sheet import Problem, ask
from bot.card import Answered
from bot.errors import StoreLost
from bot.forms import Form
from bot.learning.overview import Overview, matching, overview
from bot.learning.stubs import article_form
from bot.messages import Role
from knowledge.gaps import as_csv, stub

if TYPE_CHECKING:
    from knowledge.gaps import Group

TYPED = "(e) => emit(e.target.value)"
_LOST = "Frontdesk cannot reach its database. Nothing was changed; try again in a moment."
_VIEWS = ("articles", "search", "gaps", "decide")
_AUDIENCES = (("", "Everybody's"), ("public", "For customers"), ("internal", "Staff only"))
Save = Callable[[Mapping[str, str]], Awaitable[Answered]]


async def articles_page(console: Console, seat: Seat) -> None:
    """Draw the page for whoever sits here."""
    await _Articles(console, seat).renew()


class _Articles:
    """One open page. What is known is read again after each change, and when a view is chosen."""

    def __init__(self, console: Console, seat: Seat) -> None:
        self._console = console
        self._seat = seat
        self._client = context.client
        self._view = "articles"
        self._filter = {"text": "", "audience": "", "source": ""}
        self._trial = Trial(console.library)
        self._sheet: ui.dialog | None = None
        self._does: Mapping[str, Callable[[Mapping[str, str]], Awaitable[None]]] = {
            "view": self._choose,
            "open": self._open,
            "write": lambda _: self._edit(None),
            "change": lambda told: self._edit(told["article"]),
            "remove": self._remove,
            "keep": self._keep,
            "approve": lambda told: self._decided(
                console.curator.approve_alternate(int(told["id"]), seat.me)
            ),
            "drop": lambda told: self._decided(console.curator.drop_alternate(int(told["id"]), seat.me)),
            "reviewed": lambda told: self._decided(console.curator.reviewed(told["article"], seat.me)),
            "dismiss": lambda told: self._decided(console.curator.dismiss(int(told["id"]), seat.me)),
            "begin": self._begin,
            "stub": self._stub,
            "export": self._export,
        }
        self._root = el("div", None, "articles")
        self._root.on("click", self._pressed, js_handler=PRESSED)
        with self._root:
            with el("div", None, "paper-head"):
                el("h1", "Articles")
                chooser = select("You are", [(one.id, who(one)) for one in people.STAFF], seat.me.id)
                chooser.on("change", self._sat_down, js_handler=CHOSEN)
            self._tabs = el("div", None, "views", role="tablist", aria_label="What to show")
            self._body = el("div", None, "paper-body")
        self._list: Element | None = None
        self._known: Overview | None = None

    @property
    def _lead(self) -> bool:
        return self._seat.me.role is Role.LEAD

    async def renew(self) -> None:
        """Read again and draw the view that is chosen."""
        try:
            self._known = await overview(self._console.store)
        except StoreLost:
            self._body.clear()
            with self._body:
                el("p", _LOST, "trouble", role="alert")
            return
        self._draw(self._known)

    def _draw(self, known: Overview) -> None:
        self._tabs.clear()
        with self._tabs:
            labels = (
                "Articles",
                "Search",
                _counted("Gaps", len(known.open_gaps)),
                _counted("To decide", known.to_decide),
            )
            for view, label in zip(_VIEWS, labels, strict=True):
                chosen = "true" if view == self._view else "false"
                el(
                    "button",
                    label,
                    "view",
                    type="button",
                    role="tab",
                    aria_selected=chosen,
                    data_do="view",
                    data_view=view,
                )
        self._body.clear()
        with self._body:
            match self._view:
                case "search":
                    self._trial.draw()
                case "gaps":
                    draw_gaps(known, lead=self._lead)
                case "decide":
                    draw_decisions(known, lead=self._lead)
                case _:
                    self._draw_articles(known)

    def _draw_articles(self, known: Overview) -> None:
        sources = sorted({entry.source for entry in known.entries})
        with el("div", None, "filters"):
            box = el(
                "input",
                None,
                "",
                {"type": "search", "^value": self._filter["text"]},
                aria_label="Filter articles",
                placeholder="Filter by words",
            )
            box.on("input", lambda event: self._filtered("text", event), js_handler=TYPED, throttle=0.2)
            audience = select("Audience", _AUDIENCES, self._filter["audience"])
            audience.on("change", lambda event: self._filtered("audience", event), js_handler=CHOSEN)
            if len(sources) > 1:
                source = select(
                    "Source", [("", "All"), *((each, each) for each in sources)], self._filter["source"]
                )
                source.on("change", lambda event: self._filtered("source", event), js_handler=CHOSEN)
            if self._lead:
                button("Write an article…", data_do="write")
        self._list = el("div", None, "found")
        self._draw_list(known)

    def _draw_list(self, known: Overview) -> None:
        if self._list is None:
            return
        self._list.clear()
        with self._list:
            draw_entries(matching(known.entries, **self._filter), all_of=len(known.entries))

    def _filtered(self, name: str, event: GenericEventArguments) -> None:
        self._filter[name] = str(event.args or "")
        if self._known:
            self._draw_list(self._known)

    # what people do

    async def _pressed(self, event: GenericEventArguments) -> None:
        act = self._does.get(str(event.args.get("do")))
        if act is None:
            return
        try:
            await act({name: str(value) for name, value in event.args.items()})
        except StoreLost:
            say(self._client, _LOST, ok=False)

    async def _sat_down(self, event: GenericEventArguments) -> None:
        self._seat.me = people.staff(str(event.args)) or self._seat.me
        self._seat.remember()
        await self.renew()

    async def _choose(self, told: Mapping[str, str]) -> None:
        self._view = told["view"] if told["view"] in _VIEWS else "articles"
        await self.renew()

    async def _open(self, told: Mapping[str, str]) -> None:
        known = self._known
        entry = known.entry(told["article"]) if known else None
        if known is None or entry is None:
            say(self._client, "That article is no longer there.", ok=False)
            return
        with self._root:
            self._sheet = open_article(entry, known, self._pressed, lead=self._lead)

    async def _edit(self, id: str | None) -> None:
        curator = self._console.curator
        form = await curator.form(id, self._seat.me)
        if isinstance(form, Answered):
            say(self._client, form.text, ok=form.ok)
            return
        self._close_sheet()
        ask(form, self._saving(lambda inputs: curator.write(id, inputs, self._seat.me)))

    async def _remove(self, told: Mapping[str, str]) -> None:
        form = Form(
            title="Remove this article?",
            submit="Remove",
            sections=(),
            notes=("Nobody will find it any more. What it said stays in the list of changes.",),
        )
        self._close_sheet()
        ask(form, self._saving(lambda _: self._console.curator.drop_article(told["article"], self._seat.me)))

    async def _keep(self, told: Mapping[str, str]) -> None:
        await self._decided(self._console.curator.keep(told["article"], self._trial.question, self._seat.me))

    async def _begin(self, told: Mapping[str, str]) -> None:
        group = self._group(told)
        if group is None:
            return
        form = article_form(None, title=group.title, submit="Save as a draft")
        begin = self._console.curator.begin_article
        ask(form, self._saving(lambda inputs: begin(group.gap.id, inputs, self._seat.me)))

    async def _stub(self, told: Mapping[str, str]) -> None:
        group = self._group(told)
        if group:
            ui.download.content(stub(group), f"gap-{group.gap.id}.md", "text/markdown")

    async def _export(self, told: Mapping[str, str]) -> None:
        if self._known:
            ui.download.content(as_csv(self._known.gaps), "gaps.csv", "text/csv")

    def _group(self, told: Mapping[str, str]) -> Group | None:
        gaps = self._known.gaps if self._known else ()
        return next((group for group in gaps if str(group.gap.id) == told["id"]), None)

    async def _decided(self, deciding: Awaitable[Answered]) -> None:
        answered = await deciding
        say(self._client, answered.text, ok=answered.ok)
        if answered.ok:
            self._close_sheet()
            self._console.changed()
            await self.renew()

    def _saving(self, save: Save) -> Callable[[Mapping[str, str]], Awaitable[Form | Problem | None]]:
        async def submit(inputs: Mapping[str, str]) -> Form | Problem | None:
            try:
                answered = await save(inputs)
            except StoreLost:
                return Problem(_LOST)
            if not answered.ok:
                return Problem(answered.text)
            say(self._client, answered.text)
            await self.renew()
            return None

        return submit

    def _close_sheet(self) -> None:
        if self._sheet:
            self._sheet.close()
            self._sheet = None


def _counted(label: str, number: int) -> str:
    return f"{label} ({number})" if number else label
