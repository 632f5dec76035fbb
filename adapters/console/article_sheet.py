"""One article over the page: its text, every way to ask for it with who kept it, and who called it wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from nicegui import ui
from nicegui.events import GenericEventArguments

from adapters.console import article_text
from adapters.console.parts import PRESSED, button, day, el, moment
from adapters.console.sheet import over
from bot.learning.overview import Entry, Overview
from knowledge.learned import Alternate, Mark

Pressed = Callable[[GenericEventArguments], Awaitable[None]]


def open_article(entry: Entry, known: Overview, pressed: Pressed, *, lead: bool) -> ui.dialog:
    """Show an article; `pressed` hears of its buttons as of the page's own."""
    article = entry.article
    with over(article.title) as dialog, el("div", None, "sheet article-sheet") as sheet:
        sheet.on("click", pressed, js_handler=PRESSED)
        with el("div", None, "sheet-head"):
            el("h2", article.title)
            button("Close", "quiet", data_first="").on("click", dialog.close)
        _about(entry)
        if entry.up_for_review:
            _review(entry, lead=lead)
        article_text.draw(article.body)
        _questions(entry, known, lead=lead)
        _marks(entry, known)
        if entry.by_people and lead:
            with el("div", None, "actions"):
                button("Change…", data_do="change", data_article=article.id)
                button("Remove…", "danger", data_do="remove", data_article=article.id)
    dialog.open()
    return dialog


def _about(entry: Entry) -> None:
    article = entry.article
    with el("p", None, "line about"):
        el("span", "staff only" if article.audience == "internal" else "customers", "chip")
        el("span", entry.source)
        if article.updated_at:
            el("span", "updated")
            day(article.updated_at)
        if article.url and urlsplit(article.url).scheme in ("http", "https"):
            el("a", "Open the page", href=article.url, target="_blank", rel="noopener noreferrer")
        for tag in article.tags[:6]:
            el("span", tag, "chip")


def _review(entry: Entry, *, lead: bool) -> None:
    with el("p", None, "notice line"):
        el("span", f"Called a wrong source {entry.running} times since its last review.")
        if lead:
            button("Reviewed", data_do="reviewed", data_article=entry.article.id)


def _questions(entry: Entry, known: Overview, *, lead: bool) -> None:
    el("h3", "Other ways to ask for it")
    if not entry.own and not entry.kept:
        el(
            "p",
            "None yet. After a reply from this article, an agent can keep the customer's question.",
            "about",
        )
        return
    with el("ul", None, "asked"):
        for question in entry.own:
            with el("li"):
                el("span", question, "question")
                el("span", "from the source", "meta")
        for alternate in entry.kept:
            with el("li"):
                kept(alternate, known, lead=lead)


def kept(alternate: Alternate, known: Overview, *, lead: bool) -> None:
    """Draw an alternate that people kept, with who and when."""
    el("span", alternate.question, "question")
    with el("span", None, "meta"):
        el("span", f"kept by {known.name(alternate.by)}, ")
        moment(alternate.at, "at dated")
    if lead:
        name = f"Remove the question {alternate.question}"
        button("Remove", "quiet", data_do="drop", data_id=alternate.id, aria_label=name)


def _marks(entry: Entry, known: Overview) -> None:
    if not entry.marks:
        return
    with el("details", None, "why"):
        el("summary", f"Called a wrong source {len(entry.marks)} times in all")
        with el("ul", None, "told"):
            for mark in reversed(entry.marks):
                _mark(mark, known)


def _mark(mark: Mark, known: Overview) -> None:
    with el("li"):
        el("span", f"by {known.name(mark.by)} in conversation {mark.conversation}, ")
        moment(mark.at, "at dated")
        if mark.reviewed_at:
            el("span", f", reviewed by {known.name(mark.reviewed_by)}")
