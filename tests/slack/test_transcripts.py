"""Whole conversations as everybody reads them, first line to confirmed fix, in each kind of channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.business_hours.hours import Hours
from bot.policy import Acknowledge, Customers, Policy
from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, NADIA, Office, an_office, labels
from tests.slack.world import World

REPLY = "Hello {name}, Ana here. I'll look at the export of your data right now."


def public(world: World) -> None:
    """A channel of our own, where everybody who is not staff is a customer."""


def private(world: World) -> None:
    world.channels[CUSTOMERS].private = True


def connect(world: World) -> None:
    """A channel shared with another organisation through Slack Connect: its profiles come reduced."""
    world.channels[CUSTOMERS].shared = True
    world.users[MAYA] = {"id": MAYA, "team_id": "T2", "profile": {"real_name": "Maya"}, "is_stranger": False}


async def set_policy(office: Office, **changes: object) -> None:
    (watched,) = await office.rooms.lead.watched()
    policy: Policy = replace(watched.policy, **changes)  # type: ignore[arg-type]  # Policy's own fields
    async with office.rooms.store.begin() as work:
        await work.watch(watched.channel, watched.name, policy, by="test", at=office.clock.now())


async def to_the_confirmed_fix(office: Office, customer: str) -> str:
    """Play one conversation and return where it happened."""
    name = office.world.users[customer]["profile"].get("display_name") or "Maya"
    root = await office.writes(customer, "How do I export my data?")
    await office.minutes_pass(1)
    assert labels(office.card)[:3] == ["Send", "Edit", "Close…"]
    await office.presses(ANA, "Edit")
    await office.submits(ANA, {"text": REPLY.format(name=name)})
    await office.writes(customer, "that worked, thank you!", root=root)
    await office.minutes_pass(10)
    (nudge,) = office.world.channels["D" + ANA].messages
    await office.presses(ANA, "Use this text…", on=nudge)
    await office.submits(ANA)
    await office.writes(customer, "yes, all good now", root=root)
    await office.settle()
    return root


@pytest.mark.parametrize(
    ("kind", "customer", "name"),
    [
        pytest.param(public, COLE, "Cole", id="a public channel"),
        pytest.param(private, MAYA, "Maya", id="a private channel"),
        pytest.param(connect, MAYA, "Maya", id="a Connect channel"),
        pytest.param(public, NADIA, "Nadia", id="a guest"),
    ],
)
async def test_a_conversation_goes_from_the_first_line_to_the_confirmed_fix(
    kind: Callable[[World], None], customer: str, name: str
) -> None:
    async with an_office() as office:
        kind(office.world)
        root = await to_the_confirmed_fix(office, customer)
        first, answer, worked, thanks, confirmed = office.thread(root)

        assert first == f"{name}: How do I export my data?"
        assert answer == f"Ana via Frontdesk: {REPLY.format(name=name)}"
        assert worked == f"{name}: that worked, thank you!"
        assert thanks.startswith("Ana via Frontdesk: ")
        assert confirmed == f"{name}: yes, all good now"
        assert "Solved, the customer confirmed" in office.card["text"]
        assert len(office.staff) == 1


async def test_in_a_connect_channel_a_colleagues_answer_stops_the_clock_and_their_question_starts_none() -> (
    None
):
    async with an_office() as office:
        connect(office.world)
        await set_policy(office, customers=Customers.OUTSIDERS)
        await office.writes(COLE, "Does anybody have the slides of Monday?")
        await office.minutes_pass(1)
        assert office.staff == []

        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.writes(COLE, "Settings, then Export.", root=root)
        await office.minutes_pass(1)

        assert "Answered by Cole" in office.card["text"]


async def test_the_bots_word_out_of_hours_reaches_a_connect_channel_under_the_bots_name() -> None:
    async with an_office() as office:
        connect(office.world)
        closed = Hours.parse("Mon-Fri 12:00-17:00", "UTC")
        await set_policy(office, hours=closed, acknowledgement=Acknowledge.OUT_OF_HOURS)
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(2)

        assert office.thread(root)[1].startswith("Frontdesk (bot): ")
        assert "Send" in labels(office.card)


async def test_a_customer_of_a_connect_channel_is_asked_how_it_was() -> None:
    async with an_office() as office:
        connect(office.world)
        await set_policy(office, rating=True)
        await to_the_confirmed_fix(office, MAYA)
        await office.minutes_pass(24 * 60)

        (asked,) = office.world.channels["D" + MAYA].messages
        await office.presses(MAYA, labels(asked)[0], on=asked)
        assert labels(office.world.channels["D" + MAYA].messages[0]) == []


async def test_a_screenshot_alone_and_a_reply_shown_to_the_channel_are_lines_like_others() -> None:
    async with an_office() as office:
        line = office.world.said(CUSTOMERS, MAYA, "")
        file = {"id": "F1", "name": "error.png"}
        shot = {**line, "subtype": "file_share", "files": [file], "channel": CUSTOMERS}
        await office.event(shot | {"channel_type": "channel"})
        await office.minutes_pass(1)
        assert "[attached: error.png]" in str(office.card["blocks"])

        reply = office.world.said(CUSTOMERS, MAYA, "it still fails", line["ts"])
        broadcast = {**reply, "subtype": "thread_broadcast", "channel": CUSTOMERS, "channel_type": "channel"}
        await office.event(broadcast | {"root": line})
        await office.minutes_pass(1)

        assert "it still fails" in str(office.card["blocks"])
        assert len(office.staff) == 1


async def test_whoever_sent_hears_of_a_follow_up_in_a_thread_they_do_not_follow() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(BEN, "Send")
        await office.writes(MAYA, "and where does the file end up?", root=root)
        await office.minutes_pass(5)

        assert any("Maya" in message["text"] for message in office.world.channels["D" + BEN].messages)


async def test_forty_thousand_characters_from_a_customer_become_a_card_that_slack_takes() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export <my> data & more? " + "please & " * 4_400)
        await office.minutes_pass(1)

        assert "Send" in labels(office.card)


async def test_forty_thousand_characters_from_an_agent_are_refused_with_every_word_kept() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Edit")
        answer = await office.submits(ANA, {"text": "word " * 8_000})

        assert "longer than 4,000 characters" in next(iter(answer["errors"].values()))
        assert len(office.thread(root)) == 1


@pytest.mark.parametrize("alive", ["<!channel>", "<!here>", "<@U8>", "<!subteam^S1>", "@channel"])
async def test_an_agents_words_notify_nobody_in_the_customers_channel(alive: str) -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Edit")
        words = f"Hello Maya, Ana here. I'll look at the export {alive} right now."
        await office.submits(ANA, {"text": words})
        if len(office.thread(root)) == 1:
            await office.submits(ANA)  # looked at twice

        assert "<" not in office.thread(root)[-1]
