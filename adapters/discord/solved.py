"""The asker's Solved button under a reply: their word that it worked, and a forum post that closes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord

from adapters.discord import events
from adapters.discord.closing import close
from adapters.discord.keys import key_of
from adapters.discord.replies import solved_button, solved_in
from bot.card import Answered, Outcome
from bot.messages import Thread
from bot.ports import Store

_GONE = Answered(text="This conversation is no longer here.", ok=False)
_NOT_ASKER = Answered(text="Only the person who asked can press this.", ok=False)


@dataclass(frozen=True, slots=True)
class Solved:
    """Takes the asker's word that it worked. Nobody else's counts."""

    store: Store
    hear: Callable[[events.Event], Awaitable[None]]  # stores an event, before anything is answered

    async def press(self, interaction: discord.Interaction, id: str) -> Outcome | None:
        known, guild, place = solved_in(id), interaction.guild_id, interaction.channel
        if known is None or guild is None or place is None:
            return _GONE
        thread = place if isinstance(place, discord.Thread) else None
        channel = thread.parent_id if thread else place.id
        async with self.store.read() as reading:
            conversation = await reading.conversation_in(Thread(key_of(guild, channel), known["root"]))
        if conversation is None:
            return _GONE
        if conversation.customer != key_of(guild, interaction.user.id):
            return _NOT_ASKER
        root, by, at = int(known["root"]), interaction.user.id, interaction.created_at
        await self.hear(events.solved(guild, channel, root, interaction.id, by, at))
        done = solved_button(known["root"], known["key"], pressed=True)
        await interaction.response.edit_message(view=done)
        done.stop()
        if thread and isinstance(thread.parent, discord.ForumChannel):
            await close(thread, thread.parent)
        return None
