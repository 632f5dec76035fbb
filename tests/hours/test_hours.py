"""When the desk is open, until when a target runs, and which time did not count."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.business_hours.hours import ALWAYS, Calendar, Hours, HoursError, Schedules

BERLIN = "Europe/Berlin"
OFFICE = Hours.parse("Mon-Fri 09:00-12:00,13:00-18:00", BERLIN, [date(2026, 12, 25)])
NIGHTS = Hours.parse("Sun-Thu 22:00-06:00", BERLIN, [date(2026, 12, 24)])


def at(reading: str, zone: str = BERLIN, *, second: bool = False) -> datetime:
    """Return when the wall in `zone` reads this; `second` is the second time that it does.

    In UTC, because Python calls no two times of different zones equal while one of them is repeated.
    """
    return datetime.fromisoformat(reading).replace(tzinfo=ZoneInfo(zone), fold=int(second)).astimezone(UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("hours", "start", "target", "due"),
    [
        pytest.param(OFFICE, "2026-12-22T10:00", 15, "2026-12-22T10:15", id="within a span it is plain time"),
        pytest.param(
            OFFICE, "2026-12-23T17:50", 15, "2026-12-24T09:05", id="pain 4: the night does not count"
        ),
        pytest.param(
            OFFICE,
            "2026-12-22T11:50",
            15,
            "2026-12-22T13:05",
            id="pain 5: several spans a day, and the break between does not count",
        ),
        pytest.param(
            OFFICE, "2026-12-24T17:50", 15, "2026-12-28T09:05", id="pain 5: nor holiday and weekend"
        ),
        pytest.param(
            OFFICE, "2026-12-22T17:45", 15, "2026-12-22T18:00", id="used up at closing, it ends then"
        ),
        pytest.param(
            OFFICE, "2026-12-22T18:00", 15, "2026-12-23T09:15", id="asked at closing, it runs next day"
        ),
        pytest.param(
            OFFICE, "2026-12-26T11:00", 15, "2026-12-28T09:15", id="pain 6: asked on Saturday, due on Monday"
        ),
        pytest.param(OFFICE, "2026-12-22T10:00", 0, "2026-12-22T10:00", id="no target has passed at once"),
        pytest.param(
            NIGHTS, "2026-12-21T23:50", 15, "2026-12-22T00:05", id="pain 5: a span runs past midnight"
        ),
        pytest.param(
            NIGHTS, "2026-12-24T05:50", 15, "2026-12-27T22:05", id="Thursday's holiday closes its night"
        ),
        pytest.param(NIGHTS, "2026-12-24T04:00", 15, "2026-12-24T04:15", id="and leaves Wednesday's open"),
        pytest.param(ALWAYS, "2026-12-24T23:50", 15, "2026-12-25T00:05", id="always is wall-clock time"),
    ],
)
def test_a_target_runs_in_open_hours_only(hours: Hours, start: str, target: int, due: str) -> None:
    deadline = hours.deadline(at(start), minutes(target))

    assert deadline == at(due)
    assert deadline.tzinfo is UTC
    assert hours.elapsed(at(start), deadline) == minutes(target)


def test_seconds_and_their_fractions_are_kept() -> None:
    start = at("2026-12-23T17:59:30.250")

    assert OFFICE.deadline(start, timedelta(seconds=90)) == at("2026-12-24T09:01:00.250")
    assert OFFICE.elapsed(start, at("2026-12-24T09:00:10")) == timedelta(seconds=39.75)


@pytest.mark.parametrize(
    ("text", "start", "target", "due"),
    [
        pytest.param(
            "Sun 02:30-08:00", "2026-03-29T00:00", 15, "2026-03-29T03:15", id="begins in the skipped hour"
        ),
        pytest.param(
            "Sun 01:00-02:30", "2026-03-29T01:30", 30, "2026-03-29T03:00", id="ends in the skipped hour"
        ),
        pytest.param(
            "Sun 02:10-02:50", "2026-03-29T00:00", 15, "2026-04-05T02:25", id="lies in the skipped hour"
        ),
        pytest.param(
            "Sat 22:00-06:00", "2026-03-28T22:00", 7 * 60, "2026-03-29T06:00", id="a night an hour short"
        ),
        pytest.param(
            "Sat 22:00-06:00", "2026-10-24T22:00", 9 * 60, "2026-10-25T06:00", id="a night an hour long"
        ),
    ],
)
def test_hours_follow_the_clock_on_the_wall_when_it_changes(
    text: str, start: str, target: int, due: str
) -> None:
    assert Hours.parse(text, BERLIN).deadline(at(start), minutes(target)) == at(due)


def test_a_span_within_the_repeated_hour_opens_twice() -> None:
    hours = Hours.parse("Sun 02:15-02:45", BERLIN)
    first, second = at("2026-10-25T02:20"), at("2026-10-25T02:20", second=True)

    assert hours.is_open(first)
    assert hours.is_open(second)
    assert hours.elapsed(first, second) == minutes(30)
    assert hours.opens_after(at("2026-10-25T02:45")) == at("2026-10-25T02:15", second=True)


@pytest.mark.parametrize(
    ("reading", "is_open", "opens"),
    [
        pytest.param("2026-12-22T09:00", True, "2026-12-22T09:00", id="at the minute of opening"),
        pytest.param("2026-12-22T11:59:59", True, "2026-12-22T11:59:59", id="until the last second"),
        pytest.param("2026-12-22T12:00", False, "2026-12-22T13:00", id="not at the minute of closing"),
        pytest.param("2026-12-25T10:00", False, "2026-12-28T09:00", id="not on a closed date"),
    ],
)
def test_the_desk_knows_whether_it_is_open_and_when_it_next_is(
    reading: str, is_open: bool, opens: str
) -> None:
    assert OFFICE.is_open(at(reading)) is is_open
    assert OFFICE.opens_after(at(reading)) == at(opens)


def test_the_zone_a_time_comes_in_changes_nothing() -> None:
    in_tokyo = at("2026-12-23T17:50").astimezone(ZoneInfo("Asia/Tokyo"))

    assert OFFICE.deadline(in_tokyo, minutes(15)) == at("2026-12-24T09:05")


def test_no_time_passes_backwards() -> None:
    assert OFFICE.elapsed(at("2026-12-22T10:00"), at("2026-12-22T09:30")) == timedelta()
    assert OFFICE.skipped(at("2026-12-22T20:00"), at("2026-12-22T19:00")) == ()


def told(hours: Calendar, start: str, end: str) -> list[tuple[str, str, str]]:
    zone = ZoneInfo(hours.home)
    return [
        (f"{each.since.astimezone(zone):%a %H:%M}", f"{each.until.astimezone(zone):%a %H:%M}", each.reason)
        for each in hours.skipped(at(start), at(end))
    ]


def test_each_closed_stretch_says_why_and_a_holiday_is_told_apart() -> None:
    assert told(OFFICE, "2026-12-24T11:00", "2026-12-28T09:05") == [
        ("Thu 12:00", "Thu 13:00", "closed: break until Thu 13:00"),
        ("Thu 18:00", "Fri 09:00", "closed: after hours until Mon 09:00"),
        ("Fri 09:00", "Fri 18:00", "holiday: 25 December"),
        ("Fri 18:00", "Mon 09:00", "closed: after hours until Mon 09:00"),
    ]


def test_a_stretch_that_has_not_ended_yet_names_the_real_opening() -> None:
    assert told(OFFICE, "2026-12-22T12:10", "2026-12-22T12:20") == [
        ("Tue 12:10", "Tue 12:20", "closed: break until Tue 13:00")
    ]
    assert told(OFFICE, "2026-12-22T03:00", "2026-12-22T04:00") == [
        ("Tue 03:00", "Tue 04:00", "closed: after hours until Tue 09:00")
    ]


def test_an_opening_more_than_a_week_away_carries_its_date() -> None:
    between_the_years = [date(2026, 12, day) for day in range(24, 32)] + [date(2027, 1, 1)]
    hours = Hours.parse("Mon-Fri 09:00-17:00", BERLIN, between_the_years)

    assert told(hours, "2026-12-23T17:00", "2026-12-24T01:00") == [
        ("Wed 17:00", "Thu 01:00", "closed: after hours until Mon 4 January 09:00")
    ]


def test_a_holiday_night_is_closed_into_the_next_morning() -> None:
    assert ("Thu 22:00", "Fri 06:00", "holiday: 24 December") in told(
        NIGHTS, "2026-12-24T05:00", "2026-12-27T23:00"
    )


def test_teams_that_follow_the_sun_are_one_calendar() -> None:
    sydney = Hours.parse("Mon-Fri 09:00-17:00", "Australia/Sydney")
    sun = Schedules((OFFICE, sydney))

    # 17 h in Berlin is 03:00 of the next day in Sydney, which opens at 23:00 in Berlin.
    assert sun.deadline(at("2026-12-22T17:50"), minutes(15)) == at("2026-12-22T23:05")
    assert sun.is_open(at("2026-12-23T05:00"))
    assert sun.opens_after(at("2026-12-22T18:30")) == at("2026-12-23T09:00", "Australia/Sydney")
    assert sun.elapsed(at("2026-12-22T17:00"), at("2026-12-23T00:00")) == minutes(120)
    assert told(sun, "2026-12-22T17:00", "2026-12-23T00:00") == [
        ("Tue 18:00", "Tue 23:00", "closed: after hours until Tue 23:00")
    ]


def test_hours_that_two_teams_share_count_once() -> None:
    twice = Schedules((OFFICE, Hours.parse("Mon-Fri 08:00-17:00", "Europe/London")))

    assert twice.elapsed(at("2026-12-22T00:00"), at("2026-12-23T00:00")) == minutes(9 * 60)


def test_a_holiday_of_one_team_costs_nothing_while_another_is_there() -> None:
    sun = Schedules((OFFICE, Hours.parse("Fri 10:00-12:00", BERLIN)))

    assert told(sun, "2026-12-25T09:00", "2026-12-25T18:00") == [
        ("Fri 09:00", "Fri 10:00", "holiday: 25 December"),
        ("Fri 12:00", "Fri 18:00", "holiday: 25 December"),
    ]


def test_one_schedule_written_and_read_again_is_the_same() -> None:
    again = Hours.parse(OFFICE.text(), OFFICE.zone, OFFICE.closed)

    assert again == OFFICE
    assert hash(again) == hash(OFFICE)
    assert ALWAYS.text() == "always"
    assert Schedules((OFFICE, ALWAYS)).text() == f"{OFFICE.text()} @ {BERLIN} | always @ UTC"


@pytest.mark.parametrize(
    ("zone", "advice"),
    [
        pytest.param("Europe/Berln", "like Europe/Berlin", id="a slip of the pen"),
        pytest.param("Berlin", "like Europe/Berlin", id="a city alone"),
        pytest.param("", "Europe/Berlin, America/New_York or UTC", id="nothing"),
        pytest.param("../../etc/passwd", "Europe/Berlin, America/New_York or UTC", id="a path"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_nearest(zone: str, advice: str) -> None:
    with pytest.raises(HoursError, match=re.escape(advice)):
        Hours.parse("always", zone)


def test_hours_that_never_open_are_refused_not_searched_for_ever() -> None:
    shut = Hours.parse(
        "Mon 09:00-17:00", BERLIN, [date(2026, 1, 5) + timedelta(weeks=week) for week in range(99)]
    )

    with pytest.raises(HoursError, match="do not open within a year of 2026-02-01"):
        shut.deadline(at("2026-02-01T00:00"), minutes(15))
    with pytest.raises(HoursError, match="Check the closed dates, or open more hours"):
        shut.opens_after(at("2026-02-01T00:00"))
    assert [each.reason for each in shut.skipped(at("2026-02-03T00:00"), at("2026-02-04T00:00"))] == [
        "closed: does not open within a year"
    ]


def test_hours_without_a_span_or_a_schedule_are_refused() -> None:
    with pytest.raises(HoursError, match="never open"):
        Hours(zone=BERLIN, spans=())
    with pytest.raises(HoursError, match="no schedule"):
        Schedules(())


def test_a_target_the_year_has_no_room_for_is_refused() -> None:
    hours = Hours.parse("Mon 09:00-10:00", BERLIN)

    with pytest.raises(HoursError, match="Shorten the target, or open more hours"):
        hours.deadline(at("2026-02-01T00:00"), timedelta(hours=60))
    with pytest.raises(HoursError, match="shorter than nothing"):
        hours.deadline(at("2026-02-01T00:00"), -minutes(1))


def test_a_time_without_a_zone_or_out_of_reach_is_refused() -> None:
    naive = datetime.fromisoformat("2026-12-22T10:00")

    for ask in (OFFICE.is_open, OFFICE.opens_after):
        with pytest.raises(HoursError, match=re.escape("Write it like 2026-12-22T10:00:00+00:00")):
            ask(naive)
    with pytest.raises(HoursError, match="no time zone"):
        OFFICE.elapsed(at("2026-12-22T10:00"), naive)
    with pytest.raises(HoursError, match="too far away"):
        OFFICE.is_open(datetime.max.replace(tzinfo=UTC))
