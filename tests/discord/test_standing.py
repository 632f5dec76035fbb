"""What keeps us from working on Discord is told to staff in one plain line with the fix."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.discord import standing
from adapters.discord.keys import key_of
from bot.errors import RateLimited
from bot.messages import Thread
from bot.record import Watched
from tests.discord import payloads
from tests.discord.payloads import ANA, GUILD, HELP, MAYA, STAFF
from tests.discord.server import PATIENCE, Fault
from tests.discord.test_replies import SPEAKER
from tests.discord.world import World, buttons


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
