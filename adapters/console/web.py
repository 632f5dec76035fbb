"""The web server: our own application with the plain routes first, NiceGUI's pages behind them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from nicegui import Client, Event, ui
from starlette.routing import BaseRoute, Route

from adapters.console import people, routes
from adapters.console.address import listening
from adapters.console.door import Door
from adapters.console.faults import log_plainly, tell_people
from adapters.console.feed import Feed
from adapters.console.gate import Gate
from adapters.console.news import News
from adapters.console.pages import add_pages
from adapters.console.platform import Console

LOOKS_AGAIN_SECONDS = 3.0
RESTS = 3  # times as long as reading took: a busy feed leaves the desk three quarters of its time
GRACE_SECONDS = 3
_STATIC = Path(str(files("adapters.console"))) / "static"
_Health = Callable[[], Mapping[str, Any]]
_Built = tuple[FastAPI, Feed, News]
# NiceGUI is one application a process: a server that is started again serves the same one.
_BUILT: WeakKeyDictionary[Console, _Built] = WeakKeyDictionary()


async def serve(
    console: Console,
    *,
    ready: _Health,
    metrics: Callable[[], bytes],
    on_ready: Callable[[str], None],
    stop: asyncio.Event,
    hooks: Sequence[BaseRoute] = (),
) -> None:
    """Serve until `stop` is set: see `adapters.console.serve`."""
    if console not in _BUILT:
        _BUILT[console] = _built(console, ready, metrics, hooks)
    app, feed, news = _BUILT[console]
    with listening(console.settings.host, console.settings.port) as listener:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, timeout_graceful_shutdown=GRACE_SECONDS
        )
        server = _Server(config, lambda: on_ready(_address(listener)))
        async with asyncio.TaskGroup() as parts:
            telling = parts.create_task(_tell(console, feed, news), name="console news")
            stopping = parts.create_task(_stop(server, stop), name="console stop")
            await server.serve(sockets=[listener])
            telling.cancel()
            stopping.cancel()


class _Server(uvicorn.Server):
    """A server that leaves signals to the application around it, and says when it listens."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_started()


async def _stop(server: uvicorn.Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True


async def _tell(console: Console, feed: Feed, news: News) -> None:
    """Read again when something may have changed, and every few seconds; tell open pages what is new."""
    rung, loop = asyncio.Event(), asyncio.get_running_loop()
    with console.telling(rung.set):
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOKS_AGAIN_SECONDS):
                    await rung.wait()
            rung.clear()
            if any(client.has_socket_connection for client in Client.instances.values()):
                began = loop.time()
                await feed.refresh(console.clock.now())
                news.emit(feed.snapshot)
                await asyncio.sleep(RESTS * (loop.time() - began))


def _built(
    console: Console, ready: _Health, metrics: Callable[[], bytes], hooks: Sequence[BaseRoute]
) -> _Built:
    feed = Feed(console.store, console.name, [one.id for one in people.STAFF], ready)
    news: News = Event()
    app = FastAPI(title="Frontdesk", docs_url=None, redoc_url=None, openapi_url=None)
    routes.health(app, ready, metrics)
    app.router.routes.extend(hooks)
    password = console.settings.password
    door = Door(password.get_secret_value()) if password else None
    if door:
        routes.login(app, door, console.clock.now)
    app.mount("/console", StaticFiles(directory=_STATIC))
    app.add_middleware(
        Gate,
        door=door,
        now=console.clock.now,
        hooks=frozenset(route.path for route in hooks if isinstance(route, Route)),
    )
    add_pages(console, feed, news)
    tell_people()
    log_plainly()
    ui.run_with(
        app,
        title="Frontdesk",
        favicon=_STATIC / "favicon.svg",
        dark=None,
        tailwind=False,
        show_welcome_message=False,
    )
    return app, feed, news


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
