"""Hours with traffic and nobody on: hours, quiet hours and duty each take somebody away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.business_hours.hours import Hours
from bot.policy import Policy
from bot.reports.coverage import staffed_by
from bot.reports.facts import Talk
from bot.roster.duty import Duty, Roster, State

DAYS = Hours.parse("Mon-Fri 08:00-18:00", "UTC")
MORNINGS = Hours.parse("Mon-Fri 08:00-12:00", "UTC")
NAMED = Policy(staff_channel="memory:staff", owner="memory:dana", hours=DAYS)
TEN, THREE = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (10, 15))


@pytest.mark.parametrize(
    ("policy", "duties", "at", "there"),
    [
        pytest.param(NAMED, (), TEN, True, id="in open hours the owner is there"),
        pytest.param(NAMED, (), TEN + timedelta(hours=12), False, id="in closed hours nobody is"),
        pytest.param(
            replace(NAMED, quiet_hours=Hours.parse("Mon-Fri 14:00-16:00", "UTC")),
            (),
            THREE,
            False,
            id="in quiet hours nobody is pinged",
        ),
        pytest.param(
            NAMED,
            (Duty(person="memory:dana", hours=MORNINGS),),
            THREE,
            False,
            id="after the owner's own hours nobody is",
        ),
        pytest.param(
            NAMED,
            (Duty(person="memory:dana", hours=MORNINGS), Duty(person="memory:ana", hours=DAYS)),
            THREE,
            True,
            id="a colleague of the roster is",
        ),
        pytest.param(
            NAMED,
            (Duty(person="memory:dana").said(State.OFF, TEN - timedelta(hours=1)),),
            TEN,
            False,
            id="the owner had said off",
        ),
        pytest.param(
            NAMED,
            (Duty(person="memory:dana").said(State.OFF, THREE),),
            TEN,
            True,
            id="off said later takes nothing from the morning",
        ),
        pytest.param(
            replace(NAMED, owner=None), (), TEN, True, id="where nobody is named the hours alone count"
        ),
    ],
)
def test_whether_somebody_was_there(
    policy: Policy, duties: tuple[Duty, ...], at: datetime, there: bool
) -> None:
    talk = Talk(id=1, channel="memory:help", customer="memory:maya", opened_at=at)

    assert staffed_by({"memory:help": policy}, Roster.of(duties))(talk) is there
