"""What keeps us from working on Discord is told to staff in one plain line with the fix."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.discord import standing
from adapters.discord.keys import key_of
from adapters.discord.platform import LOOKS
from bot.errors import RateLimited
from bot.messages import Thread
from bot.record import Watched
from tests.discord import payloads
from tests.discord.payloads import ANA, GUILD, HELP, LENA, MAYA, STAFF
from tests.discord.server import PATIENCE, Fault
from tests.discord.test_replies import SPEAKER
from tests.discord.world import World, buttons, text_of


async def told(world: World) -> list[str]:
    """Return what is out of order, once everything that was reported so far was looked at."""
    await world.server.says(HELP, MAYA, f"Hello {world.server.id()}?")
    await world.heard(world.noted.stored + 1)
    assert world.discord._session
    await world.discord._standing.look(world.discord._session.client)
    return out_of_order(world)


def out_of_order(world: World) -> list[str]:
    return [ill.text for name, ill in world.rooms.health.parts.items() if ill and name.startswith("discord:")]


async def watched(world: World) -> Watched:
    async with world.store.read() as reading:
        (known,) = await reading.all_watched()
    return known


def channel(id: int) -> payloads.Payload:
    return next(one for one in payloads.guild()["channels"] if int(one["id"]) == id)


async def test_all_is_well(world: World) -> None:
    assert await told(world) == []


async def test_a_lost_permission_is_told_with_the_channel_and_is_over_when_it_is_back(world: World) -> None:
    ours = world.server.guild["roles"][-1]
    await world.server.dispatch(
        "GUILD_ROLE_UPDATE", {"guild_id": str(GUILD), "role": {**ours, "permissions": "0"}}
    )
    lacks = "In #help my role needs Embed Links, Send Messages in Threads (Edit Channel, Permissions)."
    assert await told(world) == [lacks]
    assert (await watched(world)).degraded == lacks

    await world.server.dispatch("GUILD_ROLE_UPDATE", {"guild_id": str(GUILD), "role": ours})

    assert await told(world) == []
    assert (await watched(world)).degraded is None


@pytest.mark.parametrize(
    ("gone", "says"),
    [
        pytest.param(STAFF, "The staff channel of #help was deleted.", id="the staff channel"),
        pytest.param(HELP, "#help was deleted.", id="the channel itself"),
    ],
)
async def test_a_deleted_channel_is_told_with_what_to_do(world: World, gone: int, says: str) -> None:
    await world.server.dispatch("CHANNEL_DELETE", channel(gone))

    assert await told(world) == [f"{says} Choose another one: /frontdesk watch."]


async def test_a_server_that_we_were_taken_off_is_told(world: World) -> None:
    assert world.discord._session
    client = world.discord._session.client
    await world.server.dispatch("GUILD_DELETE", {"id": str(GUILD)})
    async with asyncio.timeout(PATIENCE):
        while client.get_guild(GUILD):
            await asyncio.sleep(0)

    await world.discord._standing.look(client)

    (text,) = out_of_order(world)
    assert text.startswith("I am no longer on the server of #help.")


async def test_a_card_that_is_refused_marks_its_channel_and_comes_when_that_is_mended(world: World) -> None:
    refused = Fault("POST", rf"/channels/{STAFF}/messages", status=403, code=50013, times=9)
    world.server.faults.append(refused)
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    marked = (await watched(world)).degraded
    refused.times = 0

    await world.passes(300)

    assert marked
    assert marked.startswith("I may not post in #front-desk.")
    assert "Maya" in text_of(world.cards()[0])
    assert (await watched(world)).degraded is None


async def test_what_was_refused_comes_as_soon_as_somebody_lets_us_in(world: World) -> None:
    refused = Fault("POST", rf"/channels/{STAFF}/messages", status=403, code=50001, times=9)
    world.server.faults.append(refused)
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    refused.times = 0

    await world.server.dispatch("CHANNEL_UPDATE", channel(STAFF))
    await world.server.runs("status", LENA)  # it is heard after it
    await asyncio.gather(*[task for task in asyncio.all_tasks() if task.get_name() == LOOKS])
    await world.passes(0)

    assert ["Maya" in text_of(post) for post in world.cards()] == [True, True]
    assert (await watched(world)).degraded is None


async def test_who_waits_moves_on_to_the_staff_channel_that_a_lead_chooses_instead(world: World) -> None:
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    desk = payloads.channel(2777, "desk-two", permission_overwrites=channel(STAFF)["permission_overwrites"])
    world.server.guild["channels"].append(desk)
    await world.server.dispatch("CHANNEL_CREATE", desk)
    await world.server.dispatch("CHANNEL_DELETE", channel(STAFF))
    for method in ("POST", "PATCH"):
        refused = Fault(method, rf"/channels/{STAFF}/messages.*", status=404, code=10003, times=99)
        world.server.faults.append(refused)
    assert await told(world) == [
        "The staff channel of #help was deleted. Choose another one: /frontdesk watch."
    ]

    await world.server.runs("watch", LENA, channel=HELP, staff_channel=2777, at=HELP)
    await world.passes(0)
    asked = len(world.server.calls("PATCH", rf"/channels/{STAFF}/messages.*"))

    (card,) = [post for post in world.server.messages[2777] if "### Maya" in text_of(post)]
    assert len([post for post in world.server.messages[2777] if "Waiting now" in text_of(post)]) == 1
    await world.passes(30)
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)
    assert world.server.messages[HELP][-1]["content"].startswith("**Ana**")
    await world.passes(601)
    assert out_of_order(world) == []
    assert len(world.server.calls("PATCH", rf"/channels/{STAFF}/messages.*")) == asked


async def test_what_is_wrong_with_a_channel_is_over_when_nobody_watches_it(world: World) -> None:
    await world.server.dispatch("CHANNEL_DELETE", channel(STAFF))
    assert await told(world)

    await world.server.runs("unwatch", LENA, channel=HELP, at=HELP)

    assert out_of_order(world) == []


@pytest.mark.parametrize(
    ("status", "code", "says"),
    [
        pytest.param(403, 200000, "AutoMod blocked this text in #help.", id="AutoMod"),
        pytest.param(400, 160005, "The thread in #help is locked.", id="a locked thread"),
        pytest.param(403, 50013, "I may not post in #help.", id="no permission"),
    ],
)
async def test_a_reply_that_is_refused_is_told_to_who_sent_it_with_the_words_kept(
    world: World, status: int, code: int, says: str
) -> None:
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]
    world.server.faults.append(
        Fault("POST", rf"/channels/{HELP}/messages", status=status, code=code, times=9)
    )

    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)

    assert says in text_of(card)
    assert "100 MB" in text_of(card)
    assert "Edit" in buttons(card)
    assert not [said for said in world.server.messages[HELP] if said["author"]["bot"]]


async def test_a_renamed_channel_is_called_by_its_new_name(world: World) -> None:
    await world.server.dispatch("CHANNEL_UPDATE", {**channel(HELP), "name": "support"})
    await told(world)

    assert (await watched(world)).name == "#support"


async def test_a_second_program_on_the_same_token_is_told(world: World) -> None:
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]
    world.server.faults.append(Fault("POST", r"/interactions/.*", status=400, code=40060))

    await world.server.presses(card, buttons(card)["Edit"], ANA)

    (text,) = await told(world)
    assert text.startswith("Another program uses this bot's Discord token")


async def test_after_thousands_of_refusals_we_rest_before_discord_shuts_us_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "MOST_REFUSED", 3)
    world.server.faults.append(Fault("POST", r"/channels/\d+/messages", status=403, code=50013, times=3))
    thread = Thread(key_of(GUILD, HELP), "4711")
    for number in range(3):
        with pytest.raises(Exception, match="may not post"):
            await world.discord.reply(thread, "Because.", speaking_as=SPEAKER, key=f"fd-{number}")

    with pytest.raises(RateLimited) as rests:
        await world.discord.reply(thread, "Because.", speaking_as=SPEAKER, key="fd-4")
    assert rests.value.retry_after == timedelta(minutes=10)

    world.clock.at += timedelta(minutes=11)
    await world.discord.reply(thread, "Because.", speaking_as=SPEAKER, key="fd-4")
    assert await told(world) == []
