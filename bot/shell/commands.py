"""What the command lines do, as functions that return values: `__main__` reads arguments and prints."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.drafting import Case, Composer
from bot.errors import FrontdeskError
from bot.lengths import parse_duration
from bot.policy import Policy
from bot.ports import Search, Store
from bot.settings import Settings
from bot.writing.brief import LONGEST_QUESTION
from knowledge.ports import Found

if TYPE_CHECKING:
    from bot.business_hours.hours import Hours
    from bot.privacy.purging import Purged
    from bot.record import Watched
    from bot.rehearsal import Rehearsed
    from bot.reports import Report
    from bot.shell.replay import Replayed

_MOST = 2**31  # what a database takes for a number
Told = Callable[[int, int], None]  # (done, total)
Progress = Callable[[str], Told]


class NotFound(FrontdeskError):
    """What a command names is not there."""


class NoArticles:
    """A desk without articles: every search finds nothing."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        return Found()


async def asked(
    settings: Settings,
    question: str,
    articles: Path | None,
    *,
    customer: str | None,
    agent: str | None,
    told: Progress,
) -> dict[str, Any]:
    """Return the draft for a question, with situation, sources and confidence band."""
    from bot.app import open_writer
    from bot.shell.demo import SAMPLE

    async with articles_of(settings.data_folder / "asked", articles or SAMPLE / "articles", told) as library:
        found = await library.search(question[-LONGEST_QUESTION:])
    case = Case(key=question, lines=(question,), customer=customer, agent=agent, found=found)
    drafted = await open_writer(settings).draft(case)
    return {
        "situation": drafted.signals.situation.value,
        "band": drafted.band.value,
        "draft": drafted.text,
        "sources": [
            {
                "id": source.article_id,
                "title": source.title,
                "url": source.url,
                "score": round(source.score, 3),
            }
            for source in drafted.sources
        ],
        "score": drafted.score.total,
        "writer": drafted.writer,
        "why": list(drafted.why),
        "hint": drafted.hint,
        "fallback": drafted.fallback,
    }


async def replayed_log(
    settings: Settings,
    log: Path,
    staff: frozenset[str],
    articles: Path | None,
    target: str,
    *,
    told: Progress,
) -> Replayed:
    """Return what the desk would have done with a chat export."""
    from adapters.memory import ChatInMemory
    from adapters.store import MEMORY, open_store
    from bot.process.rooms import wire
    from bot.shell.replay import STAFF_CHANNEL, VirtualClock, addressed, people_of, read_log, replay

    lines = addressed(read_log(log), staff)
    try:
        policy = Policy(staff_channel=STAFF_CHANNEL, first_target=parse_duration(target))
    except ValueError as wrong:
        raise FrontdeskError(str(wrong)) from None
    clock = VirtualClock(lines[0].at)
    chat = ChatInMemory(clock.now, name="replay", people=people_of(lines, staff))
    async with AsyncExitStack() as opened:
        library: Search = NoArticles()
        if articles:
            library = await opened.enter_async_context(
                articles_of(settings.data_folder / "asked", articles, told)
            )
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        store = await opened.enter_async_context(open_store(MEMORY, folder))
        rooms = wire(store, library, Composer(), clock, holder="replay", platforms={"replay": chat})
        return await replay(rooms, clock, lines, policy, told=told("Replaying"))


async def rehearsed(
    logs: Sequence[Path],
    staff: frozenset[str],
    targets: Sequence[str],
    hours: Hours,
    *,
    told: Progress,
) -> list[Rehearsed]:
    """Return the alerts that each target would have caused on chat exports, the shortest target first.

    Raises:
        FrontdeskError: a target is no length of time.
        LogUnreadable: an export cannot be read.
    """
    from adapters.memory import ChatInMemory
    from adapters.store import MEMORY, open_store
    from bot.process.rooms import wire
    from bot.rehearsal import rehearse
    from bot.rehearsal.run import BACKUP, LEAD, OWNER
    from bot.shell.replay import STAFF_CHANNEL, VirtualClock, addressed, people_of, read_log

    told_by_log = [addressed(read_log(log), staff) for log in logs]
    lines = sorted((line for log in told_by_log for line in log), key=lambda line: line.at)
    try:
        lengths = sorted({parse_duration(target) for target in targets})
    except ValueError as wrong:
        raise FrontdeskError(str(wrong)) from None
    found = []
    for length in lengths:
        policy = Policy(
            staff_channel=STAFF_CHANNEL,
            owner=OWNER,
            backup=BACKUP,
            lead=LEAD,
            first_target=length,
            next_target=length,
            hours=hours,
        )
        clock = VirtualClock(lines[0].at)
        chat = ChatInMemory(clock.now, name="replay", people=people_of(lines, staff))
        with tempfile.TemporaryDirectory() as folder:
            async with open_store(MEMORY, Path(folder)) as store:
                rooms = wire(
                    store, NoArticles(), Composer(), clock, holder="replay", platforms={"replay": chat}
                )
                progress = told(f"Target {length}")
                found.append(await rehearse(rooms, clock, chat, lines, policy, told=progress))
    return found


