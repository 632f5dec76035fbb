"""What was said while nobody listened: a channel and its threads, after the last message we stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import discord

from adapters.discord import events
from adapters.discord.faults import in_our_words
from adapters.discord.keys import parsed
from adapters.discord.places import Places
from bot.messages import Said

MOST_READ = 10_000  # the newest of a channel or a thread: whoever wrote before so many no longer waits
MOST_ARCHIVED = 100


@dataclass(frozen=True, slots=True)
class History:
    """Reads back what the gateway did not deliver."""

    places: Places

    async def after(self, channel: str, since: str | None) -> AsyncIterator[events.Event]:
        """Yield what was said after a message, oldest first; nothing without one."""
        if since is None:
            return
        at, last = parsed(channel), int(since)
        with in_our_words(self.places.name(at)):
            missed = [event async for event in self._missed(self.places.guild(at.guild), at.id, last)]
        for _, event in sorted(missed, key=lambda known: known[0]):
            yield event

    async def between(self, channel: str, since: datetime, until: datetime) -> AsyncIterator[Said]:
        """Yield the lines of a span as they stand today, oldest first."""
        at, first = parsed(channel), discord.utils.time_snowflake(since)
        with in_our_words(self.places.name(at)):
            found = [event async for event in self._missed(self.places.guild(at.guild), at.id, first)]
        for _, (_, raw) in sorted(found, key=lambda known: known[0]):
            heard = events.read(raw)
            if isinstance(heard, Said) and since <= heard.at < until:
                yield heard

    async def _missed(
        self, guild: discord.Guild, id: int, last: int
    ) -> AsyncIterator[tuple[int, events.Event]]:
        channel, blind = guild.get_channel(id), not self.places.client.intents.message_content
        if isinstance(channel, discord.abc.Messageable):
            async for message in self._said_in(channel, last):
                yield message.id, events.said(message, None, blind=blind)
        async for thread in self._threads(guild, channel, last):
            async for message in self._said_in(thread, last):
                yield message.id, events.said(message, id, post=thread, blind=blind)

    async def _said_in(self, place: discord.abc.Messageable, last: int) -> AsyncIterator[discord.Message]:
        """Yield what others said in a channel or a thread after a message, newest first."""
        me = self.places.client.user
        since = discord.Object(last)
        async for message in place.history(limit=MOST_READ, after=since, oldest_first=False):
            if me is None or message.author.id != me.id:
                yield message

    async def _threads(
        self, guild: discord.Guild, channel: object, last: int
    ) -> AsyncIterator[discord.Thread]:
        """Yield the threads in which something may have been said: open ones, and newly archived ones."""
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            return
        for thread in channel.threads:
            if thread.last_message_id is None or thread.last_message_id > last:
                yield thread
        stopped = discord.utils.snowflake_time(last)
        async for thread in channel.archived_threads(limit=MOST_ARCHIVED):
            if thread.archive_timestamp < stopped:
                return
            yield thread
