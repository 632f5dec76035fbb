"""Without the Message Content Intent: forum titles, mentions, the help button and the message menu."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.payloads import ANA, BOT, FORUM, HELP, MAYA, user
from tests.discord.test_gateway import lines
from tests.discord.world import World, a_world, text_of


@pytest.fixture
async def blind(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, message_content=False) as world:
        yield world


async def test_two_intents_and_no_more(blind: World) -> None:
    assert blind.server.identified[0]["intents"] == 1 << 0 | 1 << 9


async def test_staff_are_told_what_i_do_not_see(blind: World) -> None:
    ill = blind.rooms.health.parts["discord: messages"]

    assert ill
    assert "Message Content Intent" in ill.text
    assert not ill.stops


async def test_what_cannot_be_read_opens_nothing(blind: World) -> None:
    await blind.server.says(HELP, MAYA, "Why does my export fail?")
    await blind.heard()

    assert await blind.conversations() == []


async def test_a_mention_opens_a_conversation_and_is_no_part_of_the_question(blind: World) -> None:
    text = f"<@{BOT}> why does my export fail?"
    await blind.server.says(HELP, MAYA, text, mentions=[user(BOT)])
    await blind.heard()
    await blind.passes(30)

    assert await lines(blind) == ["why does my export fail?"]
    assert "Maya" in text_of(blind.cards()[-1])


async def test_a_forum_posts_title_is_the_question(blind: World) -> None:
    await blind.watches(FORUM, "#questions")
    blind.discord._inbox.look_again()
    await blind.server.posts_in_forum(MAYA, "Export fails with error 413", "Hidden words", [])
    await blind.heard()

    assert await lines(blind) == ["Export fails with error 413"]


async def test_an_unreadable_answer_of_ours_still_ends_the_wait(blind: World) -> None:
    await blind.watches(FORUM, "#questions")
    blind.discord._inbox.look_again()
    post = await blind.server.posts_in_forum(MAYA, "Export fails with error 413", "Hidden words", [])
    await blind.heard()

    await blind.server.says(int(post["id"]), ANA, "Hidden words of ours")
    await blind.heard(2)

    assert (await blind.conversations())[0].first_response is not None


async def test_the_message_menu_shows_us_words_that_were_kept_from_us(blind: World) -> None:
    said = await blind.server.says(HELP, MAYA, "Why does my export fail?")
    await blind.heard()

    await blind.server.opens_menu("Draft a reply", said, ANA)
    await blind.heard(2)

    assert await lines(blind) == ["Why does my export fail?"]


async def test_an_edit_that_cannot_be_read_changes_nothing(blind: World) -> None:
    said = await blind.server.says(HELP, MAYA, f"<@{BOT}> why?", mentions=[user(BOT)])
    await blind.heard()

    said["mentions"] = []
    await blind.server.edits(said, "why now?")
    await blind.server.says(HELP, MAYA, f"<@{BOT}> hello?", mentions=[user(BOT)])
    await blind.heard(2)

    assert await lines(blind) == ["why?", "hello?"]
