"""What report tests start from: conversations told in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.business_hours.hours import Hours
from bot.policy import Policy
from bot.reports import Report, report
from bot.reports.facts import Facts, Response, Scored, Spoken, Talk, Waited

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HELP, BILLING = "slack:T1/C1", "slack:T1/C2"
ANA, BEN = "slack:T1/UANA", "slack:T1/UBEN"
POLICY = Policy(staff_channel="slack:T1/C8", first_target=timedelta(minutes=15))
OFFICE = replace(POLICY, hours=Hours.parse("Mon-Fri 09:00-17:00", "Europe/Berlin"))
_numbers = count(1)


def talk(
    minutes: float | None,
    *,
    at: datetime = MONDAY,
    by: str = ANA,
    gave: Response | None = Response.ANSWER,
    **changes: Any,
) -> Talk:
    """A conversation answered after so many minutes; `None`: it still waits."""
    number = next(_numbers)
    wait = Waited(number=1, opened_at=at)
    ours: tuple[Spoken, ...] = ()
    if minutes is not None:
        ended = at + timedelta(minutes=minutes)
        wait = replace(wait, ended_at=ended, end="replied", by=by, answer=f"a{number}")
        ours = (Spoken(id=f"a{number}", at=ended, by=by, gave=gave),)
    values: dict[str, Any] = {
        "id": number,
        "channel": HELP,
        "customer": f"slack:T1/U{number}",
        "opened_at": at,
        "waits": (wait,),
        "ours": ours,
        "theirs": (at,),
    }
    return Talk(**{**values, **changes})


def several(minutes: Sequence[float], **changes: Any) -> tuple[Talk, ...]:
    return tuple(talk(each, **changes) for each in minutes)


def scored(
    total: int, *, conversation: int = 0, by: str = ANA, at: datetime = MONDAY, **parts: int
) -> Scored:
    return Scored(
        conversation=conversation or next(_numbers), channel=HELP, by=by, at=at, total=total, parts=parts
    )


def told(*talks: Talk, policy: Policy = POLICY, **rest: Any) -> Report:
    """The report of a week from Monday."""
    given = {name: rest.pop(name) for name in ("zone", "channel", "now", "staffed", "reader") if name in rest}
    facts = Facts(talks=talks, names={ANA: "Ana", BEN: "Ben"}, **rest)
    policies = {HELP: policy, BILLING: policy}
    return report(facts, policies, MONDAY, MONDAY + timedelta(days=7), **given)
