"""A search tried out: what would be drafted, and in words why each article came where it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nicegui.events import GenericEventArguments

from adapters.console import article_text
from adapters.console.parts import button, el
from adapters.console.sheet import FILLED
from knowledge.ports import Band, Found, Source

if TYPE_CHECKING:
    from knowledge.explain import Explanation, Leg
    from knowledge.library import Library

_BANDS = {
    Band.DRAFT: ("done", "Would be drafted from the first article"),
    Band.UNSURE: ("soon", "Would be drafted, marked unsure"),
    Band.NONE: ("late", "Nothing settles this: a holding reply, and a line in the gap list"),
}
SHOWN = 3
_STRONG, _SOME = 0.6, 0.3


class Trial:
    """A box for a customer's question, and what it finds. The question stays when the page is drawn again."""

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self.question = ""

    def draw(self) -> None:
        if self._library is None:
            el("p", "The search is not part of this desk.", "note")
            return
        typed = {"type": "search", "name": "question", "^value": self.question, "data-first": ""}
        with el("form", None, "filters search").on("submit", self._search, js_handler=FILLED):
            el(
                "input",
                None,
                "",
                typed,
                aria_label="A customer's question",
                placeholder="What a customer might write",
                maxlength=500,
                required=True,
            )
            el("button", "Search", "button primary", type="submit")
        self._place = el("div", None, "found")

    async def _search(self, event: GenericEventArguments) -> None:
        self.question = str(event.args.get("question", "")).strip()
        if not self.question or self._library is None:
            return
        found = await self._library.search(self.question, limit=SHOWN)
        explanation = await self._library.explain(self.question, limit=SHOWN)
        self._place.clear()
        with self._place:
            draw_found(self.question, found, explanation)


def draw_found(question: str, found: Found, explanation: Explanation) -> None:
    """Draw what a question found."""
    tone, told = _BANDS[found.band]
    with el("div", None, "panel", aria_label="Result", role="status"):
        with el("p", None, "line"):
            el("span", found.band.value, f"tone {tone}")
            el("strong", told)
        el("p", _confidence(explanation), "about")
        if explanation.searched.strip() != question.strip():
            el("p", f"Searched as “{explanation.searched}”.", "about")
        if found.degraded:
            el("p", found.degraded, "trouble")
        if not found.sources:
            el("p", "No article shares a word or a meaning with this.", "about")
    legs = {leg.article_id: leg for leg in explanation.legs}
    for number, source in enumerate(found.sources, 1):
        _source(number, source, legs.get(source.article_id))


def _confidence(explanation: Explanation) -> str:
    return (
        f"Confidence {explanation.confidence:.2f}. A reply is drafted from {explanation.draft_from:.2f} on, "
        f"marked unsure from {explanation.unsure_from:.2f} on."
    )


def _source(number: int, source: Source, leg: Leg | None) -> None:
    with el("section", None, "panel", aria_label=source.title):
        with el("div", None, "paper-line"):
            with el("h3", f"{number}. "):
                el(
                    "button",
                    source.title,
                    "link",
                    type="button",
                    data_do="open",
                    data_article=source.article_id,
                )
            if source.audience == "internal":
                el("span", "staff only", "chip caution")
            button("Keep this question for it", "quiet", data_do="keep", data_article=source.article_id)
        if source.passage:
            with el("div", None, "clipped"):
                article_text.draw(source.passage)
        if leg:
            with el("ul", None, "told small"):
                for told in why(leg):
                    el("li", told)


def why(leg: Leg) -> Sequence[str]:
    """Return why an article was found, leg by leg, in words."""
    meaning = (
        f"Nearest piece means {_near(leg.best_unit)} ({leg.best_unit:.2f}), the whole article "
        f"{_near(leg.whole)} ({leg.whole:.2f})."
        if leg.has_vectors
        else "Its meaning is not in the index yet: found by words alone."
    )
    return (
        f"Score {leg.score:.2f}.",
        meaning,
        f"Shares {_much(leg.words)} of the question's words ({leg.words:.2f}).",
        f"Spelled alike: {_much(leg.letters)} ({leg.letters:.2f}).",
    )


def _near(mark: float) -> str:
    return (
        "nearly the same" if mark >= _STRONG else "something related" if mark >= _SOME else "something else"
    )


def _much(mark: float) -> str:
    return "most" if mark >= _STRONG else "some" if mark >= _SOME else "few" if mark > 0 else "none"
