"""English reflection: a customer's problem as a phrase that can stand inside our sentence, or nothing.

Only patterns whose outcome is grammatical for every match are listed. What does not fit is left out: no
reflection reads better than a wrong one.
"""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from functools import lru_cache

from bot.words.language import Phrase, Reflection

_VERBS = ["access", "accept", "activate", "add", "adjust", "allow", "apply", "approve", "archive", "assign", "attach", "authenticate", "automate", "block", "book", "buy", "cancel", "change", "charge", "check", "choose", "claim", "close", "combine", "compare", "configure", "confirm", "connect", "contact", "convert", "copy", "create", "customize", "customise", "deactivate", "delete", "deposit", "disable", "dispute", "download", "downgrade", "duplicate", "edit", "embed", "enable", "exchange", "export", "extend", "filter", "find", "fix", "forward", "freeze", "generate", "get", "import", "increase", "install", "integrate", "invite", "join", "leave", "limit", "link", "locate", "lock", "manage", "map", "mark", "merge", "migrate", "monitor", "move", "mute", "open", "order", "organise", "organize", "pause", "pay", "postpone", "preview", "print", "process", "publish", "raise", "reactivate", "receive", "recover", "redeem", "reduce", "refund", "register", "remove", "rename", "renew", "replace", "report", "request", "reschedule", "reset", "restore", "resume", "retrieve", "revoke", "rotate", "save", "schedule", "search", "secure", "see", "send", "separate", "set", "share", "skip", "sort", "split", "start", "stop", "submit", "subscribe", "switch", "sync", "synchronise", "synchronize", "test", "top", "track", "transfer", "translate", "trigger", "unblock", "undo", "unfreeze", "unlink", "unlock", "unsubscribe", "update", "upgrade", "upload", "use", "validate", "verify", "view", "withdraw", "write", "log", "sign"]
_IRREGULAR = {
    "get": "getting", "set": "setting", "log": "logging", "stop": "stopping", "split": "splitting", "cancel": "cancelling",
    "put": "putting", "top": "topping", "skip": "skipping", "map": "mapping", "edit": "editing", "submit": "submitting",
    "transfer": "transferring", "see": "seeing", "embed": "embedding", "forget": "forgetting", "run": "running",
    "begin": "beginning", "pay": "paying", "buy": "buying", "copy": "copying", "undo": "undoing", "plan": "planning",
    "ship": "shipping", "swap": "swapping", "tie": "tying",
}  # fmt: skip
_SIMPLE = "|".join(
    sorted(
        (verb for verb in _VERBS if verb not in {"log", "sign", "top", "set", "get", "see"}),
        key=len,
        reverse=True,
    )
)
_PHRASAL = r"log in(?:to)?|sign in(?:to)?|sign up for|sign up|log out|top up|set up|back up|turn on|turn off|switch on|switch off|set|get rid of"
_VERB = rf"(?P<verb>{_PHRASAL}|{_SIMPLE})"
_NOUN = r"(?!(?:and|or|but|so|if|when|because|to|for|from|with|in|on|at|by|as|is|are|was|were|be|been|it|this|that|these|those|they|them|he|she|we|you|i|me|us|what|which|who|where|how|why|there|here|not|no|can|could|please|again|now|then|than|of|about|after|before|until|while|since|without|do|does|did|has|have|had|will|would|should|shit|fucking|fuck|damn|bloody|stupid|crap|garbage|something|anything|everything|thing|things|stuff|someone|back|away|today|tomorrow|yesterday|myself|more|less|first|through|out|up|off|over|into|onto|via|using|without|too|also|later|online|manually|automatically|directly|instantly|immediately|abroad|soon|just|only|already|still|ever|never|always|help|thanks|sir|mine|yours|theirs|hers|like|either|though|well|other|another|one|ones|way)\b)[a-z][a-z0-9-]*"
_DET = r"(?:my|our|an?|the|new|multiple|several|two|three|another)"
_POSS = r"(?:my|our|the)"
_PLAIN_OBJ = rf"(?P<obj>(?:{_DET} )?(?:{_NOUN} ){{0,2}}{_NOUN})"
_END = (
    r"(?=\s*(?:[?.!,;:)\n]|$|-|\b(?:and|or|but|so|if|when|because|to|for|from|with|in|on|at|by|as|via|using|without|"
    r"after|before|until|while|since|please|again|now|today|yesterday|tomorrow|anymore|any more|abroad|online|manually|"
    r"automatically|immediately|that|which|it|i|myself|through|into|then|thanks|help|yet|right|this|there|here|is|are|was|has|even|and|though)\b))"
)
_LEAD = (
    r"(?:how (?:do|can|could|should|would) (?:i|we|you|one)(?: go about)?|how to|where (?:do|can|could) (?:i|we)|(?:can|could|may) (?:i|we)|"
    r"(?:is|would) (?:it|there) (?:be )?(?:possible|a way|any way|an option)(?: for (?:me|us))? to|what do i (?:have to|need to) do to|"
    r"(?:i|we)(?:'m| am|'re| are) (?:looking|hoping|going) to|(?:i|we)(?: would|'d)? (?:want|need|like|wanted|would like) to|"
    r"(?:i|we)(?:'m| am|'re| are| was| were|'ve been| have been)? (?:trying|wanting) to|help(?: me| us)? (?:to )?|"
    r"(?:what|which)(?:'s| is) the (?:best|easiest|fastest|right) way to|steps to|instructions to|able to)"
)
_HOW_TO = re.compile(
    rf"\b{_LEAD} (?:quickly |easily |please |just |also |still |actually )?{_VERB} {_PLAIN_OBJ}{_END}",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    rf"\b{_LEAD} (?P<verb>log ?in|sign ?in|sign ?up|log ?out|unsubscribe|top[ -]?up){_END}", re.IGNORECASE
)
_CANNOT = re.compile(
    rf"\b(?:can(?:no|')?t|cannot|cant|can not|could ?n[o']t|couldn't|unable to|not able to|(?:won't|doesn't|does not|will not|wouldn't) let (?:me|us)|(?:isn't|is not|not) (?:letting|allowing) (?:me|us)(?: to)?|"
    rf"(?:not|isn't) possible to|struggling to|fail(?:ed|ing)? to|having (?:trouble|problems) (?:trying )?to) (?:even |seem to |just |still )?(?:{_VERB} {_PLAIN_OBJ}|(?P<verb0>log ?in|sign ?in|sign ?up|log ?out)){_END}",
    re.IGNORECASE,
)
_SUBJECT = rf"(?P<what>{_POSS} (?:{_NOUN} ){{0,2}}{_NOUN})"
_NOT_DOING = re.compile(
    rf"\b{_SUBJECT} (?:still |just |suddenly )?(?P<aux>does|do|is|are|has|have|did|was|will|wo|ca|can)(?:n'?t| ?not) (?:been |even |yet )?(?P<verb>work|load|open|arrive|arrived|appear|appeared|"
    rf"show|show up|showed up|shown up|sync|update|updated|updating|working|loading|arriving|showing|showing up|syncing|opening|start|starting|respond|responding|go through|gone through|connect|connecting|delivered|come|save|saving|send|sending){_END}",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    rf"\b{_SUBJECT} (?:keeps? (?:on )?)(?P<ing>crashing|failing|freezing|disconnecting|timing out|loading|hanging|resetting|stopping|logging me out)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"\b{_SUBJECT} (?:is|are|was|were|got|has been|have been|gets|get) (?:still |just |suddenly |always |now |being )?(?P<state>stuck|pending|declined|rejected|blocked|locked|missing|gone|delayed|frozen|"
    rf"empty|cancelled|canceled|reverted|suspended|disabled|lost|stolen|broken|slow|failing|down|refused|denied|swallowed|charged twice){_END}",
    re.IGNORECASE,
)
_LOST = re.compile(
    rf"\b(?:i|we)(?:'ve| have)? (?:just |also )?(?P<verb>lost|forgot|forgotten|misplaced) (?P<obj>(?:my|our|all my|all our|the) (?:{_NOUN} ){{0,1}}{_NOUN}){_END}",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\b(?:charged|billed|debited)(?: me| us| my card| my account)?(?: for [a-z ]{2,20}?)? (?P<how>twice|two times|double|too much|(?:an? )?(?:extra|additional|unexpected)(?: [a-z]+)? (?:fee|charge|amount)|the wrong amount|a fee)\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"\b(?:double|duplicate)[- ]?(?:charged?|payment|billing|billed)\b|\bpaid twice\b", re.IGNORECASE
)
_NOT_RECEIVED = re.compile(
    rf"\b(?:haven't|have not|havent|didn't|did not|never|not yet|still not)(?: yet| still)? (?:received|got|gotten|get|receive) (?P<what>(?:my|our|the|any|an?) (?:{_NOUN} ){{0,2}}{_NOUN}){_END}",
    re.IGNORECASE,
)
_MISSING = re.compile(
    rf"\b(?:i|we)(?:'m| am|'re| are) missing (?P<what>(?:my|our|an?|the) (?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?P<code>[45]\d\d)(?: \w+)? errors?\b|\b(?:error|code|status|http)(?: code)?[ :#]*(?P<code2>[A-Z]{0,6}[-_]?\d{2,6})\b",
    re.IGNORECASE,
)
_QUOTED_ERROR = re.compile(
    r"\b(?P<name>E[A-Z]{4,12}|[A-Z]{2,8}[-_]\d{2,8}|[A-Z][A-Za-z]{2,30}(?:Error|Exception))\b"
)
_WHAT_IS = re.compile(
    rf"\b(?:what(?:'s| is| are)|tell me (?:more )?about|explain|(?:more )?(?:info|information|details) (?:on|about)|question (?:about|on|regarding)|wondering about|asking about|help (?:me )?with|difference between) "
    rf"(?P<obj>(?:my|our|an?|the|your)? ?(?:{_NOUN} ){{0,2}}{_NOUN}(?: (?:limit|limits|fee|fees|rate|rates|cost|costs|time|times))?){_END}",
    re.IGNORECASE,
)
_PROFANE = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|crap\w*|damn\w*|bitch\w*|ass(?:hole)?s?|bastard\w*|idiot\w*|stupid|moron\w*|bullshit|piss\w*|hell|sucks?)\b",
    re.IGNORECASE,
)


