"""The menu of any message, "Draft a reply": the draft opens, is written, or the reason why not is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.policy import Customers, Listens, Step
from tests.slack.desk_side import wants_a_draft
from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, STAFF, Office, an_office, labels
from tests.slack.test_transcripts import set_policy
from tests.slack.world import BOT, BOT_USER

QUESTION = "How do I export my data?"
COMING = "A draft is being written: its card comes to the staff channel in a moment."


async def watermark(office: Office) -> str | None:
    (watched,) = await office.rooms.lead.watched()
    return watched.watermark


def days_ago(office: Office, days: float, text: str = QUESTION, root: str | None = None) -> dict[str, Any]:
    """Let Maya have written something that no event told us about."""
    office.clock.at -= timedelta(days=days)
    line = office.world.said(CUSTOMERS, MAYA, text, root)
    office.clock.at += timedelta(days=days)
    return line


async def test_the_draft_of_a_conversation_opens() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, QUESTION)
        more = await office.writes(MAYA, "it is urgent")
        await office.minutes_pass(1)

        await wants_a_draft(office, ANA, {"ts": more})
        words = "Hello Maya, Ana here. I'll look at the export of your data right now."
        await office.submits(ANA, {"text": words})

        assert office.thread(root)[-1] == f"Ana via Frontdesk: {words}"


async def test_a_message_that_was_never_heard_gets_its_card_and_its_answer() -> None:
    async with an_office() as office:
        line = office.world.said(CUSTOMERS, MAYA, QUESTION)

        assert await wants_a_draft(office, ANA, line) == COMING
        await office.settle()
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")

        assert office.thread(line["ts"])[1].startswith("Ana via Frontdesk: ")


async def test_an_event_that_comes_after_all_doubles_nothing() -> None:
    async with an_office() as office:
        line = office.world.said(CUSTOMERS, MAYA, QUESTION)
        await wants_a_draft(office, ANA, line)
        await wants_a_draft(office, BEN, line)
        await office.event({**line, "channel": CUSTOMERS, "channel_type": "channel"})
        await office.settle()
        await office.minutes_pass(1)

        assert len(office.staff) == 1
        assert "more in the thread" not in str(office.card["blocks"])


async def test_a_message_from_before_the_channel_was_watched_had_its_event_without_effect() -> None:
    async with an_office() as office:
        (watched,) = await office.rooms.lead.watched()
        async with office.rooms.store.begin() as work:
            await work.unwatch(watched.channel, by="test", at=office.clock.now())
        root = await office.writes(MAYA, QUESTION)
        await office.settle()
        async with office.rooms.store.begin() as work:
            await work.watch(watched.channel, watched.name, watched.policy, by="test", at=office.clock.now())

        assert await wants_a_draft(office, ANA, office.world.channels[CUSTOMERS].messages[-1]) == COMING
        await office.settle()
        await office.minutes_pass(1)

        assert "Maya in #acme" in office.card["text"]
        assert root == office.world.channels[CUSTOMERS].messages[-1]["ts"]


async def test_an_old_message_waits_from_when_it_is_asked_about_and_alerts_nobody_at_once() -> None:
    async with an_office() as office:
        line = days_ago(office, 3)

        told = await wants_a_draft(office, ANA, line)
        assert told == f"{COMING} The message is old, so the customer's wait counts from now."
        await office.settle()
        await office.minutes_pass(1)
        (card,) = office.staff
        assert "Send" in labels(card)
        assert QUESTION in str(card["blocks"])
        assert "{date_short_pretty} {time}" in str(card["blocks"])

        await office.minutes_pass(15)
        assert "Maya has waited 16 min" in office.staff[-1]["text"]


async def test_an_old_message_gets_a_card_of_its_own_beside_what_its_writer_asks_now() -> None:
    async with an_office() as office:
        old = days_ago(office, 3, "Can we have more seats?")
        await office.writes(MAYA, QUESTION)
        await office.minutes_pass(1)

        await wants_a_draft(office, ANA, old)
        await office.settle()
        await office.minutes_pass(1)
        await office.presses(ANA, "Send", on=office.staff[-1])

        assert office.thread(old["ts"])[1].startswith("Ana via Frontdesk: ")


async def test_an_old_message_moves_back_nothing_of_what_is_known_to_be_read() -> None:
    async with an_office() as office:
        old = days_ago(office, 3)
        last = await office.writes(MAYA, QUESTION)
        await office.settle()

        await wants_a_draft(office, ANA, old)
        await office.settle()

        assert await watermark(office) == last


async def test_an_old_message_is_not_the_last_one_heard_where_nothing_was_heard_yet() -> None:
    async with an_office() as office:
        await wants_a_draft(office, ANA, days_ago(office, 3))
        await office.settle()
        await office.minutes_pass(1)

        assert len(office.staff) == 1
        assert await watermark(office) is None


async def test_a_reply_deep_in_an_old_thread_is_answered_in_that_thread() -> None:
    async with an_office() as office:
        office.clock.at -= timedelta(days=2)
        root = office.world.said(CUSTOMERS, COLE, "Release notes of 2.4")["ts"]
        office.clock.at += timedelta(days=2)
        line = days_ago(office, 1, QUESTION, root)

        assert (await wants_a_draft(office, ANA, line)).startswith(COMING)
        await office.settle()
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")

        assert office.thread(root)[-1].startswith("Ana via Frontdesk: ")


async def test_where_only_mentions_count_an_agent_may_ask_for_a_draft_all_the_same() -> None:
    async with an_office() as office:
        await set_policy(office, listens=Listens.MENTIONS)
        await office.writes(MAYA, QUESTION)
        await office.minutes_pass(1)
        assert office.staff == []

        assert await wants_a_draft(office, ANA, office.world.channels[CUSTOMERS].messages[-1]) == COMING
        await office.settle()
        await office.minutes_pass(1)
        assert "Maya in #acme" in office.card["text"]


@pytest.mark.parametrize(
    ("message", "why"),
    [
        pytest.param({"user": BEN}, "Ben is a colleague here and no customer", id="a colleague's"),
        pytest.param({"user": "U77", "bot_id": "B77", "app_id": "A9"}, "An app wrote this", id="a bot's"),
        pytest.param(
            {"user": BOT_USER, "bot_id": BOT, "app_id": "A1"}, "No customer says anything", id="our own"
        ),
        pytest.param({"text": ""}, "No customer says anything", id="one without words"),
        pytest.param({"subtype": "channel_join"}, "No customer says anything", id="the system's"),
        pytest.param({"text": "thank you so much!"}, "This says thanks and asks nothing", id="thanks"),
    ],
)
async def test_whoever_needs_no_reply_gets_none(message: dict[str, Any], why: str) -> None:
    async with an_office() as office:
        line = office.world.said(CUSTOMERS, MAYA, "lunch?") | message

        assert (await wants_a_draft(office, ANA, line)).startswith(why)
        await office.settle()
        assert office.staff == []


async def test_a_colleague_of_a_connect_channel_is_no_customer() -> None:
    async with an_office() as office:
        await set_policy(office, customers=Customers.OUTSIDERS)
        line = office.world.said(CUSTOMERS, COLE, QUESTION)

        assert (await wants_a_draft(office, ANA, line)).startswith("Cole is a colleague here")


async def test_who_is_no_agent_learns_nothing() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, QUESTION)
        await office.minutes_pass(1)

        assert await wants_a_draft(office, COLE, {"ts": root}) == "Only agents and leads see who is waiting."


async def test_a_channel_that_is_not_watched_is_named_with_the_way_to_watch_it() -> None:
    async with an_office() as office:
        office.world.channel("C20", ANA, MAYA)
        line = office.world.said("C20", MAYA, QUESTION)

        told = await wants_a_draft(office, ANA, line, "C20")
        assert told.startswith("This channel is not watched")
        assert "/frontdesk watch" in told


async def test_the_staff_channel_has_its_drafts_on_the_cards() -> None:
    async with an_office() as office:
        line = office.world.said(STAFF, BEN, QUESTION)

        assert (await wants_a_draft(office, ANA, line, STAFF)).startswith("This is a staff channel")


async def test_where_nothing_is_drafted_yet_a_lead_hears_which_step_is_missing() -> None:
    async with an_office() as office:
        await set_policy(office, step=Step.MEASURE)
        line = office.world.said(CUSTOMERS, MAYA, QUESTION)

        assert "sets its Trust to preview or cards first" in await wants_a_draft(office, ANA, line)


async def test_a_draft_that_is_being_written_or_was_sent_is_told_so() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, QUESTION)
        await office.settle()
        told = await wants_a_draft(office, ANA, {"ts": root})
        assert told == "A draft is being written: the card in the staff channel shows it in a moment."

        await office.minutes_pass(1)
        await office.presses(ANA, "Send")
        assert (await wants_a_draft(office, ANA, {"ts": root})).startswith("Nobody waits for a reply here")
