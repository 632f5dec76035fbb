"""What a Send survives: refusals, rate limits, lost answers, crashes between the steps."""

from __future__ import annotations

from datetime import timedelta

from bot.card import Verb
from bot.conversation import Status
from bot.errors import NotAllowed, RateLimited, Unreachable, Unsure
from bot.messages import Thread
from bot.record import Queue, ReplyState
from bot.watch import TRIES
from tests.scenario.desk import ANA, DANA, HELP, MAYA, DeskInMemory, text_of


async def ready(desk: DeskInMemory) -> str:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    return root


async def state(desk: DeskInMemory) -> ReplyState:
    async with desk.rooms.store.read() as reading:
        return (await reading.replies(1))[-1].state


async def test_a_rate_limited_reply_goes_out_when_the_platform_allows(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [RateLimited(timedelta(seconds=30))] * 1
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)
    assert desk.customer_sees == []

    await desk.seconds_pass(31)

    assert len(desk.customer_sees) == 1
    assert await state(desk) is ReplyState.SENT


async def test_a_draft_whose_promised_time_has_passed_is_written_again_before_it_is_sent(
    desk: DeskInMemory,
) -> None:
    await desk.says(MAYA, "can we host the whole thing on a moon of Saturn?")
    await desk.minutes_pass(1)
    assert "09:45" in (desk.card.draft or "")
    await desk.minutes_pass(50)

    refused = await desk.clicks(DANA, Verb.SEND)

    assert "The time this draft promises has passed" in text_of(refused)
    assert desk.customer_sees == []
    assert "10:36" in (desk.card.draft or "")
    await desk.clicks(DANA, Verb.SEND)
    assert len(desk.customer_sees) == 1


async def test_an_unreachable_platform_is_tried_again(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [Unreachable("no route")]
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)

    await desk.seconds_pass(10)

    assert len(desk.customer_sees) == 1


async def test_a_lost_answer_is_never_sent_again_blindly(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [Unsure("the connection broke")]
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)
    await desk.minutes_pass(60)

    assert len(desk.customer_sees) == 1
    assert await state(desk) is ReplyState.UNSURE
    assert "Dana" in (desk.card.notice or "")
    assert any(nudge.kind == "unsure" for nudge in desk.nudges(DANA))


async def test_a_crash_after_the_call_finds_the_reply_by_its_key(desk: DeskInMemory) -> None:
    await ready(desk)
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    store = desk.rooms.store
    (claim,) = await store.claim(
        Queue.REPLY, now=desk.clock.now(), holder="died", lease=timedelta(seconds=60), limit=1
    )
    async with store.begin() as work:
        reply = await work.reply(claim.id)
        assert reply is not None
        await work.save_reply(reply)
    await desk.chat.reply(reply.thread, reply.text, speaking_as=DANA, key=reply.key)

    await desk.seconds_pass(70)

    assert len(desk.customer_sees) == 1
    assert await state(desk) is ReplyState.SENT


async def test_a_refused_reply_puts_the_draft_back_with_the_reason(desk: DeskInMemory) -> None:
    await ready(desk)
    draft = desk.card.draft
    desk.chat.fails = [NotAllowed("I can no longer post in #help. Invite @Frontdesk there.")]
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)
    await desk.settle()

    assert desk.card.draft == draft
    assert desk.card.notice == "I can no longer post in #help. Invite @Frontdesk there."

    await desk.clicks(DANA, Verb.SEND)
    assert desk.customer_sees == [draft]


async def test_a_thread_that_is_gone_says_so_on_the_card(desk: DeskInMemory) -> None:
    root = await ready(desk)
    desk.chat.gone.add(Thread(HELP, root))

    await desk.clicks(DANA, Verb.SEND)

    assert desk.card.notice == "The thread was deleted."
    assert desk.customer_sees == []


async def test_a_worker_that_lost_its_lease_changes_nothing(desk: DeskInMemory) -> None:
    await ready(desk)
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    store = desk.rooms.store
    (old,) = await store.claim(
        Queue.REPLY, now=desk.clock.now(), holder="slow", lease=timedelta(seconds=1), limit=1
    )
    await desk.seconds_pass(5)
    assert await state(desk) is ReplyState.SENT

    async with store.begin() as work:
        assert not await work.holds(old)


