"""`/frontdesk`, the message menu and the Home tab, as agents, leads and others meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.slack import doctor
from bot.policy import Customers
from bot.settings import Slack as Settings
from tests.slack.captured import event
from tests.slack.desk_side import types
from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, STAFF, Office, an_office, settings
from tests.slack.world import BOT_USER, TEAM

NEW = "C20"


async def missed(office: Office, channel: str) -> list[str]:
    """Return what would be read back of a channel if nobody had listened until now."""
    (watched,) = [one for one in await office.rooms.lead.watched() if one.channel.endswith(channel)]
    found = office.slack.missed(watched.channel, watched.watermark)
    return [raw["event"]["text"] async for _, raw in found]


async def test_help_says_what_there_is() -> None:
    async with an_office() as office:
        told = await types(office, COLE, "")

        assert "/frontdesk watch #staff-channel" in told
        assert (await types(office, COLE, "dance")).startswith("I do not know that word.")


async def test_the_queue_is_for_staff_only() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)

        assert await types(office, ANA, "queue") == "Waiting now: 1. Maya"
        assert await types(office, ANA, "queue", STAFF) == "Waiting now: 1. Maya"
        assert await types(office, COLE, "queue") == "Only agents and leads see who is waiting."


async def test_a_member_of_the_staff_channel_sets_a_channel_up_alone() -> None:
    async with an_office() as office:
        office.world.channel(NEW, ANA, MAYA)

        told = await types(office, ANA, f"watch <#{STAFF}|staff>", NEW)

        assert told.startswith("I watch #c20 now. First response within 15 min")
        watched = {each.channel: each for each in await office.rooms.lead.watched()}
        assert watched[f"slack:{TEAM}/{NEW}"].policy.staff_channel == f"slack:{TEAM}/{STAFF}"


async def test_a_new_channel_is_read_back_from_when_it_is_watched_and_not_from_before() -> None:
    async with an_office() as office:
        office.world.channel(NEW, ANA, MAYA)
        office.world.said(NEW, MAYA, "said before anybody watched")
        office.clock.at += timedelta(seconds=1)
        await types(office, ANA, f"watch <#{STAFF}|staff>", NEW)
        office.world.said(NEW, MAYA, "the first, said while nobody listened")

        assert await missed(office, NEW) == ["the first, said while nobody listened"]


async def test_a_channel_that_is_watched_again_was_not_missed_meanwhile() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await types(office, ANA, "unwatch")
        office.world.said(CUSTOMERS, MAYA, "said to nobody")
        office.clock.at += timedelta(seconds=1)
        await types(office, BEN, f"watch <#{STAFF}|staff>")
        office.world.said(CUSTOMERS, MAYA, "said to us")

        assert await missed(office, CUSTOMERS) == ["said to us"]


@pytest.mark.parametrize("nobody", [COLE, MAYA])
async def test_who_is_not_in_the_staff_channel_sets_nothing_up(nobody: str) -> None:
    async with an_office() as office:
        office.world.channel(NEW, nobody)

        told = await types(office, nobody, f"watch <#{STAFF}|staff>", NEW)

        assert told == "Only a lead of this channel can change that."


async def test_a_channel_frontdesk_is_not_in_cannot_be_watched() -> None:
    async with an_office() as office:
        office.world.channel(NEW, ANA).members.remove(BOT_USER)

        told = await types(office, ANA, f"watch <#{STAFF}|staff>", NEW)

        assert told == "Invite me to #c20 first: /invite @Frontdesk there."


async def test_cards_never_go_to_a_channel_shared_with_others() -> None:
    async with an_office() as office:
        office.world.channel(NEW, ANA)
        office.world.channel("C21", ANA).shared = True

        told = await types(office, ANA, "watch <#C21|partners>", NEW)

        assert told.startswith("#c21 is shared with others, who would see the cards.")


async def test_the_owner_is_told_when_others_can_read_the_cards() -> None:
    async with an_office() as office:
        await office.event(event("channel_shared", channel=STAFF))

        (told,) = office.world.channels["D" + ANA].messages
        assert "shared with another organisation" in told["text"]


async def test_watch_without_a_channel_says_how() -> None:
    async with an_office() as office:
        assert (
            await types(office, ANA, "watch") == "Say where cards should go: /frontdesk watch #staff-channel"
        )


async def test_a_lead_stops_watching() -> None:
    async with an_office() as office:
        assert (await types(office, ANA, "unwatch")).startswith("I no longer watch this channel.")
        assert await office.rooms.lead.watched() == []


async def test_an_agent_who_does_not_lead_changes_nothing() -> None:
    async with an_office() as office:
        assert await types(office, BEN, "settings") == "Only a lead of this channel can change that."
        assert await types(office, BEN, "unwatch") == "Only a lead of this channel can change that."


async def test_a_lead_changes_targets_in_a_window() -> None:
    async with an_office() as office:
        await types(office, ANA, "settings")
        answer = await office.submits(ANA, {"first_target": "5m", "customers": "outsiders"})

        assert answer == {}
        (watched,) = await office.rooms.lead.watched()
        assert watched.policy.first_target is not None
        assert watched.policy.first_target.total_seconds() == 300
        assert watched.policy.customers is Customers.OUTSIDERS
        assert watched.policy.owner == f"slack:{TEAM}/{ANA}"
        assert office.world.ephemerals[-1]["text"].startswith("Saved. #acme")


async def test_a_wrong_setting_is_said_in_the_window() -> None:
    async with an_office() as office:
        await types(office, ANA, "targets")
        answer = await office.submits(ANA, {"first_target": "1s"})

        assert answer["response_action"] == "errors"
        assert "between 30 seconds and 30 days" in next(iter(answer["errors"].values()))


async def test_status_lists_channels_for_staff() -> None:
    async with an_office() as office:
        assert (await types(office, BEN, "status")).startswith("#acme: First response within 15 min")
        assert await types(office, COLE, "status") == "Only agents and leads see who is waiting."


async def test_staff_ask_why_somebody_waits_and_how_the_week_went() -> None:
    async with an_office() as office:
        assert await types(office, ANA, "why") == "Nobody is waiting."
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        assert "Maya" in await types(office, ANA, "why", STAFF)
        assert "Maya" not in await types(office, COLE, "why")

        await office.presses(ANA, "Send")
        assert (await types(office, ANA, "report")).startswith(
            "Last 7 days: 1 conversation, 1 answered by a person."
        )
        assert await types(office, COLE, "report") == "Only agents and leads see who is waiting."


async def test_each_agent_is_told_their_own_first_replies_and_nobody_elses() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")

        assert "Maya: " in await types(office, ANA, "mine")
        assert (await types(office, BEN, "mine")).startswith("None of your first replies")
        assert await types(office, MAYA, "mine") == "Only agents and leads see who is waiting."


async def checked(office: Office, with_: Settings) -> list[str]:
    channels = [f"slack:{TEAM}/{CUSTOMERS}", f"slack:{TEAM}/{STAFF}"]
    return [sentence for fine, sentence in await doctor(with_, channels) if not fine]


async def test_the_doctor_finds_nothing_wrong_with_a_good_set_up() -> None:
    async with an_office(http=True) as office:
        assert await checked(office, settings(office.fake.url)) == []


async def test_the_doctor_names_each_fix() -> None:
    async with an_office(http=True) as office:
        office.world.scopes.remove("usergroups:read")
        office.world.channels[STAFF].members.remove(BOT_USER)

        told = await checked(office, settings(office.fake.url, agents_group="S1"))

    assert told == [
        "Slack: the app lacks usergroups:read. Add them under OAuth & Permissions and reinstall it.",
        "SLACK__AGENTS_GROUP: The Slack app lacks usergroups:read. "
        "Add it under OAuth & Permissions and reinstall the app.",
        "Slack: Frontdesk is not in #c8. Invite it there: /invite @Frontdesk.",
    ]


async def test_the_doctor_stops_at_a_revoked_token() -> None:
    async with an_office(http=True) as office:
        office.world.revoked = True

        (told,) = await checked(office, settings(office.fake.url))

    assert told.startswith("SLACK__BOT_TOKEN: Slack no longer accepts Frontdesk's token.")
