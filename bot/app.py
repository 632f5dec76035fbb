"""The wiring: opens resources, owns signals and shutdown, keeps each part running.

Whoever opens a thing closes it, in the reverse order: intake stops first, then the web, then the work in
hand is finished, then the platforms and the store are closed.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.baseline.reading import Baselines
from bot.budget import Budgeted
from bot.drafting import Composer, Writer
from bot.errors import PlatformError, StoreLost
from bot.glossary import Glossary
from bot.health import Health
from bot.in_step import in_step, without_origins
from bot.keeper import Part, keep
from bot.learning.gathering import Gatherer
from bot.ports import Platform, Shows, Store
from bot.record import Queue
from bot.rooms import Rooms, wire
from bot.settings import Settings
from bot.troubles import Troubles

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from adapters.console import Console
    from knowledge.library import Library

WORK_IN_HAND = timedelta(seconds=10)
LOOKS_FOR_ARTICLES = timedelta(seconds=2)
TRIES_VECTORS_AGAIN = timedelta(seconds=30)  # after the vector store or the embedding provider was away
KEEPS_WORDS = timedelta(days=90)
FORGETS_EVERY = timedelta(days=1)
CHECKS_HEALTH = timedelta(seconds=10)
_log = structlog.get_logger()


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def a_holder() -> str:
    """Return a name for this process's claims that no other process has."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


def log_to_stderr() -> None:
    """Write logs as JSON lines: a constant sentence and fields, never a message's text or a token."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One process with its resources open."""

    settings: Settings
    rooms: Rooms
    library: Library
    console: Console
    listening: tuple[Part, ...]  # what brings messages in, web apart
    hooks: Sequence[BaseRoute] = ()  # what platforms call on the web server


@asynccontextmanager
async def open_app(settings: Settings, *, demo: bool = False, anew: bool = False) -> AsyncIterator[App]:
    """Open everything a process needs, and close it in the reverse order. `anew` begins with an empty store.

    Raises:
        DeskTaken: another Frontdesk uses the data folder.
        StoreLost: the database cannot be opened or brought up to date.
    """
    from adapters.chart import draw
    from adapters.library import open_library_of
    from adapters.store import open_store, own_folder

    async with AsyncExitStack() as opened:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        os.environ["NICEGUI_STORAGE_PATH"] = str(settings.data_folder / "console")  # read at its import
        if settings.database_url is None:
            opened.enter_context(own_folder(settings.data_folder))
            if anew:
                await asyncio.to_thread(_remove_database, settings.data_folder)
        store = await opened.enter_async_context(open_store(database_url(settings), settings.data_folder))
        library = await opened.enter_async_context(open_library_of(settings, store.shelf))
        rooms = wire(
            store,
            library,
            writer_of(settings, store),
            WallClock(),
            holder=a_holder(),
            glossary=Glossary(library).words,
            draw=draw,
            webhook=_webhook(settings),
        )
        console = _console(settings, rooms, library, demo=demo)
        rooms.platforms["console"] = console
        listening = await _platforms(settings, rooms, opened)
        yield App(
            settings=settings,
            rooms=rooms,
            library=library,
            console=console,
            listening=listening,
            hooks=_hooks(rooms),
        )


def _remove_database(folder: Path) -> None:
    for file in folder.glob("frontdesk.db*"):
        file.unlink()


def database_url(settings: Settings) -> str | None:
    return settings.database_url.get_secret_value() if settings.database_url else None


def open_writer(settings: Settings) -> Writer:
    """Return the model writer when `MODEL` names one, the composer otherwise."""
    if settings.model.name is None:
        return Composer()
    from adapters.model import Prices
    from adapters.model import open_writer as open_model_writer

    key = settings.model.api_key
    price_in = settings.model.price_in_per_million_tokens
    price_out = settings.model.price_out_per_million_tokens
    return open_model_writer(
        settings.model.name,
        api_key=key.get_secret_value() if key else None,
        base_url=settings.model.base_url,
        timeout=settings.model.timeout_seconds,
        prices=Prices(price_in, price_out) if price_in is not None and price_out is not None else None,
        tokens_per_draft=settings.model.tokens_per_draft,
    )


def writer_of(settings: Settings, store: Store) -> Writer:
    """Return the desk's writer: a model's keeps to the day's tokens, where they are set."""
    writer, per_day = open_writer(settings), settings.model.tokens_per_day
    if settings.model.name is None or per_day is None:
        return writer
    return Budgeted(writer, store, WallClock(), per_day, settings.model.tokens_per_draft)


def _webhook(settings: Settings) -> Shows | None:
    if settings.alert_webhook is None:
        return None
    from adapters.webhook import Webhook

    return Webhook(settings.alert_webhook, WallClock().now)


