"""The "Need help?" button: a small form that opens a thread in a watched channel for whoever asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
from discord import ui

from adapters.discord import events
from adapters.discord.faults import in_our_words
from adapters.discord.keys import key_of
from adapters.discord.modals import modal
from adapters.discord.words import cut, plain, plain_name, seen
from bot.card import Answered
from bot.forms import Field, FieldKind, Form, Section
from bot.ports import Store

BUTTON, FORM = "fdh:ask", "fdh:form"
MOST_QUESTION = 1800
_QUESTION = Form(
    title="Ask for help",
    submit="Ask",
    sections=(
        Section(
            title="",
            fields=(
                Field(name="title", label="In a few words", most=90),
                Field(
                    name="question",
                    label="What happens, and what did you expect?",
                    kind=FieldKind.LONG,
                    most=MOST_QUESTION,
                ),
            ),
        ),
    ),
)
_NOT_HERE = Answered(text="I cannot open a thread here. Please write in the channel.", ok=False)
_UNATTENDED = Answered(text="Nobody looks after this button any more. Please write in the channel.", ok=False)
_EMPTY = Answered(text="Please say what you need help with.", ok=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Turns the button and its form into a thread with the asker's question."""

    store: Store
    hear: Callable[[events.Event], Awaitable[None]]  # stores an event, before anything is answered

    async def press(
        self, interaction: discord.Interaction, id: str, filled: dict[str, str]
    ) -> Answered | None:
        if id == FORM:
            return await self._open(interaction, filled)
        shown = modal(_QUESTION, _QUESTION.fields, FORM)
        await interaction.response.send_modal(shown)
        shown.stop()
        return None

    async def _open(self, interaction: discord.Interaction, filled: dict[str, str]) -> Answered:
        channel, asker = interaction.channel, interaction.user
        title, question = seen(filled.get("title", "")), filled.get("question", "").strip()
        if not isinstance(channel, discord.TextChannel) or not isinstance(asker, discord.Member):
            return _NOT_HERE
        if not title or not seen(question):
            return _EMPTY
        async with self.store.read() as reading:
            if await reading.watched(key_of(channel.guild.id, channel.id)) is None:
                return _UNATTENDED
        with in_our_words(f"#{channel.name}"):
            thread = await channel.create_thread(
                name=cut(title, 100), type=discord.ChannelType.public_thread, auto_archive_duration=4320
            )
            shown = f"<@{asker.id}> asks: **{plain_name(title)}**\n{plain(question)}"
            named = discord.AllowedMentions(users=[asker])
            said = await thread.send(cut(shown, 2000), allowed_mentions=named)
        by, at, text = asker.id, said.created_at, f"{title}\n{question}"
        await self.hear(events.asked(channel.guild.id, channel.id, thread.id, said.id, by, at, text))
        return Answered(text=f"Your question is here: {thread.jump_url}")


def help_button(text: str) -> ui.LayoutView:
    """Return the message that invites people to ask."""
    layout = ui.LayoutView(timeout=None)
    ask = ui.Button[ui.LayoutView](label="Need help?", style=discord.ButtonStyle.primary, custom_id=BUTTON)
    layout.add_item(ui.Container(ui.TextDisplay(text), ui.ActionRow(ask)))
    return layout
