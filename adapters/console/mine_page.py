"""My first replies: the reader's own scores, each beside the draft that stood ready; for leads the spread."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui.events import GenericEventArguments

from adapters.console import people
from adapters.console.parts import CHOSEN, el, moment, prose, select, who
from adapters.console.platform import Console
from adapters.console.seat import Seat
from bot.errors import StoreLost
from bot.scores.first_replies import NONE_YET, Mine, Spread, mine, mine_in_words, team, team_in_words

_LOST = "Frontdesk cannot reach its database. Try again in a moment."


async def mine_page(console: Console, seat: Seat) -> None:
    """Draw the first replies of whoever sits here."""
    await _MinePage(console, seat).draw()


class _MinePage:
    def __init__(self, console: Console, seat: Seat) -> None:
        self._console, self._seat = console, seat
        with el("div", None, "paper-head"):
            el("h1", "My first replies")
            chooser = select("You are", [(one.id, who(one)) for one in people.STAFF], seat.me.id)
            chooser.on("change", self._sat_down, js_handler=CHOSEN)
        self._body = el("div", None, "paper-body")

    async def draw(self) -> None:
        me, now = self._seat.me, self._console.clock.now()
        self._body.clear()
        try:
            async with self._console.store.read() as reading:
                replies, spread = await mine(reading, me), await team(reading, me, now)
        except StoreLost:
            with self._body:
                el("p", _LOST, "trouble", role="alert")
            return
        with self._body:
            _draw(replies, spread)

    async def _sat_down(self, event: GenericEventArguments) -> None:
        self._seat.me = people.staff(str(event.args)) or self._seat.me
        self._seat.remember()
        await self.draw()


def _draw(replies: Sequence[Mine], spread: Spread | None) -> None:
    if spread:
        with el("section", None, "panel", aria_label="The team"):
            el("h2", "The team")
            el("p", team_in_words(spread))
    if not replies:
        with el("div", None, "empty"):
            el("h2", "Nothing here yet")
            el("p", NONE_YET)
        return
    if len(replies) > 1:
        el("p", mine_in_words(replies), "about")
    for number, one in enumerate(replies):
        _reply(one, opened=number == 0)


def _reply(one: Mine, *, opened: bool) -> None:
    with el("article", None, "panel mine", aria_label=f"{one.customer}, {one.score} of 100"):
        with el("div", None, "mine-head"):
            el("strong", str(one.score), "mine-score", title="of 100")
            el("h2", one.customer)
            moment(one.at)
            el("span", one.beside, "chip")
        if one.suggestions:
            with el("ul", None, "told"):
                for edit in one.suggestions:
                    el("li", edit)
        if one.text:
            _beside(one, opened=opened)
        else:
            el("p", "The words were forgotten; the figures stay.", "about")


def _beside(one: Mine, *, opened: bool) -> None:
    """Draw what was sent beside its draft; the latest is open."""
    same = one.draft is None or one.draft == one.text
    with el("details", None, "why", open="" if opened else None):
        el("summary", "What I sent" if same else "What I sent, beside the draft")
        with el("div", None, "mine-texts alone" if same else "mine-texts"):
            with el("section", aria_label="Sent"):
                el("span", "Sent", "label")
                prose(one.text)
            if not same:
                with el("section", None, "draft", aria_label="Draft"):
                    el("span", "Draft", "label")
                    prose(one.draft or "")
