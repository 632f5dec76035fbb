"""After the reply, in Slack: several nudges in one message, the customer's question, the bot's own word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from adapters.slack.blocks import render
from bot.aftercare.record import Rating
from bot.card import Nudges
from bot.messages import Thread
from bot.record import PostKind
from bot.speaking.acknowledging import bot_of
from tests.slack.office import ANA, CUSTOMERS, MAYA, MORNING, NADIA, Office, an_office, click, labels
from tests.slack.refusals import blocks_refused
from tests.slack.test_rendering import CARD, NUDGE, link, shown, words


def test_several_nudges_stand_in_one_message_each_with_its_buttons() -> None:
    blocks = shown(Nudges(parts=(NUDGE, replace(NUDGE, notice_id=9, headline="Ken asks again"))))

    assert blocks_refused(blocks) is None
    assert "Sounds solved: thank Maya" in words(blocks)
    assert "Ken asks again" in words(blocks)
    assert labels({"blocks": blocks}) == ["Use this text…", "Done"] * 2


def test_a_card_says_what_its_draft_would_promise() -> None:
    note = "This promises Maya an update by 15:00, your clock 14:00."

    assert note in words(render(replace(CARD, notes=(note,)), link)[1])
    assert note in words(render(replace(CARD, notes=(note,), folded=True, actions=()), link)[1])


async def asked(office: Office) -> dict[str, Any]:
    """Let Maya be asked how it was, and return the question."""
    await office.writes(MAYA, "How do I export my data?")
    await office.minutes_pass(1)
    async with office.rooms.store.begin() as work:
        conversation = (await work.conversations())[0]
        rating = await work.aftercare.ask_rating(
            Rating(conversation=conversation.id, customer=conversation.customer, asked_at=MORNING)
        )
        assert rating
        await work.want_post(PostKind.RATING, str(rating.id), conversation.customer, due=office.clock.now())
    await office.settle()
    return question(office)


def question(office: Office) -> dict[str, Any]:
    everywhere = [message for each in office.world.channels.values() for message in each.messages]
    ours = [message for message in everywhere if message.get("blocks")]
    return next(message for message in ours if "It helped" in labels(message))


async def answers(office: Office, user: str, post: dict[str, Any], label: str) -> None:
    where = next(each.id for each in office.world.channels.values() if post["ts"] in each.stamps())
    await office.fake.push("interactive", click(office.world.trigger(), user, where, post, label))
    await office.settle()


async def test_the_customer_is_asked_in_a_direct_message_and_thanked_there() -> None:
    async with an_office() as office:
        post = await asked(office)
        assert post in office.world.channels["D" + MAYA].messages

        await answers(office, MAYA, post, "It helped")

        (thanks,) = office.world.channels["D" + MAYA].messages
        assert "hank you" in words(thanks["blocks"])
        assert labels(thanks) == []


async def test_where_slack_lets_us_not_write_to_them_they_are_asked_in_their_thread() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        office.world.refuses_direct.add(MAYA)
        async with office.rooms.store.begin() as work:
            conversation = (await work.conversations())[0]
            rating = await work.aftercare.ask_rating(
                Rating(conversation=conversation.id, customer=conversation.customer, asked_at=MORNING)
            )
            assert rating
            await work.want_post(
                PostKind.RATING, str(rating.id), conversation.customer, due=office.clock.now()
            )
        await office.settle()

        post = office.world.channels[CUSTOMERS].thread(root)[-1]
        await answers(office, NADIA, post, "Not really")
        await answers(office, ANA, post, "It helped")
        assert [said["text"] for said in office.world.ephemerals] == [
            "Only the person who asked can answer this."
        ] * 2

        await answers(office, MAYA, post, "It helped")
        assert labels(office.world.channels[CUSTOMERS].thread(root)[-1]) == []


async def test_the_bots_own_word_stands_under_the_bots_name() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        thread = Thread(f"slack:T1/{CUSTOMERS}", root)

        await office.slack.reply(thread, "This is the bot.", speaking_as=bot_of("slack"), key="fd-1-1")

        assert office.thread(root)[-1] == "Frontdesk (bot): This is the bot."


async def test_nudges_are_listed_for_who_asks() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.settle()
        office.clock.at += timedelta(seconds=30)
        await office.writes(ANA, "Open Settings, choose Export.", root=root)
        await office.settle()
        office.clock.at += timedelta(seconds=30)
        await office.writes(MAYA, "that worked, thanks!", root=root)
        await office.settle()
        await office.minutes_pass(3)

        mine = await office.rooms.desk.nudges(f"slack:T1/{ANA}")

        assert [nudge.kind for nudge in mine] == ["confirm"]
