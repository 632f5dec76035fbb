"""What must not be repeated in public: card numbers, passwords, keys, mail addresses, phone numbers.

Standard library only, so that the scorecard and the guard can use it on every text. `drafting/masks.py` adds
slower and wider detectors before anything reaches a model.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "secret",
        re.compile(
            r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL
        ),
    ),
    (
        "secret",
        re.compile(
            r"\b(?:sk|pk|rk|whsec)_(?:live|test)?_?[A-Za-z0-9]{12,}\b|\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{16,}\b|\b(?:pi|seti|cs)_\w{8,}_secret_\w{8,}|\bxox[abeoprs]-[A-Za-z0-9-]{8,}|\bxapp-[A-Za-z0-9-]{8,}"
            r"|\bgh[opsur]_[A-Za-z0-9]{20,}\b|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"
            r"|\b[MN][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,}\b"
        ),
    ),
    (
        "secret",
        re.compile(
            r"(?i:(?<=password is )|(?<=password: )|(?<=password:)|(?<=password=)|(?<=passwort: )|(?<=passwort ist )|(?<=passwd=)|(?<=pwd=)|(?<=pwd: )|(?<=api_key=)|(?<=api key: )|(?<=api key is )|(?<=token=)|(?<=token: )|(?<=token is )|(?<=secret=)|(?<=secret: ))"
            r"(?=\S*[\d@#$%^&*_])\S{5,}"
        ),
    ),
    ("secret", re.compile(r"(?<=://)[^\s/:@]+:[^\s/@]+(?=@)")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")),
    ("card", re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")),
    (
        "phone",
        re.compile(
            r"(?<![\w.,:/#-])(?:\+\d{1,3}[ /.-]?)?(?:\(0?\d{1,4}\)[ /.-]?)?\d{2,5}(?:[ /.-]?\d{2,4}){2,4}(?![\w-]|[.,:]\d)"
        ),
    ),
)


_POSSIBLE = re.compile(r"[\d@=_]|-----|pass|pwd|key|token|secret", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Private:
    """A private piece of a text: what kind, and where."""

    kind: str
    start: int
    end: int


def private_in(text: str, *, kinds: frozenset[str] | None = None) -> tuple[Private, ...]:
    """The private pieces of `text`, in order, never overlapping."""
    if not _POSSIBLE.search(text):
        return ()
    found: list[Private] = []
    for kind, pattern in _PATTERNS:
        if kinds is not None and kind not in kinds:
            continue
        for match in pattern.finditer(text):
            piece = Private(kind, match.start(), match.end())
            overlaps = any(other.start < piece.end and piece.start < other.end for other in found)
            if not overlaps and _plausible(kind, match.group()):
                found.append(piece)
    return tuple(sorted(found, key=lambda piece: piece.start))


def has_private(text: str) -> bool:
    return bool(private_in(text))


def secrets_in(text: str) -> tuple[str, ...]:
    """Keys, passwords and card numbers: what nobody may repeat, whoever wrote it first."""
    pieces = private_in(text, kinds=frozenset({"secret", "card", "iban"}))
    return tuple(text[piece.start : piece.end] for piece in pieces)


def _plausible(kind: str, text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if kind == "card":
        return 13 <= len(digits) <= 19 and luhn(digits)
    if kind == "iban":
        return _iban(text)
    if kind == "phone":
        dated = re.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", text)
        spaced = text.startswith(("+", "0", "(")) or bool(re.search(r"[ /().-]", text))
        return 8 <= len(digits) <= 15 and not dated and spaced
    return True


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number fits."""
    total = 0
    for place, ch in enumerate(reversed(digits)):
        value = int(ch) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 1


def _iban(text: str) -> bool:
    compact = text.replace(" ", "").upper()
    if not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(ch, 36)) for ch in compact[4:] + compact[:4])) % 97 == 1