async def test_a_row_that_fails_five_times_is_parked_where_staff_see_it(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [ValueError("broken renderer")] * 50
    await desk.rooms.desk.do(desk.click(DANA, Verb.CLAIM))

    await desk.minutes_pass(5)

    parked = await desk.rooms.store.parked()
    assert (Queue.POST, 1) in [(queue, row) for queue, row, _ in parked]


async def test_an_unreachable_platform_never_uses_up_a_replys_tries(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [Unreachable("no route")] * 12
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))

    await desk.minutes_pass(1.5)

    assert len(desk.customer_sees) == 1


async def test_a_reply_that_fails_again_and_again_comes_back_to_the_agent(desk: DeskInMemory) -> None:
    await ready(desk)
    draft = desk.card.draft
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    for _ in range(TRIES):
        desk.chat.fails = [ValueError("a bug in an adapter")]
        await _reply_lane(desk)
        desk.clock.at += timedelta(minutes=1)
    await desk.settle()

    assert any(nudge.kind == "unsure" and nudge.text == draft for nudge in desk.nudges(DANA))
    assert await state(desk) is ReplyState.UNSURE


async def test_looking_and_pressing_done_ends_the_wait_of_an_unsure_reply(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [Unsure("the connection broke")]
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)
    await desk.settle()
    nudge = next(nudge for nudge in desk.nudges(DANA) if nudge.kind == "unsure")

    await desk.clicks(DANA, Verb.DONE, nudge)
    await desk.minutes_pass(60)

    conversation = await desk.conversation()
    assert conversation.wait is None
    assert conversation.first_response is not None
    assert desk.alerts == []
    assert desk.card.notice is None


async def test_a_reply_that_lay_in_the_queue_stays_there_once_the_wait_has_ended(
    desk: DeskInMemory,
) -> None:
    root = await ready(desk)
    desk.chat.fails = [RateLimited(timedelta(hours=1))]
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)
    await desk.says(ANA, "one year at a time, Maya", root=root)

    await desk.minutes_pass(65)

    assert desk.customer_sees == []
    assert "not sent" in (desk.card.notice or "")


async def test_words_of_a_nudge_that_could_not_be_sent_are_kept(desk: DeskInMemory) -> None:
    root = await ready(desk)
    await desk.clicks(DANA, Verb.SEND)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(3)
    (nudge,) = desk.nudges(DANA)
    desk.chat.gone.add(Thread(HELP, root))

    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text="Glad it works. All fine now?")

    kept = next(nudge for nudge in desk.nudges(DANA) if nudge.kind == "unsent")
    assert kept.text == "Glad it works. All fine now?"
    assert kept.headline == "Your reply was not sent. The thread was deleted."


async def test_a_refused_correction_leaves_the_record_as_the_customer_reads_it(desk: DeskInMemory) -> None:
    await ready(desk)
    await desk.clicks(DANA, Verb.SEND)
    before = desk.customer_sees[0]
    desk.chat.fails = [NotAllowed("Replies older than a day cannot be changed.")]
    await desk.rooms.desk.do(desk.click(DANA, Verb.CORRECT, text="Something else"))
    await _reply_lane(desk)
    await desk.settle()

    async with desk.rooms.store.read() as reading:
        (reply,) = await reading.replies(1)
    assert reply.text == before
    assert desk.card.notice == "Not changed: Replies older than a day cannot be changed."


async def test_an_old_error_is_gone_from_the_card_after_the_next_reply(desk: DeskInMemory) -> None:
    await ready(desk)
    desk.chat.fails = [NotAllowed("Invite me first.")]
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _reply_lane(desk)
    await desk.settle()

    await desk.clicks(DANA, Verb.SEND)

    assert desk.card.notice is None


