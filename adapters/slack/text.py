"""Words between Slack and the desk: mrkdwn to plain text and back, cut without losing a word. Pure.

Slack parses `<...>` and three entities in every mrkdwn string; nothing else can notify or link, so escaping
those three characters neutralises mentions. Source: docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import re
from datetime import datetime

_ANGLE = re.compile(r"<([^<>]*)>")
_NEWLINES_AND_SPACES = re.compile(r"\n\n+|\n| ")
SOMEONE = "@someone"


def escape(text: str) -> str:
    """Return text that Slack shows as it stands: no mention, link or date in it comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(mrkdwn: str) -> str:
    """Return what a person reads: links as their label and address, mentions as names, entities resolved."""
    return unescape(_ANGLE.sub(lambda match: _spoken(match.group(1)), mrkdwn)).strip()


def mentioned(mrkdwn: str) -> tuple[str, ...]:
    """Return the ids of the people a message mentions, in order, once each."""
    ids = (
        match.group(1)[1:].partition("|")[0] for match in _ANGLE.finditer(mrkdwn) if match.group(1)[:1] == "@"
    )
    return tuple(dict.fromkeys(ids))


def _spoken(inner: str) -> str:
    target, _, label = inner.partition("|")
    match target[:1]:
        case "@":
            return f"@{label}" if label else SOMEONE
        case "#":
            return f"#{label or 'channel'}"
        case "!":
            return label or "@" + target[1:].partition("^")[0]
    if not label or label == target or label == target.removeprefix("mailto:"):
        return target.removeprefix("mailto:")
    if target.removeprefix("https://").removeprefix("http://").rstrip("/") == label:
        return target
    return f"{label} ({target})"


def clip(text: str, most: int) -> str:
    """Return text of at most `most` characters, with an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def sentence(text: str, most: int = 3900) -> str:
    """Return escaped text for screen readers and notifications, short enough for every method."""
    escaped = escape(text)
    return escaped if len(escaped) <= most else escape(text[: _fitting(text, most - 1)].rstrip()) + "…"


def pieces(text: str, most: int) -> list[tuple[str, str]]:
    """Cut text into (piece, what stood between it and the next); nothing is lost.

    A piece fits `most` characters once escaped. Cuts fall between paragraphs, else lines, else words; only
    a longer run without any space is cut inside.
    """
    cut: list[tuple[str, str]] = []
    rest = text
    while len(escape(rest)) > most:
        piece, gap, rest = _first(rest, most)
        cut.append((piece, gap))
    return [*cut, (rest, "")]


def _first(text: str, most: int) -> tuple[str, str, str]:
    room = _fitting(text, most)
    for size in (2, 1, 0):  # a paragraph's end first, then a line's, then a space
        gaps = [
            gap
            for gap in _NEWLINES_AND_SPACES.finditer(text, 1)
            if gap.start() <= room and _size(gap) == size
        ]
        if gaps and gaps[-1].start() >= room // 2:
            return text[: gaps[-1].start()], gaps[-1].group(), text[gaps[-1].end() :]
    return text[:room], "", text[room:]


def _size(gap: re.Match[str]) -> int:
    return 0 if gap.group() == " " else min(2, len(gap.group()))


def _fitting(text: str, most: int) -> int:
    """Return how many characters fit into `most` once escaped."""
    used = 0
    for index, character in enumerate(text):
        used += len(escape(character))
        if used > most:
            return index
    return len(text)


def clock_time(at: datetime) -> str:
    """Return a moment for clients that cannot show Slack dates."""
    return at.strftime("%H:%M UTC")
