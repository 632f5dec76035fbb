"""The scorecard on replies people really write."""

from __future__ import annotations

import pytest

from bot.scorecard import WEIGHTS, Score, from_json, score

ANGRY = ["This is unacceptable, my export failed twice today", "error 413"]
GOOD = (
    "Hi Nadia, Tom here. Losing the export twice in one day is really frustrating, and I'm sorry. "
    "I'll check the 413 error now with the colleague who knows imports, and you'll hear from me by 16:00."
)


def rated(reply: str, customer: list[str] = ANGRY, **known: object) -> Score:
    given = {"customer_name": "Nadia", "agent": "Tom", "promise": "16:00"} | known
    return score(reply, customer=customer, **given)  # type: ignore[arg-type]


def test_weights_make_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_a_good_reply_scores_high_and_a_canned_one_low() -> None:
    canned = (
        "Dear customer, we apologize for any inconvenience. Please contact our support team. Kind regards"
    )

    assert rated(GOOD).total >= 85
    assert rated(canned).total <= 35


@pytest.mark.parametrize(
    ("reply", "criterion"),
    [
        ("My export failed too. I'll check the 413 error by 16:00.", "R1"),
        ("Hi Nadia, Tom here. I'm sorry, this is frustrating. I'll check by 16:00.", "R2"),
        ("Hi Nadia, Tom here. I'll check the export that failed with 413 by 16:00.", "R3"),
        ("Hi Nadia, Tom here. Please contact the billing department about the failed export.", "R4"),
        ("Hi Nadia, Tom here. I'm sorry the export failed, that is frustrating.", "R5"),
        ("Hi Nadia, Tom here. Which export? Which file? Which browser? I'll check it by 16:00.", "R6"),
        ("Hi Nadia, Tom here. Sorry the export failed, frustrating. I'll check it soon.", "R7"),
        (GOOD + " Moreover the export" + " and the file that failed" * 30 + ".", "R8"),
        (GOOD + " We apologize for any inconvenience.", "R9"),
        ("HI NADIA THIS IS TOM, SORRY THE EXPORT FAILED, FRUSTRATING. I'LL CHECK BY 16:00", "R10"),
    ],
)
def test_each_criterion_is_lost_for_its_own_reason(reply: str, criterion: str) -> None:
    lost = rated(reply).criteria[criterion]

    assert lost.points < 2
    assert lost.because


def test_an_apology_to_somebody_calm_costs_points() -> None:
    calm = ["How do I export my contacts?"]

    assert rated("Hi Nadia, Tom here. Open Contacts, then Export.", calm).criteria["R3"].points == 2
    assert rated("Hi Nadia, Tom here. So sorry, sorry! Open Contacts.", calm).criteria["R3"].points == 0


def test_an_invented_time_breaks_the_first_gate_and_caps_the_total() -> None:
    result = rated(GOOD.replace("16:00", "09:30"))

    assert not result.gates["G1"].passed
    assert result.total <= 40
    assert "09:30" in (result.hint or "")


def test_a_security_report_in_public_must_go_private() -> None:
    leak = ["My API key leaked on GitHub"]
    open_reply = "Hi Nadia, Tom here. Which API key leaked? I'll check it by 16:00."

    assert not rated(open_reply, leak).gates["G2"].passed
    assert rated(open_reply, leak).total <= 60
    assert rated(open_reply, leak, public=False).gates["G2"].passed
    assert (
        rated("Hi Nadia, Tom here. Thank you for raising it. I'll message you privately.", leak)
        .gates["G2"]
        .passed
    )


def test_a_reply_that_would_notify_everybody_breaks_the_first_gate() -> None:
    assert not rated(GOOD + " @everyone").gates["G1"].passed


def test_without_a_ritual_no_names_are_expected() -> None:
    assert rated("Exports stop at 413: I'll check.", ritual=False).criteria["R1"].points == 2


def test_a_near_copy_of_a_recent_reply_is_noticed() -> None:
    assert rated(GOOD, recent=[GOOD.replace("Nadia", "Ben")]).criteria["R9"].points == 0


def test_at_most_two_suggestions_and_the_gate_first() -> None:
    result = rated("ok, definitely fixed by tomorrow")

    assert 1 <= len(result.suggestions) <= 2
    assert result.suggestions[0] == result.hint


def test_the_command_line_object_holds_everything() -> None:
    result = from_json(
        {"customer": ANGRY, "reply": GOOD, "customer_name": "Nadia", "agent": "Tom", "promise": "16:00"}
    )

    assert set(result) == {"total", "criteria", "gates", "suggestions"}
    assert set(result["criteria"]) == set(WEIGHTS)
    assert result["gates"]["G1"]["passed"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"reply": "a"},
        {"customer": ["a"]},
        {"reply": 1, "customer": ["a"]},
        {"reply": "a", "customer": ["a"], "passages": "b"},
    ],
)
def test_a_broken_object_is_refused_with_a_sentence(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"reply|passages"):
        from_json(asked)


def test_an_empty_reply_scores_low_and_does_not_fail() -> None:
    assert rated("").total < 40
    assert score("", customer=[]).total >= 0
