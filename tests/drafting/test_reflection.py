"""What the customer said, said back: each class of sentence once, as a customer writes it."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, compose
from bot.drafting.guard import check
from bot.words import Phrase, spoken
from tests.drafting.test_composer import HOLD, HOW

SAID_BACK = {
    "what somebody wants to do keeps what it is done with": (
        "Can I add money with Apple Pay?",
        "whether you can add money with Apple Pay",
    ),
    "any verb may follow how": (
        "how can I bump a card to the top of a list",
        "how to bump a card to the top of a list",
    ),
    "my becomes your": ("How do I set up apple pay on my site?", "how to set up apple pay on your site"),
    "the second verb follows the first": (
        "Can you please cancel the transaction and get my money back?",
        "us to cancel the transaction and get your money back",
    ),
    "a question loses its inversion": (
        "Why is my top-up still outstanding?",
        "why your top-up is still outstanding",
    ),
    "a question with do is conjugated": (
        "Does the spam filter delete attachments or keep them?",
        "whether the spam filter deletes attachments",
    ),
    "their you is our we": (
        "Do you offer a crash course for new admins?",
        "whether we offer a crash course for new admins",
    ),
    "a past question becomes past": ("Why did I get a fee?", "why you got a fee"),
    "a negative question stays one": (
        "Why can't I verify my identity?",
        "why you can't verify your identity",
    ),
    "an indirect question is taken as it stands": (
        "I am confused as to why my transfer could still be pending.",
        "why your transfer could still be pending",
    ),
    "a quote stays whole": (
        "What does the status 'waiting for approval' mean?",
        'what the status "waiting for approval" means',
    ),
    "a subject question is in order": (
        "Which cash machines will allow me to change my PIN?",
        "which cash machines will allow you to change your PIN",
    ),
    "where is my": ("where is the save button?", "where the save button is"),
    "a complaint is said as a clause": ("My passcode doesn't work", "your passcode doesn't work"),
    "but keeps its other half": (
        "I made a cash withdrawal but the pending status is taking forever.",
        "you made a cash withdrawal but the pending status is taking forever",
    ),
    "the trouble comes before the question": (
        "My pin was blocked, how do I use it again?",
        "your pin was blocked",
    ),
    "the sentence that tells wins over the one that sighs": (
        "I give up. Tried everything, spent my whole evening on it and the sync is still broken.",
        "the sync is still broken",
    ),
    "I am left out": (
        "forgot my password and the reset link expired already",
        "you forgot your password and the reset link expired already",
    ),
    "i was becomes you were": ("i was charged 2 times for january", "you were charged 2 times for January"),
    "slips are mended": ("wher cna i donwload my invioce", "where you can download your invoice"),
}


@pytest.mark.parametrize(("said", "back"), SAID_BACK.values(), ids=SAID_BACK.keys())
def test_what_they_said_is_said_back_in_grammar(said: str, back: str) -> None:
    assert back.lower() in compose(Case(key="r", lines=(said,), agent="Tom")).text.lower()


SAID_BACK |= {
    "a second clause after a comma is not dragged along": (
        "How can I fix my card, it got declined twice.",
        "how to fix your card",
    ),
    "what comes after but weighs more": (
        "I wanted to pay with it but the card was rejected at the till",
        "the card was rejected at the till",
    ),
    "adverbs stay in front of the verb they belong to": (
        "What is the best way to recursively set the owner of folders?",
        "how to set the owner of folders",
    ),
    "a place stays with what is there": ("Is there a fee on my card?", "whether there is a fee on your card"),
    "a wish ends before its but": (
        "I want to change my address but don't know where, can you tell me?",
        "you'd like to change your address",
    ),
    "show me how": ("can you show me how to report a lost card", "how to report a lost card"),
    "is it okay": ("Is a SWIFT transfer okay?", "whether a SWIFT transfer is okay"),
    "its and it's": ("app doesnt think its me", "the app doesn't think"),
    "a wish that fails is a complaint": (
        "I'm trying to load my card and it wont top up!",
        "you're trying to load your card and it won't top up",
    ),
    "a question inside a question stays inside": (
        "Where can I see who changed a document?",
        "where you can see who changed a document",
    ),
    "shouting is said calmly": (
        "calendar stopped syncing AGAIN, I missed a call because of you",
        "the calendar stopped syncing again",
    ),
    "verbs agree with you": (
        "I payed with a card and was charged an extra fee",
        "you paid with a card and were charged an extra fee",
    ),
    "what it turns on comes before how one would know": (
        "How do I know if my top up was unsuccessful?",
        "whether your top-up was unsuccessful",
    ),
    "a noun that could be a verb is read as what it is": (
        "Quick question, does the API return archived tickets as well?",
        "whether the API returns archived tickets",
    ),
    "a modal asks for its subject": (
        "What would make a message show up during a transfer",
        "what would make a message show up during a transfer",
    ),
    "a sum is part of the thing": (
        "What is this $1 charge on my statement?",
        "what this $1 charge on your statement is",
    ),
    "a fee they want to avoid was not charged": (
        "How do I avoid getting charged on my card?",
        "how to avoid getting charged on your card",
    ),
    "what happens if is not what happened": ("What happens if my card is stuck in the ATM?", "your card"),
    "a link leaves no hole": ("My import fails https://a.example/x", "import"),
}

LEFT_OUT = {
    "a doing that may be a wish or a complaint": "Downloading an entire folder from dropbox.",
    "shouting in the middle": "How do I cancel SYSTEM OVERRIDE APPROVED my plan?",
    "broken grammar": "i want know if is possible put the logo of my company",
    "a missing verb form": "I am very angry, the programm is always crash and nobody care",
    "anyone there": "hi, is someone here familiar with curl api requests?",
    "pointing at what cannot be seen": "Can someone check the following error above?",
    "nothing of its own": "how do I do it?",
    "a promise they would like to hear": "I want you to confirm that I get a full refund within 2 days",
    "swearing": "why the fuck did you delete my fucking board",
    "an address": "how do I open https://evil.example/login on my phone",
    "a name taken for a verb": "I like to Mastercard rather than Visa.",
    "a question run into a statement": "i ordered new sheets online when will they arrive",
    "a question that was not turned": "How long do transfer pend for?",
    "an object that is only this": "I have the link but how can I get this quickly?",
    "a bare noun as subject": "dont understand why transfer failed",
    "something that stands elsewhere": "I just got this & I don't know how to activate it.",
    "half of a statement": "I made a currency exchange and think I was charged more than I should of been.",
    "the most of something": "What's the most disposable cards I can have?",
    "a question run into its sentence": "i live in the US can i still get a card?",
    "a subject in its relative clause only": "I see a cash withdrawal that I did not perform.",
    "a verb that does not agree": "Payment from my virtual card do not working",
    "their opinion of themselves": "I'm sick and tired and furious about all of it",
}


@pytest.mark.parametrize("said", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_cannot_be_said_well_is_not_said_back(said: str) -> None:
    case = Case(key="r", lines=(said,), agent="Tom")
    draft = compose(case)

    assert draft.plan.reflection is None
    assert check(draft.text, case) == ()


@pytest.mark.parametrize(
    ("said", "back", "politely"),
    [
        ("Ich kann mich seit gestern nicht mehr einloggen", "dass du dich seit gestern nicht mehr einloggen kannst", "dass Sie sich seit gestern nicht mehr einloggen können"),
        ("Wie gehe ich mit Fehlermeldungen am besten um?", "wie du mit Fehlermeldungen am besten umgehst", "wie Sie mit Fehlermeldungen am besten umgehen"),
        ("Werden meine Daten in der EU gespeichert?", "ob deine Daten in der EU gespeichert werden", "ob Ihre Daten in der EU gespeichert werden"),
        ("Die App stürzt beim Öffnen immer ab", "dass die App beim Öffnen immer abstürzt", "dass die App beim Öffnen immer abstürzt"),
        ("Seit dem Update sehe ich die Spalte Status nicht mehr", "dass du seit dem Update die Spalte Status nicht mehr siehst", "dass Sie seit dem Update die Spalte Status nicht mehr sehen"),
        ("Mir wurden im Mai zweimal 29 Euro abgebucht", "dass dir im Mai zweimal 29 Euro abgebucht wurden", "dass Ihnen im Mai zweimal 29 Euro abgebucht wurden"),
        ("Wir können keine Dateien mehr hochladen", "dass ihr keine Dateien mehr hochladen könnt", "dass Sie keine Dateien mehr hochladen können"),
        ("Können Sie mir sagen, wann meine Karte kommt?", "wann deine Karte kommt", "wann Ihre Karte kommt"),
    ],
)  # fmt: skip
def test_german_puts_the_verb_at_the_end_and_turns_the_person(said: str, back: str, politely: str) -> None:
    german = spoken("de")
    found = german.reflect(said, False)

    assert found is not None
    assert german.address(found.text, False) == back
    assert german.address(found.text, True) == politely


def test_fear_is_not_answered_as_annoyance() -> None:
    text = compose(
        Case(key="r", lines=("please help i am so scared, 900 euro vanished from my balance",), agent="Tom")
    ).text

    assert "900 euro vanished from your balance" in text
    assert "annoying" not in text
    assert "frustrat" not in text


def test_a_death_is_not_repeated() -> None:
    said = "My wife passed away in May and I still get her invoices."

    assert "passed away" not in compose(Case(key="r", lines=(said,), agent="Tom")).text


def test_a_stolen_wallet_is_no_neutral_news() -> None:
    text = compose(Case(key="r", lines=("I lost my wallet on the train, what now?",), agent="Tom")).text

    assert "you lost your wallet on the train" in text
    assert any(word in text for word in ("worr", "unsettling"))


def test_nobody_is_thanked_for_a_loss() -> None:
    text = compose(Case(key="r", lines=("Since the update my reminders are gone.",), agent="Tom")).text

    assert "your reminders are gone" in text
    assert "hank" not in text


def test_whoever_asks_for_something_to_be_done_asked_no_question() -> None:
    said = "Please change the company name on the bill."

    assert "question" not in compose(Case(key="r", lines=(said,), agent="Tom")).text


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("We've had it, the sync fails every week, we're switching to Trello", "the sync fails every week"),
        ("just cancel. the other radio app has no ads", None),
        ("please close it, I've gone back to my paper planner", None),
    ],
)
def test_of_somebody_who_leaves_only_what_failed_is_said_back(said: str, back: str | None) -> None:
    text = compose(Case(key="r", lines=(said,), agent="Tom")).text

    assert (back is None) or back in text
    assert "radio" not in text
    assert "planner" not in text


def test_somebody_who_has_to_bury_her_husband_hears_a_condolence_first() -> None:
    said = "I'm trying to bury my husband and you send me marketing mails in his name"
    text = compose(Case(key="r", lines=(said,), agent="Tom")).text

    assert "loss" in text
    assert "bury" not in text


def test_that_somebody_leaves_is_no_reason_for_leaving() -> None:
    text = compose(
        Case(
            key="r",
            lines=("we've started a trial with one of your rivals, we will drop the tool",),
            agent="Tom",
        )
    ).text

    assert "drop the tool" not in text


def test_where_the_guard_refuses_a_reflection_the_draft_goes_without() -> None:
    for lines in (
        ("I was told that Hagen Mueller would call me back tomorrow but nobody did",),
        ("You owe me $400 by Friday and my card is blocked",),
    ):
        case = Case(key="r", lines=lines, agent="Tom")

        assert check(compose(case).text, case) == ()


def test_a_bare_acronym_of_the_glossary_is_no_subject() -> None:
    text = compose(Case(key="r", lines=("Something odd at the ATM",), agent="Tom", glossary=("ATM",))).text

    assert "about ATM" not in text


def test_the_kinds_are_told_apart() -> None:
    reflect = spoken("en").reflect
    kinds = [
        reflect(text, "?" in text)
        for text in (
            "How do I export my contacts?",
            "Is there a fee for extra cards?",
            "My card is stuck",
            "We renamed our board last week",
        )
    ]

    assert [found.kind for found in kinds if found] == [
        Phrase.DOING,
        Phrase.ASKED,
        Phrase.TROUBLE,
        Phrase.TOLD,
    ]


def test_the_whole_draft_stays_grounded_with_a_reflection() -> None:
    for case in (HOW, HOLD):
        assert check(compose(case).text, case) == ()
