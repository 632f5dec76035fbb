"""From a customer's first line to the answer in their thread, over real sockets and the real SDK."""

from __future__ import annotations

from tests.slack.office import ANA, CUSTOMERS, MAYA, an_office, labels


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
