"""What Slack documents about events and people does what it should, over the real Bolt app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from adapters.slack.manifest import EVENTS
from bot.messages import Person, Role
from bot.policy import Customers
from tests.slack.captured import captured, event, names
from tests.slack.desk_side import types
from tests.slack.office import ANA, BEN, CUSTOMERS, MAYA, NADIA, STAFF, Office, an_office
from tests.slack.test_transcripts import set_policy
from tests.slack.world import TEAM


def test_every_event_we_ask_for_is_captured() -> None:
    messages = {"message.channels", "message.groups"}  # those are in a folder of their own

    assert names("events") == set(EVENTS) - messages


@pytest.mark.parametrize("name", sorted(names("events") - {"app_uninstalled", "tokens_revoked"}))
async def test_every_event_is_acknowledged_and_breaks_nothing(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with an_office() as office:
        await office.event(event(name))
        await office.settle()
        assert (await types(office, ANA, "status")).startswith("#")

    assert "a listener failed" not in capsys.readouterr().out


async def test_a_profile_that_changed_is_asked_for_anew() -> None:
    async with an_office() as office:
        assert (await who(office, MAYA)).name == "Maya"
        changed = event("user_change")
        office.world.users[MAYA] |= {"profile": changed["user"]["profile"]}
        await office.event(changed)

        assert (await who(office, MAYA)).name == "Maya B."


async def test_a_colleague_who_leaves_the_staff_channel_is_no_agent_at_once() -> None:
    async with an_office() as office:
        assert (await who(office, BEN)).role is Role.AGENT
        office.world.channels[STAFF].members.remove(BEN)
        await office.event(event("member_left_channel"))

        assert (await who(office, BEN)).role is Role.CUSTOMER


async def shares(office: Office) -> None:
    await office.event(event("channel_shared", channel=STAFF))


async def unshares(office: Office) -> None:
    await office.event(event("channel_unshared", channel=STAFF))


@pytest.mark.parametrize("happens", [shares, unshares])
async def test_who_is_in_a_staff_channel_is_asked_anew_when_it_is_shared_or_no_longer(
    happens: Callable[[Office], Awaitable[None]],
) -> None:
    async with an_office() as office:
        assert (await who(office, BEN)).role is Role.AGENT
        office.world.channels[STAFF].members.remove(BEN)
        assert (await who(office, BEN)).role is Role.AGENT  # Slack's word stays good for minutes
        await happens(office)

        assert (await who(office, BEN)).role is Role.CUSTOMER


async def test_a_group_that_changed_is_asked_for_anew() -> None:
    async with an_office(agents_group="S1") as office:
        office.world.groups["S1"] = [ANA]
        assert (await who(office, BEN)).role is Role.CUSTOMER
        office.world.groups["S1"] = [ANA, BEN]
        await office.event(event("subteam_members_changed"))

        assert (await who(office, BEN)).role is Role.AGENT


PEOPLE = {
    # name: role where everybody else is a customer, role in a Connect channel, name, zone, account
    "member": (Role.CUSTOMER, Role.COLLEAGUE, "Ana", "Europe/Berlin", None),
    "admin": (Role.CUSTOMER, Role.COLLEAGUE, "Ben", "Europe/Berlin", None),
    "guest": (Role.CUSTOMER, Role.CUSTOMER, "Nadia", "Europe/Berlin", None),
    "single_channel_guest": (Role.CUSTOMER, Role.CUSTOMER, "Noor", "Europe/Berlin", None),
    "connect": (Role.CUSTOMER, Role.CUSTOMER, "Maya Berg", "America/New_York", "Northwind"),
    "left": (Role.CUSTOMER, Role.COLLEAGUE, "Cole", "Europe/Berlin", None),
    "bot": (Role.BOT, Role.BOT, "Ticketer", "UTC", None),
}


def test_every_captured_profile_is_expected_to_be_somebody() -> None:
    assert names("users") == set(PEOPLE)


@pytest.mark.parametrize("name", PEOPLE)
async def test_a_profile_tells_who_somebody_is(name: str) -> None:
    in_public, in_connect, called, zone, account = PEOPLE[name]
    async with an_office(http=True) as office:
        user = captured("users", name)["user"]
        office.world.users = {user["id"]: user}
        office.world.channels[STAFF].members = set()
        public = await who(office, user["id"])
        await set_policy(office, customers=Customers.OUTSIDERS)
        connect = await who(office, user["id"])

    assert (public.role, connect.role) == (in_public, in_connect)
    assert (public.name, public.zone, public.account) == (called, zone, account)
    assert public.gone is (name == "left")


@pytest.mark.parametrize(("name", "id"), [("guest", NADIA), ("connect", MAYA)])
async def test_a_guest_and_somebody_from_outside_stay_customers_inside_the_staff_channel(
    name: str, id: str
) -> None:
    async with an_office(http=True) as office:
        office.world.users[id] = captured("users", name)["user"]
        office.world.channels[STAFF].members.add(id)
        office.clock.at += timedelta(hours=1)

        assert (await who(office, id)).role is Role.CUSTOMER


async def who(office: Office, user: str) -> Person:
    return await office.slack.person(f"slack:{TEAM}/{user}", f"slack:{TEAM}/{CUSTOMERS}")
