"""`python -m knowledge sync`: which origins are meant, and what is printed about them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.following import LOOKS, Following
from knowledge.loading.loaded import Progress
from knowledge.origins import Kind, Limits, Origin, origins_of, read_origin
from knowledge.origins.named import origin_of
from knowledge.ports import Shelf
from knowledge.sync import SyncReport, sync

_LINES = 20  # of one kind


def meant(places: Sequence[str], configured: Sequence[Origin]) -> tuple[Origin, ...]:
    """The origins that a command names, else those of the settings.

    Raises:
        KnowledgeError: there are none, or one is named that the running bot would take away again.
    """
    if not places and not configured:
        raise KnowledgeError("Name a folder, a git repository or a site, or set KNOWLEDGE__ARTICLES.")
    if any(not place.strip() for place in places):
        raise KnowledgeError("A place without a name was given: name a folder, a git repository or a site.")
    named = [_origin(place) for place in places]
    known = {origin.name: origin for origin in configured}
    other = next((origin.name for origin in named if configured and origin.name not in known), None)
    if other:
        raise KnowledgeError(
            f"KNOWLEDGE__ARTICLES does not name {other}, so a running bot would take it away again: add it "
            f"there. Named are: {', '.join(known)}."
        )
    return tuple(known.get(origin.name, origin) for origin in named) or tuple(configured)


def configured_in(text: str | None) -> tuple[Origin, ...]:
    """The origins of the settings, which were checked when they were read."""
    return origins_of(text) if text else ()


def _origin(place: str) -> Origin:
    if Path(place).exists():
        return Origin(kind=Kind.FOLDER, name=place, place=place)
    try:
        return origin_of(place)
    except ValueError as error:
        raise KnowledgeError(f"{place} {error}.") from None


async def once(
    origins: Sequence[Origin],
    shelf: Shelf,
    cache: Path,
    limits: Limits,
    progress: Progress,
    *,
    keep_others: bool,
    allow_empty: bool,
) -> SyncReport:
    """Read every origin, and bring the shelf in step with all of them in one transaction."""
    loaded = [await read_origin(origin, cache, limits=limits, progress=progress) for origin in origins]
    return await sync(loaded, shelf, keep_others=keep_others, allow_empty=allow_empty)


async def again_and_again(
    following: Following,
    now: Callable[[], datetime],
    progress: Progress,
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
) -> AsyncIterator[SyncReport]:
    """A report each time something was read, for as long as it is asked for."""
    while True:
        report = await following.look(now(), progress)
        if report is not None:
            yield report
        await sleep(LOOKS.total_seconds())


def as_plain(report: SyncReport, index: str) -> dict[str, Any]:
    """The report as JSON has it."""
    return {**asdict(report), "index": index}


def lines(report: SyncReport) -> list[str]:
    """What is printed below the counts: what was not read, and what should be known."""
    said = [f"not read: {trouble}" for trouble in report.troubles.values()]
    if report.kept:
        said.append(f"kept as it was: {_some(report.kept)}")
    said += _cut([f"skipped {each.name}: {each.reason}" for each in report.skipped])
    return said + _cut([f"{each.name}: {each.reason}" for each in report.remarks])


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - 5:,} more" if len(ids) > 5 else ""
    return ", ".join(ids[:5]) + more


def _cut(said: list[str]) -> list[str]:
    if len(said) <= _LINES:
        return said
    return [*said[:_LINES], f"… and {len(said) - _LINES:,} more (--json has them all)"]