@asynccontextmanager
async def articles_of(cache: Path, articles: Path, told: Progress) -> AsyncIterator[Search]:
    """Open the articles of a folder; the index is kept in `cache`, so a second time takes seconds."""
    from knowledge.library import open_library
    from knowledge.loading import load_folder
    from knowledge.shelf import ShelfInMemory
    from knowledge.sync import sync

    loaded = await asyncio.to_thread(load_folder, articles)
    if not loaded.articles:
        raise NotFound(f"{articles} holds no articles (Markdown, HTML, text, CSV or JSONL).")
    shelf = ShelfInMemory()
    await sync(loaded, shelf)
    name = sha256(str(articles).encode()).hexdigest()[:12]
    async with open_library(shelf, index=cache / name) as library:
        await library.refresh(told("Reading articles"))
        yield library


async def why_of(settings: Settings, conversation: int) -> list[str]:
    """Return why a conversation is late.

    Raises:
        NotFound: there is no such conversation.
    """
    from bot.alerts.why import recalled
    from bot.app import WallClock

    async with _store(settings) as store, store.read() as reading:
        known = await reading.conversation(conversation) if 0 < conversation < _MOST else None
        watched = await reading.watched(known.thread.channel) if known else None
        if known is None or watched is None:
            raise NotFound(f"There is no conversation {conversation} in {_place(settings)}.")
        return await recalled(reading, known, watched.policy, WallClock().now())


async def reported(
    settings: Settings, since: datetime, until: datetime, channel: str | None, now: datetime
) -> Report:
    """Return the report of a span; `channel` is a watched channel's name or key, `None` means all.

    Raises:
        NotFound: no such channel is watched; the text names those that are.
    """
    from bot.reports.asked import Span, report_of

    async with _store(settings) as store, store.read() as reading:
        watched = await reading.all_watched()
        wanted = (channel or "").removeprefix("#").casefold()
        keys = [known.channel for known in watched if wanted in _called(known)]
        if channel and not keys:
            named = ", ".join(sorted(known.name for known in watched)) or "none"
            raise NotFound(f'No watched channel is called "{channel}". Watched: {named}.')
        span = Span(since=since, until=until, channel=keys[0] if channel else None)
        return await report_of(reading, span, now=now)


async def charted(settings: Settings, found: Report, file: Path) -> None:
    """Write a report's chart as a PNG."""
    from adapters.chart import draw
    from bot.reports.chart import chart

    async with _store(settings) as store, store.read() as reading:
        policies = {known.channel: known.policy for known in await reading.all_watched()}
    data = await draw(chart(found, policies))
    await asyncio.to_thread(file.write_bytes, data)


def _called(known: Watched) -> tuple[str, str]:
    return known.name.removeprefix("#").casefold(), known.channel.casefold()


async def purged(settings: Settings, who: str, *, pretend: bool) -> Purged:
    """Forget a person, in the search index too; a bot that holds the index takes it up by itself."""
    from adapters.library import open_library_of
    from bot.app import WallClock
    from bot.privacy.purging import Purging
    from knowledge.errors import IndexInUse

    async with _store(settings) as store:
        found = await Purging(store, WallClock()).purge(who, pretend=pretend)
        if not pretend:
            with suppress(IndexInUse):
                async with open_library_of(settings, store.shelf) as library:
                    await library.refresh()
    return found


async def backed_up(settings: Settings, to: Path) -> str:
    """Write a backup and return what it holds, in words.

    Raises:
        NotFound: there is nothing to back up; a mistyped folder is no empty desk.
    """
    from adapters.store import FILE
    from adapters.store.backup import backup
    from bot.app import database_url

    if settings.database_url is None and not (settings.data_folder / FILE).exists():
        raise NotFound(
            f"There is no desk in {settings.data_folder} to back up: DATA_FOLDER says where it is."
        )
    return await backup(database_url(settings), settings.data_folder, to)


async def restored(settings: Settings, file: Path, *, force: bool) -> str:
    """Bring a backup back and return what was restored, in words."""
    from adapters.store.backup import restore
    from bot.app import database_url

    return await restore(file, database_url(settings), settings.data_folder, force=force)


def _place(settings: Settings) -> str:
    return "this database" if settings.database_url else str(settings.data_folder)


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[Store]:
    from adapters.store import open_store
    from bot.app import database_url

    async with open_store(database_url(settings), settings.data_folder) as store:
        yield store
