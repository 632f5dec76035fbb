"""A card's blocks: who waits, what they said, the draft, where it comes from, and its buttons. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from adapters.slack import aloud, rich
from adapters.slack.refs import Ref, of_card
from adapters.slack.rich import Block
from adapters.slack.text import clip
from bot.card import Action, Card, Quote, Style, Tone
from bot.messages import Role, Thread

Link = Callable[[Thread], str | None]
Shown = tuple[str, list[Block]]

MARK = {Tone.CALM: "🟢", Tone.SOON: "🟡", Tone.LATE: "🔴", Tone.DONE: "✅"}
DRAFT_SHOWN = 9000  # of a draft on its card; Edit shows all of it
_STYLE = {Style.PRIMARY: "primary", Style.DANGER: "danger", Style.PLAIN: None}
_QUOTE_SHOWN = 600
_NAMES_THE_DAY = timedelta(hours=12)


def card(view: Card, link: Link, most: int = DRAFT_SHOWN) -> Shown:
    """Return a card with at most so many characters of its draft."""
    said = aloud.card(view)
    if view.folded:
        return said, [
            rich.rich(_headline(view, link)),
            *_notes(view),
            *buttons(view.actions, of_card(view)),
        ]
    head = rich.rich(rich.line(*mentions(view.mention), *_headline(view, link)["elements"]), *_about(view))
    return said, [head, *substance(view, most), *buttons(view.actions, of_card(view))]


def mentions(keys: tuple[str, ...]) -> list[Block]:
    return [part for key in keys for part in (rich.mention(key), rich.words(" "))]


def _headline(view: Card, link: Link) -> Block:
    parts: list[Block] = [rich.words(f"{MARK[view.tone]} "), rich.words(_state(view), bold=True)]
    if view.waiting_since:
        parts += [rich.words(" since "), rich.when(view.waiting_since, "{time} ({ago})")]
    if view.target_at and view.waiting_since:
        parts += [rich.words(" · target "), rich.when(view.target_at)]
    where = rich.link(link(view.thread), view.channel_name)
    return rich.line(
        *parts, rich.words(" · "), rich.words(view.customer, bold=True), rich.words(" in "), where
    )


def _state(view: Card) -> str:
    late = aloud.late(view.tone) if view.waiting_since else ""
    return f"{view.state}, {late}" if late else view.state


def _about(view: Card) -> list[Block]:
    return [rich.line(rich.words(view.about))] if view.about else []


def substance(view: Card, most: int = DRAFT_SHOWN) -> list[Block]:
    """Return what a person needs for a decision: their words, the feeling, the draft, where it comes from."""
    blocks: list[Block] = []
    if view.notice:
        blocks.append(rich.rich(rich.line(rich.words(f"🆕 {view.notice}", bold=True))))
    if view.quotes:
        blocks.append(rich.rich(*(_quote(said, view.waiting_since) for said in view.quotes[:3])))
    notes = [f"+ {view.more_lines} more in the thread"] if view.more_lines else []
    if view.caution:
        blocks.append(rich.rich(rich.line(rich.words(f"⚠️ {view.caution}", bold=True))))
    if notes or view.feeling:
        blocks.append(rich.small(" · ".join([*notes, *([view.feeling] if view.feeling else [])])))
    return [*blocks, *_draft(view, most), *_notes(view)]


def _notes(view: Card) -> list[Block]:
    """Return what was or would be promised, and what the customer is still owed."""
    return [rich.small(*(f"• {note}" for note in view.notes))] if view.notes else []


def _quote(said: Quote, waiting_since: datetime | None) -> Block:
    old = waiting_since is not None and waiting_since - said.at > _NAMES_THE_DAY
    return rich.quote(
        rich.words(said.name if said.role is Role.CUSTOMER else f"{said.name} (us)", bold=True),
        rich.words("  "),
        rich.when(said.at, "{date_short_pretty} {time}" if old else "{time}"),
        rich.words("\n" + (clip(said.text, _QUOTE_SHOWN) or "(no text)")),
    )


def _draft(view: Card, most: int) -> list[Block]:
    if view.draft is None:
        return [rich.small("✍️ A draft is being written…")] if view.drafting else []
    shown = view.draft[:most]
    head = " · ".join(filter(None, ("Draft", view.writer, view.changed)))
    blocks = [rich.small(head), *rich.as_sent(shown)]
    if rest := len(view.draft) - len(shown):
        blocks.append(rich.small(f"The draft goes on for {rest:,} characters: Edit shows all of it."))
    if view.sources:
        blocks.append(rich.rich(rich.line(*_sources(view))))
    if view.hint:
        blocks.append(rich.small(f"💡 {view.hint}"))
    return blocks


def _sources(view: Card) -> list[Block]:
    parts = [rich.words("Unsure. Closest source: " if view.unsure else "Source: ", italic=True)]
    for index, source in enumerate(view.sources):
        parts.append(rich.words(" · " if index else " "))
        parts.append(rich.link(source.url, source.title or "untitled"))
        if source.internal:
            parts.append(rich.words(" (internal)", italic=True))
    return parts


def buttons(wanted: tuple[Action, ...], ref: Ref, about: str = "") -> list[Block]:
    """Return a row of buttons. `about` tells a screen reader which of several rows it is in."""
    elements: list[Any] = [
        rich.button(
            action.label,
            f"do:{action.verb.value}",
            ref.coded(action.verb),
            _STYLE[action.style],
            about=about,
        )
        for action in wanted
        if not action.more
    ]
    behind = [(ref.coded(action.verb), action.label) for action in wanted if action.more]
    if behind:
        elements.append(rich.menu("More", "more", behind))
    # a new block id makes clients forget which entry of the menu was chosen last
    return rich.actions(elements, f"ref:{ref.conversation}:{ref.version}:{ref.draft}:{ref.notice}")
