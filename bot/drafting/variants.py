"""Which of our sentences a draft takes: by a stable hash, away from what the agent said lately."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.drafting.case import Case
from bot.words import Language
from knowledge.ports import Source


@dataclass(frozen=True, slots=True)
class Variants:
    """The sentences of one language, in one register, for one attempt at a draft."""

    case: Case
    language: Language
    formal: bool
    attempt: int
    short: bool = False  # the shorter ones only

    def pick(self, key: str, *, sober: bool = False, **values: str | None) -> Iterator[str]:
        """A sentence for the key, filled; nothing where the language has none. `sober` leaves out delight."""
        bank = self.language.bank
        variants = (bank.get(f"{key}.formal") if self.formal else None) or bank.get(key) or ()
        if sober:
            cheerful = self.language.marks["delighted"]
            variants = tuple(variant for variant in variants if not cheerful.search(variant)) or variants
        if self.short and not key.startswith("hi."):
            variants = tuple(sorted(variants, key=len)[: max(2, len(variants) // 3)])
        if variants:
            yield _filled(self.chosen(key, variants), values)

    def has(self, key: str) -> bool:
        return bool(self.language.bank.get(key))

    def chosen(self, key: str, variants: tuple[str, ...]) -> str:
        """A variant by stable hash; those heard in the agent's recent drafts move to the back."""
        start = _hash(f"{self.case.key}|{key}|{self.case.agent}|{self.attempt}") % len(variants)
        ordered = variants[start:] + variants[:start]
        return min(ordered, key=lambda variant: _freshness(variant, self.case.recent))


def source_line(source: Source, language: Language) -> str:
    """The line that names the article a reply rests on."""
    key = "source.link" if source.url else "source.title"
    return _filled(language.bank[key][0], {"title": source.title, "url": source.url})


def _freshness(variant: str, recent: tuple[str, ...]) -> int:
    """0 if not used recently; the more recent the use, the higher."""
    fixed = max(re.split(r"\{\w+\}", variant), key=len).strip()
    for age, text in enumerate(recent[:8]):
        if (len(fixed) > 6 and fixed in text) or (len(fixed) <= 6 and _shape(variant).match(text)):
            return 8 - age
    return 0


def _shape(variant: str) -> re.Pattern[str]:
    pieces = [re.escape(piece) for piece in re.split(r"\{\w+\}", variant)]
    return re.compile(r"[^\s,.!–]{1,20}".join(pieces))


def _filled(variant: str, values: dict[str, str | None]) -> str:
    for name, value in values.items():
        if value is not None:
            variant = variant.replace("{" + name + "}", value)
            variant = variant.replace("{" + name.capitalize() + "}", value[:1].upper() + value[1:])
    return variant


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
