"""Which sentence of a message is the matter, and that it is said back whole; each class on sentences of its own."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, compose
from bot.drafting.nearness import stands_for
from bot.words import spoken
from knowledge.errors import ModelDamaged
from tests.drafting.cases import found, opening

WITH_ITS_CONDITION = {
    "a question that stands alone keeps it": (
        "If a rider cancels at the gate, does the club still get the fee?",
        "whether the club still gets the fee if a rider cancels at the gate",
    ),
    "one that points back asks what happens": (
        "When I rename a playlist, does it disappear for my followers?",
        "what happens when you rename a playlist",
    ),
    "without a comma": (
        "if i pause my plan in june do i lose my saved routes",
        "whether you lose your saved routes if you pause your plan in June",
    ),
    "what they would do themselves": (
        "Supposing a tenant loses the fob, how do I block it?",
        "what to do if a tenant loses the fob",
    ),
}


@pytest.mark.parametrize(("said", "back"), WITH_ITS_CONDITION.values(), ids=WITH_ITS_CONDITION.keys())
def test_a_condition_stays_with_its_question(said: str, back: str) -> None:
    assert back in opening(said)


NEVER_AS_FACT = {
    "if": "Can I still exchange the boots if the box is torn?",
    "it is not so": "I'm not blocked and I haven't lost anything, I only wonder about the new menu.",
    "somebody else cannot": "Both tickets look as if they can't open the gate. Which one is mine?",
    "it will be so": "The side door will be locked on Friday, please ring the bell.",
}


@pytest.mark.parametrize("said", NEVER_AS_FACT.values(), ids=NEVER_AS_FACT.keys())
def test_what_is_not_so_is_not_told_as_if_it_were(said: str) -> None:
    text = opening(said)

    for clause in (
        "that the box is torn",
        "you're not blocked",
        "you can't open the gate",
        "the side door will be",
    ):
        assert clause not in text


WHOLE = {
    "a sentence about a thing": (
        "the waffle iron timer beeps twice every minute since the last update",
        "the waffle iron timer beeps twice every minute since the last update",
    ),
    "without its article": (
        "gift card balance shows last year's amount instead of the new one",
        "the gift card balance shows last year's amount instead of the new one",
    ),
    "with a place before its verb": (
        "The button in the sidebar still opens the old form",
        "the button in the sidebar still opens the old form",
    ),
    "with where it happens in front": (
        "on Firefox 131 the checkout hides the last field",
        "on Firefox 131 the checkout hides the last field",
    ),
    "what happens each time": (
        "every time I open the timetable on the train it logs me out",
        "every time you open the timetable on the train it logs you out",
    ),
    "without its verb": (
        "ticket printer offline at both gates since noon",
        "the ticket printer has been offline at both gates since noon",
    ),
    "without its subject": (
        "Getting error 88 on every upload from the vet's office",
        "you're getting error 88 on every upload from the vet's office",
    ),
    "it, when the product is meant": (
        "it keeps shouting 'card expired' at me",
        'it keeps shouting "card expired" at you',
    ),
    "what stands in the queue": (
        "I've been on hold for 40 minutes with a cello on my back",
        "you have been on hold for 40 minutes",
    ),
    "a sum": ("You've taken £48 twice this month", "you were charged £48 twice"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "back"), WHOLE.values(), ids=WHOLE.keys())
def test_a_report_is_said_back_whole(said: str, back: str) -> None:
    assert back in opening(said)


def test_the_question_comes_before_what_stands_around_it() -> None:
    text = opening(
        "The new skate map is gorgeous, my nephew has been shouting about it since breakfast",
        "does the season ticket include the night rides?",
    )

    assert "whether the season ticket includes the night rides" in text
    assert "nephew" not in text


def test_what_is_asked_about_what_was_told_leaves_the_telling_the_matter() -> None:
    text = opening("On my tablet the print button isn't there at all.", "Is that on purpose?")

    assert "on your tablet the print button isn't there at all" in text


QUESTIONS = {
    "what a thing means": (
        "what does the small snail next to a route mean?",
        "what the small snail next to a route means",
    ),
    "what a thing is": (
        "What's the deadline for the autumn timetable?",
        "what the deadline for the autumn timetable is",
    ),
    "which of several": (
        "Which of your passes lets me take two bikes on the ferry?",
        "which of our passes lets you take two bikes on the ferry",
    ),
    "whether it should be so": (
        "Is it normal that the hive sensor hums at night?",
        "whether it is normal that the hive sensor hums at night",
    ),
    "where somebody else asks": (
        "Our treasurer asks where the receipts are kept.",
        "where the receipts are kept",
    ),
}


@pytest.mark.parametrize(("said", "back"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_is_turned_around_whole(said: str, back: str) -> None:
    assert back in opening(said)


NO_NOUN_FROM_ANYWHERE = {
    "an old way of doing it": ("Do I really have to phone too? With the old system I had to.", "system"),
    "what was done with it": ("You people had my folder and a survey to send me. Bravo.", "survey"),
    "between two complaints": ("The quote is a joke and the invoice is one too.", "about the quote"),
    "where somebody fell asleep": ("I fell asleep at the wheel after four nights of this router.", "wheel"),
}


@pytest.mark.parametrize(("said", "never"), NO_NOUN_FROM_ANYWHERE.values(), ids=NO_NOUN_FROM_ANYWHERE.keys())
def test_a_noun_that_only_occurs_is_not_the_matter(said: str, never: str) -> None:
    assert never not in opening(said)


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("Liefert ihr auch auf die Inseln?", "ob wir auch auf die Inseln liefern"),
        ("Bieten Sie auch Gutscheine für den Kurs an?", "ob wir auch Gutscheine für den Kurs anbieten"),
        ("Kann man bei euch zwei Kurse auf einmal buchen?", "ob man bei uns zwei Kurse auf einmal buchen kann"),
        ("Seit etwa acht Uhr lädt das Portal nicht mehr", "dass seit etwa acht Uhr das Portal nicht mehr lädt"),
        ("In der Mail fehlt seit gestern die Rechnung", "dass in der Mail seit gestern die Rechnung fehlt"),
    ],
)  # fmt: skip
def test_german_asks_of_us_and_tells_since_when(said: str, back: str) -> None:
    assert back in opening(said)


def test_what_somebody_does_not_want_is_no_wish() -> None:
    found = spoken("de").reflect("Ich will gar nicht wechseln, keine Sorge.", False)

    assert found is None or "wechseln" not in found.text


def test_when_it_began_may_be_said_with_its_hour() -> None:
    assert "the turnstile has been offline since 8:15" in opening("turnstile offline since 8:15")
    assert "the label is missing on order QX-2291" in opening("the label is missing on order QX-2291")


def test_anger_in_the_form_of_a_question_is_said_back_as_what_it_complains_of() -> None:
    text = opening("WHY DOES IT KEEP THROWING MY STICKERS INTO THE WRONG ALBUM???", "EVERY TIME")

    assert "it keeps throwing your stickers into the wrong album" in text


def test_what_follows_a_question_is_beside_it() -> None:
    text = opening("Does moving the lesson by mail count, or must I phone? The message I got was no help.")

    assert "the message" not in text


REAL_WORDS = {
    "sales": "the sales page shows last year's prices instead of the new ones",
    "tiles": "the tiles on the map show last month's weather instead of today's",
    "recovery": "the recovery mail goes to my old address instead of the new one",
}


@pytest.mark.parametrize(("word", "said"), REAL_WORDS.items(), ids=REAL_WORDS.keys())
def test_a_real_word_is_no_slip(word: str, said: str) -> None:
    from bot.words.en_spelt import spelt

    assert word in spelt(said).split()


def test_a_thing_alone_is_not_said_back() -> None:
    assert "Vertrag" not in opening("Hiermit kündige ich meinen Vertrag zum nächstmöglichen Termin.")
    assert "about the prices" not in opening("It is very bad this what you make with the prices")


def test_what_somebody_cannot_find_keeps_what_it_is_for() -> None:
    text = opening("I can't for the life of me find the button that ends the recital stream.")

    assert "you can't find the button that ends the recital stream" in text


def test_a_question_about_two_things_is_not_cut_between_them() -> None:
    text = opening(
        "What's the difference between the day and the evening ticket if I only swim in term time?"
    )

    assert "what the difference between the day and the evening ticket if" not in text
    assert "between the day is" not in text


def test_what_we_are_asked_to_look_at_is_no_question_about_somebody() -> None:
    assert "somebody can look" not in opening("Can somebody look at our cabin for the 14th?")


def test_who_asks_whether_they_are_right_asks_about_the_thing() -> None:
    assert "whether the early price ends on the 30th" in opening(
        "Am I right that the early price ends on the 30th?"
    )


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("What does the small bell on the deck plan stand for?", "what the small bell on the deck plan stands for"),
        ("does my score get split when two of us play", "whether your score gets split when two of you play"),
        (
            "When the tram is cancelled, does the night bus still wait at the harbour?",
            "whether the night bus still waits at the harbour when the tram is cancelled",
        ),
        ("You have charged us the towel fee twice, 9 euros each", "you were charged the towel fee twice"),
    ],
)  # fmt: skip
def test_verbs_agree_and_the_question_is_not_lost(said: str, back: str) -> None:
    assert back in opening(said)


@pytest.mark.parametrize(
    "said",
    [
        "My alarm didn't ring, I missed the ferry, and the goat ate the parcel slip. Where is parcel 4411?",
        "I can hear my neighbours sing along to your hold music. Anyway: the router blinks red since noon.",
    ],
)
def test_what_lies_far_from_the_message_is_not_its_matter(said: str) -> None:
    text = opening(said)

    assert "goat" not in text
    assert "neighbours" not in text


def test_a_damaged_embedding_leaves_the_judgement_to_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> None:
        raise ModelDamaged("changed")

    monkeypatch.setattr("knowledge.embedding.shared_minilm", damaged)

    assert stands_for("you have a goat", "I have a goat, a boat, a coat and a question about my bill")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Invoice AB-7731 lacks our number (DE 509 442 013). Kindly reissue.", "AB-7731 error"),
        ("It's fine. I'll key in the 90 names by hand. Again.", "the you"),
        ("no clue what mail past me picked for the shop how do i set a new one", "shop how"),
    ],
)
def test_no_number_is_an_error_and_no_two_sentences_are_one(said: str, wrong: str) -> None:
    assert wrong not in opening(said)


def test_an_adverb_between_does_not_make_the_noun_a_verb() -> None:
    assert "whether the address export also includes archived people" in opening(
        "Does the address export also include archived people?"
    )


def test_how_to_set_a_thing_up_is_not_what_somebody_asks_who_asks_which_plan_has_it() -> None:
    asks = ("Our vicar insists on single sign-on before anything else. Which plan would that be?",)
    draft = compose(Case(key="r", lines=asks, agent="Tom", found=found("sso", "unsure")))

    assert draft.plan.reflection is None


def test_since_when_is_said_where_the_verb_can_bear_it() -> None:
    assert "that nobody in the kitchen can log in." in opening("nobody in the kitchen can log in since 9")
