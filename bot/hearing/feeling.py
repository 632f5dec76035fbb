"""How a burst sounds: angry words, irony, loudness, VADER. What they amount to is learned (`sense.py`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.words import Language
from bot.words.text import words

_LOUD = re.compile(r"(?<![\w-])[A-Z]{3,}(?![\w-])")
_ACRONYMS = frozenset(
    words(
        "API PIN ATM CSV PDF SSO URL SDK FAQ USD EUR GBP VAT SMS UTC HTTP HTTPS JSON XML SQL DNS SSL "
        "TLS GDPR ETA "
        "ASAP CRM SLA IBAN SEPA ACH APY AWS IOS MAC VPN OTP MFA SAML JWT CLI POST GET PUT PATCH "
        "DELETE HTML CSS AUD "
        "CAD CHF PDT CET EST PST GMT RAM GPU CPU USB SIM IMAP SMTP SWIFT TIN EIN LLC INC NDA DSGVO "
        "PLZ PSD SCA CEO "
        "CTO URGENT PLEASE HELP NULL TRUE FALSE ERROR UUID GUID IDE CDN MVP FYI NOT AND ISO RSS LTD "
        "UTF README"
    )
)
_STRESSED = frozenset(
    words(
        "hard nothing every gone lost fix broken twice days hours weeks seriously nobody always enough worst "
        "everything wrong times week year today money working works paid paying second third fourth "
        "scam wieder "
        "nichts weg immer tage wochen stunden endlich kaputt sofort jeden jedes"
    )
)
_MARKS = re.compile(r"!{2,}|\?!|!\?|\?{3,}")
_ANGRY = re.compile(r"[😡😠🤬😤🤮🖕]")
_SAD = re.compile(r"[😭😞😩😫💔😢🤯😖😣😥😰😱🤦]|(?<!\w):'?-?\((?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """What can be heard, by kind; each kind is a clue, and its words are what told."""

    anger: tuple[str, ...]
    irony: tuple[str, ...]
    grumble: tuple[str, ...]
    shouting: tuple[str, ...]  # most of it in capitals
    stressed: tuple[str, ...]  # single words in capitals
    marks: tuple[str, ...]
    angry_face: tuple[str, ...]
    sad_face: tuple[str, ...]
    valence: float  # -1 very bad .. 1 delighted, by VADER; 0 in other languages than English
    sour: float  # shares of words, 0-1
    sweet: float

    @property
    def told(self) -> tuple[str, ...]:
        loud = (*self.shouting, *self.stressed, *self.marks, *self.angry_face, *self.sad_face)
        return (*self.anger, *self.irony, *self.grumble, *loud)

    def clues(self) -> dict[str, float]:
        kinds = ("anger", "irony", "grumble", "shouting", "stressed", "marks", "angry_face", "sad_face")
        counted = {kind: float(min(3, len(getattr(self, kind)))) for kind in kinds}
        return {**counted, "valence": self.valence, "sour": self.sour, "sweet": self.sweet}


def tone(raw: str, text: str, language: Language) -> Tone:
    """How a burst sounds. Words that are grim only by themselves ("panic button") are left out first."""
    calm = language.cues["not_anger"].sub(" ", text) if language.hits("not_anger", text) else text
    valued = _vader().polarity_scores(calm[:600]) if language.code == "en" and calm else {}
    shouting, stressed = _capitals(text, language)
    return Tone(
        anger=language.hits("anger", calm),
        irony=_ironic(raw, calm, language),
        grumble=language.hits("grumble", calm),
        shouting=shouting,
        stressed=stressed,
        marks=tuple(_MARKS.findall(raw)[:1]),
        angry_face=tuple(_ANGRY.findall(raw)[:1]),
        sad_face=tuple(_SAD.findall(raw)[:1]),
        valence=float(valued.get("compound", 0.0)),
        sour=float(valued.get("neg", 0.0)),
        sweet=float(valued.get("pos", 0.0)),
    )


@cache
def _vader() -> Any:
    """VADER, which here lowers the words around a word instead of all of them for each: the same values."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # 30 ms: only when a text is read

    class Near(SentimentIntensityAnalyzer):  # type: ignore[misc]  # it has no types
        @staticmethod
        def _negation_check(valence: float, words: list[str], back: int, at: int) -> float:
            near = words[max(0, at - 3) : at + 1]
            return float(SentimentIntensityAnalyzer._negation_check(valence, near, back, min(at, 3)))

        @staticmethod
        def _special_idioms_check(valence: float, words: list[str], at: int) -> float:
            near = words[at - 3 : at + 3]  # asked from the fourth word on
            return float(SentimentIntensityAnalyzer._special_idioms_check(valence, near, 3))

    return Near()


def _ironic(raw: str, text: str, language: Language) -> tuple[str, ...]:
    """Praise in one breath with a loss, nothing between that turns it: "Great, another empty export."."""
    if "irony" not in language.cues:
        return ()
    praise = language.cues["irony"].search(text)
    if not praise and not (raw != text and language.cues["irony"].search(raw)):
        return ()
    loss = language.hits("loss", text[praise.start() : praise.end() + 90] if praise else text)
    if not loss or any(language.hits(turned, text) for turned in ("how_to", "turn", "thanks")):
        return ()
    return ((praise.group() if praise else "emoji").strip(" .,!\n"), loss[0])


def _capitals(text: str, language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether all of it is loud, and the single words that are: no acronyms, only words that stress."""
    capitals = [word for word in _LOUD.findall(text) if word not in _ACRONYMS]
    if len(capitals) >= 3 and sum(map(str.isupper, text)) > 0.5 * sum(map(str.isalpha, text)):
        return ("capitals",), ()
    loud = [word for word in capitals if word.lower() in language.empty or word.lower() in _STRESSED]
    return (), tuple(loud[:3])
