"""Replies reach the customer once, whatever happens on the way."""

from __future__ import annotations

import pytest

from adapters.discord.keys import key_of
from bot.errors import NotAllowed, RateLimited, ThreadGone, Unreachable, Unsure
from bot.messages import Person, Role, Thread
from bot.ports import Posted
from tests.discord.payloads import ANA, FORUM, GUILD, HELP, MAYA
from tests.discord.server import Fault
from tests.discord.world import World

SPEAKER = Person(id=key_of(GUILD, ANA), name="Ana", role=Role.AGENT)
POST = rf"/channels/{HELP}/messages"


async def a_question(world: World) -> Thread:
    asked = await world.server.says(HELP, MAYA, "Why?")
    return Thread(key_of(GUILD, HELP), asked["id"])


async def answer(world: World, thread: Thread, text: str = "Because.", key: str = "fd-1-1") -> Posted:
    return await world.discord.reply(thread, text, speaking_as=SPEAKER, key=key)


def shown(world: World, channel: int = HELP) -> list[str]:
    return [said["content"] for said in world.server.messages[channel] if said["author"]["bot"]]


async def test_the_reply_names_who_speaks_and_pings_nobody(world: World) -> None:
    await answer(world, await a_question(world), "@everyone because.")

    sent = world.server.calls("POST", POST)[-1].body
    assert sent["content"] == "**Ana**\n@everyone because."
    assert sent["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert (sent["nonce"], sent["enforce_nonce"]) == ("fd-1-1", True)


async def test_the_same_key_is_never_posted_twice(world: World) -> None:
    thread = await a_question(world)

    first, second = await answer(world, thread), await answer(world, thread)

    assert first == second
    assert shown(world) == ["**Ana**\nBecause."]


async def test_a_reply_that_is_out_is_found_by_its_key_when_the_nonce_is_forgotten(world: World) -> None:
    thread = await a_question(world)
    first = await answer(world, thread)
    world.server.nonces.clear()

    assert await answer(world, thread) == first
    assert len(shown(world)) == 1


async def test_the_same_words_under_another_key_are_another_reply(world: World) -> None:
    thread = await a_question(world)
    await answer(world, thread, key="fd-1-1")
    await answer(world, thread, key="fd-1-2")

    assert len(shown(world)) == 2


async def test_a_lost_answer_is_asked_for_again_and_nothing_is_doubled(world: World) -> None:
    thread = await a_question(world)
    world.server.faults.append(Fault("POST", POST, lost=True))

    await answer(world, thread)

    assert len(shown(world)) == 1
    assert len(world.server.calls("POST", POST)) == 2


async def test_after_two_lost_answers_the_thread_is_read(world: World) -> None:
    thread = await a_question(world)
    world.server.faults.append(Fault("POST", POST, lost=True, times=2))

    posted = await answer(world, thread)

    assert posted.id == world.server.messages[HELP][-1]["id"]
    assert len(shown(world)) == 1


async def test_when_the_thread_does_not_tell_an_agent_is_asked(world: World) -> None:
    thread = await a_question(world)
    world.server.faults.append(Fault("POST", POST, status=503, times=2))

    with pytest.raises(Unsure):
        await answer(world, thread)


async def test_a_short_rate_limit_is_waited_for(world: World) -> None:
    thread = await a_question(world)
    world.server.faults.append(
        Fault(
            "POST",
            POST,
            status=429,
            headers={"Via": "1.1 google"},
            body={"retry_after": 0.01, "global": False},
        )
    )

    await answer(world, thread)

    assert len(shown(world)) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Via": "1.1 google"}, 90, id="Discord's own"),
        pytest.param({}, 60, id="without Via: this address is shut out for a while"),
    ],
)
async def test_a_long_rate_limit_is_told_to_the_desk(
    world: World, headers: dict[str, str], seconds: int
) -> None:
    thread = await a_question(world)
    world.server.faults.append(
        Fault("POST", POST, status=429, headers=headers, body={"retry_after": 90.0, "global": False})
    )

    with pytest.raises(RateLimited) as refused:
        await answer(world, thread)

    assert refused.value.retry_after.total_seconds() == seconds


