"""The message menu's "Draft a reply": the card of a message's conversation, which it may begin.

A message that opened no conversation is taken in as if it came now, under a key of its own: as an event it
may have come before, and had no effect. What comes both ways is one line all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import ui

from adapters.discord import events
from adapters.discord.keys import key_of
from adapters.discord.office import NOT_STAFF, Office
from adapters.discord.render import render
from bot.card import Answered, Outcome
from bot.intake.wanted import draft_wanted
from bot.messages import Person, Role, Said
from bot.record import Watched
from bot.showing.cards import card

_OUR_OWN_ROOM = Answered(
    text="This is a staff channel: its cards have the drafts. Use the menu of a customer's message.", ok=False
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Shows drafts from the message menu, or has them written."""

    office: Office

    async def draft_reply(self, asker: discord.Member, message: discord.Message) -> Outcome | ui.LayoutView:
        """Show the card of a message's conversation, or take the message in if it was never seen."""
        parent = await self.office.places.parent(message.channel.id)
        channel = key_of(asker.guild.id, parent or message.channel.id)
        person = await self.office.people.of(asker, channel)
        if not person.role.acts:
            return NOT_STAFF
        async with self.office.store.read() as reading:
            watched = await reading.watched(channel)
            serves = any(each.policy.staff_channel == channel for each in await reading.all_watched())
            line = await reading.line(channel, str(message.id))
            shown = await card(reading, line.conversation, self.office.clock.now()) if line else None
        if shown:
            return render(shown, self.office.places.link)
        return _OUR_OWN_ROOM if serves else await self._take_in(message, parent, watched)

    async def _take_in(
        self, message: discord.Message, parent: int | None, watched: Watched | None
    ) -> Answered:
        """Take a message in that opened no conversation, or say why not."""
        now = self.office.clock.now()
        event = events.wanted(message, parent, now)
        heard = events.read(event[1])
        said = heard if isinstance(heard, Said) else None
        outcome = draft_wanted(said, await self._author(said), watched, now)
        if outcome.ok:
            await self.office.inbox.put(event)
        return outcome

    async def _author(self, said: Said | None) -> Person | None:
        if said is None or said.by_machine:
            return Person(id=said.author, name="", role=Role.BOT) if said else None
        return await self.office.people.person(said.author, said.channel)
