"""Hides what a model must not see, and puts back only what a reply may carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from bot.words.private import private_in

_TOKEN = re.compile(r"\[(secret|card|iban|email|phone|id)-(\d+)\]")
_RESTORED = frozenset({"email", "phone"})
_ID_SHAPES = re.compile(r"\b(?:\d{3}-\d{2}-\d{4}|\d{11}|\d{2} \d{3} \d{3} \d{3})\b")


class Masks:
    """One reply's masks: the same original gets the same token everywhere."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def hide(self, text: str) -> str:
        """`text` with card numbers, keys, passwords, mail addresses, phone and identity numbers replaced."""
        for kind, original in _private(text):
            text = text.replace(original, self._token(kind, original))
        return text

    def put_back(self, text: str) -> str:
        """`text` with addresses and phone numbers as they were; secrets and cards never come back."""
        originals = {token: original for original, token in self._tokens.items()}

        def original(match: re.Match[str]) -> str:
            return originals.get(match.group(), match.group()) if match[1] in _RESTORED else match.group()

        return _TOKEN.sub(original, text)

    def left_in(self, text: str) -> bool:
        """Whether a token still stands in `text`: nothing a customer should read."""
        return bool(_TOKEN.search(text))

    def _token(self, kind: str, original: str) -> str:
        if original not in self._tokens:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._tokens[original] = f"[{kind}-{self._counts[kind]}]"
        return self._tokens[original]


def _private(text: str) -> list[tuple[str, str]]:
    """What is private in `text`, the longest first so that no part of it is replaced alone."""
    found = [(piece.kind, text[piece.start : piece.end]) for piece in private_in(text)]
    found += [("secret", secret) for secret in _secrets(text)]
    found += [("phone", number) for number in _phones(text)]
    found += [("id", number) for number in _identities(text)]
    return sorted(dict.fromkeys(found), key=lambda pair: -len(pair[1]))


def _secrets(text: str) -> Iterator[str]:
    if not re.search(r"[A-Za-z0-9_/+=-]{12,}", text):
        return
    for detector in _detectors():
        for line in text.splitlines():
            yield from (secret for secret in detector.analyze_string(line) if len(secret) >= 8)


@cache
def _detectors() -> tuple[Any, ...]:
    """Detectors for keys of known shapes. Those that judge by randomness alone would hide ordinary words."""
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    skipped = {"HexHighEntropyString", "Base64HighEntropyString", "KeywordDetector", "IPPublicDetector"}
    known: Iterable[Any] = get_mapping_from_secret_type_to_class().values()
    return tuple(plugin() for plugin in known if plugin.__name__ not in skipped)


def _phones(text: str) -> Iterator[str]:
    if not re.search(r"\+?\d(?:[\s()./-]*\d){6,}", text):
        return
    import phonenumbers

    for match in phonenumbers.PhoneNumberMatcher(text[:4000], None):
        yield match.raw_string


def _identities(text: str) -> Iterator[str]:
    candidates = _ID_SHAPES.findall(text)
    if not candidates:
        return
    from stdnum.de import idnr
    from stdnum.us import ssn

    yield from (number for number in candidates if ssn.is_valid(number) or idnr.is_valid(number))
