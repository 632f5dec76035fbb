"""Text for Discord: what others wrote made harmless, long replies cut where they may be cut. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

LONGEST_MESSAGE = 2000
_LINK = re.compile(r"(https?://[^\s<>()\[\]]+)")
_MARKS = re.compile(r"([\\*_~`|\[\]<])")
_LINE_MARKS = re.compile(r"^(\s*\d*)([>#+.-])", re.MULTILINE)
_CALLS = re.compile(r"@(?=everyone|here)")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_LANGUAGE = re.compile(r"\s*[\w+#.-]{0,20}\s*")
_FENCE = re.compile(rf"^\s*```{_LANGUAGE.pattern}$")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NO_PING = "\u200b"
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that nothing is drawn for
_TICKS = "```"


def plain(text: str) -> str:
    """Return text that shows on Discord exactly as written: no markup, no mention, no masked link.

    Bare links stay clickable.
    """
    pieces = _LINK.split(_without_controls(text))
    shown = "".join(piece if number % 2 else _escaped(piece) for number, piece in enumerate(pieces))
    return _CALLS.sub(f"@{_NO_PING}", shown)  # an address may end in one


def plain_name(name: str) -> str:
    """Return a display name as one short harmless line; "Somebody" if nothing of it can be seen."""
    return _escaped(seen(name)[:80]) or "Somebody"


def seen(text: str) -> str:
    """Return what somebody would see of a text in one line: nothing of one that only looks empty."""
    line = " ".join(_without_controls(text).split())
    shown = "".join(
        letter for letter in line if unicodedata.category(letter) != "Cf" and letter not in _BLANK
    )
    return shown if any(unicodedata.category(letter)[0] not in "MZC" for letter in shown) else ""


def cut(text: str, most: int) -> str:
    """Return text of at most `most` characters, with an ellipsis where something is missing."""
    if len(text) <= most:
        return text
    return text[: most - 1].rstrip().rstrip("\\") + "…"


def parts(text: str, most: int = LONGEST_MESSAGE) -> list[str]:
    """Return a long text as messages of at most `most` characters.

    A code block or a list goes into one message if it fits one. A longer code block is closed and opened
    again, a longer list breaks between items, a longer paragraph between sentences or words.
    """
    if len(text) <= most:
        return [text]
    made: list[str] = []
    for block in _blocks(_fences_apart(text)):
        joined = f"{made[-1]}\n\n{block}" if made else block
        if made and len(joined) <= most:
            made[-1] = joined
        else:
            made.extend(_pieces(block, most))
    return made


def _escaped(text: str) -> str:
    marked = _LINE_MARKS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
    return _CALLS.sub(f"@{_NO_PING}", marked)


def _without_controls(text: str) -> str:
    """Drop what reorders or hides text: bidirectional controls and other unprintable characters."""
    return _CONTROLS.sub("", text)


def _fences_apart(text: str) -> str:
    """Put what opens and closes a code block on lines of its own, where others write it beside words."""
    shown, *rest = text.split(_TICKS)
    for body, after in zip_longest(rest[::2], rest[1::2]):
        if after is None or "\n" not in body:  # left open, or within a line
            shown += _TICKS.join(["", body] if after is None else ["", body, after])
            continue
        opening = _TICKS if _LANGUAGE.fullmatch(body.partition("\n")[0]) else f"{_TICKS}\n"
        goes_on = after.partition("\n")[0].strip()
        shown = _own_line(f"{_own_line(shown)}{opening}{body}") + _TICKS
        shown += f"\n{after.lstrip(' ')}" if goes_on else after
    return shown


def _own_line(text: str) -> str:
    return f"{text}\n" if text.rpartition("\n")[2].strip() else text


def _blocks(text: str) -> Iterator[str]:
    """Yield code blocks, lists and paragraphs."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fence = _FENCE.match(line) is not None
        if fence and not fenced and lines:
            yield "\n".join(lines)
            lines = []
        if line.strip() or fenced:
            lines.append(line)
        if (fence and fenced) or (not fenced and not fence and not line.strip()):
            if lines:
                yield "\n".join(lines)
            lines = []
        fenced = fenced != fence
    if lines:
        yield "\n".join(lines)


def _pieces(block: str, most: int) -> list[str]:
    if len(block) <= most:
        return [block]
    lines = block.split("\n")
    if opening := _FENCE.match(lines[0]):
        return _code(lines, opening[0], most)
    return _packed(_units(lines), most)


def _units(lines: list[str]) -> list[str]:
    """Return what should stay together: list items with the lines that belong to them, or sentences."""
    units: list[str] = []
    for line in lines:
        if _LIST_ITEM.match(line) or not units:
            units.append(line)
        else:
            units[-1] = f"{units[-1]}\n{line}"
    return units


def _packed(units: list[str], most: int) -> list[str]:
    made: list[str] = []
    for unit in units:
        for piece in _short_enough(unit, most):
            if made and len(made[-1]) + 1 + len(piece) <= most:
                made[-1] = f"{made[-1]}\n{piece}"
            else:
                made.append(piece)
    return made


def _short_enough(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces that end where a sentence, a word, or at worst a character ends."""
    while len(text) > most:
        window = text[:most]
        ends = [window.rfind(mark) + len(mark) for mark in (". ", "? ", "! ", "\n") if mark in window]
        at = max(ends, default=0)
        if at < most // 2:
            at = window.rfind(" ") + 1 or most
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def _code(lines: list[str], opening: str, most: int) -> list[str]:
    room = most - len(opening) - len("\n\n```")
    body = lines[1:-1] if _FENCE.match(lines[-1]) and len(lines) > 1 else lines[1:]
    rows = [row[start : start + room] for row in body for start in range(0, max(len(row), 1), room)]
    made: list[list[str]] = [[]]
    for row in rows:
        if made[-1] and sum(len(line) + 1 for line in made[-1]) + len(row) > room:
            made.append([])
        made[-1].append(row)
    return ["\n".join([opening, *piece, "```"]) for piece in made]
