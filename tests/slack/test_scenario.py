"""From a customer's first line to the answer in their thread, over real sockets and the real SDK."""

from __future__ import annotations

import pytest

from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, NADIA, STAFF, an_office, labels
from tests.slack.world import BOT_USER


async def test_a_customers_line_becomes_a_card_and_one_press_answers_in_the_thread() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        assert labels(office.card)[:3] == ["Send", "Edit", "Close…"]

        await office.presses(ANA, "Send")

        question, answer = office.thread(root)
        assert question == "Maya: How do I export my data?"
        assert answer.startswith("Ana via Frontdesk: ")
        assert "Open Settings, choose Export, and press Start." in answer
        assert "nswered by Ana" in office.card["text"]
        assert len(office.world.channels[CUSTOMERS].messages) == 2


async def test_a_conversation_from_the_question_to_the_confirmed_fix() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")
        await office.writes(MAYA, "that worked, thank you!", root=root)
        await office.minutes_pass(10)

        (nudge,) = office.world.channels["D" + ANA].messages
        await office.presses(ANA, "Use this text…", on=nudge)
        await office.submits(ANA)
        await office.writes(MAYA, "yes, all good now", root=root)
        await office.settle()

        assert [line.partition(":")[0] for line in office.thread(root)] == [
            "Maya",
            "Ana via Frontdesk",
            "Maya",
            "Ana via Frontdesk",
            "Maya",
        ]
        assert "Solved, the customer confirmed" in office.card["text"]


@pytest.mark.parametrize("customer", [MAYA, NADIA, COLE])
async def test_whoever_is_not_staff_is_a_customer_here(customer: str) -> None:
    async with an_office() as office:
        root = await office.writes(customer, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")

        assert len(office.thread(root)) == 2


async def test_an_answer_by_hand_folds_the_card() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.writes(BEN, "Settings, then Export.", root=root)
        await office.minutes_pass(1)

        assert "Answered by Ben" in office.card["text"]
        assert "Send" not in labels(office.card)


async def test_a_wait_that_runs_late_is_alerted_with_the_draft_and_its_buttons() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.minutes_pass(16)
        alert = office.staff[-1]
        assert alert["text"].startswith(f"<@{ANA}> Maya has waited 16 min")

        await office.presses(BEN, "Send", on=alert)

        assert office.thread(root)[-1].startswith("Ben via Frontdesk: ")


async def test_a_sent_reply_can_be_corrected_and_taken_back() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")

        await office.presses(ANA, "Correct")
        await office.submits(ANA, {"text": "Hello Maya, corrected."})
        assert office.thread(root)[-1] == "Ana via Frontdesk: Hello Maya, corrected."

        await office.presses(ANA, "Take back")
        assert office.thread(root) == ["Maya: How do I export my data?"]
        assert "Send" in labels(office.card)


async def test_a_refused_reply_goes_back_on_the_card_with_the_fix() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        office.world.channels[CUSTOMERS].members.remove(BOT_USER)
        await office.presses(ANA, "Send")

        assert len(office.thread(root)) == 1
        assert "Invite it there: /invite @Frontdesk." in str(office.card["blocks"])


async def test_waiting_now_is_one_message_that_follows() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.writes(NADIA, "Is the API down?")
        await office.minutes_pass(1)

        lists = [
            post["text"] for post in office.world.channels[STAFF].messages if "aiting now" in post["text"]
        ]
        assert lists == ["Waiting now: 2. Maya, Nadia"]
