"""Things German-speaking customers write about, with their gender: nouns that can name the matter."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.words.text import words

_MASCULINE = words(  # singular/plural, or what the plural adds; "-" where it has none
    "Account/s Anhang/Anhänge Antrag/Anträge Artikel/Artikel Auftrag/Aufträge Ausdruck/e Barcode/s Befehl/e Beitrag/Beiträge Bericht/e Beleg/e Benutzer/Benutzer Bildschirm/e Button/s Chat/s Code/s Cursor/Cursor "
    "Dienst/e Download/s Drucker/Drucker Eintrag/Einträge Einkauf/Einkäufe Endpunkt/e Entwurf/Entwürfe Export/e Fehler/Fehler Filter/Filter Flug/Flüge Gast/Gäste Gutschein/e Import/e Index/- Kalender/Kalender Kanal/Kanäle "
    "Key/s Knopf/Knöpfe Kommentar/e Kontakt/e Kurs/e Link/s Login/s Mahnlauf/- Monitor/e Newsletter/Newsletter Ordner/Ordner Posten/Posten Preis/e Probezeitraum/- Rabatt/e Raum/Räume Router/Router Scanner/Scanner Server/Server Shop/s "
    "Sensor/en Speicher/- Status/- Tarif/e Termin/e Test/s Token/s Ton/- Upload/s Verlauf/- Vertrag/Verträge Versand/- Webhook/s Wecker/Wecker Workspace/s Zahlungseingang/- Zähler/Zähler Zugang/Zugänge Zugriff/- "
    "Absturz/Abstürze Ausfall/Ausfälle Akku/s Adapter/Adapter Mietwagen/Mietwagen Kaufvertrag/- Sessel/Sessel Stuhl/Stühle Tisch/e Schrank/Schränke Bezahlvorgang/- Warenkorb/- Anruf/e"
)
_FEMININE = words(
    "Notiz/en Waage/n Heizung/en Bohrmaschine/n Playlist/s Strecke/n Prüfung/en Anleitung/en Gästeliste/n Warteliste/n Abbuchung/en Abrechnung/en Adresse/n Änderung/en Anmeldung/en Anschrift/en Anwendung/en Anzeige/n App/s Aufgabe/n Aufnahme/n Ausgabe/n Auswertung/en Automatisierung/en Batterie/n Bestätigung/en Bestellung/en Bewertung/en "
    "Buchung/en Cloud/- Datei/en Datenbank/en Domain/s Einladung/en Einstellung/en Erinnerung/en Erstattung/en Fehlermeldung/en Freigabe/n Funktion/en Gebühr/en Gruppe/n Gutschrift/en Installation/en Integration/en "
    "Kamera/s Karte/n Kasse/n Kopie/n Kreditkarte/n Lastschrift/en Lieferung/en Lampe/n Liste/n Lizenz/en Mahnung/en Mail/s E-Mail/s Meldung/en Migration/en Nummer/n Oberfläche/n Pin/s Präsentation/en Rechnung/en Registrierung/en Reklamation/en "
    "Reservierung/en Rolle/n Rückerstattung/en Rücksendung/en Schnittstelle/n Schriftart/en Seite/n Sendung/en Software/- Spalte/n Sperre/n Sprache/n Statistik/en Suche/- Synchronisation/- Synchronisierung/- Tabelle/n Tastatur/en Telefonnummer/n "
    "Übersetzung/en Überweisung/en Überwachung/- Umfrage/n Verbindung/en Verlängerung/en Versicherung/en Version/en Verknüpfung/en Vorlage/n Vorschau/- Webseite/n Website/s Werbung/- Zahlung/en Zeile/n Zeitzone/n Zustellung/en API/s Anleitung/en Ansicht/en"
)
_NEUTER = words(
    "Thermostat/e Fahrrad/Fahrräder Schloss/Schlösser Rezept/e Semesterticket/s Buch/Bücher Abo/s Abonnement/s Angebot/e Archiv/e Backup/s Bild/er Board/s Dashboard/s Datum/Daten Design/s Diagramm/e Display/s Dokument/e Ersatzteil/e Feld/er Fenster/Fenster Formular/e Foto/s Gerät/e Guthaben/- Handy/s Hotel/s Konto/Konten "
    "Kennwort/Kennwörter Kartenterminal/s Kästchen/Kästchen Kabel/Kabel Kundenkonto/- Layout/s Limit/s Logo/s Menü/s Meeting/s Mikrofon/e Modul/e Netz/- Netzwerk/e Paket/e Passwort/Passwörter Plugin/s Portal/e Postfach/Postfächer Profil/e Programm/e Projekt/e "
    "Regal/e Skript/e Spiel/e System/e Tablet/s Team/s Terminal/s Ticket/s Tool/s Update/s Video/s WLAN/- Widget/s Zertifikat/e Zeugnis/se Benutzerkonto/- Geld/- Feedback/- Protokoll/e Sofa/s Bett/en Ladekabel/Ladekabel"
)
_PLURAL = words(
    "Daten Einstellungen Kosten Gebühren Zinsen Umlaute Lizenzen Hausaufgaben Zugangsdaten Kontaktdaten Öffnungszeiten"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as it is written, its gender ("m", "f", "n"), and whether it stands for many."""

    text: str
    gender: str
    many: bool


def _entries() -> Mapping[str, Noun]:
    nouns: dict[str, Noun] = {}
    for gender, listed in (("m", _MASCULINE), ("f", _FEMININE), ("n", _NEUTER)):
        for entry in listed:
            one, more = entry.split("/")
            more = one + more if more[0].islower() else more
            if more != "-":
                nouns[more.lower()] = Noun(more, gender, many=more != one)
            nouns[one.lower()] = Noun(one, gender, many=False)
    return nouns | {word.lower(): Noun(word, "f", many=True) for word in _PLURAL}


NOUNS = _entries()
_SHORTEST = 4  # letters of a head that may end a longer noun
_HEADS = sorted((noun for noun in NOUNS if len(noun) >= _SHORTEST), key=len, reverse=True)


def noun_of(word: str) -> Noun | None:
    """The noun a word is: itself, or one that a known noun ends ("Gutscheincode" is masculine as "Code")."""
    low = word.lower()
    if low in NOUNS:
        return NOUNS[low]
    if not word[0].isupper() or len(word) < 7:
        return None
    head = next((head for head in _HEADS if low.endswith(head) and len(low) - len(head) >= 3), None)
    return Noun(word, NOUNS[head].gender, NOUNS[head].many) if head else None


VERBS_TOO = frozenset(  # typed small they may be verbs, or words of another kind
    words(
        "suche liste sperre rolle kosten buche karte anzeige teste kopie code raum ton gebühren zeile login export import status sperren rollen buchen testen anzeigen suchen listen zeilen raten"
    )
)


_TIMES = frozenset(
    words(
        "tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute minuten uhr wochenende euro montag dienstag mittwoch donnerstag freitag samstag sonntag"
    )
)


def written(text: str) -> str:
    """The text with the capitals of its nouns, which chat leaves out: "mit dem fehler" -> "mit dem Fehler"."""

    def capital(match: re.Match[str]) -> str:
        if match.group() in _TIMES:
            return match.group().capitalize()
        known = NOUNS.get(match.group())
        return known.text if known and match.group() not in VERBS_TOO else match.group()

    return re.sub(r"(?<![\w-])[a-zäöü][a-zäöüß]{2,}(?![\w-])", capital, text)
