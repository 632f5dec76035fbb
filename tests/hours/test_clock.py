"""`python -m bot clock`: words in, an explained deadline out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.business_hours import clock
from bot.business_hours.hours import ALWAYS, HoursError
from bot.lengths import DurationError, parse_duration

OFFICE = "Mon-Fri 09:00-12:00,13:00-18:00"


@dataclass(frozen=True, slots=True)
class Christmas:
    """A place whose only holiday is 25 December."""

    place: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day.month, day.day) == (12, 25)


CHRISTMAS: dict[str, Any] = {"holidays": "XX", "places": Christmas}


def test_the_answer_tells_every_moment_in_utc_and_locally() -> None:
    told = clock.answer(
        hours=OFFICE, zone="Europe/Berlin", start="2026-12-23T17:50", target="15m", **CHRISTMAS
    )

    assert told["deadline"] == {"utc": "2026-12-24T08:05:00+00:00", "local": "2026-12-24T09:05:00+01:00"}
    assert told["warnings"] == [
        {"at": {"utc": "2026-12-24T08:02:00+00:00", "local": "2026-12-24T09:02:00+01:00"}, "share": 0.8}
    ]
    assert [each["reason"] for each in told["skipped"]] == ["closed: after hours until Thu 09:00"]
    assert json.loads(json.dumps(told)) == told


def test_a_holiday_on_the_way_is_named() -> None:
    told = clock.answer(
        hours=OFFICE, zone="Europe/Berlin", start="2026-12-24T17:50", target="15m", **CHRISTMAS
    )

    assert told["deadline"]["local"] == "2026-12-28T09:05:00+01:00"
    assert "holiday: 25 December" in [each["reason"] for each in told["skipped"]]


def test_a_date_of_ones_own_closes_the_spans_that_begin_on_it() -> None:
    told = clock.answer(
        hours="Mon-Fri 22:00-06:00",
        zone="Europe/Berlin",
        start="2026-12-23T05:50",
        target="15m",
        closed="2026-12-23",
    )

    assert told["deadline"]["local"] == "2026-12-24T22:05:00+01:00"
    assert "holiday: 23 December" in [each["reason"] for each in told["skipped"]]


def test_a_start_with_an_offset_keeps_it() -> None:
    told = clock.answer(hours=OFFICE, zone="Europe/Berlin", start="2026-12-22T09:00:00Z", target="15m")

    assert told["start"]["local"] == "2026-12-22T10:00:00+01:00"
    assert told["skipped"] == []


def test_warnings_come_in_order() -> None:
    start = datetime(2026, 12, 22, tzinfo=UTC)

    told = clock.explain(ALWAYS, start, timedelta(minutes=10), warnings=(0.9, 0.5))

    assert [(each["share"], each["at"]["utc"][11:16]) for each in told["warnings"]] == [
        (0.5, "00:05"),
        (0.9, "00:09"),
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15m", 15),
        ("1h30m", 90),
        ("90s", 1.5),
        ("2d", 2880),
        (" 1 H 5 min ", 65),
        ("15 minutes", 15),
        ("1 hour 30 mins", 90),
        ("2 days", 2880),
        ("90 seconds", 1.5),
        ("1d2h3m4s", 1563 + 4 / 60),
    ],
)
def test_a_duration_is_read_as_people_write_it(text: str, minutes: float) -> None:
    assert parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "15", "soon", "-5m", "1.5h", "30m1h", "9" * 5000 + "d", "٣m"])
def test_a_duration_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(DurationError, match="Write it like 15m, 1h30m, 90s or 2d"):
        parse_duration(text)


@pytest.mark.parametrize("target", [timedelta(), timedelta(minutes=-1), timedelta(days=365)])
def test_a_target_of_nothing_or_a_year_is_refused(target: timedelta) -> None:
    with pytest.raises(HoursError, match="longer than nothing and at most 90 days"):
        clock.checked_target(target)


@pytest.mark.parametrize("share", [0, 1, 1.5, -0.2, float("nan")])
def test_a_warning_that_warns_nobody_is_refused(share: float) -> None:
    with pytest.raises(HoursError, match=r"Use a share like 0\.8"):
        clock.explain(ALWAYS, datetime(2026, 12, 22, tzinfo=UTC), timedelta(minutes=15), (share,))


@pytest.mark.parametrize("start", ["", "yesterday", "2026-13-01T00:00", "17:50"])
def test_a_start_that_cannot_be_read_says_how_to_write_it(start: str) -> None:
    with pytest.raises(HoursError, match="Write it like 2026-12-23T17:50"):
        clock.read_start(start, "Europe/Berlin")
