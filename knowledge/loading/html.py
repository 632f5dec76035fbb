"""A web page: the text of its main part, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.loading.fields import Unreadable, article_from
from knowledge.loading.markdown import title_from
from knowledge.ports import Article

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NOISE = (
    "script", "style", "noscript", "template", "svg", "nav", "header", "footer",
    "aside", "form", "button", "iframe",
)  # fmt: skip
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "pre", "table", "blockquote", "dl"}


def articles(content: str, name: str) -> Iterator[Article | Unreadable]:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(content, "html.parser")
    fields = _meta(page)
    main = page.find("main") or page.find("article") or page.body or page
    for noise in main.find_all(_NOISE):
        noise.decompose()
    first = main.find("h1")
    title = _inline(first) if first else (page.title.get_text(" ", strip=True) if page.title else None)
    if first:
        first.decompose()
    body = "\n\n".join(block for block in _blocks(main) if block.strip())
    yield article_from(fields, id=name.rpartition(".")[0], title=title or title_from(name), body=body)


def _meta(page: BeautifulSoup) -> dict[str, str]:
    """`<meta name="audience" content="internal">` and the like, and the canonical address."""
    named = {
        str(meta["name"]).lower(): str(meta["content"])
        for meta in page.find_all("meta", attrs={"name": True, "content": True})
    }
    fields: dict[str, str] = {
        key: named[key] for key in ("audience", "keywords", "product", "questions") if key in named
    }
    link = page.find("link", rel="canonical", href=True)
    return {**fields, "url": str(link["href"])} if link else fields


def _blocks(part: Tag) -> Iterator[str]:
    from bs4 import Tag
    from bs4.element import NavigableString

    loose: list[str] = []
    for child in part.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS)):
            yield " ".join(loose)
            loose = []
            yield from [_block(child)] if child.name in _BLOCKS else _blocks(child)
        elif isinstance(child, Tag):
            loose.append(_inline(child))
        elif type(child) is NavigableString:
            loose.append(" ".join(child.split()))
    yield " ".join(word for word in loose if word)


def _block(tag: Tag) -> str:
    if tag.name in _HEADINGS:
        return f"{_HEADINGS[tag.name]} {_inline(tag)}"
    if tag.name in ("ul", "ol"):
        return "\n".join(_items(tag, ""))
    if tag.name == "pre":
        return f"```\n{tag.get_text().strip()}\n```"
    if tag.name == "table":
        rows = [[_inline(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
        lines = [f"| {' | '.join(row)} |" for row in rows if row]
        return "\n".join([*lines[:1], *(["|---" * len(rows[0]) + "|"] if lines else []), *lines[1:]])
    return _inline(tag)


def _items(tag: Tag, indent: str) -> Iterator[str]:
    for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
        nested = [inner.extract() for inner in item.find_all(["ul", "ol"], recursive=False)]
        yield f"{indent}{f'{number}.' if tag.name == 'ol' else '-'} {_inline(item)}"
        for inner in nested:
            yield from _items(inner, indent + "  ")


def _inline(tag: Tag) -> str:
    """The words of `tag` in one line, links kept as Markdown."""
    for link in tag.find_all("a", href=True):
        words, address = link.get_text(" ", strip=True), str(link["href"])
        link.replace_with(f"[{words}]({address})" if address.startswith("http") and words else words)
    return " ".join(tag.get_text(" ").split()).replace(" .", ".").replace(" ,", ",")
