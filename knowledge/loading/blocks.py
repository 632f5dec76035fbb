"""The blocks of a piece of HTML (headings, paragraphs, lists, tables, code) as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from knowledge.loading import grid
from knowledge.split import slug

if TYPE_CHECKING:
    from bs4 import Tag

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "pre", "table", "blockquote", "dl", "hr", "summary"}
_SPACE = re.compile(r"[ \t\r\n\xa0\u200b]+")
_BEFORE = re.compile(r" +([.,;:!?)\]])")


def as_markdown(part: Tag, url: str | None) -> str:
    """The blocks of `part`; `url` is where its links start from."""
    return joined(blocks(part, url))


def joined(pieces: Iterator[str]) -> str:
    return "\n\n".join(piece for piece in pieces if piece.strip())


def blocks(part: Tag, url: str | None) -> Iterator[str]:
    from bs4 import Tag
    from bs4.element import NavigableString

    loose: list[str] = []
    for child in part.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS)):
            yield _tidy(" ".join(loose))
            loose = []
            yield from [_block(child, url)] if child.name in _BLOCKS else blocks(child, url)
        elif isinstance(child, Tag) and child.name == "br":
            loose.append("\n")
        elif isinstance(child, Tag):
            loose.append(_inline(child, url))
        elif type(child) is NavigableString:
            loose.append(_SPACE.sub(" ", child))
    yield _tidy(" ".join(word for word in loose if word))


def _block(tag: Tag, url: str | None) -> str:
    if tag.name in _HEADINGS:
        return _heading(tag)
    if tag.name == "hr":
        return ""
    if tag.name == "summary":
        return f"**{_inline(tag, url)}**"
    if tag.name in ("ul", "ol"):
        return "\n".join(_items(tag, "", url))
    if tag.name == "pre":
        return f"```\n{tag.get_text().strip(chr(10)).rstrip()}\n```" if tag.get_text().strip() else ""
    if tag.name == "table":
        return _table(tag, url)
    if tag.name == "dl":
        return "\n".join(_definitions(tag, url))
    if tag.name == "blockquote" and tag.find(_BLOCKS):
        return joined(blocks(tag, url))
    return _inline(tag, url)


def _heading(tag: Tag) -> str:
    words = words_of(tag).strip("¶# ")
    named = tag.get("id") or next((part.get("id") for part in tag.find_parents("section", limit=1)), None)
    anchor = f" {{#{named}}}" if named and str(named) != slug(words) else ""
    return f"{_HEADINGS[tag.name]} {words}{anchor}" if words else ""


def _table(tag: Tag, url: str | None) -> str:
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    if tag.get("role") == "presentation" or tag.find("table"):
        return joined(
            block for row in rows for cell in row.find_all(["td", "th"]) for block in blocks(cell, url)
        )
    cells = [[_inline(cell, url) for cell in row.find_all(["th", "td"])] for row in rows]
    cells = [row for row in cells if any(row)]
    if not cells:
        return ""
    headed = bool(tag.find("thead")) or bool(rows[0].find("th") and not rows[0].find("td"))
    if not headed:
        return "\n".join(grid.lines([], cells))
    return "\n".join(grid.lines(cells[0], cells[1:]) or grid.lines([], cells))


def _definitions(tag: Tag, url: str | None) -> Iterator[str]:
    term = ""
    for part in tag.find_all(["dt", "dd"]):
        if part.name == "dt":
            term = _inline(part, url).strip("¶ ")
        else:
            yield f"- {term}: {_inline(part, url)}" if term else f"- {_inline(part, url)}"
            term = ""


def _items(tag: Tag, indent: str, url: str | None) -> Iterator[str]:
    for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
        nested = [
            inner.extract() for inner in item.find_all(["ul", "ol"]) if inner.find_parent(["ul", "ol"]) is tag
        ]
        said = _inline(item, url)
        if said:
            yield f"{indent}{f'{number}.' if tag.name == 'ol' else '-'} {said}"
        for inner in nested:
            yield from _items(inner, indent + "  ", url)


def _inline(tag: Tag, url: str | None) -> str:
    """The words of `tag` in one line, links and code kept as Markdown, addresses whole where they can be."""
    for code in [] if tag.name in _HEADINGS else tag.find_all(["code", "samp", "tt"]):
        words = _SPACE.sub(" ", code.get_text()).strip()
        if words and "`" not in words:
            code.replace_with(f"`{words}`")
    for link in tag.find_all("a", href=True):
        words = _SPACE.sub(" ", link.get_text(" ", strip=True))
        address = urljoin(url, str(link["href"])) if url else str(link["href"])
        link.replace_with(f"[{words}]({address})" if words and not re.search(r"[\s()]", address) else words)
    return _tidy(_SPACE.sub(" ", tag.get_text(" ")))


def words_of(tag: Tag) -> str:
    return _tidy(_SPACE.sub(" ", tag.get_text(" ")))


def _tidy(words: str) -> str:
    lines = (_BEFORE.sub(r"\1", " ".join(line.split())).replace("( ", "(") for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
