"""The words of each language: what customers say (cues) and what we say (phrases). One file a language."""

from __future__ import annotations

from bot.words.language import Language, Phrase, Reflection, known, spoken

__all__ = ["Language", "Phrase", "Reflection", "known", "spoken"]
