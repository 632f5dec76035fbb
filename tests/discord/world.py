"""A whole desk on a Discord of our own: real rooms, the store in memory, time that tests move."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from adapters.discord import open_discord
from adapters.discord.gateway import Pace
from adapters.discord.keys import key_of
from adapters.store import MEMORY, open_store
from bot.conversation import Conversation
from bot.drafting import Composer
from bot.errors import StoreLost
from bot.messages import Person, Role
from bot.ports import Store
from bot.process.rooms import Rooms, wire
from bot.settings import Discord as Settings
from knowledge.ports import Audience, Band, Found, Source
from tests.discord.payloads import AGENTS, GUILD, HELP, LENA, NOW, STAFF, Payload
from tests.discord.server import PATIENCE, serving
from tests.discord.server import Discord as Server

if TYPE_CHECKING:
    from adapters.discord.platform import Discord

PASSAGE = "Files over 100 MB are refused with error 413. Export one month at a time to stay below that."
LEAD = Person(id=key_of(GUILD, LENA), name="Lena", role=Role.LEAD)


@dataclass(slots=True)
class VirtualClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


class OneArticle:
    """A library that knows one thing."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        source = Source(
            article_id="exports",
            title="Export limits",
            heading=None,
            passage=PASSAGE,
            audience=Audience.PUBLIC,
            url="https://help.example.com/exports",
            updated_at=None,
            score=0.9,
        )
        return Found(sources=(source,), band=Band.DRAFT, confidence=0.9)


class NotedStore:
    """A store that tells how many events the adapter has put into it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.stored = 0
        self.lost = False
        self.news = asyncio.Condition()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def put(self, event_id: str, platform: str, raw: Mapping[str, Any], at: datetime) -> bool:
        return bool(await self.put_many(platform, [(event_id, raw)], at))

    async def put_many(
        self, platform: str, events: Iterable[tuple[str, Mapping[str, Any]]], at: datetime
    ) -> int:
        if self.lost:
            raise StoreLost("The disk is full.")
        new = await self._store.put_many(platform, events, at)
        async with self.news:
            self.stored += new
            self.news.notify_all()
        return new


@dataclass(slots=True)
class World:
    """One server, one desk, and what a test says happens."""

    server: Server
    clock: VirtualClock
    store: Store
    noted: NotedStore
    rooms: Rooms
    discord: Discord
    _tasks: asyncio.TaskGroup
    _running: asyncio.Task[None] | None = None
    failed: list[BaseException] = field(default_factory=list)

    async def connects(self) -> None:
        """Start the adapter, and wait until it listens."""
        number = len(self.server.identified) + 1
        self._running = self._tasks.create_task(self._run())
        await self.server.until(lambda: len(self.server.identified) >= number)
        await self.discord._ready.wait()

    async def _run(self) -> None:
        try:
            await self.discord.run()
        except* Exception as failed:
            self.failed.extend(failed.exceptions)

    async def hangs_up(self) -> None:
        if self._running:
            self._running.cancel()
            await asyncio.wait({self._running})

    async def watches(self, channel: int = HELP, name: str = "#help") -> None:
        key = key_of(GUILD, channel)
        told = await self.rooms.lead.watch(key, name, key_of(GUILD, STAFF), LEAD)
        await self.rooms.lead.change(key, {"first_target": "15m", "next_target": "30m"}, LEAD)
        assert told.ok

    async def passes(self, seconds: float) -> None:
        """Let time pass, then do everything that has fallen due."""
        self.clock.at += timedelta(seconds=seconds)
        self.server.passes_to(self.clock.at)
        await self.rooms.watch.settle(self.clock.at)

    async def heard(self, number: int = 1) -> None:
        """Wait until so many events were stored in all, and take them in."""
        async with asyncio.timeout(PATIENCE), self.noted.news:
            await self.noted.news.wait_for(lambda: self.noted.stored >= number)
        await self.rooms.watch.settle(self.clock.at)

    async def conversations(self) -> list[Conversation]:
        async with self.store.read() as reading:
            return await reading.conversations()

    def cards(self) -> list[Payload]:
        """Return what the staff channel shows, oldest first."""
        return self.server.messages[STAFF]


class Addressed(Protocol):
    """Where a Discord of our own listens."""

    @property
    def api_url(self) -> str: ...

    @property
    def gateway_url(self) -> str: ...


def settings(server: Addressed, **more: Any) -> Settings:
    return Settings.model_validate(
        {
            "token": "not-a-real-token",
            "api_url": server.api_url,
            "gateway_url": server.gateway_url,
            "agent_role": str(AGENTS),
            **more,
        }
    )


@asynccontextmanager
async def a_world(folder: Path, **more: Any) -> AsyncIterator[World]:
    """Open a desk that watches #help, connected to a server of its own. `more` are settings."""
    clock = VirtualClock()
    async with serving() as server, open_store(MEMORY, folder) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder="test")
        async with (
            asyncio.TaskGroup() as tasks,
            restarted(server, store, rooms, clock, tasks, **more) as world,
        ):
            await world.watches()
            await world.connects()
            yield world
            await world.hangs_up()


@asynccontextmanager
async def restarted(
    server: Server,
    store: Store,
    rooms: Rooms,
    clock: VirtualClock,
    tasks: asyncio.TaskGroup,
    *,
    answer: float = 5.0,
    **more: Any,
) -> AsyncIterator[World]:
    """Open the adapter on what is stored already, as a new process does."""
    noted = NotedStore(store)
    async with open_discord(
        settings(server, **more),
        cast(Store, noted),
        rooms.desk,
        rooms.lead,
        clock,
        rooms.bell.ring,
        rooms.health,
        pace=Pace(settle=0.01, identify=0.0, answer=answer),
    ) as discord:
        rooms.platforms["discord"] = discord
        yield World(server, clock, store, noted, rooms, discord, tasks)


def text_of(shown: Payload) -> str:
    """Return all text of a message of ours, its components included."""
    texts = [shown.get("content") or ""]

    def walk(items: list[Payload]) -> None:
        for item in items:
            if "content" in item:
                texts.append(item["content"])
            walk(item.get("components", []))

    walk(shown.get("components", []))
    return "\n".join(text for text in texts if text)


def told(answer: Payload) -> str:
    """Return what somebody was told in answer to a click, a form or a command."""
    return text_of(answer["data"])


def buttons(shown: Payload) -> dict[str, str]:
    """Return a message's buttons and menus: label to custom id, a menu under "More"."""
    found: dict[str, str] = {}

    def walk(items: list[Payload]) -> None:
        for item in items:
            if "custom_id" in item:
                found[item.get("label") or item.get("placeholder", "")] = item["custom_id"]
            walk(item.get("components", []))

    walk(shown.get("components", []))
    return found
