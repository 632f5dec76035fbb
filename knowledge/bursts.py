"""A long message taken apart: what it asks stands in one or two of its sentences."""

from __future__ import annotations

import re

from knowledge.words import topic, words

SHORT_BURST, SHORT_LINE = 20, 60  # words; up to here several lines, or one, are searched as they stand
MOST_PARTS = 6
LONGEST_PART = 60
_BREAK = re.compile(r"(?<=[.!?…])\s+|\n+")


def parts(message: str) -> list[str]:
    """The sentences of a long message that say something, at most `MOST_PARTS`; none for a short message.

    Of more, questions are kept first, then those with most to say. A sentence that never ends, a pasted log,
    is cut to its first words.
    """
    if len(words(message)) <= (SHORT_BURST if "\n" in message.strip() else SHORT_LINE):
        return []
    sentences = [" ".join(piece.split()[:LONGEST_PART]) for piece in _BREAK.split(message)]
    said = {place: set(topic(piece).split()) for place, piece in enumerate(sentences) if words(piece)}
    fullest = sorted(said, key=lambda place: ("?" not in sentences[place], -len(said[place]), place))
    return [sentences[place] for place in sorted(fullest[:MOST_PARTS])]
