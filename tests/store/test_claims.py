"""Due rows are handed out once, kept while worked on, given back, and parked when nothing helps."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from adapters.store import MEMORY, database_at
from adapters.store.claims import OF
from adapters.store.tables import QUEUES, metadata
from bot.ports import Store
from bot.record import DraftState, FirstReply, PostKind, Queue, ReplyState
from tests.store.given import (
    ANA,
    LEASE,
    NINE,
    SECOND,
    STAFF,
    a_draft,
    a_notice,
    a_reply,
    after,
    claimed,
    fresh,
    opened_in,
)


async def test_rows_are_handed_out_when_their_moment_comes_and_oldest_first(store: Store) -> None:
    await store.put("late", "slack", {}, after(5))
    await store.put("first", "slack", {}, NINE)
    await store.put("future", "slack", {}, after(60))

    claims = await claimed(store, Queue.INBOX, after(5))

    async with store.read() as reading:
        found = [await reading.inboxed(claim.id) for claim in claims]
    assert [event.received_at for event in found if event] == [NINE, after(5)]


async def test_a_claimed_row_is_nobody_elses_until_its_lease_ends(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [mine] = await claimed(store, Queue.INBOX)

    assert await claimed(store, Queue.INBOX, NINE + LEASE - SECOND) == []
    [theirs] = await claimed(store, Queue.INBOX, NINE + LEASE)
    assert (theirs.id, theirs.attempts) == (mine.id, 2)


async def test_two_claimers_never_share_a_row(store: Store) -> None:
    await store.put_many("slack", [(f"e{number}", {}) for number in range(60)], NINE)

    async def take() -> list[int]:
        taken: list[int] = []
        while claims := await claimed(store, Queue.INBOX, limit=3):
            taken += [claim.id for claim in claims]
        return taken

    async with asyncio.TaskGroup() as group:
        takers = [group.create_task(take()) for _ in range(5)]

    taken = [id for taker in takers for id in taker.result()]
    assert len(taken) == len(set(taken)) == 60


async def test_a_worker_that_overslept_its_lease_changes_nothing(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [asleep] = await claimed(store, Queue.INBOX)
    [awake] = await claimed(store, Queue.INBOX, NINE + LEASE + SECOND)

    async with store.begin() as work:
        assert not await work.holds(asleep)
        assert not await work.done(asleep)
    await store.failed(asleep, due=after(900), error="too late", park=True)
    assert not await store.renew(asleep, until=after(900))

    async with store.begin() as work:
        assert await work.holds(awake)
    assert await store.parked() == []


async def test_a_renewed_lease_keeps_others_away_for_longer(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [claim] = await claimed(store, Queue.INBOX)

    assert await store.renew(claim, until=after(90))

    assert await claimed(store, Queue.INBOX, after(60)) == []


async def test_a_row_that_is_done_does_not_come_back(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [claim] = await claimed(store, Queue.INBOX)

    async with store.begin() as work:
        await work.done(claim)

    assert await claimed(store, Queue.INBOX, after(9999)) == []
    assert await store.next_due(Queue.INBOX) is None


async def test_a_transaction_that_raises_leaves_the_row_claimed(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [claim] = await claimed(store, Queue.INBOX)

    try:
        async with store.begin() as work:
            await work.done(claim)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    async with store.begin() as work:
        assert await work.holds(claim)


async def test_a_failed_row_comes_back_after_its_pause_and_counts_its_attempts(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [claim] = await claimed(store, Queue.INBOX)

    await store.failed(claim, due=after(20), error="no route", park=False)

    assert await claimed(store, Queue.INBOX, after(19)) == []
    assert await store.next_due(Queue.INBOX) == after(20)
    assert [again.attempts for again in await claimed(store, Queue.INBOX, after(20))] == [2]


async def test_a_row_that_keeps_failing_is_parked_until_somebody_looks(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    for attempt in range(1, 4):
        [claim] = await claimed(store, Queue.INBOX, after(100 * attempt))
        await store.failed(claim, due=after(100 * attempt), error="no route", park=claim.attempts >= 3)

    assert await claimed(store, Queue.INBOX, after(9999)) == []
    assert await store.next_due(Queue.INBOX) is None
    assert await store.parked() == [(Queue.INBOX, claim.id, "no route")]

    await store.unpark(Queue.INBOX, claim.id, now=after(9999))
    assert [again.attempts for again in await claimed(store, Queue.INBOX, after(9999))] == [1]
    assert await store.parked() == []


async def test_attempts_of_a_worker_that_died_are_counted(store: Store) -> None:
    await store.put("poison", "slack", {}, NINE)

    attempts = [
        (await claimed(store, Queue.INBOX, NINE + death * (LEASE + SECOND)))[0].attempts for death in range(4)
    ]

    assert attempts == [1, 2, 3, 4]


async def test_the_next_moment_is_the_earliest_row_or_the_end_of_a_lease(store: Store) -> None:
    assert await store.next_due(Queue.INBOX) is None
    await store.put("e1", "slack", {}, NINE)
    await store.put("e2", "slack", {}, after(300))
    assert await store.next_due(Queue.INBOX) == NINE

    await claimed(store, Queue.INBOX)

    assert await store.next_due(Queue.INBOX) == NINE + LEASE


async def test_every_queue_hands_out_its_own_rows(store: Store) -> None:
    conversation = await opened_in(store, fresh(), due=after(1))
    await store.put("e1", "slack", {}, NINE)
    async with store.begin() as work:
        draft = await work.want_draft(a_draft(conversation.id), after(2))
        reply = await work.queue_reply(a_reply(conversation.id, queued_at=after(3)))
        await work.want_post(PostKind.CARD, str(conversation.id), STAFF, due=after(4))
        notice = await work.plan(a_notice(conversation.id, due_at=after(5)))
        await work.want_score(
            FirstReply(conversation=conversation.id, message="2", by=ANA, at=NINE), after(6)
        )

    assert [await store.next_due(queue) for queue in Queue] == [after(n) for n in (0, 2, 1, 3, 4, 5, 6)]
    claims = {queue: [claim.id for claim in await claimed(store, queue, after(9))] for queue in Queue}
    assert notice is not None
    assert claims[Queue.CLOCK] == [conversation.id]
    assert claims[Queue.DRAFT] == [draft.id]
    assert claims[Queue.REPLY] == [reply.id]
    assert claims[Queue.NOTICE] == [notice.id]
    assert len(claims[Queue.INBOX]) == len(claims[Queue.POST]) == len(claims[Queue.SCORE]) == 1


async def _one_row(store: Store, queue: Queue) -> None:
    """Leave one row of a queue due at nine, and none of the others."""
    if queue is Queue.INBOX:
        await store.put("e1", "slack", {"text": "hi"}, NINE)
        return
    conversation = await opened_in(store, fresh(), due=NINE if queue is Queue.CLOCK else None)
    async with store.begin() as work:
        match queue:
            case Queue.DRAFT:
                await work.want_draft(a_draft(conversation.id), NINE)
            case Queue.REPLY:
                await work.queue_reply(a_reply(conversation.id))
            case Queue.NOTICE:
                await work.plan(a_notice(conversation.id))
            case Queue.POST:
                await work.want_post(PostKind.CARD, str(conversation.id), STAFF, due=NINE)
            case Queue.SCORE:
                first = FirstReply(conversation=conversation.id, message="2", by=ANA, at=NINE)
                await work.want_score(first, NINE)


@pytest.mark.parametrize("queue", Queue)
async def test_a_row_of_any_queue_fails_is_parked_and_is_done(store: Store, queue: Queue) -> None:
    await _one_row(store, queue)
    [claim] = await claimed(store, queue)
    assert await store.renew(claim, until=after(90))

    await store.failed(claim, due=after(20), error="no route", park=False)
    [claim] = await claimed(store, queue, after(20))
    await store.failed(claim, due=after(40), error="no route", park=True)
    assert (claim.attempts, await store.parked()) == (2, [(queue, claim.id, "no route")])
    assert await store.next_due(queue) is None

    await store.unpark(queue, claim.id, now=after(60))
    [claim] = await claimed(store, queue, after(60))
    async with store.begin() as work:
        assert await work.holds(claim)
        await work.done(claim, due=after(80))
    assert (claim.attempts, await store.parked()) == (1, [])
    assert await store.next_due(queue) == after(80)

    [claim] = await claimed(store, queue, after(80))
    async with store.begin() as work:
        if queue is Queue.POST:
            [post] = await work.posts()
            assert await work.shown(claim, replace(post, shown=post.wanted))
        else:
            assert await work.done(claim)
    assert await store.next_dues() == {}


async def test_saving_a_conversation_takes_its_clock_from_whoever_works_on_it(store: Store) -> None:
    conversation = await opened_in(store, fresh(), due=NINE)
    [claim] = await claimed(store, Queue.CLOCK)

    async with store.begin() as work:
        await work.save(conversation, due=after(60))

    async with store.begin() as work:
        assert not await work.holds(claim)
        await work.done(claim)
    assert await store.next_due(Queue.CLOCK) == after(60)


async def test_the_clock_that_moves_itself_on_is_due_at_its_new_moment(store: Store) -> None:
    conversation = await opened_in(store, fresh(), due=NINE)
    [claim] = await claimed(store, Queue.CLOCK)

    async with store.begin() as work:
        assert await work.holds(claim)
        await work.save(conversation, due=after(60))
        await work.done(claim)

    assert [again.attempts for again in await claimed(store, Queue.CLOCK, after(60))] == [1]


async def test_a_draft_that_is_wanted_anew_is_started_again(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        await work.want_draft(a_draft(conversation.id), NINE)
    [claim] = await claimed(store, Queue.DRAFT)

    async with store.begin() as work:
        moved = await work.want_draft(a_draft(conversation.id, version=2), after(20))

    assert (moved.id, moved.version) == (claim.id, 2)
    async with store.begin() as work:
        assert not await work.holds(claim)
    assert await store.next_due(Queue.DRAFT) == after(20)


async def test_a_written_draft_leaves_the_queue(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        await work.want_draft(a_draft(conversation.id), NINE)
    [claim] = await claimed(store, Queue.DRAFT)

    async with store.begin() as work:
        assert await work.holds(claim)
        draft = await work.draft(claim.id)
        assert draft is not None
        await work.save_draft(replace(draft, state=DraftState.OPEN, text="Hi Nadia", made_at=NINE))
        await work.done(claim)

    assert await claimed(store, Queue.DRAFT, after(9999)) == []


async def test_a_reply_being_posted_keeps_its_claim_until_it_is_sent(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        reply = await work.queue_reply(a_reply(conversation.id))
    [claim] = await claimed(store, Queue.REPLY)

    async with store.begin() as work:
        await work.save_reply(replace(reply, state=ReplyState.CALLING))
    async with store.begin() as work:
        assert await work.holds(claim)
        await work.save_reply(replace(reply, state=ReplyState.SENT, wish=None, sent_at=NINE))
        await work.done(claim)

    assert await store.next_due(Queue.REPLY) is None


@pytest.mark.parametrize("queue", Queue)
async def test_neither_the_next_moment_nor_a_claim_reads_more_than_what_is_due(queue: Queue) -> None:
    now = {"now": NINE, "me": "here", "lease_end": NINE + LEASE, "most": 5}
    database = database_at(MEMORY, Path())
    try:
        async with database.writing() as connection:
            await connection.run_sync(metadata.create_all)
            plans = [
                await connection.run_sync(_plan, statement, parameters)
                for statement, parameters in ((OF[queue].next_due, {}), (OF[queue].claim, now))
            ]
    finally:
        await database.close()

    name = QUEUES[queue].name
    assert f"SEARCH {name} USING INDEX ix_{name}_due" in plans[0]
    assert f"ix_{name}_held" in plans[0]
    assert f"SEARCH {name} USING INDEX ix_{name}_due" in plans[1]
    assert f"SCAN {name}\n" not in "\n".join(plans)


def _plan(connection: Connection, statement: Any, parameters: dict[str, Any]) -> str:
    """Return how SQLite means to answer a statement."""
    event.listen(connection, "before_cursor_execute", _explained, retval=True)
    try:
        return "\n".join(row[3] for row in connection.execute(statement, parameters).cursor.fetchall())
    finally:
        event.remove(connection, "before_cursor_execute", _explained)


def _explained(*call: Any) -> tuple[str, Any]:
    return f"EXPLAIN QUERY PLAN {call[2]}", call[3]
