"""A web page: the text of its main part, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from knowledge.loading import links, noise
from knowledge.loading.blocks import as_markdown, words_of
from knowledge.loading.fields import LeftOut, Read, Unreadable, article_from, moment
from knowledge.loading.menus import without_menus
from knowledge.loading.tree import Tree, said_by

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_META = ("audience", "keywords", "product", "questions", "visibility")
_DATES = ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "date")
_SITE = re.compile(r"\s+(?:[|–—·»:]|-)\s+[^|–—·»]{2,60}$")
_SIGNS = (
    "itemprop=articleBody", ".md-content__inner", ".theme-doc-markdown", ".vp-doc", ".article-body",
    "article", "main", "role=main", "id=content",
)  # fmt: skip
_WHOLE = ("https://", "http://", "mailto:", "tel:")


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
    found = () if "nofollow" in robots or robots.strip() == "none" else _leads(page, url)
    if "noindex" in robots or robots.strip() == "none":
        return Page((LeftOut("the page asks not to be indexed"),), found)
    fields = _meta(page)
    canonical = urljoin(url, fields.get("url", ""))
    return Page(tuple(_article(page, fields, place, said_by(place), canonical)), found)


def _leads(page: BeautifulSoup, url: str) -> tuple[str, ...]:
    anchors = (link for link in page.find_all("a", href=True) if "nofollow" not in (link.get("rel") or ()))
    return tuple(dict.fromkeys(urljoin(url, str(link["href"]).strip()).partition("#")[0] for link in anchors))


def piece(content: str) -> str:
    """The blocks of a piece of HTML, as Markdown."""
    return as_markdown(_parsed(content), None)


def _article(
    page: BeautifulSoup, fields: dict[str, str], id: str, name: str, url: str | None
) -> Iterator[Read]:
    own_title = _page_title(page)
    for head in page.find_all(["head", "title"]):
        head.decompose()
    main = _main(page)
    says_something = bool(main.get_text(strip=True))
    without_menus(main)
    first = main.find("h1")
    title = words_of(first) if first else ""
    if first:
        first.decompose()
    title = title or own_title or name
    body = noise.without(as_markdown(main, url), lambda to: _is_inside(to, url))
    body = links.whole(body, lambda to: to if to.startswith(_WHOLE) else None)
    body = re.sub(rf"\A\s*#{{1,3}} {re.escape(title)}[ \t]*(?:\{{#[^}}\n]*\}})?[ \t]*(?:\n|\Z)", "", body)
    if body.strip():
        yield from article_from(fields, id=id, title=title, body=body, url=url)
    elif says_something:
        yield LeftOut("holds no text of its own")
    else:
        yield Unreadable("holds no text")


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
    if to.startswith("#") or (url is None and ":" not in to):
        return True
    return bool(url and urljoin(url, to).split("/")[:3] == url.split("/")[:3])
