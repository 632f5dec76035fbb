"""What was pressed or filled in, by whom, told to the room it is for.

Everything is read from the interaction itself, so a click or a form from before a restart is answered like
any other, and nothing is kept in memory for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import discord
from discord import ui

from adapters.discord.answers import REOPEN, Answers
from adapters.discord.asking import Asking
from adapters.discord.buttons import MORE, Seen, pressed
from adapters.discord.keys import key_of, parsed
from adapters.discord.modals import inputs
from adapters.discord.people import People
from adapters.discord.policies import Policies
from adapters.discord.solved import Solved
from bot.card import Answered, Outcome, Verb
from bot.desk import Desk
from bot.messages import Person
from bot.ports import Clock, Store

_OLD = Answered(text="This button belongs to an older Frontdesk. Use the newest card.", ok=False)
_ELSEWHERE = Answered(text="This card belongs to another server.", ok=False)
_GONE = Answered(text="This conversation is no longer here.", ok=False)
_NOT_YOURS = Answered(text="Only agents and leads can use these buttons.", ok=False)


@dataclass(frozen=True, slots=True)
class Clicks:
    """Answers component clicks and submitted modals."""

    desk: Desk
    store: Store
    people: People
    clock: Clock
    answers: Answers
    solved: Solved
    asking: Asking
    policies: Policies

    async def press(self, interaction: discord.Interaction) -> None:
        """Carry out a click or a submitted form, and answer it."""
        await self.answers.give(interaction, self._outcome(interaction))

    async def _outcome(self, interaction: discord.Interaction) -> Outcome | ui.LayoutView | None:
        data = cast(Mapping[str, Any], interaction.data or {})
        id, filled = str(data.get("custom_id", "")), inputs(data.get("components", ()), interaction.guild_id)
        match id.partition(":")[0]:
            case "fd":
                return await self._on_card(interaction, id, data, filled)
            case "fds":
                return await self.solved.press(interaction, id)
            case "fdh":
                return await self.asking.press(interaction, id, filled)
            case "fdr":
                return await self._rated(interaction, id)
            case "fdc":
                return await self.policies.submit(interaction, id, filled)
        return await self.answers.reopened(id) if id.startswith(REOPEN) else _OLD

    async def _rated(self, interaction: discord.Interaction, id: str) -> Outcome:
        """Take a customer's answer; who pressed is read from the interaction, never from the button."""
        _, guild, rating, choice = [*id.split(":"), "", "", ""][:4]
        if not (guild.isdecimal() and rating.isdecimal()):
            return _OLD
        if interaction.guild_id not in (None, int(guild)):
            return _ELSEWHERE
        return await self.desk.rate(int(rating), key_of(int(guild), interaction.user.id), choice)

    async def _on_card(
        self, interaction: discord.Interaction, id: str, data: Mapping[str, Any], filled: dict[str, str]
    ) -> Outcome:
        known = pressed(id)
        if known is None:
            return _OLD
        word, seen = known
        verb = Verb(data["values"][0] if word == MORE else word)
        outcome = await self._click(interaction, verb, seen, filled)
        return _with_words(outcome, filled.get("text", ""))

    async def _click(
        self, interaction: discord.Interaction, verb: Verb, seen: Seen, filled: dict[str, str]
    ) -> Outcome:
        async with self.store.read() as reading:
            conversation = await reading.conversation(seen.conversation)
        if conversation is None:
            return _GONE
        person = await self._person(interaction, conversation.thread.channel)
        if person is None:
            return _ELSEWHERE
        if not person.role.acts:
            return _NOT_YOURS
        return await self.desk.do(seen.click(verb, person, self.clock.now(), filled))

    async def _person(self, interaction: discord.Interaction, channel: str) -> Person | None:
        """Return who pressed, as what they are in a channel; `None` if that is on another server."""
        if not channel.startswith("discord:"):
            return None
        guild = parsed(channel).guild
        if interaction.guild_id not in (None, guild):
            return None
        if isinstance(interaction.user, discord.Member):
            self.people.meet(interaction.user)
            return await self.people.of(interaction.user, channel)
        return await self.people.person(key_of(guild, interaction.user.id), channel)


def _with_words(outcome: Outcome, text: str) -> Outcome:
    """Give a refused form's text back: what an agent wrote is never lost."""
    if isinstance(outcome, Answered) and not outcome.ok and text:
        return Answered(text=f"{outcome.text}\n\nYour words:\n{text}", ok=False)
    return outcome
