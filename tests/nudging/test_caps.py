"""When one more nudge is too many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nudging.caps import EXEMPT, How, Past, ignored_in_a_row, muted, verdict
from bot.record import NoticeKind, Result

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
THANKS, CHASING, BROKEN = NoticeKind.THANKS, NoticeKind.CHASING, NoticeKind.PROMISE_PASSED
_ids = count(1)


def past(
    minutes_ago: float,
    kind: NoticeKind = NoticeKind.CONFIRM,
    result: Result | None = Result.USED,
    **about: int,
) -> Past:
    at = NOW - timedelta(minutes=minutes_ago)
    return Past(id=next(_ids), kind=kind, shown_at=at, pushed_at=at, result=result, **about)


def listed(minutes_ago: float, kind: NoticeKind = NoticeKind.CONFIRM, result: Result | None = None) -> Past:
    at = NOW - timedelta(minutes=minutes_ago)
    return Past(id=next(_ids), kind=kind, shown_at=at, result=result)


@pytest.mark.parametrize(
    ("kind", "before", "how"),
    [
        pytest.param(THANKS, [], How.PUSH, id="the first one is pushed"),
        pytest.param(THANKS, [past(30)], How.LIST, id="a second one within the hour waits in the list"),
        pytest.param(THANKS, [past(61)], How.PUSH, id="an hour later it is pushed"),
        pytest.param(
            CHASING, [past(30)], How.PUSH, id="a customer who asks again is pushed where others wait"
        ),
        pytest.param(
            CHASING, [past(30), past(20)], How.LIST, id="two an hour are the most, whatever they are"
        ),
        pytest.param(
            CHASING, [past(60 * hour) for hour in range(2, 8)], How.LIST, id="six a day are the most"
        ),
        pytest.param(
            THANKS,
            [past(60 * hour) for hour in range(2, 6)],
            How.LIST,
            id="four a day leave room for what presses",
        ),
        pytest.param(
            BROKEN,
            [past(minutes) for minutes in range(10)],
            How.PUSH,
            id="a broken promise is told whatever was told before",
        ),
        pytest.param(
            NoticeKind.SECURITY, [past(1), past(2)], How.PUSH, id="security is told whatever was told before"
        ),
        pytest.param(
            CHASING, [listed(5), listed(6), listed(7)], How.PUSH, id="what only waits in the list is no push"
        ),
    ],
)
def test_a_nudge_is_pushed_or_waits(kind: NoticeKind, before: list[Past], how: How) -> None:
    assert verdict(kind, before, NOW).how is how


def test_several_in_one_message_count_as_one_push() -> None:
    head = past(20)
    along = past(20, message=head.id)

    assert verdict(CHASING, [head, along], NOW).how is How.PUSH


@pytest.mark.parametrize(
    ("ignored", "minutes_ago", "how"),
    [
        pytest.param(1, 125, How.PUSH, id="after one that was left the next comes half an hour later"),
        pytest.param(2, 125, How.PUSH, id="after two it takes an hour"),
        pytest.param(3, 24 * 60, How.LIST, id="after three in a row it stops"),
    ],
)
def test_what_is_left_again_and_again_comes_less_often(ignored: int, minutes_ago: float, how: How) -> None:
    before = [past(minutes_ago + 1500 * number, THANKS, Result.LEFT) for number in range(ignored)]

    assert verdict(THANKS, before, NOW).how is how


def test_one_that_was_left_pauses_its_kind_and_no_other() -> None:
    before = [past(61, THANKS, Result.LEFT), past(1500, THANKS, Result.LEFT)]

    assert (
        verdict(THANKS, [past(59, THANKS, Result.LEFT), *before], NOW - timedelta(minutes=1)).how is How.LIST
    )
    assert verdict(NoticeKind.CONFIRM, before, NOW).how is How.PUSH


def test_acting_on_one_from_the_list_begins_anew() -> None:
    before = [past(60 * 24 * day, THANKS, Result.LEFT) for day in (2, 3, 4)]

    assert ignored_in_a_row(THANKS, before, NOW) == 3
    assert ignored_in_a_row(THANKS, [*before, listed(60, THANKS, Result.USED)], NOW) == 0


def test_one_that_is_still_fresh_is_not_ignored() -> None:
    assert ignored_in_a_row(THANKS, [past(10, THANKS, None)], NOW) == 0
    assert ignored_in_a_row(THANKS, [past(121, THANKS, None)], NOW) == 1


@pytest.mark.parametrize(
    ("useless", "seen", "is_muted"),
    [
        pytest.param(7, 20, True, id="seven of twenty are more than 30 %"),
        pytest.param(6, 20, False, id="six of twenty are not"),
        pytest.param(19, 19, False, id="nineteen are too few to judge"),
    ],
)
def test_a_kind_is_muted_for_whom_it_is_not_useful(useless: int, seen: int, is_muted: bool) -> None:
    before = [
        past(600 * (number + 1), THANKS, Result.USELESS if number < useless else Result.USED)
        for number in range(seen)
    ]

    assert muted(THANKS, before, NOW) is is_muted
    assert not muted(NoticeKind.CONFIRM, before, NOW)


@given(
    st.lists(
        st.tuples(
            st.floats(0, 3000),
            st.sampled_from(sorted(NoticeKind)),
            st.sampled_from([None, *Result]),
        ),
        max_size=40,
    ),
    st.sampled_from(sorted(set(NoticeKind) - EXEMPT)),
)
def test_never_more_than_two_an_hour_nor_six_a_day(
    told: list[tuple[float, NoticeKind, Result | None]], kind: NoticeKind
) -> None:
    before = [past(minutes, known, result) for minutes, known, result in told]

    if verdict(kind, before, NOW).how is How.PUSH:
        assert sum(minutes < 60 for minutes, *_ in told) < 2
        assert sum(minutes < 24 * 60 for minutes, *_ in told) < 6
