"""How a burst feels: VADER and our own rules, averaged (CRAFT 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

_LOUD = re.compile(r"\b[A-Z]{3,}\b")
_ACRONYMS = frozenset(
    [
        "API",
        "PIN",
        "ATM",
        "CSV",
        "PDF",
        "SSO",
        "URL",
        "SDK",
        "FAQ",
        "USD",
        "EUR",
        "GBP",
        "VAT",
        "SMS",
        "UTC",
        "HTTP",
        "HTTPS",
        "JSON",
        "XML",
        "SQL",
        "DNS",
        "SSL",
        "TLS",
        "GDPR",
        "ETA",
        "ASAP",
        "CRM",
        "SLA",
        "IBAN",
        "SEPA",
        "ACH",
        "APY",
        "AWS",
        "IOS",
        "MAC",
        "VPN",
        "OTP",
        "MFA",
        "SAML",
        "JWT",
        "CLI",
        "POST",
        "GET",
        "PUT",
        "HTML",
        "CSS",
        "AUD",
        "CAD",
        "CHF",
        "PDT",
        "CET",
    ]
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


def of(raw: str, text: str, anger: tuple[str, ...], *, english: bool) -> Mood:
    """The mood of a burst, given the anger words its language found."""
    told = list(anger)
    valence = float(_vader().polarity_scores(text[:1500])["compound"]) if english and text else 0.0
    upset = min(0.75, 0.4 + 0.2 * len(anger)) if anger else 0.0
    loud = [word for word in _LOUD.findall(text) if word not in _ACRONYMS]
    letters = [ch for ch in text if ch.isalpha()]
    if len(loud) >= 3 and sum(ch.isupper() for ch in letters) > 0.5 * len(letters):
        upset, told = upset + 0.35, [*told, "capitals"]
    if re.search(r"!{2,}|\?!|!\?|\?{3,}", raw):
        upset, told = upset + 0.15, [*told, "!!"]
    if re.search(r"[😡😠🤬😤]", raw):
        upset, told = upset + 0.5, [*told, "emoji"]
    elif re.search(r"[😭😞😩😫💔]|(?<!\w):'?-?\((?!\w)", raw):
        upset, told = upset + 0.3, [*told, "emoji"]
    upset += -0.4 * valence if valence < 0 else -0.2 if valence > 0.5 else 0.0
    upset = max(0.0, min(0.98, upset))
    score = valence if not upset else min(valence, 0.0) / 2 - upset / 2
    return Mood(score=max(-1.0, min(1.0, score)), upset=upset, told=tuple(told) if upset >= 0.5 else ())
