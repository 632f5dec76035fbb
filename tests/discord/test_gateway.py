"""The connection: what is heard, what is missed and read back, and how it ends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.discord.keys import key_of
from adapters.discord.platform import GAP_READER
from bot.errors import NotAllowed, Unreachable
from bot.process.catching_up import with_catch_up
from tests.discord import payloads
from tests.discord.payloads import ANA, BOT, FORUM, GUILD, HELP, LENA, MAYA, ROBOT, STAFF, TAG_OPEN, user
from tests.discord.payloads import thread as a_thread
from tests.discord.server import PATIENCE, Fault
from tests.discord.world import LEAD, World, text_of


def readers() -> list[asyncio.Task[Any]]:
    """The tasks that still read back what a lost session left out."""
    return [task for task in asyncio.all_tasks() if task.get_name() == GAP_READER and not task.cancelling()]


async def lines(world: World) -> list[str]:
    """Return what customers and staff said, as the desk has it."""
    known = []
    async with world.store.read() as reading:
        for conversation in reversed(await reading.conversations()):
            known += [line.text for line in await reading.lines(conversation.id) if not line.deleted_at]
    return known


async def degraded(world: World) -> str | None:
    async with world.store.read() as reading:
        watched = await reading.watched(key_of(GUILD, HELP))
    return watched.degraded if watched else None


async def test_three_intents_and_no_more(world: World) -> None:
    assert world.server.identified[0]["intents"] == 1 << 0 | 1 << 9 | 1 << 15


async def test_edits_and_deletions_reach_the_card(world: World) -> None:
    said = await world.server.says(HELP, MAYA, "My exprt fails, why?")
    gone = await world.server.says(HELP, MAYA, "my password is hunter2")
    await world.heard(2)

    await world.server.edits(said, "My export fails, why?")
    await world.server.deletes(gone)
    await world.heard(4)

    assert await lines(world) == ["My export fails, why?"]


async def test_a_preview_that_appears_under_a_message_is_no_edit(world: World) -> None:
    said = await world.server.says(HELP, MAYA, "See https://example.com?")
    await world.heard()
    await world.server.dispatch(
        "MESSAGE_UPDATE", {**world.server._as_heard(said), "embeds": [{"type": "link"}]}
    )
    await world.server.says(HELP, MAYA, "Hello?")
    await world.heard(2)

    assert (await world.conversations())[0].version == 2


async def test_bots_webhooks_and_our_own_posts_open_nothing(world: World) -> None:
    await world.server.says(HELP, ROBOT, "Build failed, why?")
    await world.server.says(HELP, BOT, "Hello, why?")
    await world.server.says(HELP, MAYA, "I am a webhook, why?", webhook_id="77")
    await world.server.says(STAFF, MAYA, "Not a watched channel?")
    await world.server.says(HELP, MAYA, "A person, why?")
    await world.heard(3)

    assert await lines(world) == ["A person, why?"]


async def test_where_only_mentions_count_people_talk_among_themselves(world: World) -> None:
    await world.rooms.lead.change(key_of(GUILD, HELP), {"listens": "mentions"}, LEAD)
    await world.server.says(HELP, MAYA, "Does anybody know why exports fail?")
    await world.server.says(HELP, MAYA, f"<@{BOT}> why do exports fail?", mentions=[user(BOT)])
    await world.heard(2)

    assert await lines(world) == ["why do exports fail?"]


async def test_an_answer_by_hand_ends_the_wait(world: World) -> None:
    asked = await world.server.says(HELP, MAYA, "Why?")
    await world.heard()
    reference = {"message_id": asked["id"], "channel_id": str(HELP), "guild_id": str(GUILD), "type": 0}
    await world.server.says(HELP, ANA, "Because.", type=19, message_reference=reference)
    await world.heard(2)

    (conversation,) = await world.conversations()
    assert conversation.wait is None
    assert conversation.first_response
    assert conversation.first_response.by == key_of(GUILD, ANA)


async def test_a_forum_post_is_one_conversation_with_title_and_tags(world: World) -> None:
    await world.watches(FORUM, "#questions")
    world.discord._inbox.look_again()
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Error 413, why?", [TAG_OPEN])
    await world.heard()
    await world.server.says(int(post["id"]), MAYA, "Since Monday.")
    await world.heard(2)

    assert await lines(world) == ["Export fails\nError 413, why?\n[billing]", "Since Monday."]
    assert len(await world.conversations()) == 1


async def test_a_new_title_of_a_forum_post_changes_its_question(world: World) -> None:
    await world.watches(FORUM, "#questions")
    world.discord._inbox.look_again()
    post = await world.server.posts_in_forum(MAYA, "Help", "Error 413, why?", [TAG_OPEN])
    await world.heard()

    await world.server.retitles(int(post["id"]), "Export fails")
    await world.heard(2)

    assert await lines(world) == ["Export fails\nError 413, why?\n[billing]"]


async def test_after_a_short_break_discord_replays_what_was_missed(world: World) -> None:
    await world.server.drops_connection()
    await world.server.says(HELP, MAYA, "Said during the break, why?")
    await world.server.until(lambda: len(world.server.resumed) == 1)
    await world.heard()

    assert await lines(world) == ["Said during the break, why?"]
    assert len(world.server.identified) == 1


async def test_after_a_lost_session_each_watched_channel_is_read_once(world: World) -> None:
    await world.server.says(HELP, MAYA, "Heard, why?")
    await world.heard()
    thread = world.server.id()
    world.server.threads[thread] = a_thread(thread, "A thread", HELP)
    await world.server.says(HELP, MAYA, "Missed in the channel, why?", heard=False)
    await world.server.says(thread, MAYA, "Missed in a thread, why?", heard=False)

    await world.server.invalidates_session()
    await world.server.until(lambda: len(world.server.identified) == 2)
    await world.heard(2)

    assert await lines(world) == ["Heard, why?", "Missed in the channel, why?", "Missed in a thread, why?"]


async def test_the_first_line_of_a_new_channel_is_read_back_and_none_from_before(world: World) -> None:
    await world.server.runs("unwatch", LENA, channel=HELP)
    await world.server.says(HELP, MAYA, "Said to nobody, why?", heard=False)
    world.clock.at = payloads.made_at(world.server.id())
    await world.server.runs("watch", LENA, channel=HELP, staff_channel=STAFF)
    await world.server.says(HELP, MAYA, "The first, why?", heard=False)

    await world.server.invalidates_session()
    await world.server.until(lambda: len(world.server.identified) == 2)
    await world.heard()

    assert await lines(world) == ["The first, why?"]


async def test_what_a_new_session_says_first_hides_no_gap(world: World) -> None:
    await world.server.says(HELP, MAYA, "Heard, why?")
    await world.heard()
    await world.server.says(HELP, MAYA, "Missed, why?", heard=False)

    await world.server.invalidates_session()
    await world.server.until(lambda: len(world.server.identified) == 2)
    await world.server.says(HELP, MAYA, "Said as soon as we were back, why?")
    await world.heard(2)
    await world.heard(3)

    assert sorted(await lines(world)) == ["Heard, why?", "Missed, why?", "Said as soon as we were back, why?"]


async def test_a_forum_post_that_is_heard_before_its_thread_keeps_its_title(world: World) -> None:
    await world.watches(FORUM, "#questions")
    world.discord._inbox.look_again()
    id = world.server.id()
    world.server.threads[id] = a_thread(id, "Export fails", FORUM)

    await world.server.says(id, MAYA, "Error 413, why?", id=id)
    await world.heard()

    assert await lines(world) == ["Export fails\nError 413, why?"]


async def test_ids_in_a_text_become_names(world: World) -> None:
    text = f"<@{BOT}>, ask <@{ANA}> in <#{STAFF}> <a:wave:4711>"
    await world.server.says(HELP, MAYA, text, mentions=[user(BOT), user(ANA)])
    await world.heard()

    assert await lines(world) == ["ask @Ana in #front-desk :wave:"]


async def test_a_channel_that_may_not_be_read_says_what_is_missing_until_it_may(world: World) -> None:
    world.server.faults.append(Fault("GET", rf"/channels/{HELP}/messages", status=403, code=50001))
    paused: list[float] = []

    async def pause(seconds: float) -> None:
        paused.append(seconds)
        assert "View Channel" in (await degraded(world) or "")

    async def listen() -> None:
        await caught_up.wait()

    caught_up = asyncio.Event()
    await world.server.says(HELP, MAYA, "Why?")
    await world.heard()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        tasks.create_task(with_catch_up(world.discord, listen, world.rooms, pause)())
        while await degraded(world) is not None or not paused:
            await asyncio.sleep(0)
        caught_up.set()

    assert paused == [5]


async def test_however_often_a_session_is_lost_one_reader_asks_for_what_was_missed(world: World) -> None:
    world.server.faults.append(Fault("GET", rf"/channels/{HELP}/messages", status=403, code=50001, times=99))
    await world.server.says(HELP, MAYA, "Heard, why?")
    await world.heard()

    for lost in (1, 2, 3):
        await world.server.invalidates_session()
        await world.server.call("GET", rf"/channels/{HELP}/messages", lost)

    assert len(readers()) == 1


async def test_without_the_message_content_intent_it_says_so_and_goes_on_without(world: World) -> None:
    await world.hangs_up()
    world.server.refuse_identify = 4014

    world._running = world._tasks.create_task(world._run())
    await asyncio.wait({world._running})
    await world.connects()

    (error,) = world.failed
    assert isinstance(error, Unreachable)
    assert "Message Content Intent" in str(error)
    assert world.server.identified[-1]["intents"] == 1 << 0 | 1 << 9


async def test_a_wrong_token_is_named_with_its_setting(world: World) -> None:
    await world.hangs_up()
    world.server.faults.append(Fault("GET", "/users/@me", status=401))

    world._running = world._tasks.create_task(world._run())
    await asyncio.wait({world._running})

    (error,) = world.failed
    assert isinstance(error, NotAllowed)
    assert "DISCORD__TOKEN" in str(error)


async def test_a_breach_is_told_in_one_alert_that_names_exactly_who_must_act(world: World) -> None:
    await world.server.says(HELP, MAYA, "Why?")
    await world.heard()
    await world.passes(60)
    await world.passes(16 * 60)

    alert = world.cards()[-1]
    assert "Maya has waited" in text_of(alert)
    asked = world.server.calls("POST", rf"/channels/{STAFF}/messages")[-1].body
    assert asked["allowed_mentions"] == {"parse": [], "users": [LENA], "roles": []}


@pytest.mark.parametrize(
    "closed",
    [
        pytest.param(0, id="open"),
        pytest.param(50007, id="closed"),
        pytest.param(50278, id="on no server that we are on"),
    ],
)
async def test_a_nudge_goes_to_a_person_or_to_the_staff_channel(world: World, closed: int) -> None:
    if closed:
        world.server.closed_to.add(ANA)
        world.server.closed_code = closed
    await world.server.says(HELP, MAYA, "Why does my export fail?")
    await world.heard()
    await world.server.says(HELP, ANA, "Export one month at a time.")
    await world.heard(2)
    await world.server.says(HELP, MAYA, "That worked, thank you!")
    await world.heard(3)
    await world.passes(300)

    place = STAFF if closed else world.server.private[ANA]
    nudge = text_of(world.server.messages[place][-1])
    assert "Maya" in nudge
    assert (f"<@{ANA}>" in nudge) is bool(closed)


async def test_a_deleted_forum_post_closes_its_conversation(world: World) -> None:
    await world.watches(FORUM, "#questions")
    world.discord._inbox.look_again()
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Error 413, why?", [])
    await world.heard()
    gone = {"id": post["id"], "guild_id": str(GUILD), "parent_id": str(FORUM), "type": 11}
    await world.server.dispatch("THREAD_DELETE", gone)
    await world.heard(2)

    assert (await world.conversations())[0].wait is None


async def test_attachments_are_named_because_their_links_expire(world: World) -> None:
    file = {"id": "1", "filename": "screen.png", "size": 5, "url": "u", "proxy_url": "p"}
    await world.server.says(HELP, MAYA, "Why this?", attachments=[file])
    await world.heard()

    assert await lines(world) == ["Why this?\n[file: screen.png]"]


async def test_what_could_not_be_stored_is_stored_by_the_next_connection(world: World) -> None:
    world.noted.lost = True
    await world.server.says(HELP, MAYA, "Said while the disk was full, why?")
    assert world._running
    await asyncio.wait({world._running})
    assert [str(error) for error in world.failed] == ["The disk is full."]

    world.noted.lost = False
    await world.connects()
    await world.heard()

    assert await lines(world) == ["Said while the disk was full, why?"]
