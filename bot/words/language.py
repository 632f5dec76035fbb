"""What a language must bring so that the desk can read it and write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Phrase(StrEnum):
    """What kind of phrase a reflection is, so that only sentences it fits are built around it."""

    DOING = "doing"  # "changing your PIN": something the customer wants to do
    TROUBLE = "trouble"  # "being charged twice": something that went wrong
    THING = "thing"  # "delivery times": a subject
    ASKED = "asked"  # "why your card is blocked": fits after "you'd like to know"
    TOLD = "told"  # "you moved to a new office": a clause, fits after "that"; nothing wrong in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """The customer's problem as a phrase in our words, ready to stand inside a sentence."""

    kind: Phrase
    text: str  # fits after a preposition: "your export failing"
    clause: str | None = None  # the same as a sentence, when there is one: "your export keeps failing"
    told_by: str  # "pattern", "title", "glossary" or "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: how customers sound in it, and the sentences we own in it.

    `cues` are read from customers' lines, `marks` from replies (the scorecard's lists), `bank` holds the
    variants a composer chooses from. A key may have a register: "hi.both" and "hi.both.formal".
    """

    code: str
    name: str
    cues: Mapping[str, re.Pattern[str]]
    marks: Mapping[str, re.Pattern[str]]
    bank: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]]
    empty: frozenset[str]  # words that carry no subject
    reflect: Callable[[str, bool], Reflection | None]  # of a text; whether a question is its matter
    about_title: Callable[[str], Reflection | None]
    to_do: Callable[[str, str], str | None]  # a DOING and its burst, as what "you'd like"
    to_know: Callable[[str, str], str | None]  # the same as what they ask: "how to ..."
    stem: Callable[[str], str]
    time: Callable[[str], str]  # a promised time ("16:00", "tomorrow 08:30") in this language
    address: Callable[[str, bool], str]  # turns a reflection towards the customer, formally or not
    mended: Callable[[str], str] = str  # slips of typing put right

    def hits(self, cue: str, text: str) -> tuple[str, ...]:
        """The words of `text` that gave the cue, at most four."""
        pattern, low = self.cues.get(cue), text.lower()
        if pattern is None:
            return ()
        if len(low) == len(text):  # a few letters have no single small one
            pattern = _for_small_letters(pattern.pattern, pattern.flags)
        else:
            low = text
        found: list[str] = []
        for match in pattern.finditer(low):
            if words := text[match.start() : match.end()].strip():
                found.append(words)
            if len(found) == 4:
                break
        return tuple(found)


@cache
def _for_small_letters(pattern: str, flags: int) -> re.Pattern[str]:
    """The same pattern for a text in small letters: without ignoring case it is more than twice as fast.

    It is asked for by its source: hashing a long compiled pattern takes longer than searching a line with it.
    """
    return re.compile(pattern, flags & ~re.IGNORECASE)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern that finds any of the alternatives as whole words, case ignored."""
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)", re.IGNORECASE)
