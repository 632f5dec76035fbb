"""Whether two articles disagree: alike sentences of which one denies, or whose figures differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.drafting.answer import subject_stems
from bot.words import Language
from bot.words.text import sentences
from knowledge.ports import Source

_DENIES = re.compile(
    r"\b(?:not|no|never|cannot|only|without|unsupported|nicht|kein\w*|nie|nur|ohne)\b|n't\b", re.IGNORECASE
)
_MEASURE = re.compile(r"[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:%|€|\$|£|[A-Za-zäöü]{2,12})")
_ALIKE = 0.6  # share of the shorter sentence's subject words
_MOST_SENTENCES = 25


def disputed_by(source: Source, others: Sequence[Source], language: Language) -> Source | None:
    """Return the first of `others` that says otherwise about the same thing as `source`."""
    return next((other for other in others if _disagree(source, other, language)), None)


def _disagree(one: Source, other: Source, language: Language) -> bool:
    about = subject_stems(one.title, language) & subject_stems(other.title, language)
    if one.article_id == other.article_id or not about:
        return False
    mine, theirs = (
        [(part, subject_stems(part, language)) for part in sentences(source.passage)[:_MOST_SENTENCES]]
        for source in (one, other)
    )
    return any(
        _alike(stems, heard) and _against(said, told) for said, stems in mine for told, heard in theirs
    )


def _alike(stems: set[str], heard: set[str]) -> bool:
    words = {stem for stem in stems if not stem.isdigit()}, {stem for stem in heard if not stem.isdigit()}
    least = min(len(words[0]), len(words[1]))
    return least >= 2 and len(words[0] & words[1]) >= max(2, _ALIKE * least)


def _against(said: str, told: str) -> bool:
    if bool(_DENIES.search(said)) != bool(_DENIES.search(told)):
        return True
    figures, others = _measures(said), _measures(told)
    return any(figures[unit] != others[unit] for unit in figures.keys() & others.keys())


def _measures(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _MEASURE.finditer(text):
        figure = "".join(re.findall(r"[\d.,]", match.group())).strip(".,")
        unit = re.sub(r"[\d.,\s]", "", match.group()).lower().rstrip("s")
        found.setdefault(unit, set()).add(figure)
    return found