@pytest.mark.parametrize(
    ("status", "code", "error", "says"),
    [
        pytest.param(403, 50013, NotAllowed, "Send Messages", id="no permission"),
        pytest.param(403, 50001, NotAllowed, "can no longer see #help", id="no access"),
        pytest.param(403, 200000, NotAllowed, "AutoMod blocked", id="AutoMod"),
        pytest.param(400, 240000, NotAllowed, "a link in this text as harmful", id="a harmful link"),
        pytest.param(400, 50035, NotAllowed, "as malformed", id="a malformed text"),
        pytest.param(403, 0, NotAllowed, "Check my role there", id="forbidden for another reason"),
        pytest.param(400, 160005, ThreadGone, "locked", id="locked"),
        pytest.param(404, 10003, ThreadGone, "deleted", id="channel deleted"),
        pytest.param(401, 0, NotAllowed, "DISCORD__TOKEN", id="token revoked"),
    ],
)
async def test_a_refusal_says_what_to_change(
    world: World, status: int, code: int, error: type[Exception], says: str
) -> None:
    thread = await a_question(world)
    world.server.faults.append(Fault("POST", POST, status=status, code=code))

    with pytest.raises(error, match=says):
        await answer(world, thread)


async def test_a_long_reply_goes_out_in_parts_and_is_taken_back_whole(world: World) -> None:
    thread = await a_question(world)
    text = "Try this:\n\n```\n" + "x = 1\n" * 310 + "```\n\n" + "Then wait. " * 40

    posted = await answer(world, thread, text)

    assert len(shown(world)) == 2
    assert all(len(part) <= 2000 and part.count("```") in (0, 2) for part in shown(world))
    assert await answer(world, thread, text) == posted
    assert len(shown(world)) == 2
    await world.discord.remove(thread, posted.id)
    assert shown(world) == []


async def test_a_half_posted_reply_is_finished_and_not_begun_again(world: World) -> None:
    thread = await a_question(world)
    text = "First. " * 300 + "\n\n" + "Second. " * 200
    await answer(world, thread, text)
    both = shown(world)
    world.server.messages[HELP].pop()
    world.server.nonces.clear()

    await answer(world, thread, text)

    assert shown(world) == both


async def test_a_reply_is_corrected_in_place(world: World) -> None:
    thread = await a_question(world)
    posted = await answer(world, thread)

    await world.discord.amend(thread, posted.id, "For another reason.", speaking_as=SPEAKER)

    assert shown(world) == ["**Ana**\nFor another reason."]


async def test_a_correction_that_needs_more_messages_is_refused_with_the_reason(world: World) -> None:
    thread = await a_question(world)
    posted = await answer(world, thread)

    with pytest.raises(NotAllowed, match="Shorten it"):
        await world.discord.amend(thread, posted.id, "Long. " * 500, speaking_as=SPEAKER)


async def test_correcting_what_somebody_deleted_says_so(world: World) -> None:
    thread = await a_question(world)
    posted = await answer(world, thread)
    world.server.messages[HELP].clear()

    with pytest.raises(ThreadGone, match="That message in #help was deleted"):
        await world.discord.amend(thread, posted.id, "For another reason.", speaking_as=SPEAKER)


async def test_a_locked_thread_is_not_written_into(world: World) -> None:
    id = world.server.id()
    await world.server.opens_thread(id, "Why", HELP)
    await world.server.says(id, MAYA, "Why?")
    await world.heard()
    world.server.threads[id]["thread_metadata"]["locked"] = True

    with pytest.raises(ThreadGone, match="Unlock it, or answer somewhere else"):
        await answer(world, Thread(key_of(GUILD, HELP), str(id)))


async def test_taking_back_what_is_gone_already_is_fine(world: World) -> None:
    thread = await a_question(world)
    posted = await answer(world, thread)
    world.server.messages[HELP].clear()

    await world.discord.remove(thread, posted.id)


async def test_in_a_forum_post_the_reply_goes_into_the_post(world: World) -> None:
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Why?", [])

    await answer(world, Thread(key_of(GUILD, FORUM), post["id"]))

    assert shown(world, int(post["id"])) == ["**Ana**\nBecause."]


async def test_in_a_thread_the_reply_goes_into_the_thread(world: World) -> None:
    id = world.server.id()
    await world.server.opens_thread(id, "Why", HELP)
    await world.server.says(id, MAYA, "Why?")
    await world.heard()

    await answer(world, Thread(key_of(GUILD, HELP), str(id)))

    assert shown(world, id) == ["**Ana**\nBecause."]


async def test_nothing_is_posted_before_the_connection_is_up(world: World) -> None:
    thread = await a_question(world)
    await world.hangs_up()
    await world.discord.close()

    with pytest.raises(Unreachable, match="not connected"):
        await answer(world, thread)


async def test_a_forum_post_whose_first_message_is_gone_is_still_answered(world: World) -> None:
    post = await world.server.posts_in_forum(MAYA, "Export fails", "Why?", [])
    world.server.messages[int(post["id"])].clear()

    await answer(world, Thread(key_of(GUILD, FORUM), post["id"]))

    assert shown(world, int(post["id"])) == ["**Ana**\nBecause."]
