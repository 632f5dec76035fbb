"""Where on Discord a thread of ours is: a thread, a forum post, or a message in a text channel."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

import discord

from adapters.discord.faults import in_our_words
from adapters.discord.keys import Key, parsed
from bot.errors import NotAllowed, Unreachable
from bot.messages import Thread

MOST_KEPT = 5000
Postable = (
    discord.TextChannel
    | discord.Thread
    | discord.VoiceChannel
    | discord.StageChannel
    | discord.PartialMessageable
)


@dataclass(slots=True)
class Places:
    """Finds channels and threads; what Discord's cache does not hold is asked for once."""

    client: discord.Client
    _parents: OrderedDict[int, int | None] = field(default_factory=OrderedDict)

    def guild(self, id: int) -> discord.Guild:
        """Return a server we are on.

        Raises:
            Unreachable: the connection is not up yet.
            NotAllowed: we are not on it.
        """
        guild = self.client.get_guild(id)
        if guild is None and not self.client.is_ready():
            raise Unreachable("Discord is not connected yet; it is tried again.")
        if guild is None:
            raise NotAllowed(
                "I am not on that Discord server. Invite me again with `python -m bot discord invite`."
            )
        return guild

    def channel(self, at: Key) -> Postable | None:
        """Return the channel of a key; `None` when it names no channel we know (it may be a person)."""
        found = self.guild(at.guild).get_channel_or_thread(at.id)
        return found if isinstance(found, Postable) else None

    def partial(self, at: Key, id: int) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(id, guild_id=at.guild)

    async def of(self, thread: Thread) -> tuple[Postable, int | None]:
        """Return where to post into a thread, and the message to reply to where it is only a message.

        Raises:
            PlatformError: Discord cannot be asked, or we are not on that server.
        """
        at, root = parsed(thread.channel), int(thread.root)
        guild = self.guild(at.guild)
        parent = guild.get_channel(at.id)
        if known := guild.get_thread(root):
            return known, None
        if isinstance(parent, discord.ForumChannel) or await self.parent(root) == at.id:
            return self.partial(at, root), None
        return self.channel(at) or self.partial(at, at.id), root

    def post(self, thread: Thread) -> tuple[discord.Thread, discord.ForumChannel] | None:
        """Return the open forum post that a thread of ours is, with its forum."""
        guild = self.client.get_guild(parsed(thread.channel).guild)
        found = guild.get_thread(int(thread.root)) if guild else None
        if found is None or not isinstance(found.parent, discord.ForumChannel):
            return None
        return found, found.parent

    def public(self, thread: Thread) -> bool:
        """Whether everybody on the server can read a thread; one we do not know may be public."""
        at = parsed(thread.channel)
        guild = self.client.get_guild(at.guild)
        inside = guild.get_thread(int(thread.root)) if guild else None
        channel = guild.get_channel(at.id) if guild else None
        if guild is None or channel is None or (inside and inside.is_private()):
            return inside is None
        return channel.permissions_for(guild.default_role).view_channel

    async def parent(self, id: int) -> int | None:
        """Return the channel that a thread hangs under; `None` if `id` is no thread."""
        known = self.client.get_channel(id)
        if known is not None:
            return known.parent_id if isinstance(known, discord.Thread) else None
        if id not in self._parents:
            self._parents[id] = await self._asked(id)
            if len(self._parents) > MOST_KEPT:
                self._parents.popitem(last=False)
        return self._parents[id]

    async def begun_by(self, message: discord.Message) -> discord.Thread | None:
        """Return the forum post that a message begins. Discord may deliver the message first."""
        if message.id != message.channel.id or isinstance(message.channel, discord.Thread):
            return None
        with in_our_words("a thread"):
            try:
                found = await self.client.fetch_channel(message.id)
            except (discord.NotFound, discord.Forbidden):
                return None
        return found if isinstance(found, discord.Thread) else None

    async def _asked(self, id: int) -> int | None:
        with in_our_words("a thread"):
            try:
                found = await self.client.fetch_channel(id)
            except (discord.NotFound, discord.Forbidden):
                return None
        return found.parent_id if isinstance(found, discord.Thread) else None

    def link(self, thread: Thread) -> str:
        """Return a link that opens a thread at its first message."""
        at, root = parsed(thread.channel), int(thread.root)
        guild = self.client.get_guild(at.guild)
        parent = guild.get_channel(at.id) if guild else None
        in_thread = guild is not None and guild.get_thread(root) is not None
        if in_thread or isinstance(parent, discord.ForumChannel):
            return f"https://discord.com/channels/{at.guild}/{root}"
        return f"https://discord.com/channels/{at.guild}/{at.id}/{root}"

    def name(self, at: Key) -> str:
        """Return how a channel is called, for a person who has to go there."""
        guild = self.client.get_guild(at.guild)
        found = guild.get_channel_or_thread(at.id) if guild else None
        return f"#{found.name}" if found else f"<#{at.id}>"
