"""Holidays by country and region, and the whole days of an iCal file."""

from __future__ import annotations

from datetime import date

import pytest

from bot.business_hours.calendars import holiday_dates, ical_dates
from bot.business_hours.hours import HoursError

YEARS = range(2026, 2028)


def ical(*events: str) -> str:
    bodies = (
        f"BEGIN:VEVENT\r\n{event.strip().replace('|', chr(13) + chr(10))}\r\nEND:VEVENT" for event in events
    )
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *bodies, "END:VCALENDAR", ""])


def days(text: str) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in ical_dates(text, YEARS)]


def test_a_country_closes_its_public_holidays_and_a_region_its_own() -> None:
    country, region = holiday_dates("DE", [2026]), holiday_dates("de-by", [2026])

    assert country[date(2026, 12, 25)]
    assert date(2026, 12, 24) not in country
    assert date(2026, 1, 6) in region
    assert date(2026, 1, 6) not in country


@pytest.mark.parametrize(
    ("place", "advice"),
    [
        pytest.param("Germany", "two-letter country code such as DE", id="a name"),
        pytest.param("XX", 'no holidays for "XX"', id="no country"),
        pytest.param("", "two-letter country code", id="nothing"),
        pytest.param("DE-XX", "Known regions: BB, BE", id="an unknown region"),
        pytest.param("VA-1", "none: leave the region out", id="a country without regions"),
    ],
)
def test_an_unknown_country_or_region_is_refused_with_what_to_write(place: str, advice: str) -> None:
    with pytest.raises(HoursError) as refused:
        holiday_dates(place, YEARS)

    assert advice in str(refused.value)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param("DTSTART;VALUE=DATE:20261224", ["2026-12-24"], id="a date alone"),
        pytest.param(
            "DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261226",
            ["2026-12-24", "2026-12-25"],
            id="the end is the first day it no longer covers",
        ),
        pytest.param(
            'DTSTART;TZID="(UTC+01:00) Berlin: Rom":20261224T000000|DTEND;TZID=x:20261225T000000',
            ["2026-12-24"],
            id="midnights with a zone are a whole day",
        ),
        pytest.param("DTSTART;VALUE=DATE:20261224|DURATION:P2D", ["2026-12-24", "2026-12-25"], id="a length"),
        pytest.param("DTSTART:20261224T100000Z|DTEND:20261224T110000Z", [], id="a meeting closes nothing"),
        pytest.param("DTSTART:20261224T000000Z|DURATION:PT1H", [], id="nor does an hour at midnight"),
        pytest.param(
            "DTSTART:20261224T090000Z|RRULE:FREQ=HOURLY", [], id="nor a meeting that repeats hourly"
        ),
        pytest.param("DTSTART;VALUE=DATE:20261224|STATUS:CANCELLED", [], id="nor a cancelled event"),
        pytest.param("SUMMARY:no start", [], id="nor an event without a start"),
        pytest.param(
            "DTSTART;VALUE=DATE:20100101|RRULE:FREQ=YEARLY", ["2026-01-01", "2027-01-01"], id="every year"
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20101125|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            ["2026-11-26", "2027-11-25"],
            id="the fourth Thursday of November",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20260105|RRULE:FREQ=WEEKLY;UNTIL=20260119T120000Z|EXDATE;VALUE=DATE:20260112",
            ["2026-01-05", "2026-01-19"],
            id="until a time with a zone, with one exception",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20260105|RRULE:FREQ=DAILY;COUNT=2",
            ["2026-01-05", "2026-01-06"],
            id="so many times",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20251230|DTEND;VALUE=DATE:20260103|RRULE:FREQ=YEARLY;COUNT=1",
            ["2026-01-01", "2026-01-02"],
            id="only the years asked for",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20201231|DTEND;VALUE=DATE:20210102|RRULE:FREQ=YEARLY",
            ["2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31"],
            id="a repeating event that reaches into the first year",
        ),
        pytest.param(
            "DTSTART;VALUE=DATE:20260105|RDATE;VALUE=DATE:20260301,20260401",
            ["2026-01-05", "2026-03-01", "2026-04-01"],
            id="dates listed one by one",
        ),
        pytest.param("DTSTART;VALUE=DATE:99991231|DURATION:P9999W", [], id="the end of time"),
        pytest.param(
            "DTSTART;VALUE=DATE:20261224|BEGIN:VALARM|DURATION:PT5M|SUMMARY:beep|END:VALARM",
            ["2026-12-24"],
            id="an alarm within an event is not the event",
        ),
    ],
)
def test_whole_days_of_an_ical_file_are_dates(event: str, expected: list[str]) -> None:
    assert days(ical(event)) == expected


def test_a_moved_instance_closes_its_new_day_and_opens_its_old_one() -> None:
    series = "UID:offsite|DTSTART;VALUE=DATE:20260105|RRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:offsite|RECURRENCE-ID;VALUE=DATE:20260112|DTSTART;VALUE=DATE:20260114"

    assert days(ical(series, moved)) == ["2026-01-05", "2026-01-14"]


def test_titles_are_kept_over_folded_lines_and_escapes() -> None:
    text = ical("DTSTART;VALUE=DATE:20261224|SUMMARY:Team off|  site\\, all of us")

    assert ical_dates("\ufeff" + text, YEARS) == {date(2026, 12, 24): "Team off site, all of us"}


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param("<html>Sign in</html>", "no iCal file", id="a login page"),
        pytest.param(
            ical("DTSTART;VALUE=DATE:2026-12-24"), '"2026-12-24" in the iCal file is not a date', id="a date"
        ),
        pytest.param(
            ical("DTSTART:20261224|RRULE:FREQ=SOMETIMES"), "repeats in a way I cannot read", id="a rule"
        ),
        pytest.param(
            ical("DTSTART:20261224|RRULE:FREQ=SECONDLY"), "repeats within one day", id="every second"
        ),
        pytest.param(
            ical("DTSTART:20261224|RRULE:FREQ=DAILY;INTERVAL=0"), "repeats within one day", id="no interval"
        ),
        pytest.param(ical("DTSTART:20261224|DURATION:two days"), "not a length of time", id="a length"),
    ],
)
def test_an_ical_file_that_cannot_be_read_is_refused_with_what_to_do(text: str, advice: str) -> None:
    with pytest.raises(HoursError) as refused:
        ical_dates(text, YEARS)

    assert advice in str(refused.value)
    assert "Export the calendar again" in str(refused.value)
