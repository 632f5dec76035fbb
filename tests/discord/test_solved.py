"""The asker's Solved button, and the help button that begins it all."""

from __future__ import annotations

from bot.conversation import Status
from tests.discord.payloads import ANA, FORUM, HELP, LENA, MAYA, NADIA, TAG_OPEN, TAG_RESOLVED, Payload
from tests.discord.server import Fault
from tests.discord.world import World, buttons, text_of, told


async def an_answer(world: World, channel: int) -> Payload:
    """Let an agent answer what waits, and return the reply in the channel."""
    await world.passes(30)
    card = world.cards()[-1]
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)
    return world.server.messages[channel][-1]


async def test_the_asker_says_that_it_worked_with_one_button(world: World) -> None:
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    reply = await an_answer(world, HELP)

    answer = await world.server.presses(reply, buttons(reply)["Solved"], MAYA)
    await world.heard(2)

    assert answer["type"] == 7
    assert answer["data"]["components"][0]["components"][0]["disabled"]
    assert (await world.conversations())[0].status is Status.CONFIRMED


async def test_nobody_else_says_so_for_them(world: World) -> None:
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    reply = await an_answer(world, HELP)

    answer = await world.server.presses(reply, buttons(reply)["Solved"], NADIA)

    assert answer["data"]["content"] == "Only the person who asked can press this."
    assert (await world.conversations())[0].status is Status.AWAITING_CUSTOMER


async def test_a_solved_forum_post_gets_its_tag_and_then_closes(world: World) -> None:
    await world.watches(FORUM, "#questions")
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Error 413, why?", [TAG_OPEN])
    await world.heard()
    reply = await an_answer(world, int(post["id"]))

    await world.server.presses(reply, buttons(reply)["Solved"], MAYA)
    await world.server.call("PATCH", rf"/channels/{post['id']}", 2)

    tagged, closed = world.server.calls("PATCH", rf"/channels/{post['id']}")
    assert tagged.body["applied_tags"] == [str(TAG_OPEN), str(TAG_RESOLVED)]
    assert closed.body == {"archived": True}


async def test_a_post_closes_when_its_asker_confirms_in_words(world: World) -> None:
    await world.watches(FORUM, "#questions")
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Error 413, why?", [TAG_OPEN])
    await world.heard()
    await an_answer(world, int(post["id"]))
    await world.server.says(int(post["id"]), MAYA, "That worked!")
    await world.heard(2)
    await world.server.says(int(post["id"]), ANA, "Great! Is all well now?")
    await world.heard(3)
    assert world.server.calls("PATCH", rf"/channels/{post['id']}") == []

    await world.server.says(int(post["id"]), MAYA, "Yes, all good now, thank you!")
    await world.heard(4)
    await world.passes(1)

    tagged, closed = world.server.calls("PATCH", rf"/channels/{post['id']}")
    assert tagged.body["applied_tags"] == [str(TAG_OPEN), str(TAG_RESOLVED)]
    assert closed.body == {"archived": True}


async def test_a_post_that_may_not_be_closed_stays_open_and_its_card_is_right(world: World) -> None:
    await world.watches(FORUM, "#questions")
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Error 413, why?", [TAG_OPEN])
    await world.heard()
    reply = await an_answer(world, int(post["id"]))
    world.server.faults.append(Fault("PATCH", rf"/channels/{post['id']}", status=403, code=50013, times=9))

    await world.server.presses(reply, buttons(reply)["Solved"], MAYA)
    await world.heard(2)

    assert "Solved, the customer confirmed" in text_of(world.cards()[-1])
    assert world.failed == []


async def test_the_help_button_opens_a_thread_for_whoever_asks(world: World) -> None:
    await world.server.runs("help-button", LENA, channel=HELP)
    posted = world.server.messages[HELP][-1]
    opened = await world.server.presses(posted, buttons(posted)["Need help?"], MAYA)
    fields = {"title": "Export fails", "question": "Error 413, why?"}

    answer = await world.server.submits(opened["data"]["custom_id"], fields, MAYA, channel_id=HELP)
    await world.heard()
    await world.passes(30)

    (thread,) = world.server.threads
    assert f"/{thread}" in answer["data"]["content"]
    assert world.server.messages[thread][0]["content"] == f"<@{MAYA}> asks: **Export fails**\nError 413, why?"
    assert "Maya" in text_of(world.cards()[-1])
    reply = await an_answer(world, thread)
    assert reply["content"].startswith("**Ana**")


async def test_a_question_of_nothing_that_can_be_seen_opens_no_thread(world: World) -> None:
    for title, question in (("\u200b\u3164", "My export fails."), ("Export", " \u2800\n")):
        filled = {"title": title, "question": question}
        answer = await world.server.submits("fdh:form", filled, MAYA, channel_id=HELP)

        assert told(answer) == "Please say what you need help with."
    assert world.server.threads == {}


async def test_a_question_from_the_form_shows_as_it_was_written(world: World) -> None:
    filled = {"title": "Is this you?", "question": "[your bank](https://evil.example) @everyone"}
    await world.server.submits("fdh:form", filled, MAYA, channel_id=HELP)

    (thread,) = world.server.threads
    asks = world.server.messages[thread][0]["content"].partition("\n")[2]
    assert asks == "\\[your bank\\](https://evil.example) @\u200beveryone"


async def test_a_help_button_that_nobody_looks_after_says_so(world: World) -> None:
    await world.server.runs("help-button", LENA, channel=HELP)
    await world.server.runs("unwatch", LENA, channel=HELP)

    fields = {"title": "Export fails", "question": "Error 413, why?"}
    answer = await world.server.submits("fdh:form", fields, MAYA, channel_id=HELP)

    assert answer["data"]["content"].startswith("Nobody looks after this button any more.")
    assert world.server.threads == {}
