"""What a fetched page says, by the kind that its host calls it."""

from __future__ import annotations

from knowledge.articles import remade
from knowledge.loading import documents, html, markdown, text
from knowledge.loading.decoding import declared_in_page, decoded
from knowledge.loading.fields import LeftOut, Read, Unreadable, moment
from knowledge.origins.fetching import Fetched
from knowledge.ports import Article

PAGES = ("text/html", "application/xhtml+xml")


def understood(answer: Fetched, place: str, changed: str | None) -> tuple[list[Read], tuple[str, ...]]:
    """What an answer says, and where it leads; `changed` is the date that a sitemap gave it."""
    reads, links = _read(answer, place)
    return [_finished(read, answer.url, place, changed) for read in reads], links


def _read(answer: Fetched, place: str) -> tuple[list[Read], tuple[str, ...]]:
    kind = answer.kind
    if kind == "application/pdf":
        return list(documents.from_pdf(answer.content, place)), ()
    if kind not in (*PAGES, "text/plain", "text/markdown"):
        return [LeftOut(f"is no page ({kind})")], ()
    try:
        said = decoded(answer.content, answer.charset or declared_in_page(answer.content))
    except UnicodeDecodeError:
        return [Unreadable("is in an encoding that it does not name")], ()
    if not said.strip():
        return [Unreadable("empty")], ()
    if "\x00" in said:
        return [LeftOut("holds binary data")], ()
    if kind in PAGES:
        page = html.page_of_a_site(said, answer.url, place)
        return list(page.read), page.links
    reader = markdown.articles if kind == "text/markdown" or place.endswith(".md") else text.articles
    return list(reader(said, place)), ()


def _finished(read: Read, url: str, place: str, changed: str | None) -> Read:
    if not isinstance(read, Article):
        return read
    updated = read.updated_at or moment(changed)
    if read.id == place and read.url and updated == read.updated_at:
        return read
    return remade(read, id=read.id or place, url=read.url or url, updated_at=updated)
