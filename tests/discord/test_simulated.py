"""The main flows on SimCord: another's idea of Discord checks what we send, and who may press what.

What SimCord leaves out (resuming, rate limits, nonces, lost answers) runs on our own server.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

pytest.importorskip("simcord", reason="pip install simcord, as requirements-dev.lock has it")

import simcord

from bot.conversation import Status
from tests.discord.simulated import SimulatedWorld, a_simulated_world, texts_of

QUESTION = "Hi, my export fails with error 413. Why?"


async def asked(world: SimulatedWorld, place: str = "text channel") -> Any:
    """Let Maya ask, wait for the card, and return where she asked."""
    where = world.places["help"]
    if place == "forum post":
        where = await world.posts("Maya", "Export fails", QUESTION)
        await world.passes(30)
        return where
    if place == "thread":
        channel = world.env.bot.get_channel(where.id)
        await channel.create_thread(name="Export fails", type=discord.ChannelType.public_thread)
        (where,) = where.threads
    await world.says("Maya", where, QUESTION)
    await world.passes(30)
    return where


@pytest.mark.parametrize("place", ["text channel", "thread", "forum post"])
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


async def test_a_solved_forum_post_has_its_title_in_the_question_gets_its_tag_and_closes(
    tmp_path: Path,
) -> None:
    async with a_simulated_world(tmp_path) as world:
        post = await asked(world, "forum post")
        shown = texts_of(world.card)
        await world.people["Ana"].click(world.card, label="Send")
        await world.passes(0)

        await world.people["Maya"].click(post.last_message, label="Solved")
        await world.passes(0)

        assert "Export fails" in shown
        solved = await world.env.bot.fetch_channel(post.id)
        assert [tag.name for tag in solved.applied_tags] == ["Resolved"]
        assert solved.archived


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


async def test_a_click_that_takes_longer_than_discord_waits_is_acknowledged_in_time(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path, answer=0.05) as world:
        where = await asked(world)
        world.store.free.clear()

        sent = await world.people["Ana"].click(world.card, label="Send")
        await world.env.advance_time(4)
        waiting = (sent.acknowledged, sent.deferred)
        world.store.free.set()
        await world.passes(0)

        assert waiting == (True, True)
        assert sent.response.content == "Sending."
        assert where.last_message.content.startswith("**Ana**\n")


async def test_what_was_pressed_is_done_even_when_discord_no_longer_takes_the_answer(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path, answer=60.0) as world:
        where = await asked(world)
        world.store.free.clear()

        sent = await world.people["Ana"].click(world.card, label="Send")
        await world.env.advance_time(4)
        world.store.free.set()
        await world.passes(0)

        assert not sent.acknowledged
        assert where.last_message.content.startswith("**Ana**\n")


async def test_a_card_works_on_its_own_server_alone(tmp_path: Path) -> None:
    async with a_simulated_world(tmp_path) as world:
        where = await asked(world)
        with pytest.raises(simcord.SetupError, match="outside this member's guild"):
            await world.people["Zoe"].click(world.card, label="Send")
        stray = await world.copies_card_to("elsewhere")

        refused = await world.people["Zoe"].click(stray, label="Send")
        await world.passes(0)

        assert refused.acknowledged
        assert refused.ephemeral
        assert refused.response.content == "This card belongs to another server."
        assert not [said for said in where.history() if said.author.bot]


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
