"""English sentences turned towards the customer: "I can't open my file" -> "you can't open your file"."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_grammar import gerund
from bot.words.text import words

_TURNS = {
    "i'm": "you're", "i am": "you are", "am i": "are you", "i was": "you were", "was i": "were you",
    "i wasn't": "you weren't", "wasn't i": "weren't you", "i've": "you've", "i'd": "you'd", "i'll": "you'll",
    "i": "you", "me": "you", "us": "you", "myself": "yourself", "ourselves": "yourselves", "my": "your",
    "our": "your", "mine": "yours", "ours": "yours", "we're": "you're", "we've": "you've", "we'll": "you'll",
    "we'd": "you'd", "we": "you", "your": "our", "yours": "ours", "you're": "we're", "you've": "we've", "you'll": "we'll",
}  # fmt: skip
_PERSON = re.compile(
    r"(?<![\w.-])(?:(?P<i>i) (?P<adverb>(?:\w+ly|still|just|also|already|only|always|never|then|currently) )(?P<be>am|was)"
    r"|(?P<turn>"
    + "|".join(sorted(map(re.escape, _TURNS), key=len, reverse=True))
    + r")|(?P<you>you))(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_BEFORE_OBJECT = re.compile(
    r"\b(?:to|for|from|with|by|at|of|about|than|ask|asked|tell|told|send|sent|give|gave|pay|paid|email|emailed|"
    r"contact|contacted|call|called|let|help|want|need|expect|owe|like|see|hear|trust)\s*$",
    re.IGNORECASE,
)


_ACTS = re.compile(
    r" (?:(?:just|already|have|had|never|always|also|'ve) )*(?:said|told|asked|wrote|suggested|described|explained|showed|promised|sent|did|do|are|were|have|had|can|could|will|would|recommended|advised)\b",
    re.IGNORECASE,
)


def towards(text: str) -> str:
    """What the customer says of themselves said to them, and what they say of us said of us."""

    def turn(match: re.Match[str]) -> str:
        if match.group() == "US":  # the country
            return "US"
        if match["i"]:
            return f"you {match['adverb']}{'are' if match['be'].lower() == 'am' else 'were'}"
        if match["you"]:
            if _ACTS.match(text[match.end() :]):
                return "we"  # "like you said"
            return "us" if _BEFORE_OBJECT.search(text[: match.start()]) else "we"
        return _TURNS[match["turn"].lower()]

    return _PERSON.sub(turn, text)


VERB_WORDS = frozenset(
    words(
        "work take cost need have get go come happen show appear arrive mean do accept allow support include require change apply keep stop start "
        "fail load open close sync update send receive return use run take look say charge pay expire last exist count cover handle contain "
        "affect depend differ matter become stay remain end begin break crash freeze hang disappear decline reject block lock let make give see know "
        "expect offer provide deliver ship process post clear settle reflect refresh trigger fire call create delete remove add move copy export import "
        "upload download convert connect integrate match fit compare follow belong track store save hold carry earn suffer join leave own edit read write "
        "view print sign log verify approve cancel renew reset restart refund transfer withdraw deposit exchange top fall rise grow reach hit cause force "
        "prevent protect limit reduce increase nuke sort filter group merge split share invite comment buy sell rename publish unlock disable enable edit book remind print decide forget sound feel act behave react respond reply answer ask tell seem be wait bring lend rent climb want talk drop skip hide jump flash blink beep draw fill pull push scan refuse ignore treat recognise recognize remember survive record overlap compute"
    )
)
_SPACED = {
    "login": "log in", "log-in": "log in", "signup": "sign up", "sign-up": "sign up", "signin": "sign in", "setup": "set up",
    "set-up": "set up", "topup": "top up", "top-up": "top up", "checkout": "check out", "backup": "back up", "logout": "log out",
}  # fmt: skip
_NO_VERB = frozenset(
    words(
        "a an the my our your their his her its it this that these those i you we they he she what how when where why "
        "who which if whether there here and or but so because since then than as of in on at by for from with about "
        "some any all more most another other please just also only not no know ask help is are was were am has had "
        "does did will would can could should may might must able possible sure new old free money way something "
        "anything nothing everything someone anyone else assistance support advice clarification information info "
        "confirmation details to do too so very late right wrong still supposed alone blind crazy"
    )
)
_BASE_ED = frozenset(words("need feed speed exceed proceed embed succeed bleed seed shed weed"))
_BASE_ING = frozenset(words("bring ring sing ping swing string"))


def is_base(word: str) -> bool:
    """Whether a word after "to" or "how do I" can be the verb: small letters, and no other form of one."""
    if not re.fullmatch(r"[a-z]{2,14}(?:-(?:up|in|out|on|off))?", word) or word in _NO_VERB:
        return False
    if word.endswith("ing") and word not in _BASE_ING and len(word) > 4:
        return False
    if word.endswith("ed") and word not in _BASE_ED:
        return False
    return not (word.endswith("s") and not word.endswith(("ss", "us")))


def ing(phrase: str) -> str | None:
    """A verb and what follows as a gerund: "set up apple pay" -> "setting up apple pay"."""
    phrase = re.sub(
        r"^(?:(?:please|just|also|simply|easily|quickly|still|then|only|actually|even|manually|automatically|properly|safely|really|somehow|maybe|ever|once|possibly|deliberately|recursively|directly|[a-z]+(?:ally|ively|ately|ickly|asily)|try(?:ing)? to) )+",
        "",
        phrase,
    )
    head, _, rest = phrase.partition(" ")
    if not is_base(head):
        return None
    spaced = _SPACED.get(head, head.replace("-", " "))
    return f"{gerund(spaced)} {rest}".strip()


_PAST = {
    "get": "got", "have": "had", "go": "went", "see": "saw", "pay": "paid", "send": "sent", "lose": "lost", "make": "made",
    "do": "did", "take": "took", "give": "gave", "find": "found", "become": "became", "come": "came", "leave": "left",
    "buy": "bought", "keep": "kept", "say": "said", "tell": "told", "show": "showed", "fall": "fell", "break": "broke",
    "begin": "began", "write": "wrote", "choose": "chose", "forget": "forgot", "hide": "hid", "hold": "held", "freeze": "froze",
    "withdraw": "withdrew", "spend": "spent", "mean": "meant", "set": "set", "put": "put", "cut": "cut", "let": "let", "run": "ran",
    "stop": "stopped", "drop": "dropped", "double": "doubled", "cost": "cost", "rise": "rose", "split": "split", "quit": "quit",
    "log": "logged", "cancel": "cancelled", "transfer": "transferred", "skip": "skipped", "read": "read", "bring": "brought",
}  # fmt: skip


def past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return verb + "ed"


def third(verb: str) -> str:
    if verb in {"have", "do", "go"}:
        return {"have": "has", "do": "does", "go": "goes"}[verb]
    if re.search(r"(?:s|x|z|ch|sh)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
