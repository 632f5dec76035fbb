"""A channel's settings, one section at a time: what fits a modal. Discord's people are picked, not typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import discord

from adapters.discord.keys import key_of
from adapters.discord.modals import modal
from adapters.discord.people import People
from bot.card import Answered
from bot.forms import Form
from bot.lead import Lead

_ID = re.compile(r"fdc:(\d{1,20}):(\d{1,2})")
_NOT_HERE = Answered(text="Settings are changed on the server they are for.", ok=False)


@dataclass(frozen=True, slots=True)
class Policies:
    """Shows leads the settings of a channel, and stores what they change."""

    lead: Lead
    people: People

    async def show(self, interaction: discord.Interaction, channel: int, section: str) -> Answered | None:
        """Show the form of one section, as it stands."""
        asker = interaction.user
        if not isinstance(asker, discord.Member):
            return _NOT_HERE
        key = key_of(asker.guild.id, channel)
        form = await self.lead.form(key, await self.people.of(asker, key))
        if isinstance(form, Answered):
            return form
        number = _number(form, section)
        if number is None:
            titles = ", ".join(part.title for part in form.sections)
            return Answered(text=f"Choose one of: {titles}.", ok=False)
        part = form.sections[number]
        named = replace(form, title=f"{part.title} · {form.title}")
        shown = modal(named, part.fields, f"fdc:{channel}:{number}")
        await interaction.response.send_modal(shown)
        shown.stop()
        return None

    async def submit(self, interaction: discord.Interaction, id: str, filled: dict[str, str]) -> Answered:
        match, asker = _ID.fullmatch(id), interaction.user
        if match is None or not isinstance(asker, discord.Member):
            return _NOT_HERE
        key = key_of(asker.guild.id, match[1])
        self.people.meet(asker)
        return await self.lead.change(key, filled, await self.people.of(asker, key))


def _number(form: Form, section: str) -> int | None:
    titles = [part.title.casefold() for part in form.sections]
    return titles.index(section.casefold()) if section.casefold() in titles else None
