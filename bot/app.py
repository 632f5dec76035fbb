"""The wiring: opens every resource a process needs. Whoever opens a thing closes it, in the reverse order."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.drafting import Composer, Writer
from bot.ports import Shows, Store
from bot.process.catching_up import with_catch_up
from bot.process.in_turn import one_at_a_time
from bot.process.keeper import Part
from bot.process.rooms import Rooms, wire
from bot.settings import Settings
from bot.writing.budget import Budgeted
from bot.writing.glossary import Glossary

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from adapters.console import Console
    from knowledge.library import Library


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def a_holder() -> str:
    """Return a name for this process's claims that no other process has."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


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
    from bot.privacy.disclosure import disclosed, stored_where
    from bot.shell.demo import suggestions

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
        disclosed=(disclosed(settings), stored_where(settings)),
        presence=rooms.presence,
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
        parts.append(Part(name="slack", run=with_catch_up(slack, slack.run, rooms), means=means))
    if settings.discord:
        from adapters.discord import open_discord

        discord = await opened.enter_async_context(
            open_discord(
                settings.discord,
                rooms.store,
                rooms.desk,
                rooms.lead,
                rooms.clock,
                rooms.bell.ring,
                rooms.health,
            )
        )
        rooms.platforms["discord"] = discord
        means = "Discord is not connected: nothing comes in or goes out there."
        listen = with_catch_up(discord, discord.run, rooms)
        in_turn = one_at_a_time(discord.name, listen, discord.stand_by, rooms)
        parts.append(Part(name="discord", run=in_turn, means=means))
    return tuple(parts)


def _hooks(rooms: Rooms) -> Sequence[BaseRoute]:
    """Return the routes that platforms want on the web server: Slack's, in HTTP mode."""
    slack: Any = rooms.platforms.get("slack")
    return slack.routes() if slack else ()
