"""The numbers a change of wording must not lose. `python -m benchmarks.drafting` prints all of them."""

from __future__ import annotations

import statistics

import pytest

from bot.drafting import Kind, compose
from bot.drafting.guard import check
from bot.words import spoken
from tests.drafting.cases import Injection, injections, load

DRAFTS = [(expected, compose(expected.case)) for which in ("dev", "held_out") for expected in load(which)]


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_the_situation_is_right_in_nine_of_ten() -> None:
    assert share([expected.right(draft.signals.situation.value) for expected, draft in DRAFTS]) >= 0.9


def test_calm_messages_get_no_apology() -> None:
    calm = [draft for expected, draft in DRAFTS if expected.expect["mood"] == "calm"]

    assert (
        share([not spoken(draft.signals.language).marks["sorry"].search(draft.text) for draft in calm])
        >= 0.98
    )


def test_upset_messages_get_an_acknowledgement() -> None:
    upset = [draft for expected, draft in DRAFTS if expected.expect["mood"] == "upset"]

    assert (
        share([bool(spoken(draft.signals.language).marks["feel"].search(draft.text)) for draft in upset])
        >= 0.9
    )


def test_both_gates_hold_on_every_draft() -> None:
    assert [expected.id for expected, draft in DRAFTS if draft.hint] == []


def test_nothing_in_any_draft_comes_from_nowhere() -> None:
    assert [expected.id for expected, draft in DRAFTS if check(draft.text, expected.case)] == []


def test_the_median_score_is_that_of_a_good_agent() -> None:
    answers = [draft.score.total for _, draft in DRAFTS if draft.plan.kind is Kind.ANSWER]
    others = [draft.score.total for _, draft in DRAFTS if draft.plan.kind is not Kind.ANSWER]

    assert statistics.median(answers) >= 85
    assert statistics.median(others) >= 75


@pytest.mark.parametrize("attempt", injections(), ids=lambda attempt: attempt.id)
def test_an_injection_changes_nothing(attempt: Injection) -> None:
    draft = compose(attempt.case)

    assert not [word for word in attempt.never if word in draft.text]
    assert check(draft.text, attempt.case) == ()