async def test_a_staff_channel_that_refuses_us_is_marked_and_tried_again(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    desk.chat.fails = [NotAllowed("I can no longer post in #staff. Invite @Frontdesk there.")] * 6
    await desk.minutes_pass(1)
    async with desk.rooms.store.read() as reading:
        watched = await reading.watched(HELP)
    assert watched is not None
    assert watched.degraded == "I can no longer post in #staff. Invite @Frontdesk there."
    desk.chat.fails = []

    await desk.minutes_pass(6)

    assert desk.card.draft
    async with desk.rooms.store.read() as reading:
        watched = await reading.watched(HELP)
    assert watched is not None
    assert watched.degraded is None


async def test_a_row_that_ended_the_process_each_time_is_given_up(desk: DeskInMemory) -> None:
    await ready(desk)
    await desk.rooms.desk.do(desk.click(DANA, Verb.CLAIM))
    for turn in range(TRIES + 1):
        await desk.rooms.store.claim(
            Queue.POST, now=desk.clock.now(), holder=f"died {turn}", lease=timedelta(seconds=1), limit=9
        )
        desk.clock.at += timedelta(seconds=2)

    await desk.settle()

    assert Queue.POST in {queue for queue, _, _ in await desk.rooms.store.parked()}


async def _reply_lane(desk: DeskInMemory) -> None:
    """Let only the reply lane work, so that its failure is not spent on a post."""
    lane = next(lane for lane in desk.rooms.watch.lanes if lane.queue is Queue.REPLY)
    for claim in await desk.rooms.watch._claim(lane, desk.clock.now(), 10):
        await desk.rooms.watch._work(lane, claim)


async def test_a_nudges_words_do_not_go_out_after_the_customer_asked_on(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "Export one year at a time, please.", root=root)
    await desk.says(MAYA, "That worked, great!", root=root)
    await desk.minutes_pass(60)
    (nudge,) = desk.nudges(DANA)
    desk.chat.fails = [RateLimited(timedelta(minutes=15))]
    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=nudge.text)

    await desk.says(MAYA, "Wait, it broke again: the export fails with error 413!", root=root)
    await desk.minutes_pass(20)

    assert desk.customer_sees == []
    assert (await desk.conversation()).wait
    assert nudge.text in [given.text for given in await desk.listed(DANA)]


async def test_a_draft_does_not_go_out_after_the_customer_corrected_the_question(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    desk.chat.fails = [RateLimited(timedelta(minutes=15))]
    await desk.clicks(DANA, Verb.SEND)

    await desk.says(MAYA, "Sorry, that is the import, not the export.", root=root)
    await desk.minutes_pass(30)

    assert desk.customer_sees == []
    assert (await desk.conversation()).first_response is None


async def test_a_reply_that_waited_in_the_queue_goes_out_where_nothing_changed(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    desk.chat.fails = [RateLimited(timedelta(minutes=15))]

    await desk.clicks(DANA, Verb.SEND)
    await desk.minutes_pass(16)

    assert len(desk.customer_sees) == 1


async def _posted_and_killed(desk: DeskInMemory) -> None:
    """Let the process that posts the last reply die before it can write down that it did."""
    async with desk.rooms.store.read() as reading:
        reply = (await reading.replies(1))[-1]
    lease = timedelta(seconds=60)
    await desk.rooms.store.claim(Queue.REPLY, now=desk.clock.now(), holder="dies", lease=lease, limit=9)
    await desk.chat.reply(reply.thread, reply.text, speaking_as=DANA, key=reply.key)


async def test_a_confirmation_heard_before_a_killed_reply_was_recorded_counts(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "Export one year at a time, please.", root=root)
    await desk.says(MAYA, "That worked, great!", root=root)
    await desk.minutes_pass(60)
    (nudge,) = desk.nudges(DANA)
    await desk.rooms.desk.do(desk.click(DANA, Verb.USE_TEXT, nudge, text=nudge.text))
    await _posted_and_killed(desk)
    await desk.seconds_pass(10)

    await desk.says(MAYA, "yes, all good now", root=root)
    await desk.minutes_pass(5)

    assert (await desk.conversation()).status is Status.CONFIRMED
    assert len(desk.customer_sees) == 1


async def test_that_it_worked_counts_before_the_killed_answer_was_recorded(desk: DeskInMemory) -> None:
    root = await ready(desk)
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _posted_and_killed(desk)
    await desk.seconds_pass(10)

    await desk.says(MAYA, "that worked!", root=root)
    await desk.minutes_pass(5)

    conversation = await desk.conversation()
    assert (conversation.status, conversation.wait) == (Status.LIKELY_RESOLVED, None)


async def test_a_solved_case_is_not_confirmed_by_the_line_that_says_so_first(desk: DeskInMemory) -> None:
    root = await ready(desk)
    await desk.says(DANA, "Which browser is it?", root=root)
    await desk.says(MAYA, "Firefox. What now?", root=root)
    await desk.minutes_pass(30)
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND))
    await _posted_and_killed(desk)
    await desk.seconds_pass(10)

    await desk.says(MAYA, "that worked!", root=root)
    await desk.minutes_pass(5)

    assert (await desk.conversation()).status is Status.LIKELY_RESOLVED
