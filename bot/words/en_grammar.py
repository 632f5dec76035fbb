"""English word forms and the shapes that reflections are built from."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from functools import lru_cache

from bot.words.text import words

VERBS = words(
    "access accept activate add adjust allow apply approve archive assign attach authenticate "
    "automate block book buy cancel change charge check choose claim close combine compare configure "
    "confirm connect contact convert copy create customize customise deactivate delete deposit "
    "disable dispute download downgrade duplicate edit embed enable exchange export extend filter "
    "find fix forward freeze generate get import increase install integrate invite join leave limit "
    "link locate lock manage map mark merge migrate monitor move mute open order organise organize "
    "pause pay postpone preview print process publish raise reactivate receive recover redeem reduce "
    "refund register remove rename renew replace report request reschedule reset restore resume "
    "retrieve revoke rotate save schedule search secure see send separate set share skip sort split "
    "start stop submit subscribe switch sync synchronise synchronize test top track transfer "
    "translate trigger unblock undo unfreeze unlink unlock unsubscribe update upgrade upload use "
    "validate verify view withdraw write log sign"
)
_IRREGULAR = {
    "get": "getting", "set": "setting", "log": "logging", "stop": "stopping", "split": "splitting", "cancel": "cancelling",
    "reset": "resetting", "put": "putting", "top": "topping", "skip": "skipping", "map": "mapping", "edit": "editing", "submit": "submitting",
    "transfer": "transferring", "see": "seeing", "embed": "embedding", "forget": "forgetting", "run": "running",
    "begin": "beginning", "be": "being", "pay": "paying", "buy": "buying", "copy": "copying", "undo": "undoing", "plan": "planning",
    "ship": "shipping", "swap": "swapping", "tie": "tying", "quit": "quitting", "debug": "debugging", "commit": "committing",
    "refer": "referring", "control": "controlling", "travel": "travelling", "label": "labelling", "format": "formatting",
    "occur": "occurring", "prefer": "preferring", "permit": "permitting", "resubmit": "resubmitting",
}  # fmt: skip
_SIMPLE = "|".join(
    sorted(
        (verb for verb in VERBS if verb not in {"log", "sign", "top", "set", "get", "see"}),
        key=len,
        reverse=True,
    )
)
_PHRASAL = r"log in(?:to)?|sign in(?:to)?|sign up for|sign up|log out|top up|set up|back up|turn on|turn off|switch on|switch off|set|get rid of"
VERB = rf"(?P<verb>{_PHRASAL}|{_SIMPLE})"
NOUN = r"(?!(?:and|or|but|so|if|when|because|to|for|from|with|in|on|at|by|as|is|are|was|were|be|been|it|this|that|these|those|they|them|he|she|we|you|i|me|us|what|which|who|where|how|why|there|here|not|no|can|could|please|again|now|then|than|of|about|after|before|until|while|since|without|do|does|did|has|have|had|will|would|should|shit|fucking|fuck|damn|bloody|stupid|crap|garbage|something|anything|everything|thing|things|stuff|someone|back|away|today|tomorrow|yesterday|myself|more|less|first|through|out|up|off|over|into|onto|via|using|without|too|also|later|online|offline|together|manually|automatically|directly|instantly|immediately|abroad|soon|just|only|already|still|ever|never|always|help|thanks|sir|mine|yours|theirs|hers|like|either|though|well|other|another|one|ones|way|twice|anymore|access|because|due|able|possible|all|any|some|much|many|every|each|both|few|no|so|such|even|same|different|showing|being|getting|going|coming|saying|taking|properly|correctly|quickly|half|right|wrong|fails|failed|keeps|yet|again|never|always)\b)[a-z][a-z0-9-]*"
_DET = r"(?:my|our|an?|the|new|multiple|several|two|three|another)"
POSS = r"(?:my|our|the|your)"
PLAIN_OBJ = rf"(?P<obj>(?:{_DET} )?(?:{NOUN} ){{0,2}}{NOUN}(?: (?:of|for|in|on) (?:my|our|the|an?) (?:{NOUN} )?{NOUN})?)"
END = (
    r"(?=\s*(?:[?.!,;:)\n]|$|-|\b(?:and|or|but|so|if|when|because|to|for|from|with|in|on|at|by|as|via|using|without|"
    r"after|before|until|while|since|please|again|now|today|yesterday|tomorrow|anymore|any more|abroad|online|manually|"
    r"automatically|immediately|that|which|it|i|myself|through|into|then|thanks|help|yet|twice|anyway|afterwards|instead|right|this|there|here|is|are|was|has|even|and|though)\b))"
)
SUBJECT = rf"(?P<what>{POSS} (?:{NOUN} ){{0,2}}{NOUN})"


def gerund(verb: str) -> str:
    """ "change" -> "changing", "log in" -> "logging in"."""
    head, _, tail = verb.partition(" ")
    if head in _IRREGULAR:
        ing = _IRREGULAR[head]
    elif head.endswith("ie"):
        ing = head[:-2] + "ying"
    elif head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        ing = head[:-1] + "ing"
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", head):
        ing = head + head[-1] + "ing"  # run, drop, log
    else:
        ing = head + "ing"
    return f"{ing} {tail}".strip()


def ing_of(verb: str) -> str:
    done = {"arrived": "arriving", "appeared": "appearing", "updated": "updating", "shown up": "showing up", "showed up": "showing up", "gone through": "going through", "been delivered": "being delivered", "accepted": "being accepted", "recognised": "being recognised", "recognized": "being recognized"}  # fmt: skip
    return done.get(verb) or (verb if verb.split()[0].endswith("ing") else gerund(verb))


def base(verb: str) -> str:
    known = {"fails": "fail", "failed": "fail", "crashes": "crash", "crashed": "crash", "hangs": "hang", "freezes": "freeze", "froze": "freeze", "stops": "stop", "stopped": "stop", "breaks": "break", "broke": "break", "disappeared": "disappear", "vanished": "vanish", "expired": "expire", "arrives": "arrive", "arrived": "arrive", "comes": "come", "came": "come", "loads": "load", "loaded": "load", "works": "work", "worked": "work", "shows up": "show up", "showed up": "show up"}  # fmt: skip
    return known.get(verb, verb)


def start(text: str) -> str:
    """Without the capital that only the start of a sentence gave."""
    text = re.sub(r"^your ", "the ", text, flags=re.IGNORECASE)  # their "your" is ours: "your sync broke"
    head = text.split(" ", 1)[0]
    return text if head.isupper() and len(head) > 1 else text[0].lower() + text[1:]


def bare(what: str) -> str:
    return re.sub(r"^(?:my|our|the|an?) ", "", what, flags=re.IGNORECASE)


def spaced(verb: str) -> str:
    return re.sub(r"^(log|sign|top)[ -]?(in|up|out)$", r"\1 \2", verb.lower())


def turned(text: str) -> str:
    """The customer's "my" as our "your"; their "your" is ours."""
    swap = {"my": "your", "our": "your", "your": "our", "me": "you", "us": "you"}
    turned = re.sub(
        r"\b(?:my|our|your|me|us)\b", lambda match: swap[match.group().lower()], text, flags=re.IGNORECASE
    )
    return turned.replace("YOU", "you")


_DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip


def said_time(promise: str) -> str:
    """ "Mon 09:00" -> "Monday 09:00"; everything else is English as it stands."""
    return re.sub(r"^[A-Z][a-z]{2}(?= \d)", lambda match: _DAYS.get(match.group(), match.group()), promise)


@lru_cache(maxsize=8_192)  # people write new numbers and names for ever
def stem(word: str) -> str:
    """A word without its usual endings, good enough to compare."""
    word = word.lower().replace("'s", "")
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("ations", "at"),
        ("ation", "at"),
        ("ings", ""),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("ers", ""),
        ("er", ""),
        ("ly", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)] + put
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeiouls" else base
    return word
