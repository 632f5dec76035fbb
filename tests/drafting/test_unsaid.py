"""What is better not said back, class by class, and what is said instead; on sentences of its own."""

from __future__ import annotations

import pytest

from tests.drafting.cases import opening

POINTS_NOWHERE = {
    "the old one": (
        "Our parking permit was renewed in May. The kiosk still shows the old one.",
        "the old one",
    ),
    "which one": ("I got two vouchers by post, which one do I scan first?", "which one"),
    "that board": ("The waiting list expired, how long is that list kept?", "that list"),
    "them": ("My figures were fine before lunch. Your report mixed them up.", "them"),
    "it": ("A letter takes me an hour, I've bad hands. Your editor deleted it twice.", "deleted it"),
}


@pytest.mark.parametrize(("said", "back"), POINTS_NOWHERE.values(), ids=POINTS_NOWHERE.keys())
def test_no_word_points_at_what_the_sentence_does_not_name(said: str, back: str) -> None:
    assert back not in opening(said)


WHOLE = {
    "what it is for": ("please add a dark theme for night shifts", "adding a dark theme."),
    "a colon": ("The address checker rejects c/o: lines as invalid.", "rejects c"),
    "what is held against it": ("the receipt lists six chairs, we only bought four", "lists six chairs"),
    "what the other one does": (
        "The lift stops on the second floor, the display says the third.",
        "stops on the second floor",
    ),
}


@pytest.mark.parametrize(("said", "half"), WHOLE.values(), ids=WHOLE.keys())
def test_half_of_the_matter_is_not_said_back(said: str, half: str) -> None:
    assert half not in opening(said)


def test_where_a_wish_would_be_cut_the_question_is_said() -> None:
    assert "whether you can share a folder with a tenant of the block without showing the titles" in opening(
        "can i share a folder with a tenant of the block without showing the titles"
    )


LEARNT = {
    "a verb without its to": "I want change my seat, have you option?",
    "one for many": "I am waiting three week for the parcel and the box is come broken",
    "a word for word": "Can you explain me the tariff, it depends from the country",
    "slang": "how can i kill the notifications on sundays",
    "broken": "the export service returns error for every file",
}


@pytest.mark.parametrize("said", LEARNT.values(), ids=LEARNT.keys())
def test_broken_english_and_slang_are_not_repeated(said: str) -> None:
    text = opening(said)

    for words in ("change your seat", "changing your seat", "is come", "explain", "killing", "returns error"):
        assert words not in text


BESIDE = {
    "the day": ("no heating in the whole nursery and the choir's on at six", "the choir's on"),
    "a deadline": ("my report is due and the page won't save", "report is due"),
    "a reason": ("I'd like a refund for one seat, my uncle can't come", "uncle"),
}


@pytest.mark.parametrize(("said", "back"), BESIDE.values(), ids=BESIDE.keys())
def test_a_life_beside_the_matter_is_not_said_back(said: str, back: str) -> None:
    assert back not in opening(said)


def test_a_question_is_not_told_as_a_fact() -> None:
    assert "that the printers are down" not in opening("printers down?")


def test_what_lasts_since_a_time_is_in_a_tense_that_lasts() -> None:
    assert "has been off by two since you added a column" in opening(
        "The totals row is off by two since I added a column."
    )


def test_names_have_their_capitals() -> None:
    assert "SMS" in opening("our sms reminders arrive twice")


GERMAN = {
    "a place not named": ("Oma zieht um. Kann man die Nummer dorthin mitnehmen?", "dorthin"),
    "a fear": (
        "Wie ziehe ich um, ohne dass die Seite nicht erreichbar ist?",
        "dass die Seite nicht erreichbar ist",
    ),
    "what is wanted": ("Wie stelle ich ein, dass der Ton nachts nicht ausgeht?", "dass der Ton"),
    "which one": ("Gibt es in der App einen Filter, der nur offene Posten zeigt?", "einen Filter gibt"),
}


@pytest.mark.parametrize(("said", "back"), GERMAN.values(), ids=GERMAN.keys())
def test_german_is_whole_too(said: str, back: str) -> None:
    assert back not in opening(said)
