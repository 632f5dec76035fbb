"""What a Send survives: refusals, rate limits, lost answers, crashes between the steps."""

from __future__ import annotations

from datetime import timedelta

from bot.card import Verb
from bot.errors import NotAllowed, RateLimited, Unreachable, Unsure
from bot.messages import Thread
from bot.record import Queue, ReplyState
from tests.scenario.desk import DANA, HELP, MAYA, DeskInMemory


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

    await desk.minutes_pass(10)

    parked = await desk.rooms.store.parked()
    assert (Queue.POST, 1) in [(queue, row) for queue, row, _ in parked]
    assert not desk.rooms.health.ready


async def _reply_lane(desk: DeskInMemory) -> None:
    """Let only the reply lane work, so that its failure is not spent on a post."""
    lane = next(lane for lane in desk.rooms.watch.lanes if lane.queue is Queue.REPLY)
    for claim in await desk.rooms.watch._claim(lane, desk.clock.now(), 10):
        await desk.rooms.watch._work(lane, claim)
