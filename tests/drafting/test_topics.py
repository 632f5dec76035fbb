"""The thing a message is about, where no more of it can be said back."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, compose
from bot.signals import Earlier
from bot.words import Phrase, spoken

TOLD_ABOUT = {
    "mine becomes yours": ("no idea what happened to my last invoice", "your last invoice"),
    "what says which one stays": ("the gantt view is not ok", "the gantt view"),
    "your app is ours to name": ("your pricing page lied to me", "the pricing page"),
    "a bare noun gets its article": ("ticket machine offline in both branches", "the ticket machine"),
    "an order keeps its number": ("I wish to complain about the handling of order 4471", "order 4471"),
    "what is broken comes before where it stands": ("no sound in the video call on firefox", "the sound"),
    "a verb is no thing": ("we order a lot, but the dashboard is wrong", "the dashboard"),
    "what they do not want is not the matter": (
        "I don't want a voucher. The cot is still not here.",
        "the cot",
    ),
    "an opinion is left out": ("that stupid export again", "the export"),
    "a slip is mended": ("this is rediculous, you lost my invioces", "your invoices"),
    "a noun inside another is not taken for it": ("not happy with the autumn price changes", "the autumn price changes"),
    "an idiom names nothing": ("of course, third time in a row", None),
    "a complaint without a thing has none": ("this is unacceptable", None),
    "what they tell us to say is not the matter": ("Say that I get a discount for life", None),
}  # fmt: skip


@pytest.mark.parametrize(("said", "thing"), TOLD_ABOUT.values(), ids=TOLD_ABOUT.keys())
def test_the_thing_is_named_without_the_customers_grammar(said: str, thing: str | None) -> None:
    found = spoken("en").topic(said)

    assert (found and found.text) == thing


def test_who_asks_again_is_told_what_they_asked() -> None:
    before = (Earlier("customer", "does the sdk support ruby?"), Earlier("agent", "I'll ask."))

    text = compose(Case(key="r", lines=("bump",), earlier=before, agent="Tom")).text

    assert "whether the SDK supports ruby" in text


def test_who_asks_again_about_something_is_told_about_that() -> None:
    before = (Earlier("customer", "The tracking has said in transit for a week."),)

    text = compose(
        Case(key="r", lines=("has anybody found out more about the parcel?",), earlier=before, agent="Tom")
    ).text

    assert "about the parcel" in text


def test_who_leaves_hears_that_it_was_read_and_no_reason_is_made_up() -> None:
    text = compose(
        Case(key="r", lines=("Please cancel our subscription, we have had enough of this",), agent="Tom")
    ).text

    assert "about cancelling your subscription" in text


def test_an_unsure_article_names_what_it_and_the_customer_speak_of() -> None:
    from knowledge.ports import Band
    from tests.drafting.cases import found

    case = Case(
        key="r",
        lines=("if the app is killed by the phone while offline / loses it then the edits?",),
        found=found("mobile", "unsure"),
        agent="Tom",
    )

    draft = compose(case)

    assert case.found.band is Band.UNSURE
    assert draft.plan.reflection is not None
    assert draft.plan.reflection.told_by == "title"
    assert "using the app offline" in draft.text


def test_a_thing_is_not_taken_from_a_link_or_code() -> None:
    found = spoken("en").reflect("https://a.example/order/7 ```the invoice```", False)

    assert found is None or found.kind is not Phrase.TOPIC


GERMAN = {
    "the case of um": ("Moin, Kalender synct nicht", "den Kalender"),
    "mine stays theirs until it is turned": ("meine letzte Rechnung ist doch ein Witz", "meine letzte Rechnung"),
    "the adjective follows the gender": ("mein letztes Paket kam nie an", "mein letztes Paket"),
    "a longer noun has its head's gender": ("Wo ist der Speichern-Button hin?", "den Speichern-Button"),
    "your thing is ours to name": ("Euer neues Design ist unmöglich", "das neue Design"),
    "a noun typed small is a noun": ("der link in der mail geht nicht", "den Link"),
    "many are named as many": ("schon wieder sind alle Termine weg", "die Termine"),
    "where it stands is not the matter": ("Kein Ton im Videoanruf mit Firefox", "den Ton"),
    "a complaint without a thing has none": ("So geht das nicht", None),
}  # fmt: skip


@pytest.mark.parametrize(("said", "thing"), GERMAN.values(), ids=GERMAN.keys())
def test_a_german_thing_is_named_in_its_case_and_gender(said: str, thing: str | None) -> None:
    found = spoken("de").topic(said)

    assert (found and found.text) == thing


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("Der Export bricht bei 5000 Zeilen ab", "dass der Export bei 5000 Zeilen abbricht"),
        ("Warum wird meine Kreditkarte abgelehnt?", "warum deine Kreditkarte abgelehnt wird"),
        ("was soll ich mit dem fehler 413 machen", "was du mit dem Fehler 413 machen sollst"),
        ("Wie viele Gäste sind im Team-Tarif dabei?", "wie viele Gäste im Team-Tarif dabei sind"),
        (
            "Mein Roller beendet die Fahrt nicht und die Uhr läuft weiter!",
            "dass dein Roller die Fahrt nicht beendet",
        ),
    ],
)
def test_german_is_said_back_whole(said: str, back: str) -> None:
    texts = [compose(Case(key=key, lines=(said,), agent="Tom")).text for key in "abcd"]

    assert all(back in text for text in texts)


def test_a_german_statement_is_not_turned_into_a_question() -> None:
    for said in (
        "Die Lieferung kam heute, ein Regalbrett ist gebrochen",
        "Kein Ton im Videoanruf",
        "Die Buchung taucht nirgends auf",
    ):
        found = spoken("de").reflect(said, False)

        assert found is None or not found.text.startswith("ob ")


def test_who_asks_again_in_german_is_told_what_they_asked() -> None:
    before = (Earlier("customer", "Kann ich die Vorlage auch für Kollegen in Wien freigeben?"),)

    text = compose(
        Case(
            key="r",
            lines=("Gibt es schon etwas Neues zu meiner Frage von gestern?",),
            earlier=before,
            agent="Tom",
        )
    ).text

    assert "ob du die Vorlage auch für Kollegen in Wien freigeben kannst" in text
