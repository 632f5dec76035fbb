"""Answers to clicks, forms and commands: in time, to one person alone, and whatever goes wrong.

Discord waits 3 s for a first answer, and shows a form only as that first answer to a click or a command.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import discord
import structlog
from discord import ui

from adapters.discord.buttons import custom_id, seen_in
from adapters.discord.faults import LOST
from adapters.discord.modals import modal
from adapters.discord.words import cut, parts, plain
from bot.card import Answered, Ask, Outcome
from bot.errors import FrontdeskError

MOST_ASKED = 500
ANSWERED_BY_ANOTHER = 40060
REOPEN = "fda:"
_BROKE = Answered(text="Something broke on our side and nothing was done. Please try again.", ok=False)
_FORGOTTEN = Answered(text="That form is no longer open. Press the card's button again.", ok=False)
_log = structlog.get_logger()

Work = Coroutine[Any, Any, Outcome | ui.LayoutView | None]


@dataclass(slots=True)
class Answers:
    """Carries out what a person asked for, and tells them how it went."""

    patience: float  # seconds until Discord is told that it takes longer
    doubled: Callable[[], None]  # told when somebody else has answered a click of ours
    _asked: OrderedDict[str, Ask] = field(default_factory=OrderedDict)

    async def give(self, interaction: discord.Interaction, work: Work) -> None:
        """Carry out `work` and show its outcome; `None` means that it has answered by itself.

        The work is done even when its answer cannot be given.
        """
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(_safely(work))
            done, _ = await asyncio.wait({task}, timeout=self.patience)
            if not done:
                await self._try(interaction.response.defer(ephemeral=True, thinking=True))
        await self._try(self._show(interaction, task.result()))

    async def reopened(self, id: str) -> Outcome:
        """Return the form that was offered behind a button."""
        return self._asked.get(id) or _FORGOTTEN

    async def _show(self, interaction: discord.Interaction, outcome: Outcome | ui.LayoutView | None) -> None:
        match outcome:
            case Answered(text=text):
                await _tell(interaction, plain(text))
            case Ask() if interaction.response.is_done() or _is_form(interaction):
                await self._offer(interaction, outcome)
            case Ask(form=form, verb=verb, click=click):
                shown = modal(form, form.fields, custom_id(verb, seen_in(click)))
                await interaction.response.send_modal(shown)
                shown.stop()  # discord.py would keep it in memory until it is submitted, or for ever
            case ui.LayoutView():
                await _show_layout(interaction, outcome)

    async def _try(self, answer: Coroutine[Any, Any, object]) -> None:
        """Give an answer if it still can be given. Late, doubled or lost: the work itself is done."""
        try:
            await answer
        except discord.HTTPException as error:
            if error.code == ANSWERED_BY_ANOTHER:
                _log.error("a click was answered already: does another process use this token?")
                self.doubled()
            else:
                _log.warning("a click could not be answered", code=error.code)
        except (discord.DiscordException, *LOST) as error:
            _log.warning("a click could not be answered", kind=type(error).__name__)

    async def _offer(self, interaction: discord.Interaction, ask: Ask) -> None:
        """Offer a form behind a button: Discord shows none as the answer to a form, or to a late click."""
        id = f"{REOPEN}{secrets.token_urlsafe(9)}"
        self._asked[id] = ask
        if len(self._asked) > MOST_ASKED:
            self._asked.popitem(last=False)
        view = ui.View(timeout=None)
        view.add_item(ui.Button(label=cut(ask.form.title, 80), custom_id=id))
        rows = [plain(note) for note in ask.form.notes] or [plain(ask.form.title)]
        await _tell(interaction, "\n".join(rows), view)
        view.stop()


async def answered(outcome: Outcome) -> Outcome:
    """Return an outcome that is known already as work."""
    return outcome


async def _safely(work: Work) -> Outcome | ui.LayoutView | None:
    try:
        return await work
    except FrontdeskError as error:
        return Answered(text=str(error), ok=False)
    except Exception:  # the person who pressed must hear of it, and nobody else may be cut off
        _log.exception("a click or a command failed")
        return _BROKE


def _is_form(interaction: discord.Interaction) -> bool:
    return interaction.type is discord.InteractionType.modal_submit


async def _tell(interaction: discord.Interaction, text: str, view: ui.View = discord.utils.MISSING) -> None:
    """Tell one person something, in as many messages as it needs; `view` is under the first."""
    first, *rest = parts(text or "Done.")
    if interaction.response.is_done():
        await interaction.followup.send(first, ephemeral=True, view=view)
    else:
        await interaction.response.send_message(first, ephemeral=True, view=view)
    for part in rest:
        await interaction.followup.send(part, ephemeral=True)


async def _show_layout(interaction: discord.Interaction, layout: ui.LayoutView) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(view=layout, ephemeral=True)
    else:
        await interaction.response.send_message(view=layout, ephemeral=True)
    layout.stop()
