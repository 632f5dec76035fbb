"""How a burst feels: VADER and our own rules together (CRAFT 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.sense import Sensed
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

_AUDIBLE = 0.3  # below, the model has nothing to say about the mood
_STRESSED = frozenset(
    words(
        "hard nothing every gone lost fix broken twice days hours weeks seriously nobody always enough worst "
        "everything wrong times week year today money working works paid paying second third fourth "
        "scam wieder "
        "nichts weg immer tage wochen stunden endlich kaputt sofort jeden jedes"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """`score` is -1 (very bad) to 1 (delighted), `upset` 0-1 how sure we are that somebody is upset."""

    score: float
    upset: float
    told: tuple[str, ...]


@cache
def _vader() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # 30 ms: only when a text is read

    return SentimentIntensityAnalyzer()


def of(raw: str, text: str, language: Language, sensed: Sensed) -> Mood:
    """The mood of a burst. Words that are grim only by themselves ("panic button") are left out first."""
    calm = language.cues["not_anger"].sub(" ", text) if "not_anger" in language.cues else text
    anger = language.hits("anger", calm)
    ironic = _ironic(raw, calm, language)
    valence = _valence(calm) if language.code == "en" else 0.0
    wrong = bool(anger or language.cues["trouble"].search(calm))
    asks = "?" in calm or bool(language.cues["how_to"].search(calm))
    grumble = language.hits("grumble", calm)
    upset = min(0.85, 0.5 + 0.15 * len(anger)) if anger else 0.0
    upset += 0.6 if ironic and not anger else 0.0
    upset += min(2, len(grumble)) * (0.1 if asks and not wrong else 0.25)
    louder, told = _loudness(raw, text, language, wrong=wrong or bool(grumble))
    upset += louder
    upset += -0.35 * valence if valence < 0 else -0.15 if valence > 0.6 and not ironic else 0.0
    if sensed.upset >= _AUDIBLE:
        upset += sensed.upset * (0.9 if wrong or not asks else 0.6)
        told = (*told, "how it sounds")
    upset = max(0.0, min(0.98, upset))
    score = valence if upset < 0.3 else min(valence, 0.0) / 2 - upset / 2
    told = (*anger, *ironic, *grumble, *told)
    return Mood(score=max(-1.0, min(1.0, score)), upset=upset, told=told if upset >= 0.5 else ())


def _valence(text: str) -> float:
    return float(_vader().polarity_scores(text[:1500])["compound"]) if text else 0.0


def _ironic(raw: str, text: str, language: Language) -> tuple[str, ...]:
    """Praise in one breath with a loss, nothing between that turns it: "Great, another empty export."."""
    if "irony" not in language.cues or language.cues["how_to"].search(text):
        return ()
    if language.cues["turn"].search(text) or language.hits("thanks", text):
        return ()
    praise = language.cues["irony"].search(text)
    loss = language.hits("loss", text[praise.start() : praise.end() + 90] if praise else text)
    if not loss or not (praise or language.cues["irony"].search(raw)):
        return ()
    return ((praise.group() if praise else "emoji").strip(" .,!\n"), loss[0])


def _loudness(raw: str, text: str, language: Language, *, wrong: bool) -> tuple[float, tuple[str, ...]]:
    """What capitals, marks and faces add. A single loud word counts only where something is wrong."""
    told: list[str] = []
    louder = 0.0
    capitals = [word for word in _LOUD.findall(text) if word not in _ACRONYMS]
    loud = [word for word in capitals if word.lower() in language.empty or word.lower() in _STRESSED]
    letters = [ch for ch in text if ch.isalpha()]
    if len(capitals) >= 3 and sum(ch.isupper() for ch in letters) > 0.5 * len(letters):
        louder, told = louder + 0.35, [*told, "capitals"]
    elif loud and (wrong or len(loud) > 1):
        louder, told = louder + min(0.4, 0.2 * len(loud)), [*told, *loud[:2]]
    if re.search(r"!{2,}|\?!|!\?|\?{3,}", raw):
        louder, told = louder + 0.2, [*told, "!!"]
    if re.search(r"[😡😠🤬😤🤮🖕]", raw):
        louder, told = louder + 0.5, [*told, "emoji"]
    elif re.search(r"[😭😞😩😫💔😢🤯😖😣😥😰😱🤦]|(?<!\w):'?-?\((?!\w)", raw):
        louder, told = louder + (0.35 if wrong else 0.2), [*told, "emoji"]
    return louder, tuple(told)
