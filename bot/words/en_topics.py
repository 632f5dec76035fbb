"""What an English message is about, as a thing of its own: "your last invoice", "the calendar sync".

Only nouns are taken, with their determiner turned: a customer's grammar cannot come along.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.words.en_care import works
from bot.words.en_clauses import clauses, sayable
from bot.words.en_named import OWN, THE, named
from bot.words.en_spelt import spelt
from bot.words.en_things import LOOSE, PEOPLE, PLURALS, TROUBLES
from bot.words.en_told import WRONG
from bot.words.en_turned import VERB_WORDS
from bot.words.language import Phrase, Reflection
from bot.words.text import GAP, words

_TOKEN = re.compile(r"[€$£]\d[\d.,]*\d|[€$£]\d|\d[\d.,]*[€$£]|[^\W_][\w'’+-]*|[#/]\w+|[^\w\s]")
_PLACING = frozenset(  # what stands after these is where, when or for what, and not the matter
    words("since after before during until by at till despite unlike besides on in from to for into onto through over under between within across inside outside behind near around against as per like than without via using of towards toward")
)  # fmt: skip
_GOVERNING = frozenset(
    words("question questions help problem problems issue issues trouble error errors mistake mistakes typo bug bugs wrong change changes update news info information advice looking asking ask difference support docs documentation need looking waiting something nothing")
)  # fmt: skip
_PLACED_BY_TROUBLE = frozenset(words("in on with at of for about to"))
_SAYING = [[verb] for verb in words("says said claims claimed told tells insists thinks blames wants asks")]
_SPEAKERS = frozenset(
    words("hotel bank shop store team support owner driver guest admin member merchant company")
)  # who says it is not the matter
_BILLED = frozenset(words("billed charged charging billing paid pay paying invoiced"))
_MATTERS = frozenset(  # "what did you do to the menu", "the handling of order 12"
    [*((verb, "to") for verb in words("happened happen happening do did done doing")), ("handling", "of"), ("wrong", "on"), ("wrong", "in"), ("loss", "of"), ("copy", "of"), *((spent, on) for spent in words("hours time life evening day days week spent") for on in ("on", "into"))]
)  # fmt: skip
_ASKED_OR_WRONG = frozenset(  # "an error in the report": the place is the matter
    words("a an the any some this that another there's is are was there got have has i i'm we we're it's it question questions help problem problems issue issues trouble error errors mistake mistakes typo bug bugs wrong something nothing change changes update news info information advice "
          "looking asking ask need needs want look with about please hi hello hey still no not difference support docs documentation looking waiting")
)  # fmt: skip
_SUBORDINATE = re.compile(
    r"(?<=\w)[, ]+(?:when(?:ever)?|(?<!know )(?<!wondering )(?<!wonder )(?<!see )(?<!ask )(?<!check )(?<!understand )if|while|because|since|before|after|until|unless|although|though|whereas|who|whose|which|so that|so|every (?:single )?time|as soon as|each time|in case|just so|than|now that|that(?= (?:i|we|you|the|my)\b))\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:after|since|once|because|although|though|before|until|unless|while)\b", re.IGNORECASE
)
_HAPPENS_IF = re.compile(r"^what (?:happens|if|do i do)(?: to [\w ]{2,30})?(?: if| when)? ", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:allegedly|supposedly|apparently|you (?:say|said|claim|blame|told)|blam\w+|(?:is|was|are)(?:n't| not) (?:my|our|the)|it'?s not|first it was|then it was|next it'?s|not my|fault|used to|instead)\b",
    re.IGNORECASE,
)
_NO_MATTER = re.compile(
    r"\b(?:(?:i|we)(?:'ll| will) (?:be|not|no)|nobody will|nearly|almost|starts? (?:at|in|on)|(?:is|are) (?:due|at \d)|on purpose|scheduled|planned|just (?:to let|so) you|(?:don't|do not|didn't|did not|never) (?:want|need|ask|mean|care)|not (?:about|talking|asking|another|a )|instead of|rather than|nothing to do with|"
    r"(?:is|are|was|were|works?|worked) (?:all )?(?:fine|ok|okay|good|great|perfect\w*|lovely|correct)|(?:i|we) (?:love|like|adore)|hope|wish you|trust you|sent (?:you|it|this)|have a (?:good|nice)|in (?:your|the) (?:faq|docs|guide))\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\b(?:in a row|of course|in the end|at the end|by the way|in case|in time|on time|at times|for the record|in the form of|double[- ]check(?:ing|ed)?|first time|last time|next time|in order to|at this point|in a (?:bit|while|moment)|"
    r"times? out|tim(?:es|ed|ing) out|top of|end of the (?:day|week|month|year)|in the middle of|on the phone|in the mail|for the time being|on the other hand|in the first place)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"the (?:second|third|fourth|fifth|sixth|\d+th) (?:ticket|mail|message|email|call|chat|agent|time)",
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
    named = set(about.lower().split())
    for place, (clause, marked) in enumerate(clauses("\n".join(lines))):
        if (
            GAP in clause
            or any(mark.search(clause) for mark in (_NO_MATTER, _DENIED))
            or _COMMAND.match(clause)
            or (_LEADING.match(clause) and "," not in clause)
            or works(clause)
        ):
            continue
        clause = _SUBORDINATE.split(_HAPPENS_IF.sub("", clause))[0]
        matters = bool(marked or _ASKING.search(clause) or WRONG.search(clause))
        found += _things(_IDIOMS.sub(",", clause), asked, place, matters, named)
    found = [one for one in found if sayable(one.text, content=0) and not _COUNTED.match(one.text)]
    if not found:
        return None
    starts = {one.start: max(other.end for other in found if other.start == one.start) for one in found}
    best = max(
        (one for one in found if one.end == starts[one.start]),
        key=lambda one: one.weight + 5.0 * bool(named & set(one.text.lower().split())),
    )
    head = best.text.split(" of ")[0].rsplit(" ", 1)[-1].lower()
    kind = Phrase.TROUBLE if PLURALS.get(head, head) in TROUBLES else Phrase.TOPIC
    return Reflection(kind=kind, text=best.text, told_by="topic")


def _things(clause: str, asked: bool, place: int, matters: bool, about: set[str]) -> Iterator[_Topic]:
    tokens = _TOKEN.findall(clause)
    low = [token.lower().replace("’", "'") for token in tokens]
    first = 1.5
    for at, word in enumerate(low):
        phrase = named(tokens, low, at, asked)
        if phrase is None or (_placed(low, phrase[1]) and not about & set(phrase[0].lower().split())):
            continue
        text, start, end = phrase
        weight = 3.0 * matters + first - 0.4 * min(place, 4)
        noun = PLURALS.get(word, word)
        speaks = low[end + 1 : end + 2] in _SAYING
        ordered = low[0] in VERB_WORDS and low[start] in OWN  # "close my account"
        if (noun in LOOSE and not (matters or ordered) and len(text.split()) < 3) or (
            speaks and noun in _SPEAKERS
        ):
            continue
        determiner = low[start]
        weight += 1.5 if determiner in OWN else 0.5 if determiner in THE else 0.0
        weight -= 2.5 if noun in LOOSE else 1.0 if noun in PEOPLE else 0.0
        weight -= 1.5 if determiner in {"which", "what"} else 0.0
        weight -= 2.0 if speaks else 0.0
        first = 0.0
        yield _Topic(text, weight, 100 * place + start, 100 * place + end)


def _placed(low: list[str], start: int) -> bool:
    """Whether a thing is only where, when or with what it happens: "in meetings", "since the update"."""
    for at in range(start - 1, max(-1, start - 4), -1):
        if low[at] in _PLACING:
            if at and (low[at - 1], low[at]) in _MATTERS:
                return False
            if low[at] == "for" and not _BILLED.isdisjoint(low[max(0, at - 3) : at]):
                return False  # "you billed me for nine seats"
            said = low[:at]
            governed = low[at] in _PLACED_BY_TROUBLE and not _GOVERNING.isdisjoint(said)
            return not (governed and _ASKED_OR_WRONG.issuperset(said))
        if low[at] not in OWN | THE | frozenset(words("a an all both one each every any some no other")):
            return False
    return False
