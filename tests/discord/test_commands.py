"""`/frontdesk` and the message menu."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.discord.keys import key_of
from tests.discord.payloads import (
    ANA,
    DANA,
    FORUM,
    GUILD,
    HELP,
    LENA,
    MAYA,
    ROBOT,
    STAFF,
)
from tests.discord.world import World, buttons, text_of, told


async def test_the_commands_are_registered_and_hidden_from_members(world: World) -> None:
    call = await world.server.call("PUT", r"/applications/\d+/commands")

    names = {command["name"]: command for command in call.body}
    assert set(names) == {"frontdesk", "Draft a reply"}
    assert {command["default_member_permissions"] for command in call.body} == {1 << 13}
    assert {option["name"] for option in names["frontdesk"]["options"]} == {
        "watch",
        "unwatch",
        "settings",
        "queue",
        "status",
        "nudges",
        "problems",
        "report",
        "mine",
        "help-button",
        "targets",
        "hours",
        "escalation",
        "acknowledgement",
        "pause",
        "resume",
        "duty",
        "note",
        "why",
    }


async def test_a_lead_watches_a_channel_and_hears_what_is_missing_there(world: World) -> None:
    ours = {**world.server.guild["roles"][-1], "permissions": "0"}
    await world.server.dispatch("GUILD_ROLE_UPDATE", {"guild_id": str(GUILD), "role": ours})

    answer = await world.server.runs("watch", LENA, channel=FORUM, staff_channel=STAFF)

    assert told(answer).startswith("I watch #questions now.")
    assert "In #questions my role still needs: Embed Links, Send Messages in Threads." in told(answer)


async def test_a_channel_that_everybody_reads_is_no_staff_channel(world: World) -> None:
    answer = await world.server.runs("watch", LENA, channel=FORUM, staff_channel=HELP)

    assert told(answer).startswith("Everybody on the server can read #help, customers too")
    assert [known.name for known in await world.discord._lead.watched()] == ["#help"]


async def test_only_leads_watch_and_unwatch(world: World) -> None:
    watch, unwatch = {"channel": FORUM, "staff_channel": STAFF}, {"channel": HELP}
    for command, options in (("watch", watch), ("unwatch", unwatch)):
        answer = await world.server.runs(command, ANA, **options)
        assert told(answer) == "Only a lead of this channel can change that."


async def test_a_new_channel_is_heard_at_once(world: World) -> None:
    await world.server.says(HELP, MAYA, "Why?")
    await world.heard()
    await world.server.runs("watch", LENA, channel=FORUM, staff_channel=STAFF)

    await world.server.posts_in_forum(MAYA, "Export fails", "Why?", [])
    await world.heard(2)

    assert len(await world.conversations()) == 2


async def test_settings_are_changed_one_section_at_a_time(world: World) -> None:
    opened = await world.server.runs("settings", LENA, section="Targets")
    fields = [row["component"]["custom_id"] for row in opened["data"]["components"]]
    assert fields == ["first_target", "next_target", "promise"]

    answer = await world.server.submits(opened["data"]["custom_id"], {"first_target": "5m"}, LENA)

    assert told(answer).startswith("Saved.")
    async with world.store.read() as reading:
        watched = await reading.watched(key_of(GUILD, HELP))
    assert watched
    assert watched.policy.first_target == timedelta(minutes=5)


async def test_people_are_picked_and_never_typed(world: World) -> None:
    opened = await world.server.runs("settings", LENA, section="People")
    owner = opened["data"]["components"][0]["component"]
    assert owner["type"] == 5
    assert owner["default_values"] == [{"id": LENA, "type": "user"}]

    await world.server.submits(opened["data"]["custom_id"], {"owner": [str(ANA)]}, LENA)

    async with world.store.read() as reading:
        watched = await reading.watched(key_of(GUILD, HELP))
    assert watched
    assert watched.policy.owner == key_of(GUILD, ANA)


async def test_an_agent_may_not_open_or_submit_settings(world: World) -> None:
    opened = await world.server.runs("settings", ANA, section="Targets")
    submitted = await world.server.submits(f"fdc:{HELP}:0", {"first_target": "9h"}, ANA)

    assert told(opened) == told(submitted) == "Only a lead of this channel can change that."


async def test_the_queue_is_shown_to_staff_alone(world: World) -> None:
    await world.server.says(HELP, MAYA, "Why?")
    await world.heard()

    for_ana = await world.server.runs("queue", ANA)
    for_maya = await world.server.runs("queue", MAYA)

    assert "Maya" in told(for_ana)
    assert for_ana["data"]["flags"] & 64
    assert told(for_maya) == "Only agents and leads can use this."


async def test_status_and_report_are_told_in_words(world: World) -> None:
    await world.server.says(HELP, MAYA, "Why?")
    await world.heard()
    await world.passes(60)

    status = await world.server.runs("status", ANA)
    report = await world.server.runs("report", LENA, days=7)
    for_ana = await world.server.runs("report", ANA)
    for_members = await world.server.runs("report", MAYA)

    assert told(status).startswith("\\#help: First response within 15 min")
    assert told(report).startswith("Last 7 days: 1 conversation, 0 answered by a person.")
    assert told(for_ana).startswith("Last 7 days: 1 conversation")
    assert told(for_members) == "Only agents and leads can use this."


async def test_each_agent_is_told_their_own_first_replies(world: World) -> None:
    await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    card = world.cards()[-1]
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)

    assert "Maya: " in told(await world.server.runs("mine", ANA))
    assert told(await world.server.runs("mine", LENA)).startswith("None of your first replies")
    assert told(await world.server.runs("mine", MAYA)) == "Only agents and leads can use this."


async def test_draft_a_reply_shows_the_card_of_a_message(world: World) -> None:
    said = await world.server.says(HELP, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)

    answer = await world.server.opens_menu("Draft a reply", said, ANA)

    shown = answer["data"]
    assert "100 MB" in text_of(shown)
    assert "Send" in buttons(shown)
    assert shown["flags"] & 64


async def test_draft_a_reply_takes_in_a_message_that_was_never_heard(world: World) -> None:
    said = await world.server.says(HELP, MAYA, "My export fails, why?", heard=False)

    answer = await world.server.opens_menu("Draft a reply", said, ANA)
    await world.heard()

    assert told(answer) == "A draft is being written: its card comes to the staff channel in a moment."
    assert len(await world.conversations()) == 1


async def test_an_old_message_waits_from_when_somebody_wants_its_draft(world: World) -> None:
    said = await world.server.says(HELP, MAYA, "My export fails, why?", heard=False)
    await world.passes(3 * 86_400)

    answer = await world.server.opens_menu("Draft a reply", said, ANA)
    await world.heard()

    assert told(answer).endswith("The message is old, so the customer's wait counts from now.")
    (conversation,) = await world.conversations()
    assert conversation.opened_at == world.clock.at


@pytest.mark.parametrize(
    ("channel", "author", "text", "says"),
    [
        pytest.param(HELP, DANA, "Why?", "Dana is a colleague here and no customer", id="a colleague's"),
        pytest.param(HELP, ROBOT, "Why?", "An app wrote this", id="a bot's"),
        pytest.param(HELP, MAYA, "Thank you!", "This says thanks and asks nothing", id="thanks"),
        pytest.param(FORUM, MAYA, "Why?", "This channel is not watched", id="in a channel nobody watches"),
        pytest.param(STAFF, ANA, "Why?", "This is a staff channel", id="in the staff channel"),
    ],
)
async def test_what_gets_no_draft_says_why(
    world: World, channel: int, author: int, text: str, says: str
) -> None:
    said = await world.server.says(channel, author, text, heard=False)

    answer = await world.server.opens_menu("Draft a reply", said, ANA)
    await world.passes(60)

    assert told(answer).startswith(says)
    assert await world.conversations() == []


async def test_members_get_no_draft(world: World) -> None:
    said = await world.server.says(HELP, MAYA, "Why?")

    answer = await world.server.opens_menu("Draft a reply", said, MAYA)

    assert told(answer) == "Only agents and leads can use this."
