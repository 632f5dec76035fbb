"""A whole desk on a Discord of our own: real rooms, the store in memory, time that tests move."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.discord import open_discord
from adapters.discord.keys import key_of
from adapters.store import MEMORY, open_store
from bot.conversation import Conversation
from bot.drafting import Composer
from bot.messages import Person, Role
from bot.ports import Store
from bot.rooms import Rooms, wire
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


@dataclass(slots=True)
class World:
    """One server, one desk, and what a test says happens."""

    server: Server
    clock: VirtualClock
    store: Store
    rooms: Rooms
    discord: Discord
    _tasks: asyncio.TaskGroup
    _running: asyncio.Task[None] | None = None
    failed: list[BaseException] = field(default_factory=list)
    inbox: int = 0  # how often the adapter said that there is something new
    woken: asyncio.Event = field(default_factory=asyncio.Event)

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
        told = await self.rooms.lead.watch(key_of(GUILD, channel), name, key_of(GUILD, STAFF), LEAD)
        assert told.ok

    async def passes(self, seconds: float) -> None:
        """Let time pass, then do everything that has fallen due."""
        self.clock.at += timedelta(seconds=seconds)
        await self.rooms.watch.settle(self.clock.at)

    async def heard(self, number: int = 1) -> None:
        """Wait until so many events are in the inbox, and take them in."""
        async with asyncio.timeout(PATIENCE):
            while self.inbox < number:
                self.woken.clear()
                await self.woken.wait()
        await self.rooms.watch.settle(self.clock.at)

    async def conversations(self) -> list[Conversation]:
        async with self.store.read() as reading:
            return await reading.conversations()

    def cards(self) -> list[Payload]:
        """Return what the staff channel shows, oldest first."""
        return self.server.messages[STAFF]


def settings(server: Server) -> Settings:
    return Settings.model_validate(
        {
            "token": "not-a-real-token",
            "api_url": server.api_url,
            "gateway_url": server.gateway_url,
            "agent_role": str(AGENTS),
        }
    )


@asynccontextmanager
async def a_world(folder: Path) -> AsyncIterator[World]:
    """Open a desk that watches #help, connected to a server of its own."""
    clock = VirtualClock()
    async with serving() as server, open_store(MEMORY, folder) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder="test")
        async with asyncio.TaskGroup() as tasks, restarted(server, store, rooms, clock, tasks) as world:
            await world.watches()
            await world.connects()
            yield world
            await world.hangs_up()


@asynccontextmanager
async def restarted(
    server: Server, store: Store, rooms: Rooms, clock: VirtualClock, tasks: asyncio.TaskGroup
) -> AsyncIterator[World]:
    """Open the adapter on what is stored already, as a new process does."""
    world: World | None = None

    def wake(*queues: object) -> None:
        if world:
            world.inbox += 1
            world.woken.set()

    async with open_discord(
        settings(server), store, rooms.desk, rooms.lead, clock, wake, settle=0.01
    ) as discord:
        rooms.platforms["discord"] = discord
        world = World(server, clock, store, rooms, discord, tasks)
        yield world


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


def buttons(shown: Payload) -> dict[str, str]:
    """Return a message's buttons and menus: label to custom id, a menu under "More…"."""
    found: dict[str, str] = {}

    def walk(items: list[Payload]) -> None:
        for item in items:
            if "custom_id" in item:
                found[item.get("label") or item.get("placeholder", "")] = item["custom_id"]
            walk(item.get("components", []))

    walk(shown.get("components", []))
    return found
