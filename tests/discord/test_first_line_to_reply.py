"""The main job on Discord: a line comes in, a card comes out, one click answers."""

from __future__ import annotations

import pytest

from bot.conversation import Status
from tests.discord.openapi import described, problems
from tests.discord.payloads import ANA, HELP, MAYA
from tests.discord.world import World, buttons, text_of


async def test_a_customers_line_becomes_a_card_and_one_click_answers_it(world: World) -> None:
    asked = await world.server.says(HELP, MAYA, "Hi, my export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]

    answer = await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)

    assert answer["data"]["content"] == "Sending."
    reply = world.server.messages[HELP][-1]
    assert reply["content"].startswith("**Ana**\n")
    assert "100 MB" in reply["content"]
    assert str(reply["message_reference"]["message_id"]) == asked["id"]
    (conversation,) = await world.conversations()
    assert conversation.status is Status.AWAITING_CUSTOMER
    assert "Answered by Ana" in text_of(world.cards()[-1])


async def test_everything_we_send_is_as_discord_describes_it(world: World) -> None:
    if not described():
        pytest.skip("Discord's API description is not beside this repository")
    await world.server.says(HELP, MAYA, "Hi, my export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]
    await world.server.presses(card, buttons(card)["Edit"], ANA)
    await world.server.presses(card, buttons(card)["Close…"], ANA)
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)

    wrong = {
        f"{call.method} {call.path}": found
        for call in world.server.asked
        if call.body is not None and (found := problems(call.method, call.path, call.body))
    }

    assert wrong == {}
