"""A site read page by page: a sitemap's, a list's, or those that its first page leads to."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from knowledge.errors import KnowledgeError
from knowledge.loading.fields import LeftOut, Remark, Unreadable
from knowledge.loading.folder import Reading
from knowledge.loading.loaded import Loaded, Progress
from knowledge.origins.fetching import AGENT, Away, Fetched, Fetcher, Gone, fetcher
from knowledge.origins.limits import Limits
from knowledge.origins.named import Origin, without_password
from knowledge.origins.pages import Kept
from knowledge.origins.sitemap import Listed, listed
from knowledge.origins.understanding import PAGES, understood
from knowledge.origins.walk import Walk, key_of, place_of

_MOST_LISTS = 100
_LARGEST_LIST = 50_000_000
_IN_A_ROW = 5  # pages that cannot be reached, then the site counts as down
_LONGEST_PAUSE = 10.0


async def read_site(origin: Origin, cache: Path, limits: Limits, progress: Progress | None = None) -> Loaded:
    """Every article of a site.

    Raises:
        KnowledgeError: its first page, its list or its rules cannot be read: it counts as down.
    """
    kept = Kept.at(cache / "pages" / sha256(origin.name.encode()).hexdigest()[:16])
    reading = Reading({}, [], [], set())
    start = without_password(origin.place)
    walk = Walk(prefix=_below(start), limits=limits)
    async with fetcher(origin, kept, limits) as ask:
        rules = await _rules(origin, start, ask)
        await _first(origin, start, ask, rules, walk)
        ended = await _walked(origin, ask, rules, walk, reading, progress)
    for url, _ in walk.waiting:
        reading.unread.add(place_of(url))
    if ended:
        reading.take(Remark(ended), origin.name, "")
    if walk.elsewhere:
        reading.take(Remark(f"{walk.elsewhere} addresses on other hosts are left out"), origin.name, "")
    await asyncio.to_thread(kept.save, everything_seen=not ended)
    return Loaded(
        articles=tuple(reading.articles.values()),
        skipped=tuple(reading.skipped),
        origin=origin.name,
        unread=frozenset(reading.unread),
        remarks=tuple(reading.remarks),
    )


def _below(start: str) -> str:
    """The part of the site that an address names: what lies in its folder, or below it."""
    folder, _, last = urlsplit(start).path.rpartition("/")
    return folder if "." in last else f"{folder}/{last}".rstrip("/")


async def _rules(origin: Origin, start: str, ask: Fetcher) -> RobotFileParser:
    """The site's robots.txt; without one all is allowed."""
    answer = await ask.get(urljoin(start, "/robots.txt"), most=500_000)
    rules = RobotFileParser()
    if isinstance(answer, Away):
        raise KnowledgeError(
            f"{origin.name} cannot be read: it {answer.reason}. What is known from it stays."
        )
    said = answer.content.decode("utf-8", errors="replace") if isinstance(answer, Fetched) else ""
    rules.parse(said.splitlines())
    asked = rules.crawl_delay(AGENT)
    ask.pause = max(ask.pause, min(float(asked or 0), _LONGEST_PAUSE))
    return rules


async def _first(origin: Origin, start: str, ask: Fetcher, rules: RobotFileParser, walk: Walk) -> None:
    """Fill the way with what the address lists, what the site's sitemaps list, or with the address itself."""
    if not rules.can_fetch(AGENT, start):
        raise KnowledgeError(f"{origin.name} cannot be read: its robots.txt does not allow it.")
    answer = await ask.get(start, most=_LARGEST_LIST)
    if not isinstance(answer, Fetched):
        raise KnowledgeError(
            f"{origin.name} cannot be read: it {answer.reason}. What is known from it stays."
        )
    found = None if answer.kind in PAGES else _listed(answer)
    lists: list[str] = [] if found else [url for url in rules.site_maps() or () if ask.may_ask(url)]
    if found:
        walk.follows = False
        _take(found, ask, walk)
        lists = list(found.lists)
    done = 0
    while lists and done < _MOST_LISTS:
        url, done = lists.pop(0), done + 1
        if not ask.may_ask(url):
            walk.elsewhere += 1
            continue
        answer = await ask.get(url, most=_LARGEST_LIST)
        more = _listed(answer) if isinstance(answer, Fetched) else None
        if more is None and found:
            raise KnowledgeError(
                f"{origin.name} cannot be read: its list {url} is not there. What is known stays."
            )
        if more:
            _take(more, ask, walk, below=not found)
            lists += [each for each in more.lists if each not in lists]
    walk.follows = walk.follows and not walk.waiting
    if walk.follows:
        walk.add(start, 0)


def _listed(answer: Fetched) -> Listed | None:
    try:
        return listed(answer.content, answer.url)
    except ValueError as error:
        raise KnowledgeError(f"{answer.url} {error}. What is known from it stays.") from None


def _take(found: Listed, ask: Fetcher, walk: Walk, *, below: bool = False) -> None:
    for url, changed in found.pages:
        if not ask.may_ask(url):
            walk.elsewhere += 1
        elif not below or walk.is_below(url):
            walk.add(url, 0)
            if changed:
                walk.changed[key_of(url)] = changed


async def _walked(
    origin: Origin,
    ask: Fetcher,
    rules: RobotFileParser,
    walk: Walk,
    reading: Reading,
    progress: Progress | None,
) -> str | None:
    """Read page after page; why it ended early, if it did."""
    until = asyncio.get_running_loop().time() + walk.limits.seconds
    done = silent = 0
    while walk.waiting:
        reason = _enough(ask, walk.limits, done, asyncio.get_running_loop().time() >= until)
        if reason:
            return reason
        url, depth = walk.waiting.popleft()
        done += 1
        if not rules.can_fetch(AGENT, url):
            reading.take(LeftOut("robots.txt does not allow it"), place_of(url), "")
            continue
        answer = await ask.get(url)
        silent = silent + 1 if isinstance(answer, Away) and answer.down else 0
        if silent == _IN_A_ROW:
            raise KnowledgeError(
                f"{origin.name} cannot be read: it {_said(answer)}. What is known from it stays."
            )
        await _read(url, depth, answer, ask, walk, reading)
        if progress:
            progress(done, done + len(walk.waiting))
    return None


def _said(answer: Fetched | Gone | Away) -> str:
    return "" if isinstance(answer, Fetched) else answer.reason


def _enough(ask: Fetcher, limits: Limits, done: int, late: bool) -> str | None:
    if done >= limits.pages:
        return f"ended after {limits.pages:,} pages (KNOWLEDGE__MOST_PAGES)"
    if ask.bytes_read > limits.total_bytes:
        return f"ended after {limits.total_bytes // 1_000_000} MB"
    return f"ended after {limits.seconds / 60:.0f} minutes" if late else None


async def _read(
    url: str, depth: int, answer: Fetched | Gone | Away, ask: Fetcher, walk: Walk, reading: Reading
) -> None:
    place = place_of(url)
    if isinstance(answer, Away):
        reading.take(Unreadable(answer.reason), place, "")
    elif isinstance(answer, Gone):
        reading.take(LeftOut(answer.reason), place, "")
    else:
        place = place_of(answer.url)
        walk.seen.add(key_of(answer.url))
        if not walk.is_new(answer.content):
            reading.take(LeftOut("says the same as another page"), place, "")
            return
        changed = walk.changed.get(key_of(url))
        reads, links = await asyncio.to_thread(understood, answer, place, changed)
        for read in reads:
            reading.take(read, place, place)
        if walk.follows:
            for link in links:
                if ask.may_ask(link) and walk.is_below(link):
                    walk.add(link, depth + 1)