def _console(settings: Settings, rooms: Rooms, library: Library, *, demo: bool) -> Console:
    from adapters.console import Console
    from bot.demo import suggestions

    return Console(
        rooms.store,
        rooms.desk,
        rooms.lead,
        rooms.clock,
        rooms.bell.ring,
        settings.console,
        demo=demo,
        suggestions=suggestions() if demo else (),
        library=library,
    )


async def _platforms(settings: Settings, rooms: Rooms, opened: AsyncExitStack) -> tuple[Part, ...]:
    """Open the platforms that are set up; each becomes a part that listens."""
    parts: list[Part] = []
    if settings.slack:
        from adapters.slack import open_slack

        slack = await opened.enter_async_context(
            open_slack(settings.slack, rooms.store, rooms.desk, rooms.lead, rooms.clock, rooms.bell.ring)
        )
        rooms.platforms["slack"] = slack
        means = "Slack is not connected: nothing comes in or goes out there."
        parts.append(Part(name="slack", run=_with_catch_up(slack, slack.run, rooms), means=means))
    if settings.discord:
        from adapters.discord import open_discord

        discord = await opened.enter_async_context(
            open_discord(settings.discord, rooms.store, rooms.desk, rooms.lead, rooms.clock, rooms.bell.ring)
        )
        rooms.platforms["discord"] = discord
        means = "Discord is not connected: nothing comes in or goes out there."
        parts.append(Part(name="discord", run=_with_catch_up(discord, discord.run, rooms), means=means))
    return tuple(parts)


def _hooks(rooms: Rooms) -> Sequence[BaseRoute]:
    """Return the routes that platforms want on the web server: Slack's, in HTTP mode."""
    slack: Any = rooms.platforms.get("slack")
    return slack.routes() if slack else ()


def _with_catch_up(
    platform: Platform, run: Callable[[], Awaitable[None]], rooms: Rooms
) -> Callable[[], Awaitable[None]]:
    """Listen, and beside it read once what was said while nobody listened."""

    async def both() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_catch_up(platform, rooms), name=f"{platform.name} catch-up")
            await run()

    return both


async def _catch_up(platform: Platform, rooms: Rooms) -> None:
    for watched in await rooms.lead.watched():
        if not watched.channel.startswith(f"{platform.name}:"):
            continue
        try:
            async for event_id, raw in platform.missed(watched.channel, watched.watermark):
                await rooms.store.put(event_id, platform.name, raw, rooms.clock.now())
                rooms.bell.ring(Queue.INBOX)
        except PlatformError as error:  # one channel: the others are read, and all are listened to
            _log.warning("cannot catch up", platform=platform.name, error=type(error).__name__)
            async with rooms.store.begin() as work:
                await work.degrade(watched.channel, str(error))


async def serve(
    settings: Settings, *, demo: bool, anew: bool = False, on_ready: Callable[[str], None]
) -> None:
    """Open a process, run it until it is told to stop, and close it. `on_ready` hears the address."""
    log_to_stderr()
    check_address(settings)
    settings = without_origins(settings) if demo else settings
    async with open_app(settings, demo=demo, anew=anew) as app:
        await _furnish(app, demo=demo)
        await run(app, on_ready=on_ready)


async def _furnish(app: App, *, demo: bool) -> None:
    """Give a demo its articles and conversations, and a first start without any platform a channel to try."""
    from bot import demo as sample

    if demo:
        from knowledge.loading import load_folder
        from knowledge.sync import sync

        loaded = await asyncio.to_thread(load_folder, sample.SAMPLE / "articles")
        await sync(loaded, app.rooms.store.shelf)
        await sample.furnish(app.rooms)
    elif not app.listening:
        await sample.furnish(app.rooms, conversations=False)
    await app.library.refresh()
    for queue, row, _ in await app.rooms.store.parked():  # a new start is a new try
        await app.rooms.store.unpark(queue, row, now=app.rooms.clock.now())


def check_address(settings: Settings) -> None:
    """Refuse an address that cannot be listened on before anything starts.

    Raises:
        SettingsWrong: the port is taken, or the address is not ours.
    """
    from adapters.console.address import listening

    with listening(settings.console.host, settings.console.port):
        pass


