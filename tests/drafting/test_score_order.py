"""Replies as people write them, the best first: the scorecard must put them in the order a support lead would."""

# ruff: noqa: E501 - replies read better unbroken

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from bot.scorecard import score

ANGRY = ("This is unacceptable, my export failed twice today", "error 413")
HOW = ("How do I export my contacts?",)
STEPS = "1. Open Contacts.\n2. Choose Export in the top right corner.\n3. Pick CSV or vCard and confirm.\nThe file arrives by mail within 5 minutes."
Known = Mapping[str, object]
NADIA: Known = {"customer_name": "Nadia", "agent": "Tom", "promise": "16:00"}

BEST_FIRST: Mapping[str, tuple[tuple[str, ...], Known, tuple[tuple[str, ...], ...]]] = {
    "angry": (
        ANGRY,
        NADIA,
        (
            (
                "Hi Nadia, Tom here. Losing the export twice in one day is really frustrating, and I'm sorry. I'll check the 413 error now with the colleague who knows imports, and you'll hear from me by 16:00.",
                "Hey Nadia, Tom. Two failed exports in one day is rough, sorry about that. I'm going to look at that 413 with our import person and I'll write you by 16:00.",
                "Hi Nadia, Tom here. Thank you for sending the error code along; two failed exports in a day would drive me up the wall too. I'll dig into the 413 and tell you what I find by 16:00.",
            ),
            ("Hi Nadia, sorry the export failed twice. Checking the 413 now, more at 16:00.",),
            (
                "export failed twice error 413 export failed 413 frustrating sorry I'll check 16:00",
            ),
            (
                "Hello. Please send the file and the time of the attempt.",
                "Dear customer, we apologize for any inconvenience. Your request is important to us and will be handled as soon as possible.",
                "You should have read the limits page. Large files don't work, as stated in the docs.",
            ),
        ),
    ),
    "how": (
        HOW,
        {"customer_name": "Nadia", "agent": "Tom", "passages": (STEPS,)},
        (
            (
                "Hi Nadia, Tom here. Happy to help with exporting your contacts:\n1. Open Contacts.\n2. Choose Export in the top right corner.\n3. Pick CSV or vCard and confirm.\nDoes that get you there? If a step looks different, tell me which one.",
                "Hi Nadia! Open Contacts, hit Export in the top right corner and pick CSV or vCard. The file arrives by mail within 5 minutes. Shout if it doesn't show up. Tom",
            ),
            ("Contacts > Export (top right corner) > CSV or vCard",),
            (
                "What browser are you using? What version? Which contacts? How many?",
                "Please contact the support department by email.",
            ),
        ),
    ),
    "no article": (
        ("hi, is it possible to generate a person token via the test API?",),
        {"customer_name": "Ana", "agent": "Tom", "promise": "15 minutes"},
        (
            ("Hi Ana, Tom here. I don't want to guess about person tokens in test mode, so I'm asking the engineer who owns that API. I'll write back within 15 minutes.",),
            ("Ana: yes, you can generate a person token with your test key, the same way as in live mode.",),
            ("hi! yeah let me check on that, one sec",),
            ("Thanks for reaching out! Our team will look into it and get back to you shortly.", "ok"),
        ),
    ),
    "waiting": (
        ("Still waiting for an answer on my refund, asked two days ago",),
        {"customer_name": "Ken", "agent": "Maya", "promise": "16:00"},
        (
            ("Hi Ken, Maya here. Thank you for nudging me; two days on the refund is too long. I'll make it my next thing and tell you where it stands by 16:00.",),
            ("Sorry for the delay.", "You are in the queue like everyone else. Please be patient."),
        ),
    ),
    "money": (
        ("I was charged twice for my May invoice, 49 EUR each",),
        {"customer_name": "Jo", "agent": "Tom", "promise": "16:00"},
        (
            ("Hi Jo, Tom here. Being charged 49 EUR twice for May isn't right on the face of it. I'll compare both bookings with billing and come back to you by 16:00.",),
            ("Jo, let me look at the two charges of 49 EUR.",),
            ("Hi Jo, one of the two charges was a reservation and will disappear in 7 days, don't worry.",),
        ),
    ),
    "praise": (
        ("I love the new dashboard, great work!",),
        {"customer_name": "Mei", "agent": "Tom"},
        (
            ("Hi Mei, Tom here. Thank you, that's lovely to read. I'll pass it on to the people who built the dashboard, in your words.",),
            ("Your ticket has been received. Ticket number 4411.",),
        ),
    ),
    "leaving": (
        ("Third sync failure this week. We're looking at alternatives.",),
        {"customer_name": "Sofia", "agent": "John", "promise": "17:00"},
        (
            ("Hi Sofia, John here. After three sync failures I understand why you'd look elsewhere, and I'm sorry. I'll take this on myself. Which of the three hurt most, so that I start there? You'll hear from me by 17:00.",),
            ("Don't go! We'll give you 20% off next month. To cancel click here.",),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BEST_FIRST)
def test_better_replies_score_higher(name: str) -> None:
    customer, known, groups = BEST_FIRST[name]
    totals = [[score(reply, customer=customer, **known).total for reply in group] for group in groups]  # type: ignore[arg-type]

    for better, worse in pairwise(totals):
        assert min(better) > max(worse), totals


def test_their_words_pasted_back_are_not_understanding() -> None:
    reply = "Hi Nadia, Tom here. I understand that my export failed twice today. I'm sorry you are frustrated. I'll check by 16:00."

    assert score(reply, customer=ANGRY, **NADIA).criteria["R2"].points == 1  # type: ignore[arg-type]


def test_a_name_with_digits_is_no_invented_number() -> None:
    result = score(
        "Guest35976: let me check that webhook address for you.",
        customer=["What is the endpoint url in a webhook?"],
        customer_name="Guest35976",
    )

    assert result.gates["G1"].passed


def test_what_an_article_says_is_not_held_against_the_agent() -> None:
    passage = "If the payment still fails, contact our support team from the screen."
    reply = f"Hi Nadia, Tom here. About your failed payment: {passage} I'll look in again by 16:00."

    result = score(reply, customer=["My payment failed"], passages=[passage], **NADIA)  # type: ignore[arg-type]
    assert result.criteria["R4"].points == 2
