"""Which part of an article is quoted: the one that helps, cut where a person would cut it."""

# ruff: noqa: E501 - passages read better unbroken

from __future__ import annotations

from bot.drafting.answer import Answer, answer_from
from bot.words import spoken

ENGLISH = spoken("en")


def quoted(passage: str, question: str, *, title: str = "", sure: bool = True) -> str | None:
    found = answer_from(passage, question, ENGLISH, title=title, sure=sure)
    return found.text if found else None


def test_how_long_is_answered_by_a_length_of_time_or_not_at_all() -> None:
    pending = "## Next\nThe payment is pending while the bank checks it.\n\n## Times\nA pending payment settles within 3 days."

    assert (
        quoted(pending, "How long will my payment stay pending?")
        == "A pending payment settles within 3 days."
    )
    assert (
        quoted("A payment is pending while the bank checks it.", "How long will my payment stay pending?")
        is None
    )


def test_how_much_is_answered_by_a_sum_or_by_free() -> None:
    assert (
        quoted("Transfers may carry a fee set by the other bank.", "What is the fee for a transfer?") is None
    )
    assert quoted("A transfer inside Europe costs $5.00.", "What is the fee for a transfer?")
    assert quoted("Transfers inside Europe are free.", "Is there a fee for transfers?")


def test_the_sentence_after_the_steps_answers_where_the_steps_do_not() -> None:
    passage = "1. Choose Forgot password.\n2. Open the link in the mail.\n\nThe link is valid for 60 minutes."

    assert (
        quoted(passage, "My reset link expired, how long is it valid?") == "The link is valid for 60 minutes."
    )


def test_tips_beside_the_matter_are_no_answer() -> None:
    passage = "## Practical tips\n- Give your card a nickname.\n- Set limits for your card."

    assert quoted(passage, "How do I get a physical card?") is None
    assert quoted(passage, "Any practical tips for my card?")


def test_nobody_who_talks_to_us_is_told_to_contact_us() -> None:
    listed = "## How to resolve\n- Lower the amount.\n- Choose another account.\n- If it still fails, contact support."
    told = "A declined payment is not charged. You can reach us at 1-800-555. We can review your account."

    assert "contact" not in (quoted(listed, "Why was my payment declined, how to resolve it?") or "")
    assert quoted(told, "Was my declined payment charged?") == "A declined payment is not charged."


def test_what_points_to_a_list_that_is_not_quoted_is_left_out() -> None:
    passage = "Below are the most common fees.\nA transfer fee is charged for instant transfers only."

    assert (
        quoted(passage, "Why was I charged a transfer fee?")
        == "A transfer fee is charged for instant transfers only."
    )


def test_steps_for_something_else_do_not_say_why() -> None:
    steps = "1. Open Cards.\n2. Choose Revoke.\n3. Verify that new payments are declined."

    assert quoted(steps, "Why is my virtual card being declined?", title="Revoke a virtual card") is None
    assert answer_from(
        steps, "How do I revoke a virtual card?", ENGLISH, title="Revoke a virtual card"
    ) == Answer(steps, steps=True)


def test_an_unsure_passage_needs_half_of_what_was_asked() -> None:
    passage = "Refunds reach the card that was used."

    assert (
        quoted(passage, "When do refunds for cancelled hotel bookings arrive in Norway?", sure=False) is None
    )
    assert quoted(passage, "Which card do refunds reach?", sure=False)


def test_german_questions_want_the_same() -> None:
    german = spoken("de")

    assert answer_from("Die Lieferung wird vorbereitet.", "Wie lange dauert die Lieferung?", german) is None
    assert answer_from("Die Lieferung dauert 3 Werktage.", "Wie lange dauert die Lieferung?", german)
