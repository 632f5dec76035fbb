"""A process from start to end: owns the signals and the shutdown, keeps each part running.

Intake stops first, then the web, then the work in hand is finished; what was opened is closed last.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import structlog

from bot.app import App, open_app
from bot.baseline.reading import Baselines
from bot.learning.gathering import Gatherer
from bot.process.in_step import in_step, without_origins
from bot.process.keeper import Part, keep
from bot.process.rooms import Rooms
from bot.process.troubles import Troubles
from bot.process.upkeep import check_store, follow_articles, forget
from bot.settings import Settings

WORK_IN_HAND = timedelta(seconds=10)

_log = structlog.get_logger()


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
    from bot.shell import demo as sample

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
    stopping, web_stop = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopping.set)
    rooms = app.rooms
    serving_web = _web(app, web_stop, on_ready)
    web = Part(name="web", run=serving_web, means="The console and the health page are down.")
    watch = Part(name="watch", run=rooms.watch.run, means="Drafts, alerts and replies are paused.")
    try:
        async with asyncio.TaskGroup() as parts:
            listening = [_kept(parts, part, rooms, stopping) for part in (*app.listening, *_upkeep(app))]
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


def _upkeep(app: App) -> list[Part]:
    """What runs beside the platforms, the web and the work, and what it means when it does not."""
    rooms = app.rooms
    gatherer = Gatherer(rooms.store, app.library, rooms.clock)
    baselines = Baselines(rooms.store, rooms.platforms, rooms.clock, rooms.bell)
    troubles = Troubles(rooms.store, rooms.clock, rooms.bell, rooms.health)
    parts: list[tuple[str, Callable[[], Awaitable[None]], str]] = [
        ("articles", lambda: follow_articles(rooms, app.library), "New articles are not taken up."),
        ("gaps", gatherer.run, "Questions without an article are not gathered."),
        ("store", lambda: check_store(rooms), "The database does not answer."),
        ("troubles", troubles.run, "Staff are not told in the chat what is out of order."),
        ("digests", rooms.telling.run, "Digests are not planned."),
        ("baselines", baselines.run, "How it was before is not read from newly watched channels."),
        ("retention", lambda: forget(rooms), "Old messages are kept longer than they should be."),
    ]
    if app.settings.knowledge.articles:
        origins = in_step(app.settings, rooms)
        parts.append(("origins", origins.run, "Changes where your articles come from are not taken up."))
    return [Part(name=name, run=run, means=means) for name, run, means in parts]


def _kept(parts: asyncio.TaskGroup, part: Part, rooms: Rooms, stopping: asyncio.Event) -> asyncio.Task[None]:
    return parts.create_task(keep(part, rooms.health, rooms.clock, stopping), name=part.name)


async def _ended(task: asyncio.Task[None], within: timedelta) -> None:
    """Wait for a part to finish what it has in hand, and end it when it takes too long."""
    await asyncio.wait({task}, timeout=within.total_seconds())
    task.cancel()


def _web(app: App, stop: asyncio.Event, on_ready: Callable[[str], None]) -> Callable[[], Awaitable[None]]:
    async def serve_console() -> None:
        from adapters.console import serve
        from bot.process.metrics import exposed

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
        name: {"ok": False, "text": ill.text} if ill else {"ok": True, **_noted(rooms.health.note(name))}
        for name, ill in rooms.health.parts.items()
    }
    return {"ready": rooms.health.ready, "parts": parts}


def _noted(note: str) -> dict[str, str]:
    return {"text": note} if note else {}
