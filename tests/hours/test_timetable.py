"""Business hours as one text: the store, the form and the command line read and write the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.business_hours.calendars import HolidaysOf
from bot.business_hours.hours import HoursError
from bot.business_hours.timetable import (
    MOST_SCHEDULES,
    no_places,
    read_dates,
    read_timetable,
    write_dates,
    write_timetable,
)

SUN = (
    "Mon-Fri 09:00-17:00 @ Europe/Berlin holidays DE-BY | Mon-Fri 09:00-17:00 @ America/New_York holidays US"
)
BAVARIAN = datetime(2027, 1, 6, 9, tzinfo=UTC)  # Epiphany: a holiday in Bavaria, not in New York


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("always @ UTC", id="always open"),
        pytest.param("Mon-Fri 09:00-12:00,13:00-18:00; Sat 22:00-06:00 @ Asia/Kathmandu", id="one schedule"),
        pytest.param(SUN, id="two teams with holidays of their own"),
    ],
)
def test_what_is_written_reads_back_the_same(text: str) -> None:
    assert write_timetable(read_timetable(text, HolidaysOf)) == text


def test_a_part_without_zone_or_holidays_takes_those_of_the_form() -> None:
    calendar = read_timetable("Mon 09:00-17:00", HolidaysOf, zone="Europe/Berlin", holidays="DE, AT")

    assert write_timetable(calendar) == "Mon 09:00-17:00 @ Europe/Berlin holidays DE, AT"


def test_teams_that_follow_the_sun_have_holidays_of_their_own() -> None:
    calendar = read_timetable(SUN, HolidaysOf)

    assert not calendar.is_open(BAVARIAN)
    assert calendar.is_open(BAVARIAN.replace(hour=15))


def test_own_dates_close_every_schedule() -> None:
    calendar = read_timetable(SUN, HolidaysOf, closed=iter([date(2027, 3, 1)]))

    assert not any(calendar.is_open(datetime(2027, 3, 1, hour, tzinfo=UTC)) for hour in (9, 15, 20))


def test_holidays_of_years_to_come_need_no_new_setting() -> None:
    calendar = read_timetable("Mon-Fri 09:00-17:00 @ UTC holidays DE", HolidaysOf)

    due = calendar.deadline(datetime(2027, 12, 31, 16, 55, tzinfo=UTC), timedelta(minutes=15))

    assert due == datetime(2028, 1, 3, 9, 10, tzinfo=UTC)  # Friday evening, a holiday on Saturday, Monday


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("Mon 09:00-17:00 @ Nowhere/Town", "I know no time zone", id="an unknown zone"),
        pytest.param("Mon 09:00-17:00 holidays XX", "I know no holidays", id="an unknown country"),
        pytest.param(" | ", "The hours are empty", id="nothing but bars"),
        pytest.param("|".join(["always"] * (MOST_SCHEDULES + 1)), "At most", id="too many schedules"),
    ],
)
def test_what_cannot_be_read_says_what_to_change(text: str, sentence: str) -> None:
    with pytest.raises(HoursError, match=sentence):
        read_timetable(text, HolidaysOf)


def test_a_desk_without_holidays_says_so() -> None:
    with pytest.raises(HoursError, match="by hand"):
        no_places("DE")


@given(st.frozensets(st.dates(date(2026, 1, 1), date(2027, 1, 1)), max_size=60))
def test_dates_written_read_back_the_same(days: frozenset[date]) -> None:
    assert read_dates(write_dates(days)) == days


@pytest.mark.parametrize("text", ["2026-13-01", "2026-12-27..2026-12-24", "2026-01-01..2028-01-01"])
def test_dates_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(HoursError):
        read_dates(text)
