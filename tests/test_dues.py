"""What falls due on a clock: by table and by property, with time as an argument."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.ladder import (
    Ahead,
    LadderError,
    Rung,
    read_ladder,
    read_warnings,
    write_ladder,
    write_warnings,
)
from bot.business_hours.hours import Hours
from bot.conversation import Conversation, Event, Kind, Matter, opened
from bot.dues import DueKind, deadlines, next_due
from bot.messages import Thread
from bot.policy import Policy, Step

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLAIN = Policy(staff_channel="s:1", ladder=())
MINUTES = st.integers(1, 600).map(lambda minutes: timedelta(minutes=minutes))


def waiting(**about: object) -> Conversation:
    return replace(opened(Thread("s:c", "1"), "s:maya", NINE, line="1"), **about)  # type: ignore[arg-type]  # the callers name the conversation's own fields


def minutes(conversation: Conversation, policy: Policy, *kinds: DueKind) -> list[float]:
    found = [due for due in deadlines(conversation, policy) if due.kind in (kinds or DueKind)]
    return sorted((due.at - NINE) / timedelta(minutes=1) for due in found)


@pytest.mark.parametrize(
    ("policy", "conversation", "kinds", "expected"),
    [
        pytest.param(PLAIN, waiting(), [DueKind.WARNING, DueKind.BREACH], [12, 15], id="80 % and the target"),
        pytest.param(
            replace(PLAIN, warnings=read_warnings("50%, 5m before")),
            waiting(),
            [DueKind.WARNING],
            [7.5, 10],
            id="a share and a time before",
        ),
        pytest.param(
            replace(PLAIN, warnings=read_warnings("1h before")),
            waiting(),
            [DueKind.WARNING],
            [],
            id="a warning longer before than the target is long",
        ),
        pytest.param(
            replace(PLAIN, ladder=read_ladder("150% on duty; 200% lead")),
            waiting(),
            [DueKind.ESCALATION],
            [22.5, 30],
            id="two rungs",
        ),
        pytest.param(
            replace(PLAIN, repeat_every=timedelta(minutes=30), repeats=2),
            waiting(),
            [DueKind.REPEAT],
            [45, 105],
            id="told again with growing pauses",
        ),
        pytest.param(
            replace(PLAIN, urgent_factor=0.2, high_stakes_factor=0.5),
            waiting(matters=frozenset({Matter.URGENT, Matter.HIGH_STAKES})),
            [DueKind.BREACH],
            [3],
            id="the smallest factor holds",
        ),
        pytest.param(
            replace(PLAIN, first_contact_factor=0.4),
            waiting(first_contact=True),
            [DueKind.BREACH],
            [6],
            id="first contact",
        ),
        pytest.param(
            PLAIN,
            waiting(snoozed_until=NINE + timedelta(hours=1)),
            [DueKind.WARNING, DueKind.BREACH, DueKind.SNOOZE_ENDS],
            [60, 60, 60],
            id="put off",
        ),
        pytest.param(
            replace(PLAIN, quiet_hours=Hours.parse("Mon 08:00-10:00", "UTC")),
            waiting(),
            [DueKind.QUIET_ENDS],
            [60],
            id="one ping at the end of quiet hours",
        ),
        pytest.param(
            replace(PLAIN, quiet_hours=Hours.parse("Mon 08:00-10:00", "UTC")),
            waiting(matters=frozenset({Matter.URGENT})),
            [DueKind.QUIET_ENDS],
            [],
            id="quiet hours hold back nothing urgent",
        ),
        pytest.param(
            replace(PLAIN, paused_until=NINE + timedelta(minutes=13)),
            waiting(),
            [DueKind.WARNING, DueKind.BREACH],
            [13, 15],
            id="paused: nothing before its end",
        ),
        pytest.param(
            replace(PLAIN, paused_until=NINE + timedelta(hours=2)),
            waiting(snoozed_until=NINE + timedelta(hours=1), matters=frozenset({Matter.URGENT})),
            [DueKind.WARNING, DueKind.BREACH],
            [120, 120],
            id="paused: a lead's word holds for what is urgent too",
        ),
        pytest.param(replace(PLAIN, step=Step.CARDS), waiting(), [DueKind.BREACH], [], id="cards, no alerts"),
        pytest.param(replace(PLAIN, first_target=None), waiting(), [DueKind.BREACH], [], id="no target"),
    ],
)
def test_deadlines(
    policy: Policy, conversation: Conversation, kinds: list[DueKind], expected: list[float]
) -> None:
    assert minutes(conversation, policy, *kinds) == expected


@given(target=MINUTES, shares=st.lists(st.integers(10, 99), max_size=4, unique=True), answer=MINUTES)
def test_an_answer_leaves_no_deadline_of_the_wait(
    target: timedelta, shares: list[int], answer: timedelta
) -> None:
    policy = replace(PLAIN, first_target=target, warnings=tuple(Ahead(share=each / 100) for each in shares))

    answered = waiting().after(Event(kind=Kind.REPLIED, at=NINE + answer, by="s:dana", message="2"))

    kinds = {due.kind for due in deadlines(answered, policy)}
    assert kinds.isdisjoint({DueKind.WARNING, DueKind.BREACH, DueKind.ESCALATION, DueKind.REPEAT})


@given(target=MINUTES, every=MINUTES, repeats=st.integers(0, 6))
def test_each_deadline_is_dealt_with_once_and_then_there_is_none(
    target: timedelta, every: timedelta, repeats: int
) -> None:
    policy = replace(
        PLAIN, first_target=target, repeat_every=every, repeats=repeats, ladder=read_ladder("200% lead")
    )
    done: set[tuple[str, str]] = set()
    moments = []
    while due := next_due(waiting(), policy, frozenset(done)):
        done.add((due.kind.value, due.occasion))
        moments.append(due.at)

    assert moments == sorted(moments)
    assert len(moments) == len({*deadlines(waiting(), policy)})


@given(st.lists(st.builds(lambda n: Ahead(before=timedelta(minutes=n)), st.integers(1, 500)), max_size=5))
def test_warnings_written_read_back_the_same(warnings: list[Ahead]) -> None:
    assert set(read_warnings(write_warnings(warnings))) == set(warnings)


def test_a_ladder_written_reads_back_the_same() -> None:
    text = "100% lead if urgent or nobody; 150% slack:T1/&S0123; 200% webhook if urgent"

    assert write_ladder(read_ladder(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("lead", id="no share"),
        pytest.param("200%", id="nobody"),
        pytest.param("200% someone", id="somebody unknown"),
        pytest.param("10% lead", id="before the target"),
        pytest.param("200% lead if sad", id="an unknown condition"),
        pytest.param("; ".join(["200% lead"] * 9), id="too many rungs"),
    ],
)
def test_a_ladder_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(LadderError):
        read_ladder(text)


def test_a_rung_that_was_not_pressing_then_may_be_now() -> None:
    policy = replace(PLAIN, ladder=(Rung(share=1, to="lead"),))
    calm = {due.occasion for due in deadlines(waiting(), policy) if due.rung}
    urgent = {
        due.occasion for due in deadlines(waiting(matters=frozenset({Matter.URGENT})), policy) if due.rung
    }

    assert calm.isdisjoint(urgent)
