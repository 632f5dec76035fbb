"""The staff half of the desk: who waits, the live cards, and what happens when a button is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nicegui import context
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console import people
from adapters.console.bulletins import draw_bulletin
from adapters.console.cards import classes_of, draw_mine, draw_problems, draw_stack, draw_waiting
from adapters.console.feed import Feed, Snapshot, Stack, bulletins, mine, stacks, troubles, waiting
from adapters.console.news import News
from adapters.console.parts import CHOSEN, PRESSED, button, el, say, select, who
from adapters.console.platform import Console
from adapters.console.seat import Seat
from adapters.console.sheet import Problem, ask, tell
from adapters.console.thread import open_thread
from bot.acts.problems import Known
from bot.card import Answered, Ask, Bulletin, Click, Nudge, Outcome, Verb, Waiter
from bot.errors import FrontdeskError
from bot.forms import Form

_LOST = "Frontdesk cannot reach its database: what you see may be out of date, and nothing can be sent."


class AgentSide:
    """What one open page shows to one of us. Only what changed is drawn again."""

    def __init__(self, console: Console, feed: Feed, seat: Seat, news: News) -> None:
        self._console = console
        self._news = news
        self._feed = feed
        self._seat = seat
        self._client = context.client
        self._drawn: dict[int, tuple[Element, Stack]] = {}
        self._rows: tuple[Waiter, ...] | None = None
        self._mine: tuple[Nudge, ...] | None = None
        self._known: tuple[Known, ...] = ()
        self._told: tuple[str, ...] = ()
        self._news_shown: tuple[Bulletin, ...] = ()
        with el("section", None, "side agent", aria_label="Staff") as self._root:
            self._head()
            self._trouble = el("div", None, "troubles")
            with el("div", None, "beside"):
                self._bulletins = el("section", None, "news", aria_label="News")
                self._waiting = el("section", None, "now", aria_label="Waiting now")
                self._nudges = el("section", None, "my-nudges", aria_label="Your nudges")
                self._problems = el("section", None, "my-nudges", aria_label="Known problems")
            self._cards = el("div", None, "cards")
            self._empty = el("div", None, "empty")
        self._root.on("click", self._pressed, js_handler=PRESSED)
        self.renew(feed.snapshot)

    def _head(self) -> None:
        with el("div", None, "side-head"):
            el("h1", "Staff")
            chooser = select("You are", [(one.id, who(one)) for one in people.STAFF], self._seat.me.id)
            chooser.on("change", self._sat_down, js_handler=CHOSEN)
            button("?", "quiet keys", data_do="keys", aria_label="Keyboard shortcuts")

    def renew(self, snapshot: Snapshot) -> None:
        """Show what changed."""
        views = snapshot.of(self._seat.me.id)
        self._renew_troubles(snapshot, tuple(trouble.text for trouble in troubles(views)))
        self._renew_news(bulletins(views))
        rows = waiting(views)
        if rows != self._rows:
            self._rows = rows
            self._waiting.clear()
            with self._waiting:
                draw_waiting(rows)
        self._renew_nudges(mine(views))
        self._renew_problems(snapshot.problems)
        wanted = stacks(views)
        for gone in self._drawn.keys() - {stack.conversation for stack in wanted}:
            self._drawn.pop(gone)[0].delete()
        for position, stack in enumerate(wanted):
            self._renew_stack(stack, position)
        self._renew_empty(nothing=not wanted)

    def _renew_nudges(self, wanted: tuple[Nudge, ...]) -> None:
        if wanted != self._mine:
            self._mine = wanted
            self._nudges.clear()
            with self._nudges:
                draw_mine(wanted)

    def _renew_problems(self, wanted: tuple[Known, ...]) -> None:
        if wanted != self._known:
            self._known = wanted
            self._problems.clear()
            with self._problems:
                draw_problems(wanted)

    def _renew_stack(self, stack: Stack, position: int) -> None:
        article, before = self._drawn.get(stack.conversation, (None, None))
        if article is None:
            with self._cards:
                article = el("article", tabindex=-1, data_card=stack.conversation)
        if stack != before:
            article.classes(replace=classes_of(stack))
            summary = stack.card.summary if stack.card else stack.nudges[0].headline
            article.props["aria-label"] = summary
            article.clear()
            with article:
                draw_stack(stack, self._seat.me.id)
            self._drawn[stack.conversation] = (article, stack)
        if self._cards.default_slot.children[position] is not article:
            article.move(self._cards, position)

    def _renew_troubles(self, snapshot: Snapshot, told: tuple[str, ...]) -> None:
        told = (*((_LOST,) if snapshot.lost else ()), *snapshot.ill, *told)
        if told == self._told:
            return
        self._told = told
        self._trouble.clear()
        with self._trouble:
            for text in told:
                el("p", text, "trouble", role="alert")

    def _renew_news(self, news: tuple[Bulletin, ...]) -> None:
        if news == self._news_shown:
            return
        self._news_shown = news
        self._bulletins.clear()
        with self._bulletins:
            for one in news:
                draw_bulletin(one)

    def _renew_empty(self, *, nothing: bool) -> None:
        if nothing == bool(self._empty.default_slot.children):
            return
        self._empty.clear()
        if nothing:
            with self._empty:
                el("h2", "Nobody has written yet")
                el("p", "When a customer writes, their card appears here, with a draft to send or edit.")

    # what people do

    def _sat_down(self, event: GenericEventArguments) -> None:
        self._seat.me = people.staff(str(event.args)) or self._seat.me
        self._seat.remember()
        self._rows, self._mine, self._told = None, None, ()
        for article, _ in self._drawn.values():
            article.delete()
        self._drawn.clear()
        self.renew(self._feed.snapshot)

    async def _pressed(self, event: GenericEventArguments) -> None:
        match event.args.get("do"):
            case "verb":
                await self._do(_click(event.args, self._seat, self._console), str(event.args["label"]))
            case "thread":
                await open_thread(self._console, self._seat, self._news, int(event.args["conversation"]))
            case _:
                pass  # the page does the rest by itself: jumping to a card, listing the keys

    async def _do(self, click: Click, label: str) -> None:
        outcome = await _done(self._console, click)
        match outcome:
            case Answered() if "\n" in outcome.text:
                tell(label, outcome.text)
            case Answered():
                say(self._client, outcome.text, ok=outcome.ok)
            case Ask():
                self._ask(outcome)
        self._console.changed()

    def _ask(self, wanted: Ask) -> None:
        current = [wanted]
        presence, who, about = self._console.presence, self._seat.me.id, wanted.click.conversation

        async def submit(inputs: Mapping[str, str]) -> Form | Problem | None:
            asked = current[0]
            click = replace(asked.click, verb=asked.verb, inputs=inputs, at=self._console.clock.now())
            presence.closed(who, about)  # what follows from this is no longer before them
            outcome = await _done(self._console, click)
            self._console.changed()
            if isinstance(outcome, Ask):
                current[0] = outcome
                return outcome.form
            if not outcome.ok:
                return Problem(outcome.text)
            say(self._client, outcome.text)
            return None

        presence.opened(who, about, self._console.clock.now())
        ask(wanted.form, submit, lambda: presence.closed(who, about))


async def _done(console: Console, click: Click) -> Outcome:
    try:
        return await console.desk.do(click)
    except FrontdeskError as error:
        return Answered(text=f"That did not work, and nothing was sent. {error}", ok=False)


def _click(pressed: Mapping[str, Any], seat: Seat, console: Console) -> Click:
    def number(name: str) -> int | None:
        return int(pressed[name]) if pressed.get(name) else None

    return Click(
        verb=Verb(pressed["verb"]),
        by=seat.me,
        at=console.clock.now(),
        conversation=int(pressed["conversation"]),
        version=int(pressed["version"]),
        draft=number("draft"),
        reply=number("reply"),
        notice=number("notice"),
    )
