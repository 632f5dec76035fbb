"""What an English question or complaint is about, as a thing of its own: "your last invoice", "the calendar sync".

Only nouns are taken, with their determiner turned: a customer's grammar cannot come along. A noun is named only
where the sentence puts it in the place of the matter: what is asked about, what fails, what they want done.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.words.en_care import ASKS_NOTHING, works
from bot.words.en_clauses import clauses, sayable
from bot.words.en_named import OWN, THE, named
from bot.words.en_spelt import spelt
from bot.words.en_things import LOOSE, PEOPLE, PLURALS, TROUBLES
from bot.words.en_told import WRONG
from bot.words.en_turned import VERB_WORDS
from bot.words.language import Phrase, Reflection
from bot.words.text import GAP, words

_TOKEN = re.compile(r"[€$£]\d[\d.,]*\d|[€$£]\d|\d[\d.,]*[€$£]|[^\W_][\w'’+-]*|[#/]\w+|[^\w\s]")
_ABOUT = frozenset(words("about regarding concerning"))
_GOVERNING = frozenset(
    words("question questions help problem problems issue issues trouble error errors mistake mistakes typo bug bugs wrong info information advice difference happened happen handling do did done make made "
        "unhappy happy disappointed annoyed fed tired sick dissatisfaction dissatisfied frustrated angry furious mad")
)  # fmt: skip
_GOVERNED = frozenset(words("with in on about of to for between by"))
_ASKING_VERBS = frozenset(words("is are was were do does did can could will would should has have may might"))
_ASKER = frozenset(words("i we you to"))
_BROKE = frozenset(
    words(
        "losing breaking deleting broke lost ruined deleted removed changed cancelled moved messed swallowed ate wiped blocked locked took did"
    )
)
_WRONG_ALONE = frozenset(
    words("lied down dead offline empty gone missing again vanished disappeared crashed failed")
)
_WRONG_AFTER = frozenset(
    words(
        "is are was were isn't aren't wasn't weren't not no never still keeps keep won't doesn't don't didn't can't cannot hasn't haven't has have had failed fails fail stopped stops stop "
        "crashed crashes crash broke breaks vanished disappeared froze freezes hangs lied down dead offline empty gone missing failing crashing frozen stuck broken just suddenly again"
    )
)
_SUBORDINATE = re.compile(
    r"(?<=\w)[, ]+(?:when(?:ever)?|(?<!know )(?<!wondering )(?<!wonder )(?<!see )(?<!ask )(?<!check )(?<!understand )if|while|because|since|before|after|until|unless|although|though|whereas|who|whose|which|so that|so|every (?:single )?time|as soon as|each time|in case|just so|than|now that|or(?= (?:should|do|does|is|can|shall)\b)|that(?= (?:i|we|you|the|my)\b))\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:after|since|once|because|although|though|before|until|unless|while|if|when|whenever|every time|in case|suppos\w+)\b",
    re.IGNORECASE,
)
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
    r"^(?:can|could|do|does|did|is|are|will|would|what|why|how|when|where|which|should|may|has|have|any|no idea)\b|\b(?:question|help|advice|info|information)\b|\b(?:problem|issue|trouble|error|mistake|typo|bug)s? (?:with|in|on)\b",
    re.IGNORECASE,
)


def topic(text: str) -> Reflection | None:
    """The thing a message is about, for who waits or leaves; None when no sentence, or several, point at one."""
    lines = [line.lower() if line.isupper() else line for line in spelt(text).split("\n")]
    found = {
        best
        for clause, marked in clauses("\n".join(lines))
        if (best := _of_clause(clause, marked)) is not None
    }
    if len(found) != 1:
        return None
    best = found.pop()
    head = best.split(" of ")[0].rsplit(" ", 1)[-1].lower()
    kind = Phrase.TROUBLE if PLURALS.get(head, head) in TROUBLES else Phrase.TOPIC
    return Reflection(kind=kind, text=best, told_by="topic")


def _of_clause(clause: str, marked: bool) -> str | None:
    """The thing that one clause asks or complains about: theirs first, then the first."""
    if (
        GAP in clause
        or any(mark.search(clause) for mark in (_NO_MATTER, _DENIED, ASKS_NOTHING))
        or _COMMAND.match(clause)
        or _LEADING.match(clause)
        or works(clause)
    ):
        return None
    whole = _SUBORDINATE.split(clause)[0]
    asks = bool(marked or _ASKING.search(whole))
    found = _things(_IDIOMS.sub(",", whole), asks)
    said = [one for one in found if sayable(one, content=0) and not _COUNTED.match(one)]
    return next((one for one in said if one.startswith("your ")), next(iter(said), None))


def _things(clause: str, asks: bool) -> Iterator[str]:
    tokens = _TOKEN.findall(clause)
    low = [token.lower().replace("’", "'") for token in tokens]
    for at, word in enumerate(low):
        phrase = named(tokens, low, at)
        if phrase is None:
            continue
        text, start, end = phrase
        if low[end + 1 : end + 2] == ["to"]:
            continue  # "the export to paper button": where it ends is open
        noun = PLURALS.get(word, word)
        if (noun in LOOSE or (noun in PEOPLE and not asks)) and len(text.split()) < 3:
            continue
        if (asks and _asked_about(low, start)) or _goes_wrong(low, start, end) or _wanted(low, start):
            yield text


def _asked_about(low: list[str], start: int) -> bool:
    """Whether a thing is what a question is about: its subject, or what is done to it."""
    before = low[start - 1] if start else ""
    if before in _ABOUT or (
        before in _GOVERNED and not _GOVERNING.isdisjoint(low[max(0, start - 4) : start - 1])
    ):
        return True
    if before in _ASKING_VERBS:
        return start < 4
    if low[start] in {"which", "what"}:
        return start < 2
    return start > 2 and before in VERB_WORDS and low[start - 2] in _ASKER


def _goes_wrong(low: list[str], start: int, end: int) -> bool:
    """Whether a thing is what a complaint complains of: the subject that fails, or what we did wrong to it."""
    said = " ".join(low[end + 1 :])
    after = low[end + 1] if end + 1 < len(low) else ""
    if start < 2 and after in _WRONG_AFTER and (WRONG.search(said) or after in _WRONG_ALONE):
        return True
    if start == 0 and low[0] == "no":
        return True
    before = low[start - 1] if start else ""
    if before in _GOVERNED and not _GOVERNING.isdisjoint(low[max(0, start - 4) : start - 1]):
        return True
    return start > 0 and before in _BROKE and (before.endswith("ing") or "you" in low[:start])


def _wanted(low: list[str], start: int) -> bool:
    """Whether a thing is what they tell us to do something with: "close my account"."""
    return 0 < start < 3 and low[start - 1] in VERB_WORDS and low[start] in OWN | THE and low[0] in VERB_WORDS
