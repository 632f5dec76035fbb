"""The invite link and the doctor."""

from __future__ import annotations

import pytest

from adapters.discord import doctor, invite_link
from adapters.discord.keys import key_of
from adapters.discord.permissions import NEEDED, lacking
from tests.discord.payloads import AGENTS, APP, GUILD, HELP, STAFF
from tests.discord.world import LEAD, World, settings


def test_the_invite_asks_for_exactly_what_is_needed() -> None:
    link = invite_link("123456789012345678")

    assert link == (
        "https://discord.com/oauth2/authorize?client_id=123456789012345678"
        f"&scope=bot%20applications.commands&permissions={sum(NEEDED.values())}"
    )


def test_an_invite_for_nonsense_says_where_the_id_is() -> None:
    with pytest.raises(ValueError, match="Application ID"):
        invite_link("my bot")


def test_an_administrator_lacks_nothing() -> None:
    assert lacking(1 << 3, tuple(NEEDED)) == []
    assert lacking(1 << 10, ("View Channel", "Send Messages")) == ["Send Messages"]


async def test_all_is_well(world: World) -> None:
    findings = await doctor(settings(world.server), await world.rooms.lead.watched())

    assert [sentence for well, sentence in findings if not well] == []
    assert (True, "Acme community #front-desk: all is allowed.") in findings


async def test_a_missing_permission_is_named_with_its_channel(world: World) -> None:
    world.server.guild["roles"][-1]["permissions"] = "0"

    findings = await doctor(settings(world.server), await world.rooms.lead.watched())

    lacks = "my role needs Embed Links, Send Messages in Threads (Edit Channel, Permissions)."
    assert (False, f"Acme community #help: {lacks}") in findings


async def test_a_staff_channel_that_everybody_reads_is_named(world: World) -> None:
    staff = next(each for each in world.server.guild["channels"] if each["id"] == str(STAFF))
    staff["permission_overwrites"] = []

    findings = await doctor(settings(world.server), await world.rooms.lead.watched())

    wrong = [sentence for well, sentence in findings if not well]
    assert wrong == [
        "Acme community #front-desk: everybody reads the cards there. Take View Channel from @everyone "
        "(Edit Channel, Permissions), or choose another channel for staff."
    ]


@pytest.mark.parametrize(
    ("role", "told"),
    [
        pytest.param(
            AGENTS, "#help: alerts name @Agents without a ping. Allow anyone to mention it", id="mute"
        ),
        pytest.param(404, "#help: a role that alerts go to is gone. Correct Escalate", id="gone"),
    ],
)
async def test_a_role_that_alerts_cannot_reach_is_named(world: World, role: int, told: str) -> None:
    inputs = {"rung_share": "200", "rung_place": f"<@&{role}>"}
    await world.rooms.lead.change(key_of(GUILD, HELP), inputs, LEAD)

    findings = await doctor(settings(world.server), await world.rooms.lead.watched())

    wrong = [sentence for well, sentence in findings if not well]
    assert len(wrong) == 1
    assert told in wrong[0]


async def test_what_is_missing_is_named_with_the_click(world: World) -> None:
    world.server.message_content = False
    world.server.commands = []
    world.server.guild["member_count"] = 12_000
    world.server.guild["roles"] = [role for role in world.server.guild["roles"] if role["id"] != str(AGENTS)]

    findings = await doctor(settings(world.server))

    wrong = "\n".join(sentence for well, sentence in findings if not well)
    assert "Message Content Intent is off" in wrong
    assert "about 12,000 members: from 10,000 users on" in wrong
    assert f"no role {AGENTS}: correct DISCORD__AGENT_ROLE" in wrong
    assert "no channel is watched. Type /frontdesk watch there, once Frontdesk runs." in wrong


async def test_a_bot_that_is_on_no_server_yet_is_given_its_invite(world: World) -> None:
    world.server.invited = False

    findings = await doctor(settings(world.server))

    assert findings[-1] == (False, f"Not on any server yet. Open {invite_link(str(APP))}")
