"""A channel may get another name and another key: nothing that was said there is lost."""

from __future__ import annotations

from bot.policy import Policy
from bot.ports import Store
from bot.record import PostKind
from tests.store.given import ANA, CHANNEL, NINE, STAFF, a_line, fresh

_NEW, _NEW_STAFF = "slack:T1/C2", "slack:T1/CSTAFF2"


async def _watched(store: Store) -> int:
    async with store.begin() as work:
        await work.watch(CHANNEL, "#acme", Policy(staff_channel=STAFF, owner=ANA), by=ANA, at=NINE)
        conversation = await work.open(fresh(), None)
        await work.add_line(a_line(conversation.id))
        await work.want_post(PostKind.CARD, str(conversation.id), STAFF, due=NINE)
        await work.want_post(PostKind.QUEUE, STAFF, STAFF, due=NINE)
        return conversation.id


async def test_a_renamed_channel_keeps_its_policy(store: Store) -> None:
    await _watched(store)
    async with store.begin() as work:
        await work.mark_channel(CHANNEL, name="#northwind")

    async with store.read() as reading:
        known = await reading.watched(CHANNEL)
    assert known is not None
    assert (known.name, known.policy.owner) == ("#northwind", ANA)


async def test_a_channel_with_a_new_key_keeps_policy_conversations_and_lines(store: Store) -> None:
    conversation = await _watched(store)
    async with store.begin() as work:
        await work.move_channel(CHANNEL, _NEW)

    async with store.read() as reading:
        assert await reading.watched(CHANNEL) is None
        assert await reading.watched(_NEW) is not None
        assert [known.id for known in await reading.waiting(channel=_NEW)] == [conversation]
        assert [line.channel for line in await reading.lines(conversation)] == [_NEW]
        assert {change.channel for change in await reading.audit()} == {_NEW}


async def test_a_staff_channel_with_a_new_key_keeps_its_posts_and_its_policies(store: Store) -> None:
    await _watched(store)
    async with store.begin() as work:
        await work.move_channel(STAFF, _NEW_STAFF)

    async with store.read() as reading:
        known = await reading.watched(CHANNEL)
        assert known is not None
        assert known.policy.staff_channel == _NEW_STAFF
        assert {post.kind for post in await reading.posts(_NEW_STAFF)} == {PostKind.CARD, PostKind.QUEUE}
        assert await reading.post(PostKind.QUEUE, _NEW_STAFF) is not None


async def test_moving_a_channel_nobody_knows_changes_nothing(store: Store) -> None:
    await _watched(store)
    async with store.begin() as work:
        await work.move_channel("slack:T1/C99", _NEW)

    async with store.read() as reading:
        assert [known.channel for known in await reading.all_watched()] == [CHANNEL]
