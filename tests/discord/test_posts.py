"""Staff messages: posted once, updated in place, posted anew when somebody deleted them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from adapters.discord.keys import key_of
from bot.card import Tone, Trouble, Waiter, Waiting
from bot.errors import NotAllowed, RateLimited
from bot.messages import Thread
from tests.discord.payloads import ANA, GUILD, HELP, LENA, NOW, STAFF
from tests.discord.server import Fault
from tests.discord.world import World, text_of

PLACE = key_of(GUILD, STAFF)
TROUBLE = Trouble(name="slack", text="Slack is not connected.", since=NOW)


WAITER = Waiter(
    conversation=12,
    thread=Thread(key_of(GUILD, HELP), "99"),
    customer="Maya",
    channel_name="#help",
    waiting_since=NOW,
    target_at=None,
    topic="Exports",
    claimed_by=None,
    tone=Tone.CALM,
)


async def show(world: World, message: str | None = None, text: str = "Slack is not connected.") -> str:
    view = Trouble(name="slack", text=text, since=NOW)
    return await world.discord.show(view, place=PLACE, message=message, key="trouble-slack")


async def test_a_post_is_updated_in_place(world: World) -> None:
    message = await show(world)

    again = await show(world, message, "It still is not.")

    assert again == message
    at = int(NOW.timestamp())
    assert [text_of(post) for post in world.cards()] == [
        f"⚠️ It still is not.\n-# since <t:{at}:t> (<t:{at}:R>)"
    ]


async def test_the_same_post_is_not_made_twice(world: World) -> None:
    assert await show(world) == await show(world)
    assert len(world.cards()) == 1


async def test_a_list_that_shows_the_same_people_is_left_alone(world: World) -> None:
    async def show_list(message: str | None, *names: str) -> str:
        waiting = Waiting(rows=tuple(replace(WAITER, customer=name) for name in names), as_of=world.clock.at)
        return await world.discord.show(waiting, place=PLACE, message=message, key="queue")

    message = await show_list(None, "Maya")
    for names in (("Maya", "Nadia"), ("Maya", "Nadia"), ("Maya", "Nadia"), ("Nadia",)):
        await show_list(message, *names)

    assert len(world.server.calls("PATCH", r"/channels/.*")) == 2
    assert "Maya" not in text_of(world.cards()[-1])


async def test_a_post_that_was_deleted_is_made_anew(world: World) -> None:
    message = await show(world)
    world.cards().clear()

    again = await show(world, message)

    assert again != message
    assert len(world.cards()) == 1


@pytest.mark.parametrize(
    ("mention", "pinged"),
    [
        pytest.param((key_of(GUILD, LENA),), {"users": [LENA], "roles": []}, id="a person"),
        pytest.param((f"discord:G{GUILD}/&55",), {"users": [], "roles": [55]}, id="a role"),
        pytest.param(("slack:T1/U7", "discord:G1/88"), {"users": [], "roles": []}, id="nobody of elsewhere"),
    ],
)
async def test_exactly_those_named_are_pinged(
    world: World, mention: tuple[str, ...], pinged: dict[str, list[int]]
) -> None:
    view = Trouble(name="x", text="Look @everyone", since=NOW, mention=mention)

    await world.discord.show(view, place=PLACE, message=None, key="trouble-x")

    asked = world.server.calls("POST", rf"/channels/{STAFF}/messages")[-1].body
    assert asked["allowed_mentions"] == {"parse": [], **pinged}


async def test_a_staff_channel_that_is_gone_is_told_with_the_fix(world: World) -> None:
    with pytest.raises(NotAllowed, match="/frontdesk watch"):
        await world.discord.show(TROUBLE, place=key_of(GUILD, 424242), message=None, key="trouble-slack")


async def test_what_another_application_of_ours_posted_is_posted_anew(world: World) -> None:
    message = await show(world)
    world.server.faults.append(Fault("PATCH", rf"/channels/{STAFF}/messages/.*", status=403, code=50005))

    again = await show(world, message, "It still is not.")

    assert again != message
    assert "It still is not." in text_of(world.cards()[-1])


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [
        pytest.param(
            403, 50013, "I may not post in #front-desk. Give my role Send Messages", id="no permission"
        ),
        pytest.param(403, 50001, "I can no longer see #front-desk", id="no access"),
        pytest.param(
            404, 10003, "#front-desk is gone or locked. Choose another staff channel.", id="deleted"
        ),
        pytest.param(
            400, 160005, "#front-desk is gone or locked. Choose another staff channel.", id="locked"
        ),
        pytest.param(403, 200000, "AutoMod blocked this text in #front-desk", id="AutoMod"),
        pytest.param(400, 240000, "a link in this text as harmful", id="a harmful link"),
        pytest.param(401, 0, "Set DISCORD__TOKEN to a new one", id="token revoked"),
    ],
)
async def test_a_staff_post_that_is_refused_says_what_to_change(
    world: World, status: int, code: int, says: str
) -> None:
    world.server.faults.append(Fault("POST", rf"/channels/{STAFF}/messages", status=status, code=code))

    with pytest.raises(NotAllowed, match=re.escape(says)):
        await show(world)


async def test_discords_limit_on_edits_of_old_posts_is_waited_out(world: World) -> None:
    message = await show(world)
    world.server.faults.append(Fault("PATCH", r"/channels/.*", status=429, code=30046, body={"code": 30046}))

    with pytest.raises(RateLimited):
        await show(world, message)


async def test_a_closed_mailbox_without_a_staff_channel_is_told(world: World) -> None:
    world.server.closed_to.add(ANA)

    with pytest.raises(NotAllowed, match="no direct messages"):
        await world.discord.show(TROUBLE, place=key_of(GUILD, ANA), message=None, key="trouble-slack")
