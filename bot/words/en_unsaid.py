"""Which English phrases are better not said back: whoever reads one would stumble, or miss the matter."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_learnt import learning, rough
from bot.words.en_rest import Around, around
from bot.words.en_things import PLURALS
from bot.words.en_told import WRONG
from bot.words.language import Phrase, Reflection

_NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|half|double|zero|no)"
_STATES = frozenset({Phrase.TROUBLE, Phrase.TOLD})


_COMPLAINT = re.compile(
    r"\b(?:to|formally) complain\b|\ba (?:\w+ )?complaint\b", re.IGNORECASE
)  # of many things


def unsaid(found: Reflection, text: str) -> bool:
    """Whether a phrase from `text` is not whole, points at nothing, is rough, or is beside the matter."""
    said = found.clause or found.text
    if learning(text) or rough(said) or _points(said) or _COMPLAINT.search(text):
        return True
    if found.told_by == "code":
        return bool(_ASKS_MORE.search(text))
    rest = around(said, text)
    if found.kind in _STATES and (_half(said, rest) or _beside(said, rest)):
        return True
    return _goes_on(found, rest) or _in_a_long_one(found, rest)


_ASKS_MORE = re.compile(r"\b(?:which|what) (?:is the )?(?:\w+ )?limit\b|\bexplain to\b", re.IGNORECASE)


# what points at nothing


_ONE = re.compile(
    r"\b(?:the|an?|this|that|another|each|every) (?:(?!(?:one|to|for|of|in|on|with|from|at|by|and|or|that|if|per|is|has)\b)[\w-]+ ){0,2}?ones?\b(?! (?:more|of|day|time|thing|hour|week|month|year|minute|person|file|page|place|single)\b)|\bwhich ones?\b",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"the (?!only\b)[\w-]+ ones?$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:instead of|than|and|or) $", re.IGNORECASE)
_A_THING = re.compile(r"\b(?:a|an|one|the|your|our) (?!one\b)(?:[\w-]+ ){0,2}(\w+)\b")
_THAT = re.compile(
    r"\b(?:just|how long|how much|how many|of|in|on|for|with|to|from|at|by|until|about|whether|why|when|where) (?:just )?(?:that|those)(?= \w+(?: (?:is|are|was|were|has|without|with|to|be|for|in|on)\b|$))|\b(?:of|about|for|with) (?:that|those|these)(?: (?:you|we|would|is|can)\b|$)|\bthe (?:two|three|other|others|former|latter)(?: (?:you|we|is|are|to|of)\b|$)|\b(?:any|some|each|either|neither|both|another|many|enough)$|\bthat way\b|\bof it\b(?! all)"
    r"|\b(?:there|it|them|so|this|that|these|those)$(?<!is there)(?<!into it)(?<!in it)(?<!on it)(?<!with it)(?<!of it)(?<!for it)",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\bthe (?:other|second|remaining) (?:half|part|two|three|side|bit)\b(?! of)|\bthe rest\b(?! of)"
    r"|\b(?:deleted|removed|moved|changed|pressed|clicked|broke|lost|did|touched) something\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"^(?:(?:the|your|our|an?|this) (?:[\w-]+ ){1,3}?)(?:just |still |always |never |only )?(?!is\b|was\b)[a-z]+(?:ed|es|s|[aeo]d|pt|de|te|ve|ok|an) (?:it|them)\b(?! (?:is|was|has|looks|seems)\b)"
)
_OF_THEM = re.compile(r"(?<!without )\b(?:them|they|their)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:someone|somebody|anyone|people|everybody|everyone|person|and|all)\b", re.IGNORECASE
)


def _points(said: str) -> bool:
    """Whether a word stands for something that the phrase does not name: "the old one", "that link"."""
    one = _ONE.search(said)
    if one and _THE_ONE.match(one.group()) and not _COMPARED.search(said[: one.start()]):
        return True
    if one and not (said[: one.start()].strip() and _A_THING.search(said[: one.start()])):
        return True
    if _THAT.search(said) or _OBJECT.match(said) or _UNNAMED.search(said):
        return True
    them = _OF_THEM.search(said)
    before = said[: them.start()].lower() if them else ""
    many = any(word in PLURALS or re.fullmatch(r"\w{2,}[^s]s", word) for word in before.split())
    return bool(them and not many and not _SEVERAL.search(before))


# where a phrase was cut off


_ON = re.compile(
    r"[ ]*(?:for|with|without|in|on|from|by|between|per|to|that|who|which|than)\b", re.IGNORECASE
)
_AGAINST = re.compile(
    r"[ ]*,? *(?:except|only|unless|until|instead|rather|although|without|from|but (?!(?:i|we|you|it|there|nothing|do|don't|can't|cannot|couldn't|not sure|have|no idea|how|what|where|when|which)\b))\b|:|[ ]*\(\w",
    re.IGNORECASE,
)


_IN_VAIN = re.compile(
    r"\W*(?:and |but |yet )?(?:nothing (?:happens|works|shows)|it (?:fails|does nothing|doesn't|won't|just|keeps)|i (?:can't|cannot|get an?|keep getting))\b",
    re.IGNORECASE,
)
_LASTING = re.compile(r"\b(?:has|have) been\b", re.IGNORECASE)
_SINCE = re.compile(r"[ ]*since\b", re.IGNORECASE)


def _goes_on(found: Reflection, rest: Around) -> bool:
    """Whether the sentence goes on with what belongs to the phrase: "a shortcut" for archiving."""
    if _AGAINST.match(rest.after):
        return True
    said = found.clause or found.text
    if found.kind is Phrase.DOING and _IN_VAIN.match(rest.after):
        return True  # the wish is not the matter
    if _LASTING.search(said) and _SINCE.match(rest.after):
        return True
    return found.kind not in _STATES and bool(_ON.match(rest.after))


# half of a contrast, a background


_HOLDS_AGAINST = re.compile(
    rf"\b{_NUMBER}\b|\b(?:not|isn't|aren't|wasn't|don't|doesn't|didn't|never|nobody|nothing|none|neither|only|instead|rather|otherwise|should|supposed|actually|according|meanwhile|while|still|old|same|opposite)\b|n't\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(rf"\b{_NUMBER}\b|\"|\b(?:something|green|full|says?|shows?|lists)\b", re.IGNORECASE)
_BESIDE_IT = re.compile(
    r"\s*,\s*(?:but |while |and )?(?:the|your|our|my) (?:[\w-]+ ){1,3}(?:says?|goes|go|has|have|is|are|was|shows?|lists?|gets?|doesn't|don't|isn't|aren't)\b|\s*[,;]\s*(?:just not|not|only not|you only|you have|you had|you're|you are|we have|we only)\b|\s*;\s*\w",
    re.IGNORECASE,
)


def _half(said: str, rest: Around) -> bool:
    """Whether nothing is wrong in a sentence but what another one holds against it: "the album has 300", the counter 299."""
    if WRONG.search(said) or _CLEARLY.search(said):
        return False
    after = re.split(r"(?<=\w)[.!?\n]+\s", rest.after.lstrip(" .!\n"), maxsplit=1)[0]
    before = re.split(r"[.!?\n]", rest.before)[-1]
    return bool(
        _BESIDE_IT.match(rest.after)
        or (_MEASURED.search(said) and _HOLDS_AGAINST.search(after))
        or (_MEASURED.search(said) and re.search(rf"\b{_NUMBER}\b", before))
    )


_CLEARLY = re.compile(
    r"\bneed |\b(?:left|leaves?) out\b|\bignores?\b|\btypo\b|\boverlaps?\b|\bmistake\b|\bextra\b",
    re.IGNORECASE,
)
_AND_TIME = re.compile(
    r"(?:\band|,) (?:it's|it is|the \w+'s|the \w+ is|your \w+ is) (?:\w+ )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|evening|night|morning|due|on at|tomorrow|today|christmas)|^the \w+ (?:starts|begins|opens|is) (?:in|at|on) .* and |\bis due\b.* and\b|\bclosing your books\b|\b(?:like a dream|(?:is|are) so (?:nice|good|pretty|lovely)|nobody's moaning)\b|^you(?:'ve| have) asked for \w+,? not\b|^you(?:'ve| have) asked for (?:mercy|help|patience)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|\d(?:nd|rd|th)|umpteenth) time[\w ]*$", re.IGNORECASE
)
_BACKGROUND = re.compile(
    r"^you(?:'ve| have)? (?:(?:found|changed to|moved to|switched to|chosen) (?:another|a different|a \w+ (?:tool|supplier|provider|app))|swapped|don't see well|uploaded|picked|have (?:\w+ )?(?:kids|children|childs|dogs)|can't (?:buy|eat|afford|pay|listen|sleep)\b)|^your (?:heart|thesis|aunt|uncle|therapist|teacher|boss|\w*mother|\w*father|husband|wife|sister|brother|landlord) |\bis stuck$(?<=office is stuck)|^the exam (?:starts|begins|ends|is)\b|\blooks (?:drastic|dangerous|scary|complicated|strange|odd|easy|hard|nice|good)$|\bfree version\b|\bhas already been\b",
    re.IGNORECASE,
)


def _beside(said: str, rest: Around) -> bool:
    """Whether a sentence tells of a day, a life or a reason, and not of what they write for."""
    if _AND_TIME.search(said) or _AGAIN.search(rest.before):
        return True
    return bool(_BACKGROUND.search(said) and (rest.after.strip(" .!,") or rest.before.strip(" .!,")))


# messages of several sentences


_SENTENCE = re.compile(r"[.!?\n]+(?:\s|$)")
_MANY = 3


def _in_a_long_one(found: Reflection, rest: Around) -> bool:
    """Whether a statement in a message of several sentences may be none of what they write for."""
    if found.kind not in _STATES:
        return False
    count = sum(len(part.split()) > 2 for side in (rest.before, rest.after) for part in _SENTENCE.split(side))
    return count >= _MANY - 1 and not WRONG.search(found.clause or found.text)
