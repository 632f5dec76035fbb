"""The table of moves, by table and by property."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Conversation, End, Event, Kind, Status, opened, replayed
from bot.errors import MoveRefused
from bot.messages import Thread

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THREAD = Thread("memory:help", "m1")
MAYA, ANA = "memory:maya", "memory:ana"


def fresh() -> Conversation:
    return opened(THREAD, MAYA, START, line="m1", first_contact=True)


def event(kind: Kind, minutes: float, by: str = MAYA, message: str | None = None) -> Event:
    until = START + timedelta(minutes=minutes + 60) if kind is Kind.HELD else None
    return Event(kind=kind, at=START + timedelta(minutes=minutes), by=by, message=message, until=until)


def after(*kinds: tuple[Kind, float]) -> Conversation:
    state = fresh()
    for number, (kind, minutes) in enumerate(kinds):
        by = ANA if kind in (Kind.REPLIED, Kind.CLOSED, Kind.CLAIMED, Kind.HELD) else MAYA
        state = state.after(event(kind, minutes, by, f"x{number}"))
    return state


ASKED, REPLIED, SOLVED = Kind.ASKED, Kind.REPLIED, Kind.SOUNDS_SOLVED
MOVES = [
    pytest.param([(ASKED, 1)], Status.OPEN, id="a second line keeps it open"),
    pytest.param([(REPLIED, 1)], Status.AWAITING_CUSTOMER, id="a human reply passes the turn"),
    pytest.param([(REPLIED, 1), (ASKED, 2)], Status.AWAITING_AGENT, id="asking on passes it back"),
    pytest.param([(REPLIED, 1), (Kind.THANKED, 2)], Status.AWAITING_CUSTOMER, id="thanks passes nothing"),
    pytest.param([(REPLIED, 1), (SOLVED, 2)], Status.LIKELY_RESOLVED, id="that worked is only likely"),
    pytest.param([(SOLVED, 1)], Status.LIKELY_RESOLVED, id="never mind ends an unanswered wait"),
    pytest.param([(REPLIED, 1), (SOLVED, 2), (Kind.CONFIRMED, 3)], Status.CONFIRMED, id="yes confirms"),
    pytest.param([(Kind.CLOSED, 1)], Status.CLOSED, id="an agent closes"),
    pytest.param([(Kind.WENT_QUIET, 1500)], Status.ABANDONED, id="a day without any human is a miss"),
    pytest.param([(REPLIED, 1), (Kind.WENT_QUIET, 6000)], Status.CLOSED, id="quiet after an answer closes"),
    pytest.param([(REPLIED, 1), (Kind.HELD, 2)], Status.ON_HOLD, id="a named time holds"),
    pytest.param(
        [(REPLIED, 1), (Kind.HELD, 2), (Kind.HOLD_ENDED, 60)], Status.AWAITING_AGENT, id="a hold ends"
    ),
    pytest.param([(REPLIED, 1), (Kind.HELD, 2), (ASKED, 3)], Status.AWAITING_AGENT, id="asking ends a hold"),
    pytest.param([(REPLIED, 1), (Kind.CLOSED, 2), (ASKED, 3)], Status.AWAITING_AGENT, id="asking reopens"),
    pytest.param([(REPLIED, 1), (Kind.CLOSED, 2), (Kind.THANKED, 3)], Status.CLOSED, id="thanks reopens not"),
    pytest.param([(Kind.CLAIMED, 1)], Status.OPEN, id="a claim is no reply"),
]


@pytest.mark.parametrize(("moves", "status"), MOVES)
def test_a_move_leads_where_the_table_says(moves: list[tuple[Kind, float]], status: Status) -> None:
    assert after(*moves).status is status


@pytest.mark.parametrize(
    "moves",
    [
        pytest.param([(Kind.HELD, 1)], id="nothing is put off before the first reply"),
        pytest.param([(REPLIED, 1), (ASKED, 2), (Kind.WENT_QUIET, 9000)], id="a waiting customer never ends"),
        pytest.param([(Kind.HOLD_ENDED, 1)], id="no hold, no end of it"),
        pytest.param([(Kind.CLOSED, 1), (Kind.CLAIMED, 2)], id="what is over cannot be claimed"),
    ],
)
def test_what_is_not_in_the_table_is_refused(moves: list[tuple[Kind, float]]) -> None:
    with pytest.raises(MoveRefused):
        after(*moves)


def test_the_first_response_is_the_first_human_reply_and_never_moves() -> None:
    state = after((REPLIED, 4), (ASKED, 10), (REPLIED, 11))

    assert state.first_response is not None
    assert state.first_response.at == START + timedelta(minutes=4)
    assert [wait.lasted(START) for wait in state.waits] == [timedelta(minutes=4), timedelta(minutes=1)]


def test_two_agents_within_a_second_make_one_first_response() -> None:
    state = after((REPLIED, 4), (REPLIED, 4.01))

    assert state.first_response is not None
    assert state.first_response.message == "x0"
    assert len(state.waits) == 1


def test_a_claim_stops_no_wait() -> None:
    state = after((Kind.CLAIMED, 1))

    assert state.wait is not None
    assert state.claimed_by == ANA


def test_a_reply_ends_the_claim() -> None:
    assert after((Kind.CLAIMED, 1), (REPLIED, 2)).claimed_by is None


def test_a_reply_taken_back_reopens_the_wait_from_line_one() -> None:
    state = after((REPLIED, 4)).after(event(Kind.TAKEN_BACK, 5, ANA, "x0"))

    assert state.status is Status.OPEN
    assert state.first_response is None
    assert state.wait is not None
    assert state.wait.opened_at == START


def test_taking_back_a_second_message_changes_no_wait() -> None:
    state = after((REPLIED, 4), (REPLIED, 5)).after(event(Kind.TAKEN_BACK, 6, ANA, "x1"))

    assert state.status is Status.AWAITING_CUSTOMER
    assert state.wait is None


def test_after_seven_days_a_line_is_for_a_new_conversation() -> None:
    closed = after((REPLIED, 1), (Kind.CLOSED, 2))
    late = event(ASKED, 2 + 7 * 24 * 60 + 1)

    assert not closed.reopens_at(late.at)
    with pytest.raises(MoveRefused):
        closed.after(late)


def test_a_reply_written_before_the_waiting_line_does_not_answer_it() -> None:
    state = after((REPLIED, 4), (ASKED, 10)).after(event(REPLIED, 9, ANA, "earlier"))

    assert state.wait is not None
    assert state.status is Status.AWAITING_AGENT


def test_every_customer_change_makes_older_clicks_stale() -> None:
    versions = [after(*moves).version for moves in ([], [(ASKED, 1)], [(ASKED, 1), (Kind.CHANGED, 2)])]

    assert versions == [1, 2, 3]


steps = st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 3 * 24 * 60)), max_size=25)


def walked(moves: list[tuple[Kind, int]]) -> tuple[Conversation, list[Event]]:
    """Take the legal ones of random moves, in time order."""
    state, taken = fresh(), []
    for number, (kind, minute) in enumerate(sorted(moves, key=lambda move: move[1])):
        by = MAYA if kind in (ASKED, Kind.THANKED, SOLVED, Kind.CONFIRMED, Kind.CHANGED) else ANA
        happening = event(kind, minute, by, f"x{number}")
        try:
            state = state.after(happening)
        except MoveRefused:
            continue
        taken.append(happening)
    return state, taken


@given(steps)
def test_replaying_the_events_gives_the_same_state(moves: list[tuple[Kind, int]]) -> None:
    state, taken = walked(moves)

    assert replayed(fresh(), taken) == state


@given(steps)
def test_waits_follow_one_another_and_only_the_last_may_run(moves: list[tuple[Kind, int]]) -> None:
    state, _ = walked(moves)

    assert [wait.number for wait in state.waits] == list(range(1, len(state.waits) + 1))
    assert all(not wait.open for wait in state.waits[:-1])
    assert all(wait.ended_at is None or wait.ended_at >= wait.opened_at for wait in state.waits)


@given(steps)
def test_only_a_person_of_ours_ever_stops_the_first_response_clock(moves: list[tuple[Kind, int]]) -> None:
    state, taken = walked(moves)
    replies = {happening.message for happening in taken if happening.kind is REPLIED}

    if state.first_response:
        assert state.first_response.by == ANA
        assert state.first_response.message in replies
    assert all(wait.answered_by in (None, ANA) for wait in state.waits)


@given(steps)
def test_whose_turn_it_is_agrees_with_the_running_wait(moves: list[tuple[Kind, int]]) -> None:
    state, _ = walked(moves)

    if state.status in (Status.OPEN, Status.AWAITING_AGENT):
        assert state.wait is not None
    elif state.status is not Status.ON_HOLD:
        assert state.wait is None
    assert (state.wait is not None and state.wait.end is End.REPLIED) is False
