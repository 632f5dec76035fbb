"""Posts are projections: they show things as they stand, and no wish to show them is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ports import Store
from bot.record import Post, PostKind, Queue
from tests.store.given import NINE, STAFF, after, claimed


async def _wanted(store: Store, due_s: float = 0, *, create: bool = True) -> None:
    async with store.begin() as work:
        await work.want_post(PostKind.CARD, "7", STAFF, due=after(due_s), create=create)


async def _card(store: Store) -> Post:
    async with store.read() as reading:
        card = await reading.post(PostKind.CARD, "7")
    assert card is not None
    return card


async def test_a_post_is_wanted_once_and_then_again(store: Store) -> None:
    await _wanted(store)
    await _wanted(store)

    assert (await _card(store)).wanted == 2
    assert len(await claimed(store, Queue.POST)) == 1


async def test_a_wish_never_moves_a_post_that_is_due_sooner(store: Store) -> None:
    await _wanted(store, 5)
    await _wanted(store, 60)
    assert await store.next_due(Queue.POST) == after(5)

    await _wanted(store, 1)

    assert await store.next_due(Queue.POST) == after(1)


async def test_a_post_that_was_shown_leaves_the_queue_until_it_is_wanted_again(store: Store) -> None:
    await _wanted(store)
    [claim] = await claimed(store, Queue.POST)
    async with store.begin() as work:
        assert await work.shown(claim, replace(await _card_in(work), platform_id="m1", shown=1))
    assert await store.next_due(Queue.POST) is None

    await _wanted(store, 30)

    assert await store.next_due(Queue.POST) == after(30)
    assert (await _card(store)).platform_id == "m1"


async def test_a_wish_made_while_the_post_is_shown_is_not_lost(store: Store) -> None:
    await _wanted(store)
    [claim] = await claimed(store, Queue.POST)
    rendered = await _card(store)

    await _wanted(store, 3)
    async with store.begin() as work:
        assert await work.shown(claim, replace(rendered, platform_id="m1", shown=rendered.wanted))

    assert await store.next_due(Queue.POST) == after(3)
    assert [again.id for again in await claimed(store, Queue.POST, after(3))] == [claim.id]


async def test_who_lost_a_post_meanwhile_records_nothing_about_it(store: Store) -> None:
    await _wanted(store)
    [asleep] = await claimed(store, Queue.POST)
    [awake] = await claimed(store, Queue.POST, after(60), holder="another")

    async with store.begin() as work:
        assert not await work.shown(asleep, replace(await _card_in(work), platform_id="late", shown=1))
        assert await work.shown(awake, replace(await _card_in(work), platform_id="m1", shown=1))

    assert (await _card(store)).platform_id == "m1"


async def test_a_post_that_has_to_wait_is_due_when_it_is_told_to_be(store: Store) -> None:
    await _wanted(store)
    [claim] = await claimed(store, Queue.POST)
    await _wanted(store, 3)

    async with store.begin() as work:
        await work.done(claim, due=after(30))

    assert await store.next_due(Queue.POST) == after(30)
    assert await claimed(store, Queue.POST, after(29)) == []
    assert [again.attempts for again in await claimed(store, Queue.POST, after(30))] == [1]


async def test_a_post_is_only_renewed_where_there_is_one(store: Store) -> None:
    await _wanted(store, create=False)
    async with store.read() as reading:
        assert await reading.posts() == []
    await _wanted(store)

    await _wanted(store, create=False)

    assert (await _card(store)).wanted == 2


@pytest.mark.parametrize("create", [True, False], ids=["asked for", "renewed"])
async def test_a_wish_gives_a_parked_post_all_its_attempts_again(store: Store, create: bool) -> None:
    await _wanted(store)
    for _ in range(3):
        [claim] = await claimed(store, Queue.POST)
        await store.failed(claim, due=NINE, error="not in the channel", park=claim.attempts == 3)

    await _wanted(store, 60, create=create)

    assert await store.parked() == []
    assert [again.attempts for again in await claimed(store, Queue.POST, after(60))] == [1]


async def test_a_wish_does_not_reset_the_attempts_of_a_post_that_keeps_failing(store: Store) -> None:
    await _wanted(store)
    [claim] = await claimed(store, Queue.POST)
    await store.failed(claim, due=after(20), error="no answer", park=False)

    await _wanted(store, 1)

    assert [again.attempts for again in await claimed(store, Queue.POST, after(20))] == [2]


async def test_posts_are_told_apart_by_place(store: Store) -> None:
    async with store.begin() as work:
        for place in ("slack:T1/S1", "slack:T1/S2"):
            await work.want_post(PostKind.TROUBLE, "discord", place, due=NINE)

    async with store.read() as reading:
        [post] = await reading.posts("slack:T1/S1")
        assert await reading.posts(id=post.id) == [post]
        assert len(await reading.posts()) == 2


async def test_a_post_that_moves_is_wanted_anew_where_it_stands_now(store: Store) -> None:
    await _wanted(store)
    [claim] = await claimed(store, Queue.POST)
    async with store.begin() as work:
        assert await work.shown(claim, replace(await _card_in(work), shown=1, platform_id="m1"))
        await work.move_post(PostKind.CARD, "7", STAFF, "slack:T1/S2", due=NINE)
        await work.move_post(PostKind.CARD, "7", "slack:T1/S9", "slack:T1/S3", due=NINE)
        [moved] = await work.posts()

    assert (moved.place, moved.platform_id, moved.wanted) == ("slack:T1/S2", None, 2)
    assert await store.next_due(Queue.POST) == NINE


async def test_a_post_does_not_move_to_where_it_stands_already(store: Store) -> None:
    async with store.begin() as work:
        for place in (STAFF, "slack:T1/S2"):
            await work.want_post(PostKind.CARD, "7", place, due=NINE)
        await work.move_post(PostKind.CARD, "7", STAFF, "slack:T1/S2", due=NINE)

        assert [known.place for known in await work.posts()] == [STAFF, "slack:T1/S2"]


async def test_posts_are_found_by_their_messages_and_by_being_refused(store: Store) -> None:
    await _wanted(store)
    [claim] = await claimed(store, Queue.POST)
    async with store.begin() as work:
        assert await work.shown(claim, replace(await _card_in(work), platform_id="m1", error="no"), due=NINE)

        assert len(await work.posts(STAFF, messages=["m0", "m1"])) == 1
        assert await work.posts(STAFF, messages=["m0"]) == []
        assert len(await work.posts(STAFF, refused=True)) == 1
        assert await work.posts("slack:T1/S2", refused=True) == []


async def _card_in(work: object) -> Post:
    card: Post | None = await work.post(PostKind.CARD, "7")  # type: ignore[attr-defined]
    assert card is not None
    return card


async def test_a_planned_post_is_asked_for_once_and_only_moves_until_it_is_out(store: Store) -> None:
    async with store.begin() as work:
        for moment in (100, 50):
            await work.plan_post(PostKind.DIGEST, "c 2026-W10", STAFF, due=after(moment))
        [planned] = await work.posts(STAFF)
    assert (planned.wanted, await store.next_due(Queue.POST)) == (1, after(50))

    [claim] = await claimed(store, Queue.POST, after(60))
    async with store.begin() as work:
        await work.plan_post(PostKind.DIGEST, "c 2026-W10", STAFF, due=after(55))
        assert await work.shown(claim, replace(planned, shown=1, platform_id="m1"))
        await work.plan_post(PostKind.DIGEST, "c 2026-W10", STAFF, due=after(70))
        [out] = await work.posts(STAFF)

    assert (out.wanted, out.shown, out.platform_id) == (1, 1, "m1")
    assert await store.next_due(Queue.POST) is None
