"""Words about to be sent, mended in one choice: something left out, or the draft's own frame put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.words.text import sentences


def without(text: str, quoted: Iterable[str]) -> str:
    """Return a text without these sentences (each may end in "…"); nothing when none stands in it."""
    begun = {about.removesuffix("…") for about in quoted if about}
    left = text
    for sentence in sentences(text):
        if any(sentence.startswith(about) for about in begun):
            left = left.replace(sentence, "", 1)
    if left == text:
        return ""
    left = re.sub(r"[ \t]{2,}", " ", re.sub(r"[ \t]*\n[ \t]*", "\n", left))
    return left.strip()


def framed(text: str, given: str, *, greets: bool, rated: Callable[[str], int]) -> str:
    """Return a text with the opening or closing of the words that were given, as far as it is better for it.

    Nothing when it is not. A closing that tells a time is left: it may have passed while they were edited.
    """
    parts = [part for part in given.split("\n") if part.strip()]
    if not parts:
        return ""
    first, last = sentences(parts[0]), sentences(parts[-1])
    opening = " ".join(first[1:] if greets else first)
    closing = "" if len(parts) == 1 or any(letter.isdigit() for letter in last[-1]) else last[-1]
    before = "" if opening in text else f"{opening}\n\n"
    after = "" if closing in text else f"\n\n{closing}"
    best = max((text, f"{before}{text}", f"{text}{after}", f"{before}{text}{after}"), key=rated)
    return "" if best == text else best
