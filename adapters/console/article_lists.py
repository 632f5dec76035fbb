"""The lists of the articles page: what is known, what wants a decision, what nobody could answer."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.console import article_text
from adapters.console.parts import button, day, el, moment
from bot.learning.overview import Entry, Overview
from knowledge.gaps import Group
from knowledge.learned import Alternate, GapState, Written

MOST_SHOWN = 100
_STATES = {
    GapState.OPEN: ("soon", "Open"),
    GapState.WRITTEN: ("calm", "Draft written"),
    GapState.ANSWERED: ("done", "Answered"),
    GapState.DISMISSED: ("calm", "Dismissed"),
}


def draw_entries(entries: Sequence[Entry], *, all_of: int) -> None:
    """Draw articles as a list that fits a phone; a title opens its article."""
    if not all_of:
        with el("div", None, "empty"):
            el("h2", "Nothing is known yet")
            el("p", "Bring your articles in: python -m knowledge sync FOLDER. Or write one here.")
        return
    shown = f"{len(entries)} of {all_of} articles" if len(entries) != all_of else f"{all_of} articles"
    el("p", shown, "about", role="status")
    with el("ul", None, "shelf"):
        for entry in entries[:MOST_SHOWN]:
            with el("li"):
                _entry(entry)
    if len(entries) > MOST_SHOWN:
        el("p", f"The first {MOST_SHOWN} are shown: filter to see others.", "about")


def _entry(entry: Entry) -> None:
    article = entry.article
    el("button", article.title or article.id, "link", type="button", data_do="open", data_article=article.id)
    with el("span", None, "facts"):
        if entry.up_for_review:
            el("span", "up for review", "chip caution")
        elif entry.running:
            el("span", _times(entry.running, "mark"), "chip caution")
        if article.audience == "internal":
            el("span", "staff only", "chip")
        el("span", entry.source, "where")
        own, ours = len(entry.own), len(entry.kept)
        if own + ours:
            el("span", _times(own + ours, "question") + (f", {ours} from people" if ours else ""))
        if article.updated_at:
            day(article.updated_at)


def draw_decisions(known: Overview, *, lead: bool) -> None:
    """Draw what waits for a lead: drafts, alternates, articles up for review."""
    if not known.to_decide:
        with el("div", None, "empty"):
            el("h2", "Nothing to decide")
            el("p", "Drafts, questions that agents propose, and articles called wrong appear here.")
        return
    if not lead:
        el("p", "A lead decides these. You can read them.", "note")
    if known.reviews:
        el("h2", "Up for review")
    for entry in known.reviews:
        _review(entry, lead=lead)
    if known.drafts:
        el("h2", "Draft articles")
    for draft in known.drafts:
        _draft(draft, known, lead=lead)
    if known.waiting:
        el("h2", "Questions to approve")
        with el("section", None, "panel", aria_label="Questions to approve"), el("ul", None, "asked"):
            for alternate in known.waiting:
                with el("li"):
                    _proposed(alternate, known, lead=lead)


def _proposed(alternate: Alternate, known: Overview, *, lead: bool) -> None:
    entry = known.entry(alternate.article_id)
    title = entry.article.title if entry else alternate.article_id
    el("span", alternate.question, "question")
    with el("span", None, "meta"):
        el("span", f"for “{title}”, proposed by {known.name(alternate.by)}, ")
        moment(alternate.at, "at dated")
    if lead:
        about = f"the question {alternate.question}"
        button("Approve", data_do="approve", data_id=alternate.id, aria_label=f"Approve {about}")
        button("Remove", "quiet", data_do="drop", data_id=alternate.id, aria_label=f"Remove {about}")


def _review(entry: Entry, *, lead: bool) -> None:
    with el("section", None, "panel", aria_label=entry.article.title), el("div", None, "paper-line"):
        with el("h3"):
            el(
                "button",
                entry.article.title,
                "link",
                type="button",
                data_do="open",
                data_article=entry.article.id,
            )
        el("span", f"called wrong {entry.running} times", "chip caution")
        if lead:
            button("Reviewed", data_do="reviewed", data_article=entry.article.id)


def _draft(draft: Written, known: Overview, *, lead: bool) -> None:
    article = draft.article
    with el("section", None, "panel", aria_label=article.title):
        el("h3", article.title)
        with el("p", None, "about"):
            el("span", f"by {known.name(draft.by)}, ")
            moment(draft.at, "at dated")
        article_text.draw(article.body)
        if lead:
            with el("div", None, "actions"):
                button("Look over and approve…", "primary", data_do="change", data_article=article.id)
                button("Remove…", "danger quiet", data_do="remove", data_article=article.id)


def draw_gaps(known: Overview, *, lead: bool) -> None:
    """Draw what nobody could answer, the most asked first."""
    if not known.gaps:
        with el("div", None, "empty"):
            el("h2", "No gaps")
            el("p", "Questions that no article settles are gathered here, alike ones together.")
        return
    with el("div", None, "paper-line"):
        el("p", "What no article settles, alike questions together. Names and numbers are masked.", "about")
        button("Download as a table", "quiet", data_do="export")
    for group in known.gaps:
        _gap(group, known, lead=lead)


def _gap(group: Group, known: Overview, *, lead: bool) -> None:
    tone, state = _STATES[group.gap.state]
    id = group.gap.id
    with el("section", None, "panel gap", aria_label=group.title):
        with el("div", None, "line"):
            el("span", f"{group.count}×", "count", title=f"asked {_times(group.count, 'time')}")
            el("h3", group.title)
            el("span", state, f"tone {tone}")
        if group.examples[1:]:
            with el("ul", None, "told"):
                for example in group.examples[1:]:
                    el("li", example)
        with el("p", None, "line about"):
            if group.count > 1:
                el("span", "first asked")
                moment(group.first_seen, "at dated")
                el("span", "last")
            else:
                el("span", "asked")
            moment(group.last_seen, "at dated")
            if group.gap.closed_by:
                el("span", f"by {known.name(group.gap.closed_by)}")
        with el("div", None, "actions"):
            if group.gap.state is GapState.OPEN:
                button("Write an article…", data_do="begin", data_id=id)
            button("Stub as a file", "quiet", data_do="stub", data_id=id)
            if lead and group.gap.state is GapState.OPEN:
                button("Dismiss", "quiet", data_do="dismiss", data_id=id)


def _times(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