def gerund(verb: str) -> str:
    """ "change" -> "changing", "log in" -> "logging in"."""
    head, _, tail = verb.partition(" ")
    if head in _IRREGULAR:
        ing = _IRREGULAR[head]
    elif head.endswith("ie"):
        ing = head[:-2] + "ying"
    elif head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        ing = head[:-1] + "ing"
    else:
        ing = head + "ing"
    return f"{ing} {tail}".strip()


def reflect(text: str) -> Reflection | None:
    """The problem as a phrase: "not being able to log in", "changing your PIN", "the 413 error"."""
    for line in text.split("\n"):
        for part in (_trouble, _doing, _thing):
            found = part(line)
            if found and _fit(found):
                return found
    return None


def _fit(found: Reflection) -> bool:
    words = found.text.split()
    return 1 < len(words) <= 8 and not _PROFANE.search(found.text) and not found.text.isupper()


def _trouble(line: str) -> Reflection | None:
    text = _trouble_text(line)
    return Reflection(kind=Phrase.TROUBLE, text=_turned(text), told_by="pattern") if text else None


def _trouble_text(line: str) -> str | None:
    if found := _CHARGED.search(line):
        return f"being charged {found['how'].lower()}"
    if _DOUBLE.search(line):
        return "being charged twice"
    if found := _CANNOT.search(line):
        doing = f"{found['verb']} {_lower(found['obj'])}" if found["verb"] else _spaced(found["verb0"])
        return f"not being able to {doing[0].lower() + doing[1:]}"
    if found := _LOST.search(line):
        return f"{'losing' if found['verb'].lower() in {'lost', 'misplaced'} else 'forgetting'} {_lower(found['obj'])}"
    return _state_text(line)


