"""Who is an agent, a lead, a colleague or a customer, and how long Slack's word for it stays good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.people import Profile, Standing, role_of
from bot.errors import RateLimited
from bot.messages import Role, Thread
from bot.policy import Customers, Policy
from tests.slack.office import ANA, COLE, CUSTOMERS, MAYA, NADIA, STAFF, Office, an_office
from tests.slack.server import Fault
from tests.slack.world import BOT_USER, TEAM

OPEN = Policy(staff_channel="slack:T1/C8")
LED = replace(OPEN, lead="slack:T1/U2")
CONNECT = replace(OPEN, customers=Customers.OUTSIDERS)
ME = "slack:T1/U1"
MEMBER = Profile(id="U1", name="Kim")
GUEST = Profile(id="U1", name="Kim", guest=True)
OUTSIDER = Profile(id="U1", name="Kim", outsider=True)
ADMIN = Profile(id="U1", name="Kim", admin=True)


def in_group(policy: Policy | None) -> Standing:
    return Standing(in_group=True, in_staff_channel=False, policy=policy)


def in_staff(policy: Policy | None) -> Standing:
    return Standing(in_group=False, in_staff_channel=True, policy=policy)


def nowhere(policy: Policy | None) -> Standing:
    return Standing(in_group=False, in_staff_channel=False, policy=policy)


@pytest.mark.parametrize(
    ("profile", "standing", "role"),
    [
        pytest.param(MEMBER, in_group(LED), Role.AGENT, id="a member of the agents' group"),
        pytest.param(GUEST, in_group(LED), Role.AGENT, id="a contractor in the agents' group"),
        pytest.param(MEMBER, in_staff(LED), Role.AGENT, id="a member of the staff channel"),
        pytest.param(GUEST, in_staff(LED), Role.CUSTOMER, id="a guest invited to the staff channel"),
        pytest.param(OUTSIDER, in_staff(LED), Role.CUSTOMER, id="an external in the staff channel"),
        pytest.param(OUTSIDER, in_group(LED), Role.CUSTOMER, id="an external in the group"),
        pytest.param(ADMIN, in_staff(LED), Role.LEAD, id="an admin on the desk"),
        pytest.param(MEMBER, in_staff(replace(LED, lead=ME)), Role.LEAD, id="the channel's lead"),
        pytest.param(MEMBER, in_staff(replace(LED, owner=ME)), Role.LEAD, id="the channel's owner"),
        pytest.param(MEMBER, in_staff(OPEN), Role.LEAD, id="an agent where nobody leads"),
        pytest.param(MEMBER, nowhere(OPEN), Role.CUSTOMER, id="everybody else is a customer"),
        pytest.param(MEMBER, nowhere(CONNECT), Role.COLLEAGUE, id="everybody else is a colleague"),
        pytest.param(ADMIN, nowhere(None), Role.LEAD, id="an admin where nothing is watched"),
        pytest.param(MEMBER, nowhere(None), Role.COLLEAGUE, id="a member where nothing is watched"),
        pytest.param(Profile(id="B1", name="CI", machine=True), in_group(OPEN), Role.BOT, id="a bot"),
    ],
)
def test_roles(profile: Profile, standing: Standing, role: Role) -> None:
    assert role_of(profile, standing, ME) is role


async def role(office: Office, user: str, channel: str = CUSTOMERS) -> Role:
    return (await office.slack.person(f"slack:{TEAM}/{user}", f"slack:{TEAM}/{channel}")).role


async def test_people_are_told_apart_by_the_staff_channel() -> None:
    async with an_office(http=True) as office:
        people = {user: await role(office, user) for user in (MAYA, NADIA, ANA, COLE, BOT_USER)}

    assert people == {
        MAYA: Role.CUSTOMER,
        NADIA: Role.CUSTOMER,
        ANA: Role.LEAD,
        COLE: Role.CUSTOMER,
        BOT_USER: Role.BOT,
    }


async def test_people_of_the_same_enterprise_are_our_own() -> None:
    async with an_office(http=True) as office:
        office.world.enterprise = "E1"
        office.world.users[ANA] |= {"team_id": "T9", "enterprise_user": {"enterprise_id": "E1"}}

        assert await role(office, ANA) is Role.LEAD


async def test_the_agents_group_goes_before_the_staff_channel() -> None:
    async with an_office(http=True, agents_group="S1") as office:
        office.world.groups["S1"] = [COLE]

        assert await role(office, COLE, STAFF) is Role.AGENT
        assert await role(office, ANA, STAFF) is Role.CUSTOMER


async def test_a_customer_from_another_company_comes_with_its_name() -> None:
    async with an_office(http=True) as office:
        maya = await office.slack.person(f"slack:{TEAM}/{MAYA}", f"slack:{TEAM}/{CUSTOMERS}")

    assert (maya.name, maya.account, maya.zone) == ("Maya", "Northwind", "Europe/Berlin")


async def test_slack_is_asked_once_in_a_while_about_a_person() -> None:
    async with an_office(http=True) as office:
        await role(office, ANA)
        await role(office, ANA)
        assert len(office.fake.called("users.info")) == 1

        office.clock.at += timedelta(hours=1)
        await role(office, ANA)
        assert len(office.fake.called("users.info")) == 2


async def test_what_was_known_still_counts_while_slack_does_not_answer() -> None:
    async with an_office(http=True) as office:
        await role(office, ANA)
        office.clock.at += timedelta(hours=1)
        office.fake.goes_wrong("users.info", Fault.RATE_LIMITED)

        assert await role(office, ANA) is Role.LEAD


async def test_nobody_is_guessed_at_when_slack_says_nothing() -> None:
    async with an_office(http=True) as office:
        office.fake.goes_wrong("users.info", Fault.RATE_LIMITED)

        with pytest.raises(RateLimited) as limited:
            await role(office, ANA)

    assert limited.value.retry_after == timedelta(seconds=7)


async def test_somebody_slack_does_not_show_is_a_customer() -> None:
    async with an_office(http=True) as office:
        assert await role(office, "U404") is Role.CUSTOMER


async def test_whether_others_read_along_is_asked_of_slack_once_in_a_while() -> None:
    async with an_office() as office:
        thread = Thread(f"slack:{TEAM}/{CUSTOMERS}", "1.0")
        assert await office.slack.public(thread)

        office.world.channels[CUSTOMERS].private = True
        assert await office.slack.public(thread)
        office.clock.at += timedelta(hours=1)

        assert not await office.slack.public(thread)
