"""The main flows on SimCord: another's idea of Discord checks what we send, and who may press what.

Members cannot open forum posts in SimCord, nor press another server's buttons; both are tested on our own
server, with resuming, rate limits, nonces and lost answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

pytest.importorskip("simcord", reason="pip install simcord, as requirements-dev.lock has it")

from bot.conversation import Status
from tests.discord.simulated import SimulatedWorld, a_simulated_world, texts_of

QUESTION = "Hi, my export fails with error 413. Why?"


async def asked(world: SimulatedWorld, place: str = "text channel") -> Any:
    """Let Maya ask, wait for the card, and return where she asked."""
    where = world.places["help"]
    if place == "thread":
        channel = world.env.bot.get_channel(where.id)
        await channel.create_thread(name="Export fails", type=discord.ChannelType.public_thread)
        (where,) = where.threads
    await world.says("Maya", where, QUESTION)
    await world.passes(30)
    return where


@pytest.mark.parametrize("place", ["text channel", "thread"])
async def test_from_the_first_line_to_the_confirmed_fix(tmp_path: Path, place: str) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world, place)

        sent = await world.people["Ana"].click(world.card, label="Send")
        await world.passes(0)
        reply = where.last_message
        solved = await world.people["Maya"].click(reply, label="Solved")
        await world.passes(0)

        assert sent.acknowledged
        assert sent.ephemeral
        assert reply.content.startswith("**Ana**\n")
        assert solved.acknowledged
        assert (await world.conversation()).status is Status.CONFIRMED
        assert "Solved, the customer confirmed" in texts_of(world.card)


async def test_a_card_is_answered_after_a_restart(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)
        await world.restarts()

        sent = await world.people["Ana"].click(world.card, label="Send")
        await world.passes(0)

        assert sent.acknowledged
        assert where.last_message.content.startswith("**Ana**\n")


async def test_a_form_is_submitted_after_a_restart(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)
        shown = await world.people["Ana"].click(world.card, label="Edit")
        await world.restarts()

        sent = await world.people["Ana"].submit_modal(shown, {"text": "Export one month at a time."})
        await world.passes(0)

        assert sent.acknowledged
        assert where.last_message.content == "**Ana**\nExport one month at a time."


async def test_a_click_that_takes_long_is_told_to_wait_and_answered_then(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path, answer=0.0) as world:
        where = await asked(world)

        sent = await world.people["Ana"].click(world.card, label="Send")
        await world.passes(0)

        assert sent.acknowledged
        assert sent.ephemeral
        assert sent.response.content == "Sending."
        assert where.last_message.content.startswith("**Ana**\n")


async def test_of_two_agents_one_sends_and_the_other_learns_who(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)
        card = world.card

        first = await world.people["Ana"].click(card, label="Send")
        second = await world.people["Dana"].click(card, label="Send")
        await world.passes(0)

        assert first.response.content == "Sending."
        assert second.response.content.startswith("Already handled by Ana")
        assert len([said for said in where.history() if said.author.bot]) == 1


async def test_a_customer_who_presses_an_agents_button_is_refused_in_private(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)

        refused = await world.people["Maya"].click(world.card, label="Send")
        await world.passes(0)

        assert refused.acknowledged
        assert refused.ephemeral
        assert refused.response.content == "Only agents and leads can use these buttons."
        assert not [said for said in where.history() if said.author.bot]


async def test_the_message_menu_shows_the_draft(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)

        shown = await world.people["Ana"].context_menu(where, "Draft a reply", where.history()[0])

        assert shown.acknowledged
        assert shown.ephemeral
        assert "100 MB" in str(shown.response.components)


async def test_everyone_in_a_draft_calls_nobody(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)
        shown = await world.people["Ana"].click(world.card, label="Edit")

        await world.people["Ana"].submit_modal(
            shown, {"text": "Hi Maya, @everyone exports one month at a time."}
        )
        await world.passes(0)

        assert "everyone exports" in where.last_message.content
        assert not where.last_message.mention_everyone
