"""A conversation comes back as it was stored, and its events lead to the same state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation import Conversation, Event, Kind, replayed
from bot.errors import MoveRefused
from bot.messages import Thread
from bot.ports import Store
from tests.store.given import ANA, CHANNEL, NADIA, NINE, a_line, after, fresh, opened_in

_moments = st.integers(0, 40 * 86_400 * 1_000_000).map(lambda micros: NINE + timedelta(microseconds=micros))
_messages = st.sampled_from(["1", "2", "3", None])
_links = st.none() | st.just(7)
_happenings = st.builds(
    Event,
    kind=st.sampled_from(Kind),
    at=_moments,
    by=st.sampled_from([NADIA, ANA, "desk"]),
    message=_messages,
    reason=st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    until=st.none() | _moments,
)


def _lived(start: Conversation, happenings: list[Event]) -> tuple[Conversation, list[Event]]:
    """Return where the events that the table of moves allows lead to, and which they are."""
    state, allowed = start, []
    for happening in happenings:
        try:
            state = state.after(happening)
        except MoveRefused:
            continue
        allowed.append(happening)
    return state, allowed


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    happenings=st.lists(_happenings, max_size=12), first_contact=st.booleans(), linked=st.none() | st.just(7)
)
async def test_stored_events_replay_to_the_stored_conversation(
    store: Store, happenings: list[Event], first_contact: bool, linked: int | None
) -> None:
    start = replace(fresh(), first_contact=first_contact, linked_to=linked)
    conversation = await opened_in(store, start)
    state, allowed = _lived(conversation, happenings)

    async with store.begin() as work:
        await work.save(state, *allowed, due=None)

    async with store.read() as reading:
        origin = await reading.origin(conversation.id)
        events = await reading.events(conversation.id)
        assert origin == conversation
        assert events == allowed
        assert await reading.conversation(conversation.id) == replayed(origin, events) == state


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC), id="one microsecond"),
        pytest.param(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), id="a whole second"),
        pytest.param(datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2))), id="another zone"),
        pytest.param(datetime(1, 1, 1, tzinfo=UTC), id="the first moment"),
    ],
)
async def test_a_moment_comes_back_to_the_microsecond_in_utc(store: Store, at: datetime) -> None:
    conversation = await opened_in(store, fresh(at=at))

    async with store.read() as reading:
        stored = await reading.conversation(conversation.id)

    assert stored is not None
    assert stored.opened_at == at
    assert stored.opened_at.tzinfo is UTC


async def test_a_naive_moment_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="naive"):
        await opened_in(store, fresh(at=datetime(2026, 3, 2, 9)))  # noqa: DTZ001


async def test_a_thread_shows_its_latest_conversation(store: Store) -> None:
    await opened_in(store, fresh("1"))
    later = await opened_in(store, fresh("1", at=after(60)))

    async with store.read() as reading:
        assert await reading.conversation_in(Thread(CHANNEL, "1")) == later
        assert await reading.conversation_in(Thread(CHANNEL, "2")) is None


async def test_those_who_wait_are_listed_longest_first(store: Store) -> None:
    second = await opened_in(store, fresh("2", at=after(60)))
    first = await opened_in(store, fresh("1", customer="slack:T1/UOTHER"))
    answered = await opened_in(store, fresh("3"))
    reply = Event(kind=Kind.REPLIED, at=after(9), by=ANA, message="9")
    async with store.begin() as work:
        await work.save(answered.after(reply), reply, due=None)

    async with store.read() as reading:
        assert await reading.waiting() == [first, second]
        assert await reading.waiting(customer=NADIA) == [second]
        assert await reading.waiting(channel="slack:T1/C9") == []
        assert await reading.waiting(channels=["slack:T1/C9"]) == []
        assert await reading.waiting(limit=1) == [first]


async def test_a_conversation_is_live_until_it_is_over(store: Store) -> None:
    running, over = await opened_in(store, fresh("1")), await opened_in(store, fresh("2"))
    close = Event(kind=Kind.CLOSED, at=after(9), by=ANA, reason="duplicate")
    async with store.begin() as work:
        await work.save(over.after(close), close, due=None)

    async with store.read() as reading:
        assert await reading.live(CHANNEL) == [running]
        assert await reading.live("slack:T1/C9") == []


async def test_conversations_come_latest_first(store: Store) -> None:
    first, second = await opened_in(store, fresh("1")), await opened_in(store, fresh("2", at=after(60)))
    other = await opened_in(store, fresh("3", customer="slack:T1/UOTHER", at=after(90)))

    async with store.read() as reading:
        assert await reading.conversations() == [other, second, first]
        assert await reading.conversations(customer=NADIA, limit=1) == [second]
        assert await reading.conversations(since=after(60)) == [other, second]


async def test_a_line_is_stored_once(store: Store) -> None:
    conversation = await opened_in(store, fresh())

    async with store.begin() as work:
        assert await work.add_line(a_line(conversation.id))
        assert not await work.add_line(a_line(conversation.id, text="again"))

    async with store.read() as reading:
        assert await reading.line(CHANNEL, "1") == a_line(conversation.id)


async def test_lines_come_by_the_platforms_time_and_keep_what_became_of_them(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    late, early = a_line(conversation.id, "2", at=after(5)), a_line(conversation.id, "1")
    async with store.begin() as work:
        await work.add_line(late)
        await work.add_line(early)
        gone = replace(early, text="edited", edited_at=after(6), deleted_at=after(7))
        await work.change_line(gone)

    async with store.read() as reading:
        assert await reading.lines(conversation.id) == [gone, late]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        pytest.param("Grüße 🎉 日本語\n\ttabs", "Grüße 🎉 日本語\n\ttabs", id="any script"),
        pytest.param("a\0b", "a\N{REPLACEMENT CHARACTER}b", id="a NUL"),
        pytest.param("a\ud83db", "a\N{REPLACEMENT CHARACTER}b", id="half an emoji"),
        pytest.param("'; DROP TABLE line; -- %s :x ?", "'; DROP TABLE line; -- %s :x ?", id="SQL"),
        pytest.param("x" * 100_000, "x" * 100_000, id="a long paste"),
    ],
)
async def test_whatever_a_customer_writes_can_be_stored(store: Store, written: str, stored: str) -> None:
    conversation = await opened_in(store, fresh())
    await store.put("e1", "slack", {"text": written}, NINE)

    async with store.begin() as work:
        await work.add_line(a_line(conversation.id, text=written))

    async with store.read() as reading:
        line = await reading.line(CHANNEL, "1")
    assert line is not None
    assert line.text == stored
