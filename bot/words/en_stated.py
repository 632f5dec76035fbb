"""English sentences about a thing of the product, said back whole: "csv export skips a row" -> "the csv export skips a row".

Nothing is cut or turned around, so the grammar is the customer's own; what is certain is that the sentence is
about a thing that we know and not about a life.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_care import worth_saying
from bot.words.en_clauses import sayable
from bot.words.en_named import OWN, THE
from bot.words.en_things import AS_VERBS, BEFORE, LOOSE, PEOPLE, PLURALS, THINGS, WEAK
from bot.words.en_turned import VERB_WORDS, past, towards
from bot.words.text import words

_LONGEST = 18  # words; longer sentences lose whoever reads them back
_MODIFIERS = 4  # words between the article and its noun
_NOT_SUBJECTS = PEOPLE | frozenset(
    words("team support hotel bank shop company driver call chat agent room member booking-desk")
)
_DETERMINERS = OWN | THE | frozenset(words("all both each every one some half another an a no"))
_FRONT = re.compile(
    r"^(?P<front>(?:on|in|at|since|after|from|with|for) (?:(?:my|our|the|an?|this|every|each) )?(?:(?!(?:i|we|you|it|they|he|she) )[\w'.-]+ ){1,3}?)(?=(?:my|our|the|all|every|your) )",
    re.IGNORECASE,
)
_ADVERBS = frozenset(
    words("also still just now always suddenly never only already currently both all sometimes often randomly even apparently simply constantly")
)  # fmt: skip
_AUXILIARIES = frozenset(
    words(
        "is are was were has have had isn't aren't wasn't weren't hasn't haven't doesn't don't didn't can't cannot couldn't won't wouldn't does do did will can keeps keep"
    )
)
_FOR_ONE = frozenset(words("is was has isn't wasn't hasn't doesn't does keeps"))
_FOR_MANY = frozenset(words("are were have aren't weren't haven't don't do keep"))
_AFTER_VERBS = [[word] for word in words("in on at too upside twice out off without only back")]
_FAILING = frozenset(
    words("spins crashes freezes hangs disappears vanishes flickers beeps stops fails leaks rattles")
)
_NO_VERBS = frozenset(words("this his hers ours yours less always perhaps as its plus versus"))
_PAST = frozenset(past(verb) for verb in VERB_WORDS) | frozenset(words("ate swallowed threw hung shut read"))
_NO_SUBJECTS = frozenset(
    words("i we you he she it they who what which that and or but so because if when while since after before until than as in on at by for from with without to is are was were am has have had do does did can could will would please here there how why where nobody nothing no")
)  # fmt: skip
_DONE = frozenset(
    words("declined rejected refused cancelled canceled blocked locked charged deleted booked ordered")
)
_IN_BETWEEN = re.compile(
    r"(?:in|on|of|for|to|from|with|at|next to|beginning with|starting with|under|above)$"
)
_UNSURE = re.compile(
    r"\b(?:if|when|unless|might|may|maybe|perhaps|should|would|could|can|will|going to|supposed|hopefully|apparently|allegedly|by the way|any idea)\b"
    r"|(?<!in )(?<!on )(?<!with )\b(?:it|this|that|they|them|he|she|him)$|\bbecause of (?:it|this|that)\b|\bfavou?rite\b|\bshows? it\b|^the (?:same|other|rest|only|first|second|last|next|new|old) (?!\w+ \w+ )"
    r"|\b(?:say|says|said|told|show|shows|have|has)$|\b(?:your|the) (?:question|problem|issue|point|reason|guess|idea|plan|name|team|company)\b|\bn't sure\b|\b(?:they|he|she)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\bsa(?:ys?|id)\b (?!\")", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:app|page|screen|door|gate|terminal|scanner|site|website|portal|display|machine|system|tool|form|checkout|till|reader|kiosk|banner|tracking)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b(?:says?|said|shows?|showed|reads?|promised)\b", re.IGNORECASE)
_IN_ORDER = re.compile(
    r"\bworks? (?:on|in|with|for) |\b(?:starts?|runs?|begins?|ends?|closes?|opens?|leaves?|expires?|is|are) (?:at|due|in \d|on (?:the \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b|\b(?:came|comes|arrived|arrives|was delivered|were delivered|went out) (?:today|yesterday|this|on|in|last|back|to)\b|\b(?:is|are|was|were) (?:from )?(?:\d(?!\d\d\b)|\S+(?: \S+)?$)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:and|but|because|although|though|even|not|which|or|since)\b", re.IGNORECASE)


def stated(clause: str) -> str | None:
    """A whole sentence about a thing, turned towards the customer; None when it is none or has a side to it."""
    clause = _LED_IN.sub("", _alone(clause))
    front = ""
    if found := _FRONT.match(clause):
        front, clause = found["front"], clause[found.end() :]
        front = front[0].lower() + front[1:]
    tokens = clause.split()
    if not 3 <= len(tokens) + len(front.split()) <= _LONGEST:
        return None
    subject = _subject(tokens)
    if subject is None:
        return None
    said = re.sub(r"^our ", "the ", towards(f"{front}{subject}{_small(clause)}"))
    if (found := _SAYS.search(said)) and not _SPEAKS.search(said[: found.start()]):
        return None
    if _UNSURE.search(said) or not worth_saying(said) or not sayable(said, repeats=True):
        return None
    return said


_LED_IN = re.compile(
    r"^(?:(?:and|but|so|now|suddenly|somehow|apparently|basically|actually|just|all (?:day|week|morning|evening|month)) |(?:nobody|no one)(?: at [\w ]{3,20}?)? told (?:me|us) (?:that )?|ever since (?:the|i|we|my|our|your) [\w' ]{3,40}?(?=(?:all )?(?:my|our|the|your) )|(?:(?:i|we) )?(?:just )?(?:noticed|saw|see|found) (?:that )?)+(?=\w)",
    re.IGNORECASE,
)


def in_order(said: str) -> bool:
    """Whether a sentence tells of a plan or of what simply is: nothing that somebody would write about."""
    return bool(_IN_ORDER.search(said))


def _alone(clause: str) -> str:
    """The sentence before a comma, unless what follows belongs to it or contradicts it."""
    head, comma, rest = clause.partition(", ")
    if not comma or _GOES_ON.match(rest):
        return clause
    return "" if _SAYING.search(head) else head


def _small(clause: str) -> str:
    head = clause.split(" ", 1)[0]
    return clause[0].lower() + clause[1:] if re.fullmatch(r"[A-Z][a-z]*", head) else clause


def _subject(tokens: list[str]) -> str | None:
    """What the subject lacks: "the " where it has no article; None where the sentence does not begin with a thing."""
    low = [token.lower().strip("\"'") for token in tokens]
    determined = low[0] in _DETERMINERS
    for at in range(1 if determined else 0, min(len(low) - 1, _MODIFIERS + 2)):
        if at and low[at - 1] in _NO_SUBJECTS:
            return None
        if _a_thing(low[at]) and (_goes_on(low, at) or _after_a_place(low, at)):
            if determined or low[at] in PLURALS:
                return ""
            bare = all(re.fullmatch(r"[\w'-]+", token) for token in tokens[: at + 1])
            return (
                "the "
                if bare
                and not (
                    (_no_noun(low[0]) and not (at and low[0] in BEFORE))
                    or (low[0].endswith("ing") and low[1] in _DETERMINERS)
                )
                and low[at + 1] not in _DONE
                else None
            )
    return None


def _no_noun(word: str) -> bool:
    return (
        word in _ADVERBS | _NO_SUBJECTS | (VERB_WORDS - THINGS)
        or word.endswith("ly")
        or word in {"somehow", "reported", "thought"}
    )


def _a_thing(word: str) -> bool:
    noun = PLURALS.get(word, word)
    return (noun in THINGS or noun in WEAK) and noun not in _NOT_SUBJECTS


def _goes_on(low: list[str], at: int) -> bool:
    """Whether the verb of the sentence follows the noun at a place."""
    after = at + 1
    while after < len(low) and low[after] in _ADVERBS:
        after += 1
    return _verb_at(low, after, many=low[at] in PLURALS)


def _verb_at(low: list[str], at: int, *, many: bool) -> bool:
    """Whether a verb that agrees with its subject stands at a place."""
    if at >= len(low):
        return False
    word = low[at]
    if word in _AUXILIARIES or word in _PAST:
        return word not in (_FOR_ONE if many else _FOR_MANY)
    if many:
        return word in VERB_WORDS and (word not in AS_VERBS | LOOSE or low[at + 1 : at + 2] in _AFTER_VERBS)
    return (
        bool(re.fullmatch(r"[a-z]{2,}[^s\W]s", word))
        and (at + 1 < len(low) or word in _FAILING)
        and word not in _NO_VERBS
        and word[:-1] not in (THINGS | WEAK) - AS_VERBS
    )


def _after_a_place(low: list[str], at: int) -> bool:
    """The same with a place in between: "the icon in the footer shows up"."""
    if at + 1 >= len(low) or not (_IN_BETWEEN.match(low[at + 1]) or low[at + 1] in {"i", "we", "you"}):
        return False
    many = low[at] in PLURALS
    if low[at + 1] in {"i", "we", "you"} and low[at + 2 : at + 3] and low[at + 2] in _PAST:
        return _verb_at(low, at + 3, many=many)  # "the fridge you delivered has a dent"
    for place in range(at + 3, min(at + 6, len(low))):
        verb = place
        while verb < len(low) and low[verb] in _ADVERBS:
            verb += 1
        named = bool(low[verb : verb + 1]) and low[place - 1] not in _NO_SUBJECTS | _DETERMINERS
        if named and _verb_at(low, verb, many=many):
            return True
    return False
