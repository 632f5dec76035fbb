"""A noun of an English sentence with its words before and after, as we would name it: "my last invoice" -> "your last invoice"."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_things import AS_VERBS, BEFORE, NO_PLURAL, OF, PLURALS, THINGS, WEAK, plural
from bot.words.en_turned import VERB_WORDS, past, third
from bot.words.text import words

OWN = frozenset(words("my our mine ours"))
THE = frozenset(words("the this that these those your its their his her"))
_ANY = frozenset(words("a an any some no all every each both another more other which what many several multiple two three four five six seven eight nine ten few"))  # fmt: skip
_NOT_BEFORE = frozenset(  # what makes the next word a verb, or somebody's
    words("i we you he she it they who to can could will would should may might must please let's don't doesn't didn't can't won't not never")
)  # fmt: skip
FUNCTION = frozenset(
    words(
        "and or but so because if when while since after before until although though that which who whom whose where why how what whether than as then "
        "in on at by for from with without to of off over under into onto through via about against between during within per like plus except "
        "is are was were be been being am has have had do does did can could will would should may might must isn't aren't wasn't weren't hasn't haven't hadn't "
        "doesn't don't didn't can't cannot couldn't won't wouldn't shouldn't not never no still just only also too again yet already now then here there today yesterday tomorrow tonight "
        "always often suddenly ever even really all both each every some any anymore either altogether please thanks thank i i'm i've we we're we've you you're he she it it's they them me us my our your his her its their the a an this these those "
        "keeps keep kept gone down up out back away offline online empty blank wrong broken stuck slow slower late missing dead frozen full open closed ready available unavailable pending possible valid invalid "
        "yes ok okay instead twice once later soon forever everywhere nowhere anywhere somewhere myself went goes came gave got gets took takes said says told made makes lost found left sent paid broke "
        "disappeared vanished crashed crashes arrived arrives failed fails worked works stopped stops showed shows needs wants costs cost became ate threw throws spins hangs hung shut froze "
        "next actually apparently basically completely totally currently recently usually normally directly automatically manually properly correctly immediately automatically"
    )
)
_VERB_FORMS = frozenset(form for verb in VERB_WORDS for form in (verb, third(verb), past(verb)))
_ORDERS = frozenset(words("change cancel check close claim add make get need want show send"))
_FAILING = frozenset(
    words("failing crashing missing working loading hanging freezing syncing opening showing updating arriving spinning lagging being going coming disappearing vanishing")
)  # fmt: skip
_INVERTED = frozenset(words("can could will would should may might do does did"))
_EVALUATING = frozenset(
    words(
        "stupid bad worst terrible horrible awful crappy shitty fucking bloody damn damned useless lousy ridiculous silly dumb poor pathetic great best good nice lovely amazing awesome wonderful "
        "beautiful favourite favorite so-called precious dear poor sad little tiny actual real very only same exact entire such kind sort bit lot whole own one ones certain particular following above below mentioned specific different various"
    )
)
_SILENT = frozenset(words("correct right proper own whole entire actual very same exact one specific certain particular only single real damn bloody fucking stupid precious"))  # fmt: skip
_CODE_AFTER = re.compile(r"#?(?:[A-Z]{1,4}-?)?\d{2,10}")
_CODED = frozenset(words("order invoice ticket booking case parcel shipment claim receipt quote reservation"))
_ONE = frozenset(words("no a an another which what"))
_TAKEN = re.compile(
    r"(?:ly|n't|'\w+)$|^(?:annoy|disappoint|confus|frustrat|irritat|fuck|curs|embarrass|be|hav|do|go|get|mak|look|try)(?:ing|ed)$"
)


_SHOUTED = (
    FUNCTION
    | _VERB_FORMS
    | frozenset(
        words(
            "again both every everything everyone nothing never nobody twice hard nine ten five all always worst third second first whole complete really absolutely"
        )
    )
)


def calm(text: str) -> str:
    """The text without the shouting in it: "empty AGAIN" -> "empty again"."""
    return re.sub(
        r"\b[A-Z]{3,}\b(?! /)", lambda word: word[0].lower() if word[0].lower() in _SHOUTED else word[0], text
    )


def named(tokens: list[str], low: list[str], at: int) -> tuple[str, int, int] | None:
    """The phrase whose head stands at a place: its words, and where it starts and ends."""
    word = low[at]
    many = word in PLURALS
    noun = PLURALS.get(word, word)
    if noun not in THINGS and noun not in WEAK:
        return None
    start = _modified_from(low, at)
    if not _ends(low, start, at):
        return None
    after = low[at + 1] if at + 1 < len(low) else "."
    before = low[start - 1] if start else ""
    modifiers = [word for word in tokens[start:at] if word.lower() not in _SILENT]
    completed = _completion(tokens, low, at, noun)
    if start == 0 and modifiers and low[0] in _ORDERS:
        return None  # "change currency"
    if noun in AS_VERBS and modifiers and (_inverted(low, start) or (many and after == "to")):
        return None  # "does the API return ...", "our mailbox changes to ..."
    if noun in WEAK and noun not in THINGS and not modifiers and completed is None:
        return None
    determiner = before if before in OWN | THE | _ANY else ""
    if not determiner and (before in _NOT_BEFORE or before.endswith(("'s", "s'"))):
        return None
    if noun in AS_VERBS and not determiner and not modifiers and not _is_noun(before, after, start, many):
        return None
    shown = [*(_shown(word) for word in modifiers), _shown(tokens[at])]
    text = _with_determiner(" ".join(shown), determiner, noun, many=many)
    code = tokens[at + 1] if at + 1 < len(tokens) else ""
    if noun in _CODED and not many and _CODE_AFTER.fullmatch(code):
        text = f"{text.removeprefix('the ')} {code}"
    elif completed:
        text = f"{text} {completed}"
    return text, start - 1 if determiner else start, at


def _inverted(low: list[str], start: int) -> bool:
    """Whether an auxiliary stands before the phrase and no subject before that: "does the API ..."."""
    return start > 1 and low[start - 2] in _INVERTED and (start < 3 or low[start - 3] not in _NOT_BEFORE)


def _ends(low: list[str], start: int, at: int) -> bool:
    """Whether the noun at a place is the last of its phrase: what follows is no noun."""
    after, beyond = (low[place] if place < len(low) else "." for place in (at + 1, at + 2))
    if after in PLURALS or (after in THINGS | WEAK and after not in AS_VERBS):
        return False
    if after.endswith("ing") and after not in _FAILING and not beyond[0].isalpha():
        return False  # "the meter reading"
    if _inverted(low, start) and low[start - 1] in OWN | THE | _ANY:
        return True  # "can a guest tick off ..."
    return (
        not after[0].isalpha()
        or after in FUNCTION
        or after in _VERB_FORMS
        or (after.endswith(("ing", "ed", "ly")) and after not in BEFORE)
        or (after.endswith("s") and beyond in FUNCTION)
    )


def _modified_from(low: list[str], at: int) -> int:
    """Where the words before the head begin that belong to it: two at most, one of them a stranger after an article."""
    start = at
    while start and at - start < 2 and _modifies(low[start - 1]):
        start -= 1
    unknown = low[start - 1] if start else ""
    if (
        start > 1
        and at - start < 2
        and low[start - 2] in OWN | THE | frozenset(words("a an another"))
        and _names_one(unknown)
    ):
        return start - 1
    while start and low[start - 1] in _SILENT and low[start - 1] not in OWN:
        start -= 1
    return start


def _modifies(word: str) -> bool:
    return word in BEFORE or word in THINGS or word in WEAK or word[0] in "€$£" or word[-1] in "€$£"


def _names_one(word: str) -> bool:
    """Whether an unknown word between article and noun may say which one: "the gantt view"."""
    return bool(
        re.fullmatch(r"[a-z][a-z0-9-]{2,15}", word)
        and word not in FUNCTION | _EVALUATING | _VERB_FORMS
        and word not in PLURALS
        and not _TAKEN.search(word)
    )


def _is_noun(before: str, after: str, start: int, many: bool) -> bool:
    """Whether a word that could be a verb is none: "export fails", "about refunds"."""
    if before in words("with about of on for no from in regarding without during after by via"):
        return True
    told = (
        after in FUNCTION
        and after not in OWN | THE | _ANY | frozenset(words("me us it them to in on and or"))
    ) or after == "."
    return start == 0 and (told or after in _VERB_FORMS)


def _shown(word: str) -> str:
    """A word as we would write it: small, unless its capitals are a name's."""
    low = word.lower()
    if low in _CAPITAL:
        return word.upper() if low in _ACRONYMS else word.capitalize()
    return (
        word
        if re.search(r"[A-Z].*[A-Z]|\d", word)
        else (word if word[0].isupper() and low not in BEFORE | THINGS | WEAK and low not in PLURALS else low)
    )