async def run(app: App, *, on_ready: Callable[[str], None]) -> None:
    """Keep every part running until SIGINT or SIGTERM, then end cleanly within 15 seconds."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopping.set)
    rooms = app.rooms
    web_stop = asyncio.Event()
    web = Part(
        name="web", run=_web(app, web_stop, on_ready), means="The console and the health page are down."
    )
    watch = Part(name="watch", run=rooms.watch.run, means="Drafts, alerts and replies are paused.")
    origins = Part(
        name="origins",
        run=in_step(app.settings, app.rooms).run,
        means="Changes where your articles come from are not taken up.",
    )
    articles = Part(
        name="articles", run=lambda: _follow_articles(app), means="New articles are not taken up."
    )
    forgetting = Part(
        name="retention", run=lambda: _forget(app), means="Old messages are kept longer than they should be."
    )
    gaps = Part(
        name="gaps",
        run=Gatherer(rooms.store, app.library, rooms.clock).run,
        means="Questions without an article are not gathered.",
    )
    telling = Part(
        name="troubles",
        run=Troubles(rooms.store, rooms.clock, rooms.bell, rooms.health).run,
        means="Staff are not told in the chat what is out of order.",
    )
    before = Part(
        name="baselines",
        run=Baselines(rooms.store, rooms.platforms, rooms.clock, rooms.bell).run,
        means="How it was before Frontdesk is not read from newly watched channels.",
    )
    digests = Part(name="digests", run=rooms.telling.run, means="Digests are not planned.")
    checks = Part(name="store", run=lambda: _check_store(app), means="The database does not answer.")
    try:
        async with asyncio.TaskGroup() as parts:
            heard = (*app.listening, articles, gaps, checks, telling, digests, before, forgetting)
            if app.settings.knowledge.articles:
                heard = (*heard, origins)
            listening = [_kept(parts, part, rooms, stopping) for part in heard]
            serving = _kept(parts, web, rooms, stopping)
            working = _kept(parts, watch, rooms, stopping)
            await stopping.wait()
            _log.info("stopping")
            for task in listening:
                task.cancel()
            web_stop.set()
            await _ended(serving, timedelta(seconds=4))
            rooms.watch.stop()
            await _ended(working, WORK_IN_HAND)
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)
    _log.info("stopped")


def _kept(parts: asyncio.TaskGroup, part: Part, rooms: Rooms, stopping: asyncio.Event) -> asyncio.Task[None]:
    return parts.create_task(keep(part, rooms.health, rooms.clock, stopping), name=part.name)


async def _ended(task: asyncio.Task[None], within: timedelta) -> None:
    """Wait for a part to finish what it has in hand, and end it when it takes too long."""
    await asyncio.wait({task}, timeout=within.total_seconds())
    task.cancel()


def _web(app: App, stop: asyncio.Event, on_ready: Callable[[str], None]) -> Callable[[], Awaitable[None]]:
    async def serve_console() -> None:
        from adapters.console import serve
        from bot.metrics import exposed

        await serve(
            app.console,
            ready=lambda: readiness(app.rooms),
            metrics=lambda: exposed(app.rooms),
            on_ready=on_ready,
            stop=stop,
            hooks=app.hooks,
        )

    return serve_console


def readiness(rooms: Rooms) -> Mapping[str, Any]:
    """Return what `/readyz` says: whether every part works, and for those that do not, what that means."""
    parts = {
        name: {"ok": True} if ill is None else {"ok": False, "text": ill.text}
        for name, ill in rooms.health.parts.items()
    }
    return {"ready": rooms.health.ready, "parts": parts}


async def _follow_articles(app: App) -> None:
    """Take up what `knowledge sync` wrote to the shelf, as soon as its generation rises."""
    clock = app.rooms.clock
    known, tried = app.library.status().generation, clock.now()
    while True:
        await asyncio.sleep(LOOKS_FOR_ARTICLES.total_seconds())
        generation = await app.rooms.store.shelf.generation()
        mend = app.library.status().degraded and clock.now() - tried >= TRIES_VECTORS_AGAIN
        if generation != known or mend:
            await app.library.refresh()
            known, tried = generation, clock.now()


async def _check_store(app: App) -> None:
    """Write and read one row now and then, so that a full disk or a lost database shows before it hurts."""
    health, clock = app.rooms.health, app.rooms.clock
    while True:
        try:
            await app.rooms.store.healthy()
            parked = len(await app.rooms.store.parked())
        except StoreLost as lost:
            text = f"{lost} Nothing new is stored or acknowledged until it is back."
            health.ill("database", text, clock.now())
        else:
            health.well("database")
            _tell_parked(health, parked, clock.now())
        await asyncio.sleep(CHECKS_HEALTH.total_seconds())


async def _forget(app: App) -> None:
    """Once a day, forget the words of conversations that ended long ago; the figures stay."""
    while True:
        await app.rooms.store.forget_before(app.rooms.clock.now() - KEEPS_WORDS)
        await asyncio.sleep(FORGETS_EVERY.total_seconds())


def _tell_parked(health: Health, parked: int, now: datetime) -> None:
    if parked:
        rows = "row was" if parked == 1 else "rows were"
        health.ill("work", f"{parked} {rows} given up after five tries: see `python -m bot doctor`.", now)
    else:
        health.well("work")
