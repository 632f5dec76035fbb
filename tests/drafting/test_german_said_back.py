"""What German sentences become when they are said back, and which are better left unsaid."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, compose


def opening(*lines: str) -> str:
    case = Case(key="g", lines=lines, agent="Tom", customer="Eva", promise="16:00")
    return compose(case).text.split("\n")[0]


LEFT_UNSAID = {
    "a noun typed small": ("im spiel sinkt man durch die decke über dem keller", "decke"),
    "a noun typed small beside one we know": ("seit heute fehlt die spalte größe in der liste", "größe"),
    "a place typed small": ("gilt das ticket auch im lift in graz?", "in graz"),
    "a pronoun for a thing": ("Das Modul ist neu bei uns. Kann man die umbenennen?", "die umbenennen"),
    "a pronoun for a matter": ("Wir planen ein Sommerfest. Gibt es dafür eine Vorlage?", "dafür"),
    "an exception cut off": ("Der Drucker erkennt alles. Außer Etiketten.", "alles erkennt"),
    "a contrast cut off": ("Die Karte zeigt mir Läden in Bern an, ich bin in Bernau", "Läden in Bern"),
    "what is said not to matter": ("Die Gebühr ist nicht hoch, darum geht es nicht.", "nicht hoch"),
    "a resolve": ("Mein Entschluss steht nicht erst seit heute fest.", "Entschluss"),
    "a figure of speech": ("Mir fehlen die Worte", "die Worte fehlen"),
    "a feeling": ("Man fühlt sich bei der Bestellung nicht ernst genommen", "ernst genommen fühlt"),
    "what others did": ("Mein Chef ist nicht begeistert von der neuen Ansicht", "Chef"),
    "a reproach as a question": ("Ich verstehe nicht, wie man so mit Gästen umgehen kann", "umgehen kann"),
    "a verb that follows its helper": ("Die App hat mich dreimal abgemeldet beim Bezahlen", "abgemeldet beim"),
    "dialect": ("mir wurde d gutschrift vom laden noch nid zrugg überwise", "zrugg"),
    "a sentence that only begins with a verb": ("Habe vorhin das falsche Formular gefaxt", "dass Habe"),
    "a question without its point": ("Gibt es eine Möglichkeit, Listen nachts zu verschicken?", "Möglichkeit gibt"),
    "a condition cut off": ("Gilt der Rabatt auch, wenn ich im Laden zahle?", "auch gilt"),
    "an order is no question": ("Bitte schicken Sie mir die Quittung für Mai erneut zu.", "Quittung für Mai erneut zuschicken"),
    "since, not are": ("Alles endet mit einem Fehler, seit ihr um acht Uhr was geändert habt", "seien"),
    "a wish of no matter": ("Ich will niemanden anklagen. Der Ton fehlt.", "anklagen"),
    "how somebody is to live": ("Ich weiß nicht, wie ich bis Monatsende komme.", "Monatsende"),
    "why, without the reason to wonder": ("Wieso steht im Kalender Montag, obwohl der Kurs samstags ist?", "wieso"),
    "whether we read": ("Lest ihr alle überhaupt noch? Seit Tagen kein Wort.", " lesen"),
    "what they do not find": ("Liebe Leute, ich finde nirgends, wie man ein Konzert absagt.", "nirgends findest"),
    "a second question with its own verb": ("Ist der Vertrag jährlich kündbar oder bin ich zwei Jahre gebunden?", "bin du"),
    "an amount as if it were a charge": ("In der Rechnung sind drei Tage zu viel berechnet", "abgebucht wurde"),
    "a reason where only a confirmation is asked for": ("Bestätigen Sie mir bitte die Kündigung zum 31.3., der Kurs hat meiner Tochter nichts gebracht.", "nichts gebracht"),
    "a number cut off": ("die sendung ging an nr. 9, ist jetzt hier", "an nr"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "never"), LEFT_UNSAID.values(), ids=LEFT_UNSAID.keys())
def test_what_would_make_a_german_reader_stumble_is_left_unsaid(said: str, never: str) -> None:
    assert never not in opening(said)


SAID_BACK = {
    "a quotation whole": ('Die Anzeige bleibt bei "noch 3 min" hängen', 'dass die Anzeige bei "noch 3 min" hängen bleibt'),
    "a quotation at the end": ('Unsere Gäste sehen beim Öffnen der Mail nur "Fehler"', 'dass eure Gäste beim Öffnen der Mail nur "Fehler" sehen'),
    "a verb of two parts": ("Der Ton läuft dem Bild nicht mehr hinterher", "hinterherläuft"),
    "the object first": ("Die Bestätigung finde ich nicht im Portal", "dass du die Bestätigung nicht im Portal findest"),
    "itself before the thing": ("Die Tür lässt sich nicht mehr öffnen", "dass sich die Tür nicht mehr öffnen lässt"),
    "how long": ("Wie lange gilt mein Ausweis noch?", "wie lange dein Ausweis noch gilt"),
    "which ones of ours": ("Welche Formate importiert ihr?", "welche Formate wir importieren"),
    "every time": ("Beim Drucken bricht das Programm jedes Mal ab", "jedes Mal abbricht"),
    "what was charged twice": ("Die Miete wurde zweimal abgebucht", "dass die Miete zweimal abgebucht wurde"),
    "too little of something": ("Die Schrift im Ausdruck ist zu klein", "dass die Schrift im Ausdruck zu klein ist"),
    "small letters and no noun": ("ich kann mich nicht mehr einloggen", "dass du dich nicht mehr einloggen kannst"),
    "a person's thing and its place": ("Der Strichcode auf dem Etikett wird vom Leser nicht erkannt", "dass der Strichcode auf dem Etikett vom Leser nicht erkannt wird"),
    "what the old one still does": ("Im Schaufenster steht noch der alte Rabatt", "dass im Schaufenster noch der alte Rabatt steht"),
    "a comparison after the verb": ("Warum ist meine Miete plötzlich doppelt so hoch wie im Mai?", "warum deine Miete plötzlich doppelt so hoch ist wie im Mai"),
    "from when on": ("Ab wann gilt der neue Fahrplan?", "ab wann der neue Fahrplan gilt"),
    "several who could": ("Könnten wir eine zweite Adresse hinterlegen?", "ob ihr eine zweite Adresse hinterlegen könntet"),
    "what they would rather": ("Ich würde den Kurs gern verschieben, bis ich gesund bin.", "möchtest den Kurs verschieben"),
    "before the thing to whom": ("Die Absage wird mir doppelt angezeigt", "dass dir die Absage doppelt angezeigt wird"),
    "a name in quotation marks": ("Der Ordner „Garten“ ist bei mir zweimal im Archiv", "dass der Ordner „Garten“ bei dir zweimal im Archiv ist"),
    "the first of two complaints": ("Mein Ausweis wurde am Tor nicht gelesen und der Wachmann will jetzt eine Gebühr.", "dass dein Ausweis am Tor nicht gelesen wurde"),
    "two places": ("Auf der Karte im Foyer fehlt seit Montag der Nachtisch", "dass auf der Karte im Foyer seit Montag der Nachtisch fehlt"),
    "whether it can be done": ("Lässt sich die Liste auch nach Orten sortieren?", "ob sich die Liste auch nach Orten sortieren lässt"),
    "what becomes of a thing": ("Was passiert mit meinen Punkten, wenn ich umziehe?", "was mit deinen Punkten passiert"),
    "to whom": ("Wem melde ich einen Schaden am Rad?", "wem du einen Schaden am Rad meldest"),
    "a page by its number": ("Auf Seite 7 des Vertrags stimmt die Summe nicht.", "dass auf Seite 7 des Vertrags die Summe nicht stimmt"),
    "what it does not let in": ("Das Feld 12 lässt keine Umlaute zu.", "dass das Feld 12 keine Umlaute zulässt"),
    "where they land": ("Nach der Anmeldung lande ich immer wieder auf der Startseite.", "dass du nach der Anmeldung immer wieder auf der Startseite landest"),
    "nobody gets in": ("Keiner kommt in die Buchhaltung", "dass keiner in die Buchhaltung kommt"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "back"), SAID_BACK.values(), ids=SAID_BACK.keys())
def test_what_reads_well_is_said_back_with_the_verb_at_its_end(said: str, back: str) -> None:
    assert back in opening(said)


def test_whoever_leaves_hears_what_got_worse() -> None:
    text = opening("Ich kündige das Abo, die Verbindung wird jede Woche schlechter.")

    assert "dass die Verbindung jede Woche schlechter wird" in text


def test_nobody_who_has_decided_is_told_that_they_think_of_leaving() -> None:
    text = opening("Wir kündigen den Vertrag, die Schnittstelle war nie erreichbar.")

    assert "ans Gehen denkt" not in text


@pytest.mark.parametrize(
    "said",
    [
        "Am Samstag heiraten wir und die Torte ist laut App storniert!",
        "Ihre Software rundet die Mehrwertsteuer falsch. Das Finanzamt hat die Meldung zurückgewiesen.",
        "Den Aktivierungscode habe ich nie bekommen. Bestellt am Montag.",
    ],
)
def test_nobody_in_need_is_thanked_for_kind_words(said: str) -> None:
    assert "sehr nett" not in opening(said)
    assert "freundlichen Worte" not in opening(said)
    assert "freut mich" not in opening(said)
