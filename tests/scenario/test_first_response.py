"""From the customer's first line to the first reply, and what stops the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.card import Tone, Verb
from bot.conversation import Status
from bot.record import ReplyState
from tests.scenario.desk import (
    ANA,
    COLE,
    DANA,
    EXPORT,
    HELP,
    KEN,
    MAYA,
    MONDAY_NINE,
    ROBO,
    DeskInMemory,
    form_of,
    text_of,
)


async def test_a_burst_becomes_one_card_with_one_draft(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "hi there")
    await desk.seconds_pass(8)
    await desk.says(MAYA, "my export fails with error 413")
    await desk.seconds_pass(19)
    assert desk.cards == []

    await desk.seconds_pass(2)

    assert len(desk.cards) == 1
    assert [quote.text for quote in desk.card.quotes] == ["hi there", "my export fails with error 413"]
    assert desk.card.draft
    assert "Maya" in desk.card.draft
    assert [source.title for source in desk.card.sources] == ["Export fails with error 413"]
    assert desk.card.waiting_since == MONDAY_NINE


async def test_a_question_ends_its_burst_after_ten_seconds(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "why does the export fail?")

    await desk.seconds_pass(10.5)

    assert desk.card.draft


async def test_a_customer_who_never_stops_typing_gets_a_draft_within_three_minutes(
    desk: DeskInMemory,
) -> None:
    for _ in range(13):
        await desk.says(MAYA, "and another thing about the export")
        await desk.seconds_pass(15)

    assert desk.cards


async def test_lines_of_a_burst_that_are_heard_late_get_one_draft_together(desk: DeskInMemory) -> None:
    said = desk.clock.now()
    await desk.seconds_pass(60)
    await desk.says(MAYA, "hi there", at=said)
    await desk.seconds_pass(2)
    assert desk.cards == []

    await desk.says(MAYA, "my export fails with error 413", at=said + timedelta(seconds=5))
    await desk.seconds_pass(21)

    assert [quote.text for quote in desk.card.quotes] == ["hi there", "my export fails with error 413"]
    assert desk.card.draft_id == 1


async def test_send_posts_the_draft_under_the_agents_name_and_stops_the_clock(desk: DeskInMemory) -> None:
    line = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(3)
    draft = desk.card.draft

    outcome = await desk.clicks(DANA, Verb.SEND)

    assert text_of(outcome) == "Sending."
    assert desk.customer_sees == [draft]
    assert desk.chat.customers_see[0].by == DANA.id
    assert desk.chat.customers_see[0].thread.root == line
    conversation = await desk.conversation()
    assert conversation.status is Status.AWAITING_CUSTOMER
    assert conversation.first_response is not None
    assert conversation.first_response.at - conversation.opened_at == timedelta(minutes=3)


async def test_after_sending_the_card_folds_to_who_answered_and_how_fast(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(3)

    await desk.clicks(DANA, Verb.SEND)

    assert desk.card.folded
    assert desk.card.state == "Answered by Dana in 3 min"
    assert desk.card.draft is None
    assert {action.verb for action in desk.card.actions} >= {Verb.CORRECT, Verb.TAKE_BACK}


async def test_a_hand_written_reply_folds_the_card_and_keeps_the_draft_for_comparison(
    desk: DeskInMemory,
) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.says(ANA, "Looking at it now, Maya", root=root)

    assert desk.card.state == "Answered by Ana in 1 min"
    assert desk.customer_sees == []
    async with desk.rooms.store.read() as reading:
        kept = await reading.latest_draft(1)
    assert kept is not None
    assert kept.state.value == "withdrawn"
    assert kept.text


async def test_a_colleagues_reply_stops_the_clock_under_their_name(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.says(COLE, "try one year at a time", root=root)

    assert desk.card.state == "Answered by Cole in 1 min"


async def test_a_bots_line_stops_nothing(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")

    await desk.says(ROBO, "Thanks for your message!", root=root)

    assert (await desk.conversation()).wait is not None


async def test_a_customers_own_second_line_stops_nothing_and_opens_nothing(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.minutes_pass(5)

    await desk.says(MAYA, "anyone?")

    assert len(await desk.conversations()) == 1
    assert (await desk.conversation()).waits[0].opened_at == MONDAY_NINE


async def test_after_ten_minutes_a_new_line_at_top_level_is_a_new_conversation(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.minutes_pass(11)

    await desk.says(MAYA, "and the dashboard is empty")

    assert len(await desk.conversations()) == 2


async def test_a_reply_at_top_level_answers_whom_it_mentions(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.says(KEN, "the dashboard is empty")

    await desk.says(ANA, "which export, Maya?", mentions=(MAYA.id,))

    assert (await desk.conversation(1)).wait is None
    assert (await desk.conversation(2)).wait is not None


async def test_a_reply_at_top_level_answers_the_only_customer_who_waits(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")

    await desk.says(ANA, "on it")

    assert (await desk.conversation()).wait is None


async def test_a_reply_that_could_be_for_several_asks_its_writer_privately(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.says(KEN, "the dashboard is empty")

    await desk.says(ANA, "on it")

    (nudge,) = desk.nudges(ANA)
    assert "Maya (and Ken)" in nudge.headline
    await desk.clicks(ANA, Verb.DONE, nudge)
    assert (await desk.conversation(1)).first_response is not None
    assert (await desk.conversation(2)).wait is not None


async def test_a_customer_who_wrote_on_stops_a_send_and_the_agent_may_send_anyway(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    seen = desk.card
    await desk.says(MAYA, "it is the yearly one", root=root)

    refused = await desk.clicks(DANA, Verb.SEND, seen)

    assert text_of(refused) == "Maya wrote again: nothing was sent. The card is up to date now."
    assert desk.customer_sees == []
    assert desk.card.notice == "Maya wrote again since this draft."
    assert desk.card.actions[0].verb is Verb.SEND_ANYWAY
    await desk.clicks(DANA, Verb.SEND_ANYWAY)
    assert desk.customer_sees == [seen.draft]


async def test_an_edit_that_became_stale_keeps_the_agents_words(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    seen = desk.card
    await desk.says(MAYA, "it is the yearly one", root=root)

    again = form_of(await desk.clicks(DANA, Verb.EDIT, seen, text="Hi Maya, one year at a time works."))

    assert again.form.fields[0].value == "Hi Maya, one year at a time works."
    assert "Maya: it is the yearly one" in again.form.notes
    assert desk.customer_sees == []
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND_ANYWAY, text="Hi Maya, one year at a time works."))
    await desk.settle()
    assert desk.customer_sees == ["Hi Maya, one year at a time works."]


async def test_an_edited_reply_is_sent_as_edited_with_its_distance_kept(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    form = form_of(await desk.clicks(DANA, Verb.EDIT))
    assert form.form.fields[0].value == desk.card.draft
    await desk.clicks(DANA, Verb.EDIT, text="Hi Maya, please export one year at a time.")

    assert desk.customer_sees == ["Hi Maya, please export one year at a time."]
    async with desk.rooms.store.read() as reading:
        (reply,) = await reading.replies(1)
    assert reply.distance > 0


async def test_whoever_edits_sees_where_the_answer_stands(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    form = form_of(await desk.clicks(DANA, Verb.EDIT)).form

    assert f"Source: {EXPORT.title} {EXPORT.url}" in form.notes


async def test_two_agents_at_once_send_one_reply_and_the_second_learns_who_did(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    seen = desk.card

    first = await desk.rooms.desk.do(desk.click(DANA, Verb.SEND, seen))
    second = await desk.rooms.desk.do(desk.click(ANA, Verb.SEND, seen))
    await desk.settle()

    assert text_of(first) == "Sending."
    assert text_of(second) == "Already handled by Dana: nothing was sent twice."
    assert len(desk.customer_sees) == 1


async def test_never_mind_withdraws_the_draft(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.says(MAYA, "never mind, fixed it", root=root)

    assert desk.card.draft is None
    assert (await desk.conversation()).status is Status.LIKELY_RESOLVED


async def test_thanks_alone_opens_nothing(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "thanks!")

    assert await desk.conversations() == []


async def test_thanks_edited_into_a_question_opens_a_wait_at_the_edit(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails")
    await desk.says(ANA, "one year at a time please", root=root)
    thanks = await desk.says(MAYA, "thanks!", root=root)
    assert (await desk.conversation()).wait is None
    await desk.minutes_pass(4)

    await desk.edits(thanks, "thanks! but how do I choose the year?")

    wait = (await desk.conversation()).wait
    assert wait is not None
    assert wait.opened_at == MONDAY_NINE + timedelta(minutes=4)


async def test_an_edit_never_moves_the_first_response(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails")
    await desk.minutes_pass(2)
    await desk.says(ANA, "one year at a time please", root=root)
    before = (await desk.conversation()).first_response

    await desk.edits(root, "my export fails, and it is urgent")
    await desk.deletes(root)

    assert (await desk.conversation()).first_response == before


async def test_deleting_the_question_ends_the_wait_with_its_reason(desk: DeskInMemory) -> None:
    line = await desk.says(MAYA, "my export fails")
    await desk.minutes_pass(1)

    await desk.deletes(line)

    assert desk.card.state == "Closed: deleted by the customer"
    assert desk.card.quotes == ()


async def test_the_same_event_twice_is_one_line(desk: DeskInMemory) -> None:
    raw = {
        "kind": "said",
        "channel": HELP,
        "id": "m1",
        "author": MAYA.id,
        "at": MONDAY_NINE.isoformat(),
        "text": "my export fails",
    }

    assert await desk.hears("event-1", raw) is True
    assert await desk.hears("event-1", raw) is False
    assert await desk.hears("another-delivery", raw) is True

    assert (await desk.conversation()).version == 1


async def test_closing_without_a_reply_asks_why_and_names_it(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "lunch anyone")
    await desk.minutes_pass(1)

    form_of(await desk.clicks(DANA, Verb.CLOSE))
    await desk.clicks(DANA, Verb.CLOSE, reason="no_reply_needed")

    assert desk.card.state == "Closed: no reply needed"
    assert desk.customer_sees == []


async def test_a_wrong_draft_never_ends_the_wait(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.clicks(DANA, Verb.WRONG_DRAFT, reason="wrong facts")

    assert desk.card.draft is None
    assert (await desk.conversation()).wait is not None


async def test_another_source_leaves_out_the_first_one(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails on the dashboard")
    await desk.minutes_pass(1)
    assert desk.card.sources[0].title == "Export fails with error 413"

    await desk.clicks(DANA, Verb.OTHER_SOURCE)

    assert "Export fails with error 413" not in [source.title for source in desk.card.sources]


@pytest.mark.parametrize("verb", [Verb.WARMER, Verb.SHORTER, Verb.ASK_FIRST, Verb.HOLDING])
async def test_a_rewrite_puts_another_draft_on_the_same_card(desk: DeskInMemory, verb: Verb) -> None:
    await desk.says(MAYA, "my export fails with error 413, I am so fed up")
    await desk.minutes_pass(1)
    before = desk.card

    await desk.clicks(DANA, verb)

    assert desk.card.draft_id != before.draft_id
    assert desk.card.draft
    assert len(desk.cards) == 1


async def test_correct_changes_the_reply_where_the_customer_reads_it(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.SEND)

    form_of(await desk.clicks(DANA, Verb.CORRECT))
    await desk.clicks(DANA, Verb.CORRECT, text="Hi Maya, one year at a time.")

    assert desk.customer_sees == ["Hi Maya, one year at a time."]


async def test_a_reply_taken_back_reopens_the_wait_from_line_one(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(3)
    await desk.clicks(DANA, Verb.SEND)
    await desk.minutes_pass(1)

    await desk.clicks(DANA, Verb.TAKE_BACK)

    assert desk.customer_sees == []
    conversation = await desk.conversation()
    assert conversation.status is Status.OPEN
    assert conversation.wait is not None
    assert conversation.wait.opened_at == MONDAY_NINE
    assert desk.card.draft


async def test_a_customer_cannot_press_an_agents_button(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    outcome = await desk.clicks(MAYA, Verb.SEND)

    assert text_of(outcome) == "Only agents and leads of this channel can do that."
    assert desk.customer_sees == []


async def test_a_reply_with_a_mention_of_everybody_pings_nobody(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.clicks(DANA, Verb.EDIT, text=f"@everyone <!channel> {desk.card.draft}")

    assert "@everyone" not in desk.customer_sees[0]
    assert "<!channel>" not in desk.customer_sees[0]


async def test_the_waiting_list_shows_the_longest_first_and_empties(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.minutes_pass(2)
    await desk.says(KEN, "the dashboard is empty")
    await desk.minutes_pass(1)
    assert [row.customer for row in desk.waiting.rows] == ["Maya", "Ken"]

    await desk.says(ANA, "one year at a time", mentions=(MAYA.id,))
    await desk.says(ANA, "which one?", mentions=(KEN.id,))
    await desk.minutes_pass(1)

    assert desk.waiting.rows == ()


async def test_a_late_card_says_so_in_its_tone(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.minutes_pass(16)

    assert desk.card.tone is Tone.LATE


async def test_replaying_the_stored_events_gives_the_stored_state(desk: DeskInMemory) -> None:
    from bot.conversation import replayed

    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.CLAIM)
    await desk.clicks(DANA, Verb.SEND)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(30)

    async with desk.rooms.store.read() as reading:
        origin = await reading.origin(1)
        events = await reading.events(1)
    assert origin is not None
    assert replayed(origin, events) == await desk.conversation()
    assert (await desk.conversation()).status is Status.LIKELY_RESOLVED
    async with desk.rooms.store.read() as reading:
        (reply,) = await reading.replies(1)
    assert reply.state is ReplyState.SENT


async def test_thanks_within_the_burst_do_not_make_the_card_stale_at_birth(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.seconds_pass(4)
    await desk.says(MAYA, "thanks!", root=root)

    await desk.minutes_pass(1)

    assert desk.card.notice is None
    assert desk.card.actions[0].verb is Verb.SEND


async def test_closing_while_the_customer_writes_asks_again_with_what_was_said(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    seen = desk.card
    await desk.says(MAYA, "and my account was charged twice", root=root)

    again = form_of(await desk.clicks(DANA, Verb.CLOSE, seen, reason="no_reply_needed"))

    assert "Maya: and my account was charged twice" in again.form.notes
    assert (await desk.conversation()).wait is not None


async def test_another_customers_never_mind_does_not_end_the_askers_wait(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.says(KEN, "never mind, fixed it", root=root)

    assert (await desk.conversation()).wait is not None


async def test_a_question_edited_into_never_mind_ends_the_wait(desk: DeskInMemory) -> None:
    line = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    await desk.edits(line, "never mind, fixed it")

    assert (await desk.conversation()).status is Status.LIKELY_RESOLVED
    assert desk.card.draft is None


async def test_a_which_nudge_never_ends_a_later_wait(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails")
    await desk.says(KEN, "the dashboard is empty")
    await desk.says(ANA, "on it")
    (nudge,) = desk.nudges(ANA)
    await desk.says(DANA, "one year at a time", root=root)
    await desk.minutes_pass(5)
    await desk.says(MAYA, "and now it is empty", root=root)

    await desk.clicks(ANA, Verb.DONE, nudge)

    assert (await desk.conversation(1)).wait is not None


async def test_an_edit_that_a_newer_draft_overtook_can_still_be_sent(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    seen = desk.card
    await desk.says(MAYA, "it is the yearly one", root=root)
    await desk.minutes_pass(1)
    assert desk.card.draft_id != seen.draft_id

    again = form_of(await desk.clicks(DANA, Verb.EDIT, seen, text="One year at a time works."))
    await desk.rooms.desk.do(
        replace(again.click, verb=again.verb, inputs={"text": "One year at a time works."})
    )
    await desk.settle()

    assert desk.customer_sees == ["One year at a time works."]


async def test_talk_at_top_level_stays_one_conversation(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails")
    await desk.says(ANA, "which year?")
    await desk.minutes_pass(1)

    await desk.says(MAYA, "all of them, is that bad?")

    assert len(await desk.conversations()) == 1
    assert (await desk.conversation()).status is Status.AWAITING_AGENT


async def test_a_first_line_that_sounds_solved_still_opens_a_conversation(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "works!")

    assert len(await desk.conversations()) == 1
