"""A whole desk on SimCord's Discord: what people do there is checked by others than us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import discord
import simcord

from adapters.discord import open_discord
from adapters.discord.commands import register
from adapters.discord.gateway import Gateway, Pace
from adapters.discord.keys import key_of
from adapters.store import MEMORY, open_store
from bot.conversation import Conversation
from bot.drafting import Composer
from bot.messages import Person, Role
from bot.ports import Reading, Store
from bot.process.rooms import Rooms, wire
from bot.settings import Discord as Settings
from tests.discord.world import OneArticle, VirtualClock


class SlowStore:
    """A store whose readers can be made to wait until a test lets them go on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.free = asyncio.Event()
        self.free.set()
        self.env: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reading]:
        if not self.free.is_set():
            await self.env.external_wait(self.free.wait(), reason="a disk that takes its time")
        async with self._store.read() as reading:
            yield reading


@dataclass(slots=True)
class SimulatedWorld:
    """A server with its desk, which may be restarted, and another one where Zoe may do everything."""

    clock: VirtualClock
    store: SlowStore
    rooms: Rooms
    _stack: AsyncExitStack
    answer: float  # seconds until a click is told that it takes longer
    env: Any = None
    people: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, Any] = field(default_factory=dict)
    _adapter: Any = None
    _inbox: Any = None

    async def begins(self) -> None:
        client = await self._a_client(agent_role=None)
        self.env = await self._stack.enter_async_context(simcord.run(client))
        self.clock.at, self.store.env = self.env.now(), self.env
        guild = self.env.create_guild("Acme")
        self.roles["agents"] = guild.create_role(
            "Agents", permissions=discord.Permissions(manage_messages=True)
        )
        self.places = {
            "help": guild.create_text_channel("help"),
            "forum": guild.create_forum_channel("questions"),
            "staff": guild.create_text_channel("desk"),
        }
        self.env.backend.edit_channel(self.places["forum"].id, {"available_tags": [_RESOLVED]})
        for name in ("Maya", "Nadia"):
            self.people[name] = guild.add_member(self.env.create_user(name))
        for name in ("Ana", "Dana"):
            self.people[name] = guild.add_member(self.env.create_user(name), roles=[self.roles["agents"]])
        lead = Person(id=key_of(guild.id, self.people["Ana"].id), name="Ana", role=Role.LEAD)
        keys = {name: key_of(guild.id, place.id) for name, place in self.places.items()}
        for name in ("help", "forum"):
            assert (await self.rooms.lead.watch(keys[name], f"#{name}", keys["staff"], lead)).ok
        elsewhere = self.env.create_guild("Elsewhere")
        self.places["elsewhere"] = elsewhere.create_text_channel("general")
        rules = elsewhere.create_role("Rulers", permissions=discord.Permissions(administrator=True))
        self.people["Zoe"] = elsewhere.add_member(self.env.create_user("Zoe"), roles=[rules])
        await self.restarts()

    async def restarts(self) -> None:
        """End the process and start another one on what is stored."""
        client = await self._a_client(agent_role=str(self.roles["agents"].id))
        await self.env.restart_bot(client)
        await register(self._adapter.commands_of(client))

    async def _a_client(self, agent_role: str | None) -> Gateway:
        if self._inbox:
            self._inbox.cancel()
        settings = Settings.model_validate({"token": "not-a-real-token", "agent_role": agent_role})
        self._adapter = await self._stack.enter_async_context(
            open_discord(
                settings,
                cast(Store, self.store),
                self.rooms.desk,
                self.rooms.lead,
                self.clock,
                self.rooms.bell.ring,
                self.rooms.health,
                pace=Pace(settle=0.0, identify=0.0, answer=self.answer),
            )
        )
        self.rooms.platforms["discord"] = self._adapter
        tasks = await self._stack.enter_async_context(asyncio.TaskGroup())
        self._inbox = tasks.create_task(self._adapter._inbox.keep_storing())
        self._stack.callback(self._inbox.cancel)
        client: Gateway = self._adapter.connected_by(tasks)
        return client

    async def says(self, who: str, place: Any, text: str) -> discord.Message:
        said: discord.Message = await self.people[who].send(place, text)
        await self.passes(0)
        return said

    async def posts(self, who: str, title: str, text: str) -> Any:
        """Open a forum post for a member, and return it.

        SimCord opens one for the bot alone; these are the steps of its own `create_forum_post`, and as on
        Discord the post and its first message share an id.
        """
        backend, forum, by = self.env.backend, self.places["forum"], self.people[who].id
        first = backend.prepare_message(forum.id, by, text)
        post = backend.create_thread(forum.id, title, by, message_id=first.id, broadcast=False)
        first.channel_id = post.id
        backend.commit_message(first, broadcast=False)
        backend.announce_thread_create(post)
        backend.announce_message_create(first)
        await self.env.settle()
        await self.passes(0)
        (opened,) = forum.threads
        return opened

    async def passes(self, seconds: float) -> None:
        """Let time pass, and everything happen that is due by then."""
        await self.env.advance_time(seconds)
        self.clock.at = self.env.now()
        await self._adapter._inbox.store_heard()
        await self.rooms.watch.settle(self.clock.at)

    async def copies_card_to(self, place: str) -> discord.Message:
        """Let the bot say a card again somewhere else, with the same buttons."""
        layout = discord.ui.LayoutView.from_message(self.card, timeout=None)
        channel = self.env.bot.get_channel(self.places[place].id)
        sent: discord.Message = await channel.send(view=layout)
        layout.stop()
        return sent

    @property
    def card(self) -> discord.Message:
        posts = self.places["staff"].history()
        card: discord.Message = next(post for post in posts if "Waiting now" not in texts_of(post))
        return card

    async def conversation(self) -> Conversation:
        async with self.store.read() as reading:
            (known,) = await reading.conversations()
        return known


_RESOLVED = {"id": "77", "name": "Resolved", "moderated": False, "emoji_id": None, "emoji_name": None}


def texts_of(message: discord.Message) -> str:
    return "\n".join([message.content, *_texts(message.components)])


def _texts(components: Any) -> list[str]:
    found = []
    for one in components:
        found += [one.content] if getattr(one, "content", None) else []
        found += _texts(getattr(one, "children", ()))
    return found


@asynccontextmanager
async def a_simulated_world(folder: Path, answer: float = 5.0) -> AsyncIterator[SimulatedWorld]:
    clock = VirtualClock()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(MEMORY, folder))
        rooms = wire(store, OneArticle(), Composer(), clock, holder="test")
        world = SimulatedWorld(clock, SlowStore(store), rooms, stack, answer)
        await world.begins()
        yield world
