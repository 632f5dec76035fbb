"""Block Kit, in the few shapes we use. Pure.

Everything a customer or a profile wrote goes into `rich_text` text elements, which Slack never parses;
mrkdwn has no escape for `*` and `_`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from adapters.slack.keys import native
from adapters.slack.text import clip, clock_time, escape, pieces

Block = dict[str, Any]
SECTION = 3000
MORE_OPTIONS = 100
BLOCKS_IN_A_MESSAGE = 50


def words(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    element: Block = {"type": "text", "text": text}
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return element | {"style": style} if style else element


def link(url: str | None, text: str, *, bold: bool = False) -> Block:
    """Return a link, or plain words where there is no web address to go to."""
    if not url or not url.startswith(("https://", "http://")):
        return words(text, bold=bold)
    element: Block = {"type": "link", "url": url, "text": text}
    return element | {"style": {"bold": True}} if bold else element


def when(at: datetime, shape: str = "{time}") -> Block:
    """Return a moment that every reader sees in their own time zone."""
    return {"type": "date", "timestamp": int(at.timestamp()), "format": shape, "fallback": clock_time(at)}


def mention(key: str) -> Block:
    """Return a mention that notifies a person or a user group."""
    id = native(key).removeprefix("&")
    if id.startswith("S"):
        return {"type": "usergroup", "usergroup_id": id}
    return {"type": "user", "user_id": id}


def mention_text(key: str) -> str:
    """Return the same mention for mrkdwn and notification text."""
    id = native(key).removeprefix("&")
    return f"<!subteam^{id}>" if id.startswith("S") else f"<@{id}>"


def line(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(*elements: Block) -> Block:
    return {"type": "rich_text_quote", "elements": list(elements)}


def rich(*parts: Block) -> Block:
    """Return one block. Neighbours of one kind become one part with line ends between them.

    What Slack puts between two sections of rich text is not documented; a line end is one everywhere.
    """
    joined: list[Block] = []
    for part in parts:
        if joined and joined[-1]["type"] == part["type"]:
            joined[-1] = part | {"elements": [*joined[-1]["elements"], words("\n"), *part["elements"]]}
        else:
            joined.append(part)
    return {"type": "rich_text", "elements": joined}


def as_sent(text: str) -> list[Block]:
    """Return sections that show text exactly as a message with it will look, however long it is."""
    cut = (piece for piece, _ in pieces(text, SECTION) if piece.strip())
    return [{"type": "section", "text": {"type": "mrkdwn", "text": escape(piece)}} for piece in cut]


def as_typed(text: str) -> list[Block]:
    """Return sections that show text letter by letter, nothing in it parsed."""
    cut = (piece for piece, _ in pieces(text, SECTION) if piece.strip())
    return [{"type": "section", "text": {"type": "plain_text", "text": piece}} for piece in cut]


def small(*texts: str) -> Block:
    """Return a grey line of small print."""
    return {
        "type": "context",
        "elements": [{"type": "plain_text", "text": clip(text, 2000), "emoji": True} for text in texts[:10]],
    }


def label(text: str, most: int = 75) -> Block:
    return {"type": "plain_text", "text": clip(text, most) or " ", "emoji": True}


def button(text: str, action_id: str, value: str, style: str | None = None, *, about: str = "") -> Block:
    """Return a button. `about` is read after its words by a screen reader, where others are called alike."""
    made: Block = {"type": "button", "text": label(text), "action_id": action_id, "value": value}
    if about:
        made["accessibility_label"] = clip(f"{text} ({about})", 75)
    return made | {"style": style} if style else made


def confirm(title: str, text: str, yes: str) -> Block:
    """Return the question that a button asks before it does anything."""
    return {
        "title": label(title, 100),
        "text": label(text, 300),
        "confirm": label(yes, 30),
        "deny": label("Cancel", 30),
    }


def menu(text: str, action_id: str, options: Iterable[tuple[str, str]]) -> Block:
    """Return a menu of (value, label)."""
    listed = [{"text": label(name), "value": value} for value, name in options]
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": label(text),
        "options": listed[:MORE_OPTIONS],
    }


def actions(elements: Sequence[Block], block_id: str) -> list[Block]:
    return [{"type": "actions", "block_id": block_id, "elements": list(elements)}] if elements else []
