"""The main job on Discord: a line comes in, a card comes out, one click answers."""

from __future__ import annotations

import pytest

from bot.conversation import Status
from tests.discord.payloads import ANA, FORUM, HELP, MAYA
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


async def asks(world: World, place: str) -> int:
    """Let Maya ask in one of the places where customers ask, and return the channel she writes in."""
    match place:
        case "forum post":
            await world.watches(FORUM, "#questions")
            post = await world.server.posts_in_forum(MAYA, "Export fails", "It says error 413. Why?", [])
            return int(post["id"])
        case "thread":
            thread = world.server.id()
            await world.server.opens_thread(thread, "Export fails", HELP)
            await world.server.says(thread, MAYA, "My export fails with error 413. Why?")
            return thread
        case _:
            await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
            return HELP


@pytest.mark.parametrize("place", ["text channel", "thread", "forum post"])
async def test_from_the_first_line_to_the_confirmed_fix(world: World, place: str) -> None:
    channel = await asks(world, place)
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)
    await world.server.says(channel, MAYA, "That worked!")
    await world.heard(2)
    await world.passes(300)
    nudge = world.server.messages[world.server.private[ANA]][-1]
    opened = await world.server.presses(nudge, buttons(nudge)["Use this text…"], ANA, guild_id=None)
    words = opened["data"]["components"][-1]["component"]["value"]
    id, private = opened["data"]["custom_id"], world.server.private[ANA]
    await world.server.submits(id, {"text": words}, ANA, guild_id=None, channel_id=private)
    await world.passes(0)
    await world.server.says(channel, MAYA, "Yes, all good now, thank you!")
    await world.heard(3)

    said = [
        (line["author"]["username"], line["content"].partition("\n")[0])
        for line in world.server.messages[channel]
    ]
    assert said[1:] == [
        ("frontdesk", "**Ana**"),
        ("maya", "That worked!"),
        ("frontdesk", "**Ana**"),
        ("maya", "Yes, all good now, thank you!"),
    ]
    (conversation,) = await world.conversations()
    assert conversation.status is Status.CONFIRMED
    assert "Solved, the customer confirmed" in text_of(card)
