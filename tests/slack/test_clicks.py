"""Buttons and forms: who may, what is stale, what happens twice, and what a person hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.record import PostKind, Queue
from tests.slack.captured import captured, event
from tests.slack.office import (
    ANA,
    BEN,
    COLE,
    CUSTOMERS,
    MAYA,
    NADIA,
    STAFF,
    Office,
    an_office,
    click,
    labels,
    submission,
)
from tests.slack.server import Fault

WORDS = "Hello Maya, Ana here. I'll look at the export of your data with you: which format do you need?"


async def a_card(office: Office, text: str = "How do I export my data?") -> str:
    root = await office.writes(MAYA, text)
    await office.minutes_pass(1)
    return root


def heard(office: Office) -> list[str]:
    """What was said privately, oldest first."""
    return [said["text"] for said in office.world.ephemerals]


@pytest.mark.parametrize("outsider", [MAYA, NADIA, COLE])
async def test_nobody_but_staff_may_press_a_button(outsider: str) -> None:
    async with an_office() as office:
        office.world.channels[STAFF].members.add(outsider if outsider != COLE else ANA)
        root = await a_card(office)

        await office.presses(outsider, "Send")

        assert len(office.thread(root)) == 1


async def test_who_is_refused_hears_why() -> None:
    async with an_office() as office:
        await a_card(office)
        office.world.channels[STAFF].members.add(MAYA)

        await office.presses(MAYA, "Send")

        assert heard(office) == ["Only agents and leads of this channel can do that."]


async def test_of_two_who_press_send_one_wins_and_the_other_learns_who_did() -> None:
    async with an_office() as office:
        root = await a_card(office)
        seen = dict(office.card)

        await office.presses(ANA, "Send", on=seen)
        await office.presses(BEN, "Send", on=seen)

        assert len(office.thread(root)) == 2
        assert heard(office) == ["Already handled by Ana: nothing was sent twice."]


async def test_a_line_after_the_card_stops_the_send_and_renews_the_card() -> None:
    async with an_office() as office:
        root = await a_card(office)
        seen = dict(office.card)
        await office.writes(MAYA, "wait, I meant the invoices?", root=root)
        await office.settle()

        await office.presses(ANA, "Send", on=seen)

        assert len(office.thread(root)) == 2
        assert heard(office) == ["Maya wrote again: nothing was sent. The card is up to date now."]
        assert "Send anyway" in labels(office.card)


async def test_edit_opens_the_draft_and_sends_what_was_typed() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Edit")
        answer = await office.submits(ANA, {"text": WORDS})

        assert answer == {}
        assert office.thread(root)[-1] == f"Ana via Frontdesk: {WORDS}"


async def test_a_promise_from_nowhere_turns_the_form_into_a_question_and_is_sent_as_it_is() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Edit")
        answer = await office.submits(ANA, {"text": f"{WORDS} It is done within 3 days."})

        assert answer["response_action"] == "update"
        assert answer["view"]["title"]["text"] == "Send it as it is?"
        assert "within 3 days" in str(answer["view"]["blocks"])
        assert len(office.thread(root)) == 1

        office.world.views.append(answer["view"])
        assert await office.submits(ANA) == {}
        assert office.thread(root)[-1] == f"Ana via Frontdesk: {WORDS} It is done within 3 days."


async def test_a_form_submitted_twice_sends_once() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Edit")
        await office.submits(ANA, {"text": WORDS})
        again = await office.submits(ANA, {"text": WORDS})

        assert len(office.thread(root)) == 2
        assert again == {}


async def test_a_form_submitted_after_somebody_answered_keeps_its_words_and_says_so() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Edit")
        await office.writes(BEN, "I have sent you the file.", root=root)
        await office.settle()

        answer = await office.submits(ANA, {"text": WORDS})

        assert answer["response_action"] == "errors"
        assert len(office.thread(root)) == 2


async def test_a_line_while_the_form_was_open_turns_it_into_a_question() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Edit")
        await office.writes(MAYA, "and the invoices?", root=root)
        await office.settle()

        answer = await office.submits(ANA, {"text": WORDS})
        assert answer["response_action"] == "update"
        assert answer["view"]["submit"]["text"] == "Send anyway"

        office.world.views.append(answer["view"])
        await office.submits(ANA)
        assert office.thread(root)[-1] == f"Ana via Frontdesk: {WORDS}"


async def test_an_expired_trigger_is_told_and_nothing_loops() -> None:
    async with an_office() as office:
        await a_card(office)
        await office.fake.push("interactive", click("too-old", ANA, STAFF, office.card, "Edit"))

        assert heard(office) == ["Slack allows three seconds between a click and its window. Press again."]


async def test_close_asks_why_and_the_card_folds() -> None:
    async with an_office() as office:
        await a_card(office)
        await office.presses(ANA, "Close…")
        await office.submits(ANA, {"reason": "duplicate"})

        assert "Closed: duplicate" in office.card["text"]
        assert "Send" not in labels(office.card)


async def test_a_person_slack_is_slow_to_name_is_told_and_nothing_is_done() -> None:
    async with an_office() as office:
        root = await a_card(office)
        office.clock.at += timedelta(hours=1)
        office.slack._people.forget(BEN)
        office.fake.goes_wrong("users.info", Fault.BROKEN)

        await office.presses(BEN, "Send")

        assert len(office.thread(root)) == 1
        assert heard(office) == ["Slack has trouble answering right now. Try again in a moment."]


async def test_private_words_reach_who_left_the_channel_as_a_message() -> None:
    async with an_office() as office:
        await a_card(office)
        office.world.channels[STAFF].members.remove(ANA)

        await office.presses(ANA, "Why is this late?")

        (message,) = office.world.channels["D" + ANA].messages
        assert message["text"]


async def test_a_card_that_was_deleted_is_posted_anew() -> None:
    async with an_office() as office:
        root = await a_card(office)
        office.world.channels[STAFF].messages.clear()
        await office.writes(MAYA, "hello?", root=root)
        await office.minutes_pass(1)

        assert "Send" in labels(office.card)


async def test_a_card_and_a_list_that_somebody_deletes_come_back_by_themselves() -> None:
    async with an_office() as office:
        await a_card(office)
        await office.minutes_pass(1)
        deleted = list(office.world.channels[STAFF].messages)
        office.world.channels[STAFF].messages.clear()

        for post in deleted:
            gone = {"deleted_ts": post["ts"], "previous_message": post, "channel": STAFF}
            await office.event(captured("messages", "deleted")["event"] | gone)
        await office.settle()

        after = office.world.channels[STAFF].messages
        assert [post["text"] for post in after if "now: 1. Maya" in post["text"]]
        assert len(after) == len(deleted)
        assert "Send" in labels(office.card)


async def test_a_card_whose_post_was_lost_is_found_again() -> None:
    async with an_office() as office:
        office.fake.goes_wrong("chat.postMessage", Fault.DONE_BUT_LOST, Fault.DONE_BUT_LOST)
        await a_card(office)
        await office.minutes_pass(1)

        assert len([post for post in office.world.channels[STAFF].messages if labels(post)]) == 1


async def test_a_card_posted_before_a_crash_is_taken_over_not_doubled() -> None:
    async with an_office() as office:
        await a_card(office)
        store, now = office.rooms.store, office.clock.now()
        async with store.begin() as work:
            await work.want_post(PostKind.CARD, "1", STAFF, due=now)
        [claim] = await store.claim(Queue.POST, now=now, holder="us", lease=timedelta(seconds=60), limit=1)
        async with store.begin() as work:
            post = await work.post(PostKind.CARD, "1")
            assert post is not None
            await work.shown(claim, replace(post, platform_id=None, shown=0), due=now)
        await store.claim(Queue.POST, now=now, holder="who crashed", lease=timedelta(seconds=60), limit=9)
        await office.minutes_pass(2)

        assert len([post for post in office.staff if labels(post)]) == 1


async def test_a_form_about_a_conversation_that_is_gone_says_so() -> None:
    async with an_office() as office:
        await a_card(office)
        await office.presses(ANA, "Edit")
        view = office.world.views[-1]
        gone = view | {"private_metadata": view["private_metadata"].replace("edit|1|", "edit|99|")}

        answer = await office.fake.push("interactive", submission(ANA, gone, {"text": "x"}))

        assert answer["response_action"] == "errors"


async def reacts(office: Office, user: str, reaction: str, ts: str) -> None:
    item = {"type": "message", "channel": CUSTOMERS, "ts": ts}
    await office.event(event("reaction_added", user=user, reaction=reaction, item=item))
    await office.settle()


async def test_an_agents_eyes_claim_and_stop_no_clock() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await reacts(office, BEN, "eyes", root)

        assert "claimed by Ben" in office.card["text"]
        assert "Send" in labels(office.card)


async def test_an_agents_check_mark_says_it_sounds_solved() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Send")
        await reacts(office, ANA, "white_check_mark::skin-tone-3", root)

        assert "sounds solved" in office.card["text"]


@pytest.mark.parametrize(("user", "reaction"), [(COLE, "eyes"), (MAYA, "white_check_mark"), (ANA, "tada")])
async def test_other_reactions_and_other_people_change_nothing(user: str, reaction: str) -> None:
    async with an_office() as office:
        root = await a_card(office)
        before = dict(office.card)
        await reacts(office, user, reaction, root)

        assert office.card == before


async def test_an_agents_form_that_a_customer_submits_sends_nothing() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Edit")
        answer = await office.submits(NADIA, {"text": "I answer myself."})

        assert next(iter(answer["errors"].values())).startswith("Only agents and leads")
        assert len(office.thread(root)) == 1


async def test_a_name_full_of_markup_notifies_nobody_from_the_first_line_to_the_answer() -> None:
    nasty = "*Maya* _x_ `z` <!channel> & <@U9>"
    async with an_office() as office:
        for user in (MAYA, ANA):
            office.world.users[user]["profile"]["display_name"] = nasty
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.minutes_pass(16)
        await office.presses(ANA, "Send", on=office.staff[0])

        posts = [*office.staff, *office.world.channels[CUSTOMERS].thread(root)[1:]]
        assert [post["text"] for post in posts if "<!" in post["text"] or "<@U9" in post["text"]] == []
        assert len(office.thread(root)) == 2
