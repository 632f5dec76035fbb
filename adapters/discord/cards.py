"""A card's texts and buttons: who waits, what they said, the draft, where it comes from. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

import discord
from discord import ui

from adapters.discord.buttons import MORE, Seen, custom_id
from adapters.discord.words import cut, parts, plain, plain_name
from bot.card import Action, Card, Cited, Quote, Style, Tone
from bot.messages import Role, Thread

Link = Callable[[Thread], str]

MOST_TEXT = 3900  # Discord allows 4,000 in all of a message's texts
LEAST_DRAFT = 600
_GOES_ON = 80  # characters of the line that says so
MOST_BUTTONS = 5
OPEN = "open the thread"
TONE_WORDS = {Tone.SOON: "due soon", Tone.LATE: "late"}
_WRITERS = frozenset({"composer", "model"})
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_STYLES = {
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.DANGER: discord.ButtonStyle.danger,
}


def ago(at: datetime) -> str:
    """Return a moment that Discord counts up by itself, in the reader's words."""
    return f"<t:{int(at.timestamp())}:R>"


def since(at: datetime) -> str:
    """Return a moment as a time of day, with how long ago it was."""
    return f"since <t:{int(at.timestamp())}:t> ({ago(at)})"


def texts_of(card: Card, link: Link) -> list[str]:
    if card.folded:
        line = f"**{plain_name(card.customer)}** · {plain(card.state)} · [{OPEN}]({link(card.thread)})"
        return [line, *_promised(card)]
    before = [_heading(card), _place(card), *_warnings(card), *_quotes(card)]
    after = [_sources(card), _small(card), *_promised(card)]
    room = MOST_TEXT - sum(len(text) for text in (*before, *after) if text)
    return [text for text in (*before, _draft(card, max(room, LEAST_DRAFT)), *after) if text]


def _warnings(card: Card) -> list[str]:
    return [note(card.notice, "🆕 "), note(card.caution, "⚠️ ")]


def _heading(card: Card) -> str:
    tone = f" · **{TONE_WORDS[card.tone]}**" if card.tone in TONE_WORDS else ""
    return f"### {plain_name(card.customer)} · {plain(card.state)}{tone}"


def _place(card: Card) -> str:
    waits = f"waiting {since(card.waiting_since)}" if card.waiting_since else ""
    target = f"target {ago(card.target_at)}" if card.target_at and card.waiting_since else ""
    where = plain(card.channel_name)
    feeling = f"**{plain(card.feeling)}**" if card.feeling else ""
    return " · ".join(part for part in (waits, target, plain(card.about), where, feeling) if part)


def _quotes(card: Card) -> list[str]:
    rows = [
        _quote(quote, named=number == 0 or card.quotes[number - 1].name != quote.name)
        for number, quote in enumerate(card.quotes)
    ]
    if card.more_lines:
        rows.append(f"-# + {card.more_lines} more in the thread")
    return ["\n".join(rows)] if rows else []


def _quote(quote: Quote, *, named: bool) -> str:
    text = cut(plain(quote.text), 400).replace("\n", "\n> ")
    us = "" if quote.role is Role.CUSTOMER else " (us)"
    return f"> **{plain_name(quote.name)}**{us} {ago(quote.at)}\n> {text}" if named else f"> {text}"


def _draft(card: Card, room: int) -> str:
    if card.drafting and card.draft is None:
        return "✍️ A draft is being written…"
    if card.draft is None:
        return ""
    changed = f" · {plain(cut(card.changed, 200))}" if card.changed else ""
    heading = f"**Draft**{changed}\n"
    first, *rest = parts(card.draft, room - len(heading) - _GOES_ON)
    goes_on = len(card.draft) - len(first)
    more = f"\n-# The draft goes on for {goes_on:,} characters: Edit shows all of it." if rest else ""
    return f"{heading}{first}{more}"


def _sources(card: Card) -> str:
    named = " · ".join(linked(source) for source in card.sources)
    return f"-# {'Unsure. Closest source' if card.unsure else 'Source'}: {named}" if named else ""


def linked(source: Cited) -> str:
    title = plain(cut(source.title, 120))
    shown = f"[{title}](<{source.url}>)" if source.url and _ADDRESS.fullmatch(source.url) else title
    return f"{shown} (internal)" if source.internal else shown


def _small(card: Card) -> str:
    """Return the one hint, and why a model did not write this. The reasons of a draft are behind More."""
    writer = card.writer if card.draft and card.writer not in _WRITERS else None
    return "\n".join(row for row in (note(card.hint, "-# 💡 "), note(writer, "-# ")) if row)


def _promised(card: Card) -> list[str]:
    """Return what was or would be promised, and what the customer is still owed."""
    rows = [note(each, "-# • ") for each in card.notes]
    return ["\n".join(rows)] if rows else []


def note(text: str | None, before: str) -> str:
    return f"{before}{plain(cut(text, 300))}" if text else ""


def rows_of_buttons(actions: Sequence[Action], seen: Seen) -> list[ui.ActionRow[ui.LayoutView]]:
    """Return the buttons in rows of five, and what is behind More as a menu."""
    front = [action for action in actions if not action.more]
    rows = [
        ui.ActionRow[ui.LayoutView](
            *(_button(action, seen) for action in front[start : start + MOST_BUTTONS])
        )
        for start in range(0, len(front), MOST_BUTTONS)
    ]
    menu = [action for action in actions if action.more]
    return [*rows, ui.ActionRow[ui.LayoutView](_menu(menu, seen))] if menu else rows


def _button(action: Action, seen: Seen) -> ui.Button[ui.LayoutView]:
    id = custom_id(action.verb, seen)
    return ui.Button(label=action.label[:80], style=_STYLES[action.style], custom_id=id)


def _menu(actions: Sequence[Action], seen: Seen) -> ui.Select[ui.LayoutView]:
    options = [discord.SelectOption(label=action.label[:100], value=action.verb) for action in actions[:25]]
    return ui.Select(custom_id=custom_id(MORE, seen), placeholder="More", options=options)
