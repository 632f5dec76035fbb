"""Weekly spans, read from and written as words."""

from __future__ import annotations

from datetime import time

import pytest

from bot.business_hours.spans import EVERY_HOUR, HoursError, Span, read_spans, write_spans


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00", id="a working week"),
        pytest.param(
            "mon-fri 9:00-12:00, 13:00-18:00 ; sat 10:00-14:00;",
            "Mon-Fri 09:00-12:00,13:00-18:00; Sat 10:00-14:00",
            id="a lunch break, with case and blanks as they come",
        ),
        pytest.param("Sun 22:00-06:00", "Sun 22:00-06:00", id="a night belongs to the day it begins on"),
        pytest.param(
            "Monday – Wednesday 09:00–17:00", "Mon-Wed 09:00-17:00", id="full names and long dashes"
        ),
        pytest.param("Sat-Mon 10:00-12:00", "Mon 10:00-12:00; Sat-Sun 10:00-12:00", id="a range over Sunday"),
        pytest.param(
            "Mon,Wed, Fri 08:00-24:00", "Mon 08:00-24:00; Wed 08:00-24:00; Fri 08:00-24:00", id="a list"
        ),
        pytest.param("Tue 07:30-07:30", "Tue 07:30-07:30", id="24 hours from half past seven"),
        pytest.param("Mon-Sun 00:00-24:00", "always", id="every hour has one name"),
        pytest.param("Always", "always", id="always"),
        pytest.param("24/7", "always", id="round the clock"),
        pytest.param("daily 9-17", "Mon-Sun 09:00-17:00", id="every day, in whole hours"),
        pytest.param("Weekdays 18-24", "Mon-Fri 18:00-24:00", id="working days until midnight"),
        pytest.param("Mo-Th, Sa 09:00-17:00", "Mon-Thu 09:00-17:00; Sat 09:00-17:00", id="two letters"),
        pytest.param("Sun 22:00-06:00; Mon 06:00-09:00", "Mon 06:00-09:00; Sun 22:00-06:00", id="touching"),
    ],
)
def test_hours_are_read_as_people_write_them_and_written_in_one_way(text: str, written: str) -> None:
    assert write_spans(read_spans(text)) == written
    assert read_spans(written) == read_spans(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param(" ", "hours are empty", id="nothing"),
        pytest.param(";;", "never open", id="only separators"),
        pytest.param(
            "Mon-Fri", '"Mon-Fri" is not a day with hours. Write them like', id="days without hours"
        ),
        pytest.param("09:00-17:00", '"09:00-17:00" is not a day with hours', id="hours without days"),
        pytest.param("M 09:00-17:00", '"M" is not a weekday. Write Mon, Tue', id="one letter"),
        pytest.param("Mon-Feb 09:00-17:00", '"Feb" is not a weekday', id="a month"),
        pytest.param("Mon 9am-5pm", '"9am" is not a time of day. Write it like 09:00', id="half days"),
        pytest.param("Mon 09:00-25:00", '"25:00" is not a time of day', id="an hour that no day has"),
        pytest.param("Mon 09:00-24:30", '"24:30" is not a time of day', id="after the end of the day"),
        pytest.param("Mon 09:00", "has no end. Write when it opens and when it closes", id="no end"),
        pytest.param(
            "Mon 09:00-12:00,11:30-13:00", "Mon 09:00-12:00 and Mon 11:30-13:00 overlap", id="overlap"
        ),
        pytest.param("Mon 09:00-12:00; Mon 09:00-12:00", "overlap", id="the same span twice"),
        pytest.param("Mon 22:00-06:00; Tue 05:00-09:00", "overlap", id="overlap past midnight"),
        pytest.param(
            "Sun 22:00-06:00; Mon 05:00-09:00", "overlap. End the first at 05:00", id="overlap round the week"
        ),
    ],
)
def test_hours_that_cannot_be_used_are_refused_with_what_to_change(text: str, advice: str) -> None:
    with pytest.raises(HoursError) as refused:
        read_spans(text)

    assert advice in str(refused.value)


def test_a_span_keeps_to_whole_minutes_of_a_weekday() -> None:
    with pytest.raises(HoursError, match="0 for Monday to 6 for Sunday"):
        Span(7, time(9), time(17))
    with pytest.raises(HoursError, match="whole minute"):
        Span(0, time(9, 0, 30), time(17))


def test_every_hour_is_seven_whole_days() -> None:
    assert len(EVERY_HOUR) == 7
    assert {str(span) for span in EVERY_HOUR} >= {"Mon 00:00-24:00", "Sun 00:00-24:00"}
