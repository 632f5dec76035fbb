"""What is said back to somebody who asks again, and what an article's title adds."""

from __future__ import annotations

import pytest

from bot.drafting import Case, compose
from bot.signals import Earlier
from bot.words import spoken


def test_who_asks_again_is_told_what_they_asked() -> None:
    before = (Earlier("customer", "does the sdk support ruby?"), Earlier("agent", "I'll ask."))

    text = compose(Case(key="r", lines=("bump",), earlier=before, agent="Tom")).text

    assert "whether the SDK supports ruby" in text


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
