"""Which part of a display name people would say, or none."""

from __future__ import annotations

import re

from bot.words.text import visible

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_NOT_NAMES = frozenset(
    [
        "admin",
        "administrator",
        "support",
        "user",
        "customer",
        "guest",
        "test",
        "tester",
        "team",
        "bot",
        "system",
        "info",
        "sales",
        "office",
        "service",
        "help",
        "helpdesk",
        "everyone",
        "here",
        "channel",
        "anonymous",
        "unknown",
        "deleted",
        "member",
        "moderator",
        "mod",
        "owner",
        "staff",
        "null",
        "none",
        "undefined",
        "me",
        "you",
        "root",
        "ignore",
        "previous",
        "instructions",
        "account",
        "kunde",
        "gast",
        "nutzer",
        "benutzer",
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "sir",
        "madam",
        "herr",
        "frau",
    ]
)
_PROFANE = re.compile(r"fuck|shit|bitch|cunt|nazi|hitler|asshole|bastard", re.IGNORECASE)
_HANDLE = re.compile(r"[^aeiouy]{4}|user|guest|newbie|dev|test|bot|master|gamer|ninja")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,5}")


def spoken_name(display: str | None) -> str | None:
    """The name to use in a greeting, or None when the display name is a handle, a role or unsafe.

    The first of two to four capitalised words, or the whole of a single word, as the profile writes it.
    """
    text = visible(display or "").strip()
    if len(text) != len((display or "").strip()):
        return None  # hidden characters: not the name it looks like
    text = re.split(r"\s*[(|\[/,–—]|\s-\s", text)[0].strip()
    if not text or len(text) > 40 or _PROFANE.search(text):
        return None
    if _WIDE.fullmatch(text):
        return text
    words = text.split()
    if not 1 <= len(words) <= 4 or not all(_WORD.fullmatch(word) for word in words):
        return None
    first = words[0]
    if any(word.lower().rstrip(".") in _NOT_NAMES for word in words) or not 2 <= len(first) <= 15:
        return None
    return first if _looks_said(first, alone=len(words) == 1) else None


def _looks_said(word: str, *, alone: bool) -> bool:
    """Names have vowels and no capitals in the middle; a lower-case word is a name only if it is short."""
    if word.isascii() and not re.search(r"[aeiouyAEIOUY]", word) and len(word) > 3:
        return False
    inner = re.sub(r"(?:^|-|'|Mc|Mac|De|Di|La|Le)[A-ZÀ-Þ]", "", word)
    if re.search(r"[A-Z]", inner) and not (word.isupper() and len(word) <= 12):
        return False
    if re.search(r"(.)\1\1", word):
        return False
    if not (alone and word.islower() and word.isascii()):
        return True
    vowels = len(re.findall(r"[aeiouy]", word))
    return len(word) <= 9 and vowels >= len(word) / 4 and not _HANDLE.search(word)
