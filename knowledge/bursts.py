"""A long message taken apart: what it asks stands in one or two of its sentences."""

from __future__ import annotations

import re

from knowledge.words import topic, words

SHORT_BURST, SHORT_LINE = 20, 60  # words; up to here several lines, or one, are searched as they stand
MOST_PARTS = 9
LONGEST_PART = 60
LONGEST_THOUGHT = 20  # words of two lines that may belong together
_ENDS = (".", "!", "?", "…", ":")
_BREAK = re.compile(r"(?<=[.!?…])\s+|\n+")


def parts(message: str) -> list[str]:
    """The sentences of a long message that say something, at most `MOST_PARTS`; none for a short message.

    Of more, questions are kept first, then those with most to say. A sentence that never ends, a pasted log,
    is cut to its first words.
    """
    if len(words(message)) <= (SHORT_BURST if "\n" in message.strip() else SHORT_LINE):
        return []
    sentences = [" ".join(piece.split()[:LONGEST_PART]) for piece in _joined(_BREAK.split(message))]
    said = {place: set(topic(piece).split()) for place, piece in enumerate(sentences) if words(piece)}
    fullest = sorted(said, key=lambda place: ("?" not in sentences[place], -len(said[place]), place))
    return [sentences[place] for place in sorted(fullest[:MOST_PARTS])]


def _joined(pieces: list[str]) -> list[str]:
    """The pieces, and each unfinished line with the next: people press Enter in the middle of a thought."""
    given = [piece for piece in pieces if words(piece)]
    found = []
    for piece, following in zip(given, [*given[1:], ""], strict=True):
        found.append(piece)
        short = len(words(piece)) + len(words(following)) <= LONGEST_THOUGHT
        if following and short and not piece.rstrip().endswith(_ENDS):
            found.append(f"{piece} {following}")
    return found
