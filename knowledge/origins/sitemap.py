"""Lists of a site's pages: a sitemap, an index of sitemaps, or one address a line."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

_LARGEST = 50_000_000
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list names: pages with the date of their last change, and further lists."""

    pages: tuple[tuple[str, str | None], ...] = ()
    lists: tuple[str, ...] = ()


def listed(content: bytes, url: str) -> Listed | None:
    """The list in `content`; `None` if it is none.

    Raises:
        ValueError: it is a damaged sitemap.
    """
    if content.startswith(_GZIP):
        content = _unpacked(content)
    start = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if re.match(rb"<\?xml|<(?:\w+:)?(?:urlset|sitemapindex)\b", start) and b"<html" not in start.lower():
        return _sitemap(content, url)
    return _lines(content, url)


def _unpacked(content: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        return unpacking.decompress(content, _LARGEST)
    except zlib.error as error:
        raise ValueError("is not gzip that can be read") from error


def _sitemap(content: bytes, url: str) -> Listed:
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  expat limits entities itself
    except ElementTree.ParseError as error:
        raise ValueError("is not a sitemap that can be read") from error
    pages: list[tuple[str, str | None]] = []
    lists: list[str] = []
    for entry in root:
        place = _said(entry, "loc")
        if place and _name(root) == "sitemapindex":
            lists.append(urljoin(url, place))
        elif place:
            pages.append((urljoin(url, place), _said(entry, "lastmod")))
    return Listed(tuple(pages), tuple(lists))


def _said(entry: ElementTree.Element, name: str) -> str | None:
    return next((part.text.strip() for part in entry if _name(part) == name and part.text), None)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _lines(content: bytes, url: str) -> Listed | None:
    """One whole address, or path from the root, a line; anything else is a page of its own."""
    try:
        lines = [line.strip() for line in content.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return None
    places = [line for line in lines if line and not line.startswith("#")]
    if not places or not all(re.fullmatch(r"(?:https?://|/)\S+", place) for place in places):
        return None
    return Listed(tuple((urljoin(url, place), None) for place in places))
