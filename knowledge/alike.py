"""Whether two questions are the same one in other words, by their words alone."""

from __future__ import annotations

from difflib import SequenceMatcher

from knowledge.words import stems, topic

NEARLY = 0.9  # of the letters, in order: a slip, an ending, a word like "please"


def same_question(first: str, second: str) -> bool:
    """Whether both ask about the same words, whatever their order, endings and asking words.

    "How do I export invoices?" and "can I export an invoice" are the same; so are texts that differ by a
    slip of the finger.
    """
    one, other = stems(topic(first)), stems(topic(second))
    if set(one) == set(other):
        return True
    return SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio() >= NEARLY


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """How many of the words of two questions are in both, 0-1."""
    return len(first & second) / len(first | second) if first | second else 0.0
