"""A web page: the text of its main part, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from knowledge.loading import grid, noise
from knowledge.loading.fields import LeftOut, Read, article_from, moment
from knowledge.loading.menus import without_menus
from knowledge.loading.tree import Tree, said_by
from knowledge.split import slug

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "pre", "table", "blockquote", "dl", "hr", "summary"}
_META = ("audience", "keywords", "product", "questions", "visibility")
_DATES = ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "date")
_SITE = re.compile(r"\s+(?:[|–—·»:]|-)\s+[^|–—·»]{2,60}$")
_SIGNS = (
    "itemprop=articleBody", ".md-content__inner", ".theme-doc-markdown", ".vp-doc", ".article-body",
    "article", "main", "role=main", "id=content",
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\xa0\u200b]+")
_BEFORE = re.compile(r" +([.,;:!?)\]])")


def articles(content: str, name: str, tree: Tree | None = None) -> Iterator[Read]:
    """One article; its title is the first heading, then the page's own without the site's name."""
    tree = tree or Tree()
    page = _parsed(content)
    fields = _meta(page)
    url = fields.get("url") or tree.url(name)
    yield from _article(page, fields, name.rpartition(".")[0], said_by(name), url)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site: what it says, and the whole addresses that it links to, without fragments."""

    read: tuple[Read, ...]
    links: tuple[str, ...]


def page_of_a_site(content: str, url: str, place: str) -> Page:
    """What a page fetched from `url` says; one that asks not to be listed or followed is obeyed."""
    page = _parsed(content)
    robots = _robots(page)
    links = () if "nofollow" in robots or robots.strip() == "none" else _links(page, url)
    if "noindex" in robots or robots.strip() == "none":
        return Page((LeftOut("the page asks not to be indexed"),), links)
    fields = _meta(page)
    canonical = urljoin(url, fields.get("url", ""))
    return Page(tuple(_article(page, fields, place, said_by(place), canonical)), links)


def _links(page: BeautifulSoup, url: str) -> tuple[str, ...]:
    links = (link for link in page.find_all("a", href=True) if "nofollow" not in (link.get("rel") or ()))
    return tuple(dict.fromkeys(urljoin(url, str(link["href"]).strip()).partition("#")[0] for link in links))


def as_markdown(content: str) -> str:
    """The blocks of a piece of HTML, as Markdown."""
    return _joined(_blocks(_parsed(content), None))


def _article(
    page: BeautifulSoup, fields: dict[str, str], id: str, name: str, url: str | None
) -> Iterator[Read]:
    main = _main(page)
    without_menus(main)
    first = main.find("h1")
    title = _inline(first, None) if first else ""
    if first:
        first.decompose()
    title = title or _page_title(page) or name
    body = noise.without(_joined(_blocks(main, url)), lambda to: _is_inside(to, url))
    body = re.sub(rf"\A\s*#{{1,3}} {re.escape(title)}[ \t]*(?:\{{#[^}}\n]*\}})?[ \t]*(?:\n|\Z)", "", body)
    yield from article_from(fields, id=id, title=title, body=body, url=url)


def _parsed(content: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(content, "html.parser")


def _main(page: BeautifulSoup) -> Tag:
    """The smallest part that says it is the content."""
    likely: dict[str, list[Tag]] = {sign: [] for sign in _SIGNS}
    for part in page.find_all(["article", "main", "div", "section"]):
        for sign in _signs_of(part) & likely.keys():
            likely[sign].append(part)
    for found in likely.values():
        if len(found) == 1 and found[0].get_text(strip=True):
            return found[0]
    return page.find("main") or page.find("article") or page.body or page


def _signs_of(part: Tag) -> set[str]:
    named = {f".{name}" for name in part.get_attribute_list("class")}
    values = {f"{name}={part.get(name)}" for name in ("role", "itemprop", "id") if part.get(name)}
    return named | values | {part.name}


def _page_title(page: BeautifulSoup) -> str:
    shared = page.find("meta", attrs={"property": "og:title"}, content=True)
    if shared:
        return _SITE.sub("", str(shared["content"]).strip())
    return _SITE.sub("", page.title.get_text(" ", strip=True)) if page.title else ""


def _meta(page: BeautifulSoup) -> dict[str, str]:
    """`<meta name="audience" content="internal">` and the like, the canonical address, the last change."""
    named = {
        str(meta.get("name") or meta.get("property") or meta.get("http-equiv")).lower(): str(meta["content"])
        for meta in page.find_all("meta", content=True)
    }
    fields: dict[str, str] = {key: named[key] for key in _META if key in named}
    updated = next((named[key] for key in _DATES if key in named), None)
    changed = page.find("time", attrs={"itemprop": "dateModified"}, datetime=True)
    if updated is None and changed:
        updated = str(changed["datetime"])
    link = page.find("link", rel="canonical", href=True)
    if link:
        fields["url"] = str(link["href"])
    return {**fields, "updated": updated} if updated and moment(updated) else fields


def _robots(page: BeautifulSoup) -> str:
    asked = page.find("meta", attrs={"name": re.compile("^robots$", re.IGNORECASE)}, content=True)
    return str(asked["content"]).lower() if asked else ""


def _is_inside(to: str, url: str | None) -> bool:
    if to.startswith("#"):
        return True
    return bool(url and urljoin(url, to).split("/")[:3] == url.split("/")[:3])


def _joined(blocks: Iterator[str]) -> str:
    return "\n\n".join(block for block in blocks if block.strip())


def _blocks(part: Tag, url: str | None) -> Iterator[str]:
    from bs4 import Tag
    from bs4.element import NavigableString

    loose: list[str] = []
    for child in part.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS)):
            yield _tidy(" ".join(loose))
            loose = []
            yield from [_block(child, url)] if child.name in _BLOCKS else _blocks(child, url)
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
        return _joined(_blocks(tag, url))
    return _inline(tag, url)


def _heading(tag: Tag) -> str:
    words = _inline(tag, None).strip("¶# ")
    named = tag.get("id") or next((part.get("id") for part in tag.find_parents("section", limit=1)), None)
    anchor = f" {{#{named}}}" if named and str(named) != slug(words) else ""
    return f"{_HEADINGS[tag.name]} {words}{anchor}" if words else ""


def _table(tag: Tag, url: str | None) -> str:
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    if tag.get("role") == "presentation" or tag.find("table"):
        return _joined(
            block for row in rows for cell in row.find_all(["td", "th"]) for block in _blocks(cell, url)
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
    """The words of `tag` in one line, links kept as Markdown with whole addresses, code marked as such."""
    for code in [] if tag.name in _HEADINGS else tag.find_all(["code", "samp", "tt"]):
        words = _SPACE.sub(" ", code.get_text()).strip()
        if words and "`" not in words:
            code.replace_with(f"`{words}`")
    for link in tag.find_all("a", href=True):
        words = _SPACE.sub(" ", link.get_text(" ", strip=True))
        address = urljoin(url, str(link["href"])) if url else str(link["href"])
        link.replace_with(f"[{words}]({address})" if address.startswith("http") and words else words)
    return _tidy(_SPACE.sub(" ", tag.get_text(" ")))


def _tidy(words: str) -> str:
    lines = (_BEFORE.sub(r"\1", " ".join(line.split())).replace("( ", "(") for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
