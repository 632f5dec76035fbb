"""Who somebody is, by role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from adapters.discord.keys import key_of
from adapters.discord.people import role_of
from bot.errors import Unreachable
from bot.messages import Role, Thread
from tests.discord.payloads import ANA, GUILD, HELP, LENA, MAYA, NADIA, ROBOT, STAFF, thread
from tests.discord.world import World


@pytest.mark.parametrize(
    ("known", "role"),
    [
        pytest.param({"roles": ["1"], "agent_role": "1"}, Role.AGENT, id="has the agents' role"),
        pytest.param({"roles": ["2"], "lead_role": "2"}, Role.LEAD, id="has the leads' role"),
        pytest.param({"manages": True}, Role.LEAD, id="manages the server, and leads have no role"),
        pytest.param({"manages": True, "lead_role": "2"}, Role.CUSTOMER, id="manages, but leads have a role"),
        pytest.param(
            {"roles": ["3"], "helper_role": "3"}, Role.COLLEAGUE, id="has the helpers' role: presses nothing"
        ),
        pytest.param({"sees": True}, Role.AGENT, id="sees the staff channel, and agents have no role"),
        pytest.param({"sees": True, "agent_role": "1"}, Role.COLLEAGUE, id="sees it, but agents have a role"),
        pytest.param({"sees": True, "public": True}, Role.CUSTOMER, id="everybody sees the staff channel"),
        pytest.param({}, Role.CUSTOMER, id="anybody else"),
    ],
)
def test_a_members_part_follows_from_roles_and_the_staff_channel(known: dict[str, Any], role: Role) -> None:
    assert (
        role_of(
            roles=known.get("roles", []),
            manages=bool(known.get("manages")),
            sees_staff_channel=bool(known.get("sees")),
            staff_channel_is_public=bool(known.get("public")),
            agent_role=known.get("agent_role"),
            lead_role=known.get("lead_role"),
            helper_role=known.get("helper_role"),
        )
        is role
    )


@pytest.mark.parametrize(
    ("person", "role"),
    [
        pytest.param(MAYA, Role.CUSTOMER, id="a member"),
        pytest.param(ANA, Role.AGENT, id="an agent"),
        pytest.param(LENA, Role.LEAD, id="who manages the server"),
        pytest.param(ROBOT, Role.BOT, id="another bot"),
    ],
)
async def test_discord_is_asked_for_somebody_nobody_has_met(world: World, person: int, role: Role) -> None:
    known = await world.discord.person(key_of(GUILD, person), key_of(GUILD, HELP))

    assert known.role is role


async def test_somebody_who_left_is_a_customer_without_a_name(world: World) -> None:
    known = await world.discord.person(key_of(GUILD, 424242), key_of(GUILD, HELP))

    assert (known.name, known.role) == ("Somebody who left", Role.CUSTOMER)


async def test_while_discord_cannot_be_asked_people_are_who_they_were(world: World) -> None:
    await world.server.says(HELP, MAYA, "Why?")
    await world.heard()
    await world.hangs_up()
    await world.discord.close()
    world.clock.at += timedelta(hours=1)

    known = await world.discord.person(key_of(GUILD, MAYA), key_of(GUILD, HELP))

    assert (known.name, known.role) == ("Maya", Role.CUSTOMER)
    with pytest.raises(Unreachable):
        await world.discord.person(key_of(GUILD, NADIA), key_of(GUILD, HELP))


@pytest.mark.parametrize(
    ("channel", "root", "public"),
    [
        pytest.param(HELP, 9, True, id="a channel that everybody sees"),
        pytest.param(STAFF, 9, False, id="a channel hidden from everybody"),
        pytest.param(4711, 9, True, id="a channel nobody knows, in doubt"),
    ],
)
async def test_whether_others_read_along_follows_from_what_everybody_may_see(
    world: World, channel: int, root: int, public: bool
) -> None:
    assert await world.discord.public(Thread(key_of(GUILD, channel), str(root))) is public


async def test_a_private_thread_in_a_public_channel_is_private(world: World) -> None:
    inside = {**thread(4712, "between us", HELP), "type": 12}
    await world.server.dispatch("THREAD_CREATE", inside)

    await world.server.says(HELP, MAYA, "hello?")
    await world.heard()  # events come in order

    assert not await world.discord.public(Thread(key_of(GUILD, HELP), "4712"))
