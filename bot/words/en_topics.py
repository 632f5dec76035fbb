"""What an English message is about, as a thing of its own: "your last invoice", "the calendar sync".

Only nouns are taken, with their determiner turned: a customer's grammar cannot come along.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.words.en_clauses import clauses, sayable
from bot.words.en_named import OWN, THE, named
from bot.words.en_spelt import spelt
from bot.words.en_things import LOOSE, PEOPLE, PLURALS, TROUBLES
from bot.words.en_told import WRONG
from bot.words.language import Phrase, Reflection
from bot.words.text import GAP, words

_TOKEN = re.compile(r"[€$£]\d[\d.,]*\d|[€$£]\d|\d[\d.,]*[€$£]|[^\W_][\w'’+-]*|[#/]\w+|[^\w\s]")
_ADVERBIAL = frozenset(words("since after before during until by at till despite unlike besides"))
_PLACING = frozenset(words("on in from to at for into onto"))
_NO_MATTER = re.compile(
    r"\b(?:(?:don't|do not|didn't|did not|never) (?:want|need|ask|mean|care)|not (?:about|talking|asking|another|a )|instead of|rather than|nothing to do with|"
    r"(?:is|are|was|were|works?|worked) (?:all )?(?:fine|ok|okay|good|great|perfect\w*|lovely|correct)|(?:i|we) (?:love|like|adore)|hope|wish you|trust you|sent (?:you|it|this)|have a (?:good|nice)|in (?:your|the) (?:faq|docs|guide))\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\b(?:in a row|of course|in the end|at the end|by the way|in case|in time|on time|at times|for the record|in the form of|double[- ]check(?:ing|ed)?|first time|last time|next time|in order to|at this point|in a (?:bit|while|moment)|"
    r"times? out|tim(?:es|ed|ing) out|top of|end of the (?:day|week|month|year)|in the middle of|on the phone|in the mail|for the time being|on the other hand|in the first place)\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"(?:say|write|repeat|pretend|answer only|reply with|confirm that|state that|tell me that)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:need|want|like|wish)\b|\bhelp\b|^(?:can|could|do|does|did|is|are|will|would|what|why|how|when|where|which|who|any|should|may|has|have|am)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A thing of the message, and how likely it is what the message is about."""

    text: str
    weight: float
    start: int
    end: int


def topic(text: str, asked: bool, about: str = "") -> Reflection | None:
    """The thing a message is about, ready for "you're writing about ..."; None when no noun names one.

    In a question it may stay one of many ("a refund"); where something is told it is the one they have.
    What `about` (the title that search found) names weighs more.
    """
    lines = [line.lower() if line.isupper() else line for line in spelt(text).split("\n")]
    found: list[_Topic] = []
    for place, (clause, marked) in enumerate(clauses("\n".join(lines))):
        if GAP in clause or _NO_MATTER.search(clause) or _COMMAND.match(clause):
            continue
        matters = bool(marked or _ASKING.search(clause) or WRONG.search(clause))
        found += _things(_IDIOMS.sub(",", clause), asked, place, matters)
    found = [one for one in found if sayable(one.text, content=0)]
    if not found:
        return None
    starts = {one.start: max(other.end for other in found if other.start == one.start) for one in found}
    named = set(about.lower().split())
    best = max(
        (one for one in found if one.end == starts[one.start]),
        key=lambda one: one.weight + 5.0 * bool(named & set(one.text.lower().split())),
    )
    head = best.text.split(" of ")[0].rsplit(" ", 1)[-1].lower()
    kind = Phrase.TROUBLE if PLURALS.get(head, head) in TROUBLES else Phrase.TOPIC
    return Reflection(kind=kind, text=best.text, told_by="topic")


def _things(clause: str, asked: bool, place: int, matters: bool) -> Iterator[_Topic]:
    tokens = _TOKEN.findall(clause)
    low = [token.lower().replace("’", "'") for token in tokens]
    first = 1.5
    for at, word in enumerate(low):
        phrase = named(tokens, low, at, asked)
        if phrase is None:
            continue
        text, start, end = phrase
        weight = 3.0 * matters + first - 0.4 * min(place, 4)
        noun = PLURALS.get(word, word)
        determiner = low[start]
        weight += 1.5 if determiner in OWN else 0.5 if determiner in THE else 0.0
        weight -= 2.5 if noun in LOOSE else 1.0 if noun in PEOPLE else 0.0
        weight -= 2.5 if start and low[start - 1] in _ADVERBIAL else 0.0
        weight -= 1.5 if start and low[start - 1] in _PLACING else 0.0
        weight -= 1.5 if determiner in {"which", "what"} else 0.0
        first = 0.0
        yield _Topic(text, weight, 100 * place + start, 100 * place + end)
