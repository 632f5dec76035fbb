"""Staff posts that somebody deletes: what is still needed comes back by itself, and never in a loop."""

from __future__ import annotations

import asyncio

from adapters.discord.platform import DELETIONS
from bot.conversation import Status
from tests.discord.payloads import ANA, FORUM, HELP, LENA, MAYA, NADIA, STAFF, Payload
from tests.discord.server import Fault
from tests.discord.world import World, buttons, text_of


async def waits(world: World, by: int = MAYA, number: int = 1) -> None:
    """Let somebody ask, until the staff channel shows their card and the list."""
    await world.server.says(HELP, by, "My export fails with error 413. Why?")
    await world.heard(number)
    await world.passes(30)


def shown(world: World) -> tuple[Payload, Payload]:
    """Return the staff channel's only card and only list."""
    (card,) = [post for post in world.cards() if "Waiting now" not in text_of(post)]
    (waiting,) = [post for post in world.cards() if "Waiting now" in text_of(post)]
    return card, waiting


async def gone(world: World, *posts: Payload) -> None:
    """Delete posts one by one, and let what follows from it happen."""
    for post in posts:
        await world.server.deletes(post)
    await taken_in(world)


async def taken_in(world: World) -> None:
    """Wait until every deletion was heard and looked at, and do what is due."""
    await world.server.runs("status", LENA)  # it is heard after them
    looked_at = [task for task in asyncio.all_tasks() if task.get_name() == DELETIONS]
    await asyncio.gather(*looked_at)
    await world.passes(0)


async def test_a_card_and_the_list_come_back_by_themselves(world: World) -> None:
    await waits(world)
    before = shown(world)

    await gone(world, *before)

    after = shown(world)
    assert [text_of(post) for post in after] == [text_of(post) for post in before]
    assert {post["id"] for post in after}.isdisjoint(post["id"] for post in before)
    await world.server.presses(after[0], buttons(after[0])["Send"], ANA)
    await world.passes(0)
    assert (await world.conversations())[0].status is Status.AWAITING_CUSTOMER


async def test_a_channel_that_is_swept_gets_back_what_is_still_needed(world: World) -> None:
    await waits(world)

    await world.server.sweeps(STAFF)
    await taken_in(world)

    assert len(world.cards()) == 2


async def test_what_is_answered_and_an_empty_list_stay_away(world: World) -> None:
    await waits(world)
    card, _ = shown(world)
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(30)

    await gone(world, *world.cards())

    assert world.cards() == []


async def test_what_is_deleted_again_soon_comes_back_with_its_next_news(world: World) -> None:
    await waits(world)
    await gone(world, shown(world)[1])

    await gone(world, shown(world)[1])
    away = [text_of(post) for post in world.cards()]
    await waits(world, NADIA, 2)

    assert len(away) == 1
    (waiting,) = [text_of(post) for post in world.cards() if "Waiting now" in text_of(post)]
    assert "Nadia" in waiting


async def test_after_ten_minutes_an_accident_is_an_accident_again(world: World) -> None:
    await waits(world)
    await gone(world, shown(world)[1])
    await world.passes(600)

    await gone(world, *[post for post in world.cards() if "Waiting now" in text_of(post)])

    assert len([post for post in world.cards() if "Waiting now" in text_of(post)]) == 1


async def test_where_we_may_not_post_it_is_tried_every_few_minutes_and_no_faster(world: World) -> None:
    await waits(world)
    posts = rf"/channels/{STAFF}/messages"
    world.server.faults.append(Fault("POST", posts, status=403, code=50013))
    before = len(world.server.calls("POST", posts))

    await gone(world, shown(world)[1])
    for _ in range(4):
        await world.passes(60)
    tried = len(world.server.calls("POST", posts)) - before
    await world.passes(60)

    assert tried == 1
    assert shown(world)


async def test_what_others_delete_in_any_channel_asks_for_nothing(world: World) -> None:
    await waits(world)
    before = [post["id"] for post in world.cards()]
    theirs = await world.server.says(STAFF, LENA, "I'll take the next one.")
    world.server.messages[FORUM].append(theirs | {"channel_id": str(FORUM)})

    await gone(world, theirs, world.server.messages[FORUM][0])

    assert [post["id"] for post in world.cards()] == before
