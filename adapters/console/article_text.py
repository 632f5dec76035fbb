"""An article's Markdown as page elements. Text goes in as text, so nothing in an article can act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from adapters.console.parts import el

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_TABLE = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*(?:\|?\s*:?-{2,}:?\s*)+\|?\s*|\s*([-*_])(?:\s*\1){2,}\s*")
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`|!?\[(?P<label>[^\]\n]*)\]\((?P<href>[^()\s]+)(?:\s+\"[^\"\n]*\")?\)"
    r"|\*\*(?P<strong>[^*\n]+)\*\*|<?(?P<bare>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'])>?"
)


def draw(markdown: str) -> None:
    """Draw paragraphs, headings, lists, tables, code, links and bold; anything else as it was typed."""
    with el("div", None, "article-text"):
        for kind, lines in blocks(markdown):
            _block(kind, lines)


def blocks(markdown: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (kind, lines): "text", "heading", "list", "table" or "code"."""
    kind, lines, fenced = "", list[str](), False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            if kind:
                yield kind, lines
            kind, lines, fenced = ("", [], False) if fenced else ("code", [], True)
            continue
        now = "code" if fenced else _kind(line, kind)
        if now != kind or now == "heading":
            if kind:
                yield kind, lines
            kind, lines = now, []
        if now:
            lines.append(line)
    if kind:
        yield kind, lines


def _kind(line: str, before: str) -> str:
    if not line.strip():
        return ""
    if _HEADING.fullmatch(line):
        return "heading"
    if _TABLE.fullmatch(line):
        return "table"
    if _ITEM.fullmatch(line) and not _RULE.fullmatch(line):
        return "list"
    return "list" if before == "list" and line.startswith((" ", "\t")) else "text"


def _block(kind: str, lines: Sequence[str]) -> None:
    match kind:
        case "heading":
            found = _HEADING.fullmatch(lines[0])
            with el(f"h{min(6, len(found[1]) + 2) if found else 4}"):
                _inline(found[2] if found else lines[0])
        case "list":
            with el("ol" if _NUMBERED.match(lines[0]) else "ul"):
                for item in _items(lines):
                    with el("li"):
                        _inline(item)
        case "table":
            _table([line for line in lines if not _RULE.fullmatch(line)])
        case "code":
            el("pre", "\n".join(lines))
        case _:
            with el("p"):
                _inline(" ".join(line.strip() for line in lines if not _RULE.fullmatch(line)))


def _items(lines: Sequence[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found:
            items.append(found[1])
        elif items:
            items[-1] = f"{items[-1]} {line.strip()}"
    return items


def _table(lines: Sequence[str]) -> None:
    with el("div", None, "scrolls"), el("table", None, "rows"):
        for number, line in enumerate(lines):
            with el("tr"):
                for cell in line.strip().strip("|").split("|"):
                    with el("td" if number else "th"):
                        _inline(cell.strip())


def _inline(text: str) -> None:
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            el("span", text[at : found.start()])
        _piece(found)
        at = found.end()
    if at < len(text):
        el("span", text[at:])


def _piece(found: re.Match[str]) -> None:
    href = found["href"] or found["bare"]
    if found["code"]:
        el("code", found["code"])
    elif found["strong"]:
        el("strong", found["strong"])
    elif href and urlsplit(href).scheme in ("http", "https"):
        label = found["label"] or href
        el("a", label, href=href, target="_blank", rel="noopener noreferrer nofollow")
    else:
        el("span", found["label"] or found.group())
