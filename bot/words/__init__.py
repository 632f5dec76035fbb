"""The words of each language: what customers say (cues) and what we say (phrases). One file a language."""

from __future__ import annotations

from bot.words.de import GERMAN
from bot.words.en import ENGLISH
from bot.words.language import Language, Phrase, Reflection

LANGUAGES = {language.code: language for language in (ENGLISH, GERMAN)}


def known(code: str) -> Language | None:
    """The language with this code, if we have its words."""
    return LANGUAGES.get(code)


def spoken(code: str) -> Language:
    """The words to write in: those of `code` if we have them, otherwise English."""
    return LANGUAGES.get(code, ENGLISH)


__all__ = ["LANGUAGES", "Language", "Phrase", "Reflection", "known", "spoken"]