def _state_text(line: str) -> str | None:
    if found := _KEEPS.search(line):
        return f"{_lower(found['what'])} {found['ing'].lower()}"
    if found := _NOT_DOING.search(line):
        return f"{_lower(found['what'])} not {_ing_of(found['verb'].lower())}"
    if found := _STATE.search(line):
        return f"{_lower(found['what'])} being {found['state'].lower()}"
    if found := _NOT_RECEIVED.search(line) or _MISSING.search(line):
        what = re.sub(r"^any ", "", _lower(found["what"]))
        return f"the missing {re.sub(r'^(?:my|our|the|an?) ', '', what)}"
    return None


def _ing_of(verb: str) -> str:
    done = {"arrived": "arriving", "appeared": "appearing", "updated": "updating", "shown up": "showing up", "showed up": "showing up", "gone through": "going through", "delivered": "being delivered"}  # fmt: skip
    return done.get(verb) or (verb if verb.split()[0].endswith("ing") else gerund(verb))


def _doing(line: str) -> Reflection | None:
    found = _HOW_TO.search(line)
    if found:
        text = f"{gerund(found['verb'].lower())} {_lower(found['obj'])}"
    elif found := _NO_OBJECT.search(line):
        text = gerund(_spaced(found["verb"]))
    else:
        return None
    return Reflection(kind=Phrase.DOING, text=_turned(text), told_by="pattern")


