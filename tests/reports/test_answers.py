"""What a reply gave: an answer, a question, or a holding reply."""

from __future__ import annotations

import pytest

from bot.reports.answers import gave
from bot.reports.facts import Response

ANSWERS = [
    "Open Settings > Team, choose Invite and enter their e-mail address.",
    "See https://help.example/export",
    "yes, you can do that with a coupon on the subscription",
    "No, that is not possible yet.",
    "Drafts are kept for 30 days under Reports > Recover. Is yours listed there? I'll check back by 10:40.",
    "If the file is larger than 50 MB, export one year at a time. Does that help?",
    "maya: usually around 24 hours during the business week",
    "1. Open Reports\n2. Choose Export",
    "Eine zweite Abbuchung am selben Tag ist meist eine Reservierung, die nach fünf Tagen verfällt.",
]
HOLDING = [
    "Hi Nadia, Tom here. I'll check this with billing and come back to you by 16:00.",
    "Hi Bea - John here. Happy to help with signatures. I don't want to guess, so I'm asking the engineer "
    "who owns webhooks. You'll hear from me by 16:00.",
    "Hi Maya, thanks for the log. I'll look into it. Which account is it?",
    "One moment please",
    "hey, let me take a look",
    "looking!",
    "on it!",
    "Hi Ken!",
    "Thanks for your patience. I've taken it over and I'm reading the log now. Next message by 11:15.",
    "Hallo Maya, ich prüfe das und melde mich bis 16:00.",
]
QUESTIONS = [
    "Hi Ana, Tom here. Good to see you. What are you working on?",
    "Which invoice number is it?",
    "pat: can you share a request ID or a customer ID?",
    "Hallo Maya, welche Rechnung ist es?",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(pytest.param(text, Response.ANSWER, id=f"answers: {text[:40]}") for text in ANSWERS),
        *(pytest.param(text, Response.HOLDING, id=f"holds: {text[:40]}") for text in HOLDING),
        *(pytest.param(text, Response.QUESTION, id=f"asks: {text[:40]}") for text in QUESTIONS),
    ],
)
def test_what_a_reply_gave_is_read_from_its_words(text: str, kind: Response) -> None:
    assert gave(text) is kind


def test_words_that_are_forgotten_give_nothing() -> None:
    assert gave("") is None
    assert gave("  \n") is None