_ACRONYMS = frozenset(words("csv pdf xml json html css api sms usb hdmi gps vat sso 2fa php dns vpn sdk cli gpu cpu vps iban pc tv"))  # fmt: skip
_CAPITAL = _ACRONYMS | frozenset(
    words(
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday christmas "
        "german english french spanish european android google apple slack zoom outlook gmail excel chrome firefox safari visa mastercard stripe shopify python java ruby linux windows"
    )
)


def _with_determiner(text: str, determiner: str, noun: str, *, many: bool) -> str:
    """The phrase as we would name it: my -> your, your -> the, a -> the: it is the one they have."""
    if determiner in OWN:
        return f"your {text}"
    if noun in NO_PLURAL or many or determiner in THE or determiner not in _ANY - _ONE:
        return f"the {text}"
    head, _, last = text.rpartition(" ")
    return f"{head} {plural(last)}".strip()


def _completed(low: list[str], at: int, noun: str) -> bool:
    return noun in OF and at + 2 < len(low) and low[at + 1] in {"of", "for"}


def _completion(tokens: list[str], low: list[str], at: int, noun: str) -> str | None:
    """ "of your order", after a word that says little without it."""
    if not _completed(low, at, noun):
        return None
    for head in range(at + 2, min(at + 6, len(low))):
        if phrase := named(tokens, low, head):
            text, start, _ = phrase
            return f"{low[at + 1]} {text}" if start == at + 2 else None
    return None