def _thing(line: str) -> Reflection | None:
    if found := _ERROR.search(line):
        return Reflection(
            kind=Phrase.TROUBLE, text=f"the {found['code'] or found['code2']} error", told_by="code"
        )
    if found := _QUOTED_ERROR.search(line):
        name = found["name"]
        text = f"the {name}" if name.endswith(("Error", "Exception")) else f"the {name} error"
        return Reflection(kind=Phrase.TROUBLE, text=text, told_by="code")
    if found := _WHAT_IS.search(line):
        text = _turned(_lower(found["obj"].strip()))
        if text.startswith(("your ", "the ", "our ")) and len(text.split()) > 1:
            return Reflection(kind=Phrase.THING, text=text, told_by="pattern")
    return None


def _lower(text: str) -> str:
    return " ".join(
        word if word.isupper() and len(word) > 1 else word[0].lower() + word[1:] for word in text.split()
    )


def _spaced(verb: str) -> str:
    return re.sub(r"^(log|sign|top)[ -]?(in|up|out)$", r"\1 \2", verb.lower())


def _turned(text: str) -> str:
    """The customer's "my" as our "your"; their "your" is ours."""
    swap = {"my": "your", "our": "your", "your": "our", "me": "you", "us": "you"}
    return re.sub(
        r"\b(?:my|our|your|me|us)\b", lambda match: swap[match.group().lower()], text, flags=re.IGNORECASE
    )


_TITLE_HOW = re.compile(rf"^(?:how (?:to|do i|can i) )?{_VERB} (?P<obj>[\w' -]{{3,40}})\??$", re.IGNORECASE)
_TITLE_ING = re.compile(r"^(?P<ing>[A-Z][a-z]{2,12}ing) (?P<obj>[\w' -]{3,40})$")
_TITLE_NOUNS = re.compile(r"^[A-Z][a-z]+(?: [a-z][a-z-]*){0,3}$")
_NOT_VERBAL = frozenset(
    ["Pricing", "Billing", "Meeting", "Building", "Opening", "Spending", "Savings", "Training", "Troubleshooting", "Understanding", "Banking", "Onboarding", "Shipping"]
)


def reflect_title(title: str) -> Reflection | None:
    """An article's title as a phrase: "Export your contacts" -> "exporting your contacts"."""
    head = title.split(":")[-1].strip().rstrip("?.")
    if len(head.split()) > 6 or re.search(r"[()|/&,]", head):
        return None
    if found := _TITLE_HOW.match(head):
        return Reflection(
            kind=Phrase.DOING,
            text=f"{gerund(found['verb'].lower())} {_title_object(found['obj'])}",
            told_by="title",
        )
    if (found := _TITLE_ING.match(head)) and found["ing"] not in _NOT_VERBAL:
        return Reflection(
            kind=Phrase.DOING, text=f"{found['ing'].lower()} {_title_object(found['obj'])}", told_by="title"
        )
    if (
        _TITLE_NOUNS.match(head)
        and len(head.split()) > 1
        and head.split()[-1].endswith(("s", "e", "n", "t", "y", "g", "r"))
    ):
        return Reflection(kind=Phrase.THING, text=head[0].lower() + head[1:], told_by="title")
    return None


def _title_object(text: str) -> str:
    return _turned(text.strip())


@lru_cache(maxsize=20_000)
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
