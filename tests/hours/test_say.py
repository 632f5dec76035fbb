"""Times as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.say import clock_time, waited

NOW = datetime(2026, 12, 23, 14, 7, tzinfo=UTC)  # a Wednesday, 15:07 in Berlin


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=-4), "0 s"),
        (timedelta(seconds=45.9), "45 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=41, seconds=59), "41 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=1, minutes=20), "1 h 20 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=1, hours=3, minutes=50), "1 day 3 h"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=14, hours=17), "14 days"),
    ],
)
def test_a_wait_is_told_in_the_words_of_its_size(length: timedelta, words: str) -> None:
    assert waited(length) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(datetime(2026, 12, 23, 15, 0, tzinfo=UTC), "16:00", id="today"),
        pytest.param(datetime(2026, 12, 23, 8, 0, tzinfo=UTC), "09:00", id="earlier today"),
        pytest.param(
            datetime(2026, 12, 23, 23, 30, tzinfo=UTC), "tomorrow 00:30", id="tomorrow there, today in UTC"
        ),
        pytest.param(datetime(2026, 12, 22, 7, 30, tzinfo=UTC), "yesterday 08:30", id="yesterday"),
        pytest.param(datetime(2026, 12, 28, 8, 0, tzinfo=UTC), "Mon 09:00", id="in the coming six days"),
        pytest.param(datetime(2026, 12, 30, 8, 0, tzinfo=UTC), "30 Dec 09:00", id="a week away"),
        pytest.param(
            datetime(2026, 12, 21, 8, 0, tzinfo=UTC), "21 Dec 09:00", id="a weekday that has passed"
        ),
        pytest.param(datetime(2027, 1, 4, 8, 0, tzinfo=UTC), "4 Jan 2027 09:00", id="another year"),
    ],
)
def test_a_moment_is_told_relative_to_now_where_the_reader_is(at: datetime, words: str) -> None:
    assert clock_time(at, "Europe/Berlin", now=NOW) == words
