"""Buttons, menus and submitted forms: who pressed what goes to the desk, its answer back to them alone.

Discord waits 3 s for a first answer. Everything is read from the interaction itself, so a click or a form
from before a restart is answered like any other.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import discord
import structlog
from discord import ui

from adapters.discord import events
from adapters.discord.buttons import MORE, Seen, custom_id, pressed, seen_in
from adapters.discord.faults import LOST
from adapters.discord.keys import key_of, parsed
from adapters.discord.modals import inputs, modal
from adapters.discord.people import People
from adapters.discord.replies import solved_button, solved_in
from adapters.discord.words import LONGEST_MESSAGE, cut, plain
from bot.card import Answered, Ask, Outcome, Verb
from bot.desk import Desk
from bot.errors import FrontdeskError
from bot.messages import Person, Thread
from bot.ports import Clock, Store

PATIENCE = 1.5  # seconds until Discord is told that it takes longer
MOST_ASKED = 500
_REOPEN = "fda:"
_BROKE = Answered(text="Something broke on our side and nothing was done. Please try again.", ok=False)
_OLD = Answered(text="This button belongs to an older Frontdesk. Use the newest card.", ok=False)
_ELSEWHERE = Answered(text="This card belongs to another server.", ok=False)
_GONE = Answered(text="This conversation is no longer here.", ok=False)
_NOT_YOURS = Answered(text="Only agents and leads can use these buttons.", ok=False)
_NOT_ASKER = Answered(text="Only the person who asked can press this.", ok=False)
_FORGOTTEN = Answered(text="That form is no longer open. Press the card's button again.", ok=False)
_log = structlog.get_logger()


@dataclass(slots=True)
class Clicks:
    """Answers component clicks and submitted modals."""

    desk: Desk
    store: Store
    people: People
    clock: Clock
    hear: Callable[[events.Event], Awaitable[None]]  # stores an event, before anything is answered
    _asked: OrderedDict[str, Ask] = field(default_factory=OrderedDict)

    async def press(self, interaction: discord.Interaction) -> None:
        """Carry out a click or a submitted form, and answer it.

        The work is done even when the answer cannot be given: Discord refuses late ones.
        """
        async with asyncio.TaskGroup() as tasks:
            work = tasks.create_task(self._safely(interaction))
            done, _ = await asyncio.wait({work}, timeout=PATIENCE)
            if not done:
                await _try(interaction.response.defer(ephemeral=True, thinking=True))
        outcome = work.result()
        if outcome is not None:
            await _try(self.answer(interaction, outcome))

    async def _safely(self, interaction: discord.Interaction) -> Outcome | None:
        try:
            return await self._outcome(interaction)
        except FrontdeskError as error:
            return Answered(text=str(error), ok=False)
        except Exception:  # the person who pressed must hear of it, and nobody else may be cut off
            _log.exception("a click failed")
            return _BROKE

    async def _outcome(self, interaction: discord.Interaction) -> Outcome | None:
        data = cast(Mapping[str, Any], interaction.data or {})
        id = str(data.get("custom_id", ""))
        if solved := solved_in(id):
            return await self._solved(interaction, solved)
        if id.startswith(_REOPEN):
            return self._asked.get(id) or _FORGOTTEN
        known = pressed(id)
        if known is None:
            return _OLD if id.startswith("fd:") else None
        word, seen = known
        verb = Verb(data["values"][0] if word == MORE else word)
        return await self._click(interaction, verb, seen, inputs(data.get("components", ())))

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

    async def _solved(self, interaction: discord.Interaction, solved: Mapping[str, str]) -> Outcome | None:
        """Take the asker's word that it worked. Nobody else's counts."""
        place = interaction.channel
        if interaction.guild_id is None or place is None:
            return _GONE
        parent = place.parent_id if isinstance(place, discord.Thread) else None
        channel = parent or place.id
        async with self.store.read() as reading:
            conversation = await reading.conversation_in(
                Thread(key_of(interaction.guild_id, channel), solved["root"])
            )
        if conversation is None:
            return _GONE
        if conversation.customer != key_of(interaction.guild_id, interaction.user.id):
            return _NOT_ASKER
        root = int(solved["root"])
        by, at = interaction.user.id, interaction.created_at
        await self.hear(events.solved(interaction.guild_id, channel, root, interaction.id, by, at))
        done = solved_button(solved["root"], solved["key"], pressed=True)
        await interaction.response.edit_message(view=done)
        done.stop()
        return None

    async def answer(self, interaction: discord.Interaction, outcome: Outcome) -> None:
        """Tell one person an outcome, or show them the form that is asked for."""
        match outcome:
            case Answered(text=text):
                await _tell(interaction, plain(text))
            case Ask() if interaction.response.is_done() or _is_form(interaction):
                await self._offer(interaction, outcome)
            case Ask(form=form, verb=verb, click=click):
                shown = modal(form, form.fields, custom_id(verb, seen_in(click)))
                await interaction.response.send_modal(shown)
                shown.stop()  # discord.py would keep it in memory until it is submitted, or for ever

    async def _offer(self, interaction: discord.Interaction, ask: Ask) -> None:
        """Offer a form behind a button: Discord shows none as the answer to a form, or to a late click."""
        id = f"{_REOPEN}{secrets.token_urlsafe(9)}"
        self._asked[id] = ask
        if len(self._asked) > MOST_ASKED:
            self._asked.popitem(last=False)
        view = ui.View(timeout=None)
        view.add_item(ui.Button(label=f"{ask.form.title[:70]} …", custom_id=id))
        rows = [plain(note) for note in ask.form.notes] or [plain(ask.form.title)]
        await _tell(interaction, "\n".join(rows), view)
        view.stop()


def _is_form(interaction: discord.Interaction) -> bool:
    return interaction.type is discord.InteractionType.modal_submit


async def _tell(interaction: discord.Interaction, text: str, view: ui.View = discord.utils.MISSING) -> None:
    text = cut(text, LONGEST_MESSAGE) or "Done."
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True, view=view)
    else:
        await interaction.response.send_message(text, ephemeral=True, view=view)


async def _try(answer: Coroutine[Any, Any, object]) -> None:
    """Give an answer if it still can be given. Late, doubled or lost: the work itself is done."""
    try:
        await answer
    except (discord.DiscordException, *LOST) as error:
        _log.warning("a click could not be answered", kind=type(error).__name__)
