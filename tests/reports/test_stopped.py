"""A kind of nudge that somebody leaves again and again is told in the digest, without a name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.record import NoticeState
from bot.reports.facts import Reminded
from bot.reports.use import stopped

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def reminded(hour: int, to: str = "slack:T1/ana", *, left: bool = True, kind: str = "thanks") -> Reminded:
    return Reminded(
        conversation=1,
        channel="slack:T1/C1",
        kind=kind,
        state=NoticeState.DONE,
        shown_at=NINE + timedelta(hours=hour),
        to=(to,),
        left=left,
    )


def test_three_left_in_a_row_by_one_person_are_told() -> None:
    assert stopped([reminded(hour) for hour in range(3)]) == ("thanks",)


def test_one_that_was_acted_on_in_between_begins_anew() -> None:
    assert stopped([reminded(0), reminded(1, left=False), reminded(2), reminded(3)]) == ()


def test_those_of_two_people_are_not_added_up() -> None:
    assert stopped([reminded(0), reminded(1), reminded(2, to="slack:T1/ben")]) == ()
