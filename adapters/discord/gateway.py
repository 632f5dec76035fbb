"""The connection to Discord: one client, few intents, no message cache; what it reports is passed on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import discord
import structlog
import yarl

from adapters.discord import events
from adapters.discord.faults import in_our_words
from adapters.discord.keys import Key
from adapters.discord.places import Places
from bot.errors import PlatformError
from bot.ports import Clock

LONGEST_RATE_LIMIT = 30.0  # seconds that a call may be held back inside discord.py
_HEARD = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})
_API, _GATEWAY = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told what the gateway reports."""

    heard: Callable[[events.Event], None]
    deleted: Callable[[Key, Collection[int]], None]  # messages of a channel, whoever wrote them
    met: Callable[[discord.Member | discord.User], None]
    pressed: Callable[[discord.Interaction], None]
    ready: Callable[[], None]
    lost: Callable[[], None]
    resumed: Callable[[], None]
    changed: Callable[[], None]  # a channel, a role, or whether we are on a server


@dataclass(frozen=True, slots=True)
class Pace:
    """What Discord gives time for, in seconds."""

    settle: float = 2.0  # for the last server to be told, after a start
    identify: float = 5.0  # between two identifications
    answer: float = 1.5  # until a click is told that it takes longer: after 3 s it is refused


class Gateway(discord.Client):
    """A Discord client that remembers servers and channels, and no messages and no members."""

    def __init__(
        self, ears: Ears, clock: Clock, *, reads_content: bool, pace: Pace, trace: aiohttp.TraceConfig
    ) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, message_content=reads_content)
        super().__init__(
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=LONGEST_RATE_LIMIT,
            guild_ready_timeout=pace.settle,
            http_trace=trace,
        )
        self.places = Places(self)
        self._ears = ears
        self._clock = clock
        self._pace = pace

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        if not initial:
            await asyncio.sleep(self._pace.identify)

    @property
    def blind(self) -> bool:
        """Whether Discord keeps the words of most messages from us."""
        return not self.intents.message_content

    async def on_ready(self) -> None:
        self._ears.ready()

    async def on_disconnect(self) -> None:
        self._ears.lost()

    async def on_resumed(self) -> None:
        self._ears.resumed()

    async def on_message(self, message: discord.Message) -> None:
        if self.user and message.author.id == self.user.id:
            return
        self._ears.met(message.author)
        parent = await self._parent(message.channel.id)
        post = await self.places.begun_by(message) if parent else None
        self._ears.heard(events.said(message, parent, post=post, blind=self.blind))

    async def on_raw_message_edit(self, change: discord.RawMessageUpdateEvent) -> None:
        if self.user and change.message.author.id == self.user.id:
            return
        parent = await self._parent(change.channel_id)
        post = await self.places.begun_by(change.message) if parent else None
        event = events.edited(change.message, parent, post=post)
        if event:
            self._ears.heard(event)

    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """A forum post's title is part of its question."""
        if before.name == after.name or not isinstance(after.parent, discord.ForumChannel):
            return
        with suppress(PlatformError), in_our_words("a forum post"):
            first = await after.fetch_message(after.id)
            self._ears.heard(events.retitled(first, after, self._clock.now()))

    async def on_raw_message_delete(self, gone: discord.RawMessageDeleteEvent) -> None:
        await self._gone(gone.guild_id, gone.channel_id, [gone.message_id])

    async def on_raw_bulk_message_delete(self, gone: discord.RawBulkMessageDeleteEvent) -> None:
        await self._gone(gone.guild_id, gone.channel_id, sorted(gone.message_ids))

    async def on_raw_thread_delete(self, gone: discord.RawThreadDeleteEvent) -> None:
        """A forum post goes with its first message; a thread in a text channel leaves it standing."""
        if isinstance(self.get_channel(gone.parent_id), discord.ForumChannel):
            at = self._clock.now()
            self._ears.heard(events.deleted(gone.guild_id, gone.parent_id, gone.thread_id, at))

    async def on_guild_channel_update(self, *_: object) -> None:
        self._ears.changed()

    async def on_guild_channel_delete(self, _: object) -> None:
        self._ears.changed()

    async def on_guild_role_update(self, *_: object) -> None:
        self._ears.changed()

    async def on_guild_join(self, _: object) -> None:
        self._ears.changed()

    async def on_guild_remove(self, _: object) -> None:
        self._ears.changed()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type in _HEARD:
            self._ears.pressed(interaction)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        _log.exception("an event from Discord could not be taken in", listener=event_method)

    async def _gone(self, guild: int | None, channel: int, ids: Collection[int]) -> None:
        if guild is None:
            return
        self._ears.deleted(Key(guild, channel), ids)
        where = await self._parent(channel) or channel
        for id in ids:
            self._ears.heard(events.deleted(guild, where, id, self._clock.now()))

    async def _parent(self, channel: int) -> int | None:
        return await self.places.parent(channel)


def point_at(api_url: str | None = None, gateway_url: str | None = None) -> None:
    """Send every call of this process to these addresses, or to Discord itself."""
    discord.http.Route.BASE = api_url.rstrip("/") if api_url else _API
    gateway = yarl.URL(gateway_url) if gateway_url else _GATEWAY
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
