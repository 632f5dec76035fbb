"""What Slack refuses or takes away: the desk stays right, staff hear one plain line, and nothing loops."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import NotAllowed
from bot.messages import Thread
from tests.slack.captured import event
from tests.slack.desk_side import told, types
from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, STAFF, Office, an_office, labels
from tests.slack.server import Fault
from tests.slack.world import TEAM

NEW = "C20"


async def a_card(office: Office) -> str:
    root = await office.writes(MAYA, "How do I export my data?")
    await office.minutes_pass(1)
    return root


def posts(office: Office) -> int:
    return len(office.fake.called("chat.postMessage"))


async def test_a_lost_token_ends_the_part_with_its_reason_and_a_new_one_mends_it() -> None:
    async with an_office(http=True) as office:
        office.world.revoked = True
        with pytest.raises(NotAllowed, match="Slack no longer accepts"):
            await office.slack.run()
        assert len(office.fake.calls) == 1
        office.world.revoked = False

        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(office.slack.run())
            assert await office.slack.public(Thread(f"slack:{TEAM}/{CUSTOMERS}", "1.0"))
            running.cancel()


@pytest.mark.parametrize("told", ["app_uninstalled", "tokens_revoked"])
async def test_the_part_ends_when_slack_says_that_the_token_is_gone(told: str) -> None:
    with pytest.RaisesGroup(NotAllowed):
        async with an_office() as office:
            await office.event(event(told))


async def test_the_part_ends_when_a_call_finds_the_token_revoked() -> None:
    with pytest.RaisesGroup(NotAllowed):
        async with an_office() as office:
            office.world.revoked = True
            told = await types(office, ANA, f"watch <#{NEW}|x>")
            assert told.startswith("Slack no longer accepts")


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_a_channel_that_vanishes_is_named_once_and_its_reply_goes_back_on_the_card(kind: str) -> None:
    async with an_office() as office:
        await a_card(office)
        del office.world.channels[CUSTOMERS]
        await office.event(event(f"{kind}_deleted"))
        await office.event(event(f"{kind}_deleted"))
        await office.presses(ANA, "Send")

        said = [message["text"] for message in office.world.channels["D" + ANA].messages]
        assert said.count("#acme was deleted. Stop watching it in Frontdesk's Home tab.") == 1
        assert "Frontdesk cannot see" in str(office.card["blocks"]) or "was deleted" in str(
            office.card["blocks"]
        )


@pytest.mark.parametrize(
    ("lost", "line"),
    [
        ("channel_archive", "The staff channel is archived: nobody sees the cards of #acme."),
        ("channel_deleted", "The staff channel was deleted: nobody sees the cards of #acme."),
        ("channel_left", "Frontdesk was removed from the staff channel: nobody sees the cards of #acme."),
    ],
)
async def test_a_staff_channel_that_is_lost_is_told_to_the_owner_directly(lost: str, line: str) -> None:
    async with an_office() as office:
        await office.event(event(lost, channel=STAFF))
        assert told(office, ANA).startswith(line)
        assert line in await types(office, BEN, "status")

        await office.event(event("channel_unarchive", channel=STAFF))
        assert "First response within" in await types(office, BEN, "status")


async def test_cards_are_tried_again_in_minutes_and_stand_once_the_channel_is_back() -> None:
    async with an_office() as office:
        office.world.channels[STAFF].archived = True
        await a_card(office)
        tried = posts(office)
        await office.settle()
        assert (office.staff, posts(office)) == ([], tried)

        office.world.channels[STAFF].archived = False
        await office.minutes_pass(6)

        assert "Send" in labels(office.card)


@pytest.mark.parametrize("fault", list(Fault))
async def test_whatever_happens_to_a_card_on_its_way_one_card_stands_in_the_end(fault: Fault) -> None:
    async with an_office() as office:
        office.fake.goes_wrong("chat.postMessage", fault, fault)
        await a_card(office)
        await office.minutes_pass(1)
        await office.minutes_pass(1)

        assert sum("Maya in #acme" in post["text"] for post in office.staff) == 1


async def test_who_invites_frontdesk_is_told_how_to_go_on() -> None:
    async with an_office() as office:
        office.world.channel(NEW, ANA)
        await office.event(event("member_joined_channel", channel=NEW))
        assert "/frontdesk watch #staff-channel" in office.world.ephemerals[-1]["text"]

        before = len(office.world.ephemerals)
        await office.event(event("member_joined_channel"))
        assert len(office.world.ephemerals) == before


async def test_somebody_who_left_slack_is_not_named_as_owner() -> None:
    async with an_office() as office:
        office.world.users[COLE]["deleted"] = True
        await types(office, ANA, "people")
        answer = await office.submits(ANA, {"owner": COLE})

        assert next(iter(answer["errors"].values())) == "Cole is no longer here: choose somebody else."


async def test_a_correction_keeps_the_agents_name_where_slack_refuses_other_names() -> None:
    async with an_office() as office:
        office.world.scopes.remove("chat:write.customize")
        root = await a_card(office)
        await office.presses(ANA, "Send")
        office.slack._replies._refused_names = False  # as after a restart
        office.slack._web.begin()
        await office.presses(ANA, "Correct")
        await office.submits(ANA, {"text": "Hello Maya, corrected."})

        assert office.thread(root)[-1] == "Frontdesk: Hello Maya, corrected.\n– Ana, via Frontdesk"
