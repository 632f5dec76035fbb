"""Another member answers on Discord: alerts rest, and it is no first response of ours."""

from __future__ import annotations

import pytest

from tests.discord.payloads import ANA, HELP, NADIA, Payload
from tests.discord.test_first_line_to_reply import asks
from tests.discord.world import World, buttons, text_of

ANSWER = "You have to export one month at a time, then it works."


@pytest.mark.parametrize("place", ["text channel", "thread", "forum post"])
async def test_another_members_answer_rests_the_alerts_and_is_not_ours(world: World, place: str) -> None:
    channel = await asks(world, place)
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]
    reply: Payload = {}
    if channel == HELP:
        question = world.server.messages[HELP][-1]["id"]
        reply = {"type": 19, "message_reference": {"message_id": question, "channel_id": str(HELP)}}

    await world.server.says(channel, NADIA, ANSWER, **reply)
    await world.heard(2)
    await world.passes(40 * 60)

    assert "Helped by Nadia, another customer: alerts rest, the clock runs." in text_of(card)
    assert not [post for post in world.cards() if "⏰" in text_of(post)]
    (conversation,) = await world.conversations()
    assert conversation.first_response is None

    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)

    assert (await world.conversations())[0].first_response
