"""Discord as the desk sees it: what it says, who its people are, and what we post there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
import structlog

from adapters.discord import events
from adapters.discord.answers import Answers
from adapters.discord.asking import Asking
from adapters.discord.clicks import Clicks
from adapters.discord.commands import Tree, commands, register
from adapters.discord.faults import in_our_words
from adapters.discord.gateway import Ears, Gateway, Pace
from adapters.discord.history import History
from adapters.discord.inbox import Inbox
from adapters.discord.keys import Key
from adapters.discord.office import Office
from adapters.discord.people import People
from adapters.discord.policies import Policies
from adapters.discord.posts import Posts
from adapters.discord.replies import Replies
from adapters.discord.solved import Solved
from adapters.discord.standby import ACQUAINTED_EVERY, acquaint
from adapters.discord.standing import Standing
from bot.card import View
from bot.desk import Desk
from bot.errors import Busy, NotAllowed, RateLimited, StoreLost, Unreachable
from bot.lead import Lead
from bot.messages import Heard, Person, Said, Thread
from bot.ports import Clock, Posted, Store
from bot.process.catching_up import CatchUp
from bot.process.health import Health
from bot.record import Queue, Watched
from bot.settings import Discord as Settings
from bot.showing.again import Again

_REFUSED = (
    "Discord does not accept my token. Copy a new one from the developer portal (Bot, Reset Token) to "
    "DISCORD__TOKEN and start again."
)
GAP_READER, DELETIONS, LOOKS = "discord reads back", "discord deletions", "discord looks"  # tasks' names
CLOSES_WITHIN = 3.0  # seconds; the other side may never answer a closing handshake
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Session:
    """What needs a client that has logged in."""

    client: Gateway
    replies: Replies
    posts: Posts
    history: History


class Discord:
    """The desk's Discord. Posts work from login until `close`, events come in while `run` runs."""

    name = "discord"

    def __init__(
        self,
        settings: Settings,
        store: Store,
        desk: Desk,
        lead: Lead,
        clock: Clock,
        wake: Callable[[Queue], None],
        health: Health,
        *,
        pace: Pace = Pace(),
    ) -> None:
        self._settings, self._store, self._lead, self._desk = settings, store, lead, desk
        self._clock, self._pace = clock, pace
        self._inbox = Inbox(store, lead, clock, wake)
        self._again = Again(store, clock, wake)
        self._catching_up = CatchUp(self, store, clock, wake)
        self._people = People(settings, store, clock)
        self._standing = Standing(store, clock, health)
        self._policies = Policies(lead, self._people)
        self._answers = Answers(pace.answer, self._standing.doubled)
        self._clicks = Clicks(
            desk,
            store,
            self._people,
            clock,
            self._answers,
            Solved(store, self._inbox.put),
            Asking(store, self._inbox.put),
            self._policies,
        )
        self._ready = asyncio.Event()
        self._reads_content = settings.message_content
        self._seen_until: list[asyncio.Task[list[Watched]]] = []  # where each channel stood at a break
        self._gap_reader: asyncio.Task[None] | None = None
        self._session: _Session | None = None

    # what the desk asks of a platform

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        return events.read(raw)

    async def person(self, key: str, channel: str) -> Person:
        return await self._people.person(key, channel)

    async def public(self, thread: Thread) -> bool:
        return self._open.client.places.public(thread)

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        return await self._open.replies.post(thread, text, speaking_as=speaking_as, key=key)

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        await self._open.replies.amend(thread, message, text, speaking_as=speaking_as)

    async def remove(self, thread: Thread, message: str) -> None:
        await self._open.replies.remove(thread, message)

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        return await self._open.posts.show(view, place=place, message=message, key=key)

    async def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        """Yield what was said in a channel after a message, once the connection is up.

        A channel that can be read is degraded no longer.
        """
        await self._ready.wait()
        async for event in self._open.history.after(channel, since):
            yield event
        await self._mark(channel, None)

    async def history(self, channel: str, *, since: datetime, until: datetime) -> AsyncIterator[Said]:
        if not self._ready.is_set():  # whoever reads histories reads other platforms' meanwhile
            raise Unreachable("Discord is not connected yet; its history is read later.")
        async for line in self._open.history.between(channel, since, until):
            yield line

    # the connection

    async def run(self) -> None:
        """Listen until cancelled. What ends it otherwise is raised, in a group.

        Raises:
            PlatformError: Discord refuses the token, or cannot be reached.
            StoreLost: an event could not be stored; it is kept for the next run.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._inbox.keep_storing(), name="discord inbox")
            client = await self._log_in(tasks)
            tasks.create_task(register(self.commands_of(client)), name="discord commands")
            try:
                await self._listen(client)
            finally:
                self._ready.clear()
                await _hang_up(client)

    async def stand_by(self) -> None:
        """Post, and tell who people are, while another process holds the connection. Runs until cancelled.

        Raises:
            PlatformError: Discord refuses the token, or cannot be reached.
        """
        async with asyncio.TaskGroup() as tasks:
            client = await self._log_in(tasks)
            while True:
                with in_our_words("the server"):
                    await acquaint(client)
                await asyncio.sleep(ACQUAINTED_EVERY)

    async def close(self) -> None:
        """Store what was heard last, and close the connection."""
        try:
            await self._inbox.store_heard()
        except StoreLost:
            _log.warning("what Discord said last is not stored; it is read back at the next start")
        await self._leave()

    async def _log_in(self, tasks: asyncio.TaskGroup) -> Gateway:
        await self._leave()
        client = self.connected_by(tasks)
        try:
            with in_our_words("the server"):
                await client.login(self._settings.token.get_secret_value())
        except BaseException as error:
            self._session, self._people.client = None, None
            await client.close()
            if isinstance(error, discord.LoginFailure):
                raise NotAllowed(_REFUSED) from None
            raise
        return client

    def connected_by(self, tasks: asyncio.TaskGroup) -> Gateway:
        """Return a client that has not logged in yet. From now on everything goes through it."""
        client = Gateway(
            Ears(
                heard=self._inbox.hear,
                deleted=lambda at, ids: _own(tasks, self._deleted(at, ids), DELETIONS),
                met=self._people.meet,
                pressed=lambda interaction: _own(tasks, self._clicks.press(interaction)),
                ready=lambda: self._is_ready(tasks),
                lost=lambda: self._is_lost(tasks),
                resumed=lambda: self._seen_until.clear(),
                changed=lambda: self._look(tasks),
            ),
            self._clock,
            reads_content=self._reads_content,
            pace=self._pace,
            trace=self._standing.counted(),
        )
        places = client.places
        self._session = _Session(
            client,
            Replies(client, places),
            Posts(client, places, self._store, self._ready.is_set),
            History(places),
        )
        self._people.client = client
        return client

    def commands_of(self, client: Gateway) -> Tree:
        """Return the commands of a client that has logged in, ready to be registered."""
        office = Office(
            self._desk,
            self._lead,
            self._store,
            self._people,
            self._clock,
            self._inbox,
            client.places,
            self._policies,
            lambda: self._look_round(client),
        )
        return commands(client, office, self._answers)

    async def _listen(self, client: Gateway) -> None:
        try:
            with in_our_words("the server"):
                await client.connect()
        except discord.PrivilegedIntentsRequired:
            self._reads_content = False
            raise Unreachable(
                "Discord does not let me read messages: switch on Message Content Intent in the developer "
                "portal (Bot) and start again. Until then I see forum titles, mentions and replies to me."
            ) from None
        except discord.ConnectionClosed as closed:
            raise Unreachable(f"Discord closed the connection (code {closed.code}).") from None
        except AttributeError:
            if client.ws is not None:
                raise
            # discord.py asks a connection that was never made for its sequence number
            raise Unreachable("Discord's gateway does not answer.") from None
        raise Unreachable("Discord's connection ended.")

    def _is_lost(self, tasks: asyncio.TaskGroup) -> None:
        """Remember up to where each channel is known: what a new session says first must not hide a gap."""
        if self._ready.is_set() and not self._seen_until:
            self._seen_until.append(tasks.create_task(self._catching_up.known()))

    async def _deleted(self, at: Key, ids: Collection[int]) -> None:
        if self._session:
            self._session.posts.look_again(at)
        with suppress(StoreLost, Busy):  # then it comes back when it has something new to show
            await self._again.deleted(str(at), [f"{at.id}/{id}" for id in ids])

    def _is_ready(self, tasks: asyncio.TaskGroup) -> None:
        """Note that the connection is up. After a session lost within a run, read back what was missed."""
        if self._ready.is_set():
            if self._gap_reader:
                self._gap_reader.cancel()  # what it has not read is on record: the next one reads it
            self._gap_reader = tasks.create_task(self._read_gap(*self._seen_until), name=GAP_READER)
            self._seen_until.clear()
        if self._session:
            self._session.posts.look_again()
        self._ready.set()
        self._standing.begins()
        self._standing.blind(not self._reads_content)
        self._look(tasks)

    def _look(self, tasks: asyncio.TaskGroup) -> None:
        if self._session and self._ready.is_set():
            _own(tasks, self._look_round(self._session.client), LOOKS)

    async def _look_round(self, client: Gateway) -> None:
        for staff in await self._standing.look(client):
            await self._again.mended(staff)

    async def _read_gap(self, seen_until: Awaitable[list[Watched]] | None = None) -> None:
        """Read what a lost session left out, however long that takes."""
        known = await (seen_until or self._catching_up.known())
        await self._catching_up.begin(known)
        await self._catching_up.close(known)

    async def _mark(self, channel: str, degraded: str | None) -> None:
        async with self._store.read() as reading:
            watched = await reading.watched(channel)
        if watched and watched.degraded != degraded:
            async with self._store.begin() as work:
                await work.degrade(channel, degraded)

    async def _leave(self) -> None:
        session, self._session, self._people.client = self._session, None, None
        if session:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSES_WITHIN):
                    await session.client.close()

    @property
    def _open(self) -> _Session:
        if self._session is None:
            raise Unreachable("Discord is not connected yet; it is tried again.")
        if rest := self._standing.resting():
            raise RateLimited(rest)
        return self._session


def _own(tasks: asyncio.TaskGroup, work: Any, name: str | None = None) -> None:
    tasks.create_task(work, name=name)


async def _hang_up(client: Gateway) -> None:
    """Leave the gateway. Posts still work: what is in hand at a shutdown is finished."""
    if client.ws is not None and client.ws.open:
        try:
            async with asyncio.timeout(CLOSES_WITHIN):
                await client.ws.close()
        except TimeoutError:
            _log.info("Discord did not answer the goodbye")
