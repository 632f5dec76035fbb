"""First responses: what counts, for whom, against which clock, and in which hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.policy import Policy
from bot.reports.facts import Facts, Response, Spoken, Waited
from bot.reports.report import report
from bot.reports.responses import perceived
from tests.reports.given import ANA, BEN, BILLING, HELP, MONDAY, OFFICE, POLICY, several, talk, told

MINUTE = 60.0


def test_below_five_answers_there_is_a_count_and_no_figure() -> None:
    found = told(*several([1, 2, 3, 4]))

    assert found.first.answered == 4
    assert (found.first.wall.median, found.first.wall.p90, found.first.stretch.share) == (None, None, None)


def test_median_nine_in_ten_and_shares_carry_their_n() -> None:
    found = told(*several([1, 1, 2, 4, 20]))

    assert (found.first.wall.median, found.first.wall.p90) == (2 * MINUTE, 20 * MINUTE)
    assert (found.first.stretch.share, found.first.stretch.n) == (2 / 5, 5)
    assert (found.first.target.share, found.first.target.n) == (4 / 5, 5)


def test_business_and_wall_clock_stand_side_by_side() -> None:
    friday_evening = datetime(2026, 3, 6, 15, 50, tzinfo=UTC)  # 16:50 in Berlin; closed from 17:00
    over_the_weekend = (2 * 24 + 16) * 60 + 20  # to Monday 09:10
    found = told(*several([over_the_weekend] * 5, at=friday_evening), policy=OFFICE)

    assert found.first.wall.median == over_the_weekend * MINUTE
    assert found.first.business.median == 20 * MINUTE
    assert found.first.target.share == 0.0


def test_stored_business_time_wins_over_the_hours_of_today() -> None:
    waits = [
        Waited(
            number=1,
            opened_at=MONDAY,
            ended_at=MONDAY + timedelta(minutes=30),
            end="replied",
            business=timedelta(minutes=5),
        )
    ]
    found = told(*(talk(None, waits=tuple(waits)) for _ in range(5)))

    assert (found.first.wall.median, found.first.business.median) == (30 * MINUTE, 5 * MINUTE)
    assert found.first.target.share == 1.0


def test_pain_1_the_reply_is_credited_to_who_sent_it_and_bots_are_nowhere() -> None:
    announced = replace(POLICY, agents_since=MONDAY)
    found = told(*several([1] * 5, by=ANA), *several([9] * 5, by=BEN), policy=announced)

    assert [(row.name, row.answered) for row in found.per_agent] == [(ANA, 5), (BEN, 5)]


def test_pain_1_a_reopened_conversation_has_one_first_response_and_its_other_waits_apart() -> None:
    later = MONDAY + timedelta(days=5)
    reopened = Waited(number=2, opened_at=later, ended_at=later + timedelta(hours=3), end="replied", by=ANA)
    known = [replace(one, waits=(*one.waits, reopened)) for one in several([2] * 5)]

    found = told(*known)

    assert (found.first.answered, found.first.wall.median) == (5, 2 * MINUTE)
    assert (found.later.n, found.later.median) == (5, 3 * 60 * MINUTE)


def test_pain_2_a_wait_that_still_runs_is_in_no_average() -> None:
    forgotten = talk(None, at=MONDAY - timedelta(days=14))
    found = told(*several([2] * 5), forgotten, now=MONDAY + timedelta(days=7))

    assert found.first.wall.median == 2 * MINUTE
    assert (found.first.target.yes, found.first.target.n) == (5, 6)  # and it is a miss


def test_a_wait_whose_target_may_still_be_kept_is_no_miss() -> None:
    found = told(*several([2] * 5), talk(None, at=MONDAY), now=MONDAY + timedelta(minutes=5))

    assert found.first.target.n == 5


def test_pain_3_what_the_customer_solved_or_an_agent_closed_is_no_response() -> None:
    def ended(end: str, reason: str | None = None) -> Waited:
        return Waited(
            number=1, opened_at=MONDAY, ended_at=MONDAY + timedelta(hours=9), end=end, reason=reason
        )

    found = told(
        talk(None, waits=(ended("solved"),)),
        talk(None, waits=(ended("closed", "no_reply_needed"),)),
        talk(None, waits=(ended("abandoned"),)),
        *several([2] * 5),
    )

    assert (found.first.conversations, found.first.answered, found.first.target.n) == (8, 5, 6)
    assert found.closed_without_reply == {"no_reply_needed": 1, "nobody answered within a day": 1}


def test_pain_6_a_later_reply_never_moves_the_first_response() -> None:
    update = Spoken(id="later", at=MONDAY + timedelta(hours=6), by=BEN, gave=Response.ANSWER)
    known = [replace(one, ours=(*one.ours, update)) for one in several([2] * 5)]

    assert told(*known).first.wall.median == 2 * MINUTE


def test_a_one_click_holding_reply_cannot_win_the_chart() -> None:
    answer = Spoken(id="x", at=MONDAY + timedelta(hours=1), by=ANA, gave=Response.ANSWER)
    held = [replace(one, ours=(*one.ours, answer)) for one in several([0.5] * 6, gave=Response.HOLDING)]
    found = told(*held)

    assert found.by_response[Response.HOLDING].answered == 6
    assert found.by_response[Response.ANSWER].answered == 0
    assert (found.first.wall.median, found.to_useful.median) == (0.5 * MINUTE, 60 * MINUTE)


def test_agents_are_named_only_from_the_moment_it_was_announced() -> None:
    announced = replace(POLICY, agents_since=MONDAY + timedelta(days=1))
    before, after = several([1] * 6), several([2] * 5, at=MONDAY + timedelta(days=2))

    assert told(*before, *after).per_agent == ()
    assert [row.answered for row in told(*before, *after, policy=announced).per_agent] == [5]


def test_a_mystery_shopper_is_in_no_figure() -> None:
    found = told(*several([2] * 5), *several([600] * 5, synthetic=True))

    assert (found.conversations, found.first.wall.median, found.synthetic) == (5, 2 * MINUTE, 5)


def test_one_channel_is_reported_alone() -> None:
    found = told(*several([2] * 5), *several([50] * 5, channel=BILLING), channel=BILLING)

    assert [row.name for row in found.per_channel] == [BILLING]
    assert found.first.wall.median == 50 * MINUTE


def test_a_bad_shift_is_named() -> None:
    night = MONDAY.replace(hour=22)
    found = told(*several([2] * 20), *several([95] * 5, at=night), *several([3] * 5, channel=BILLING))

    assert [row.name for row in found.stands_out] == ["22:00"]


def test_the_same_middle_with_another_spread_is_another_grade() -> None:
    even, erratic = told(*several([9, 10, 10, 10, 11])), told(*several([0.5, 1, 10, 60, 600]))

    assert even.first.wall.median == erratic.first.wall.median
    assert (even.first.steadiness, erratic.first.steadiness) == ("steady", "erratic")


@pytest.mark.parametrize(
    ("zone", "weekday", "hour"),
    [
        pytest.param("UTC", 0, 9, id="in UTC it is nine"),
        pytest.param("Asia/Tokyo", 0, 18, id="in Tokyo it is six in the evening"),
        pytest.param("Pacific/Kiritimati", 0, 23, id="in Kiritimati it is nearly midnight"),
        pytest.param("America/Los_Angeles", 0, 1, id="in Los Angeles it is night"),
    ],
)
def test_the_heat_map_is_in_the_leads_own_hours(zone: str, weekday: int, hour: int) -> None:
    found = told(*several([2] * 5), zone=zone)

    asked = [(cell.weekday, cell.hour, cell.asked) for cell in found.heat if cell.asked]
    assert len(found.heat) == 168
    assert asked == [(weekday, hour, 5)]


def test_hours_with_traffic_and_nobody_there_are_red_and_no_others() -> None:
    sunday = datetime(2026, 3, 8, 11, 0, tzinfo=UTC)
    found = told(*several([2] * 5), *several([900] * 3, at=sunday), policy=OFFICE, zone="Europe/Berlin")

    assert [(cell.weekday, cell.hour, cell.uncovered) for cell in found.uncovered] == [(6, 12, 3)]


def test_asking_again_makes_the_same_minutes_feel_longer() -> None:
    at = MONDAY
    quiet = talk(30, theirs=(at, at + timedelta(seconds=40)))
    chased = talk(30, theirs=(at, at + timedelta(minutes=12)))
    again = talk(30, again=True)

    now = MONDAY + timedelta(days=1)
    assert perceived(quiet, now) == 30
    assert perceived(chased, now) == perceived(again, now) == 37.5


def test_nothing_at_all_is_no_error() -> None:
    found = report(Facts(), {HELP: Policy(staff_channel="s")}, MONDAY, MONDAY + timedelta(days=1))

    assert (found.conversations, found.first.wall.n, found.stands_out) == (0, 0, ())
