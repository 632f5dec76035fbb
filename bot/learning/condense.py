"""A customer's burst as the one question it asks, with everything that tells who they are taken out.

What an alternate or the gap list keeps is this, never the burst. A person sees it before it is kept.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.drafting.masks import Masks
from bot.words import spoken
from bot.words.entities import codes_in
from bot.words.text import joined, prose, words
from knowledge.tongue import language_of

LONGEST = 200
_ENOUGH = 2  # words with a subject: fewer make no question that anybody could look up
_TOKEN = re.compile(r"\[(secret|card|iban|email|phone|id)-\d+\]")
_GREETING = re.compile(
    r"^(?:(?i:hi|hello|hey|hallo|moin|dear|good (?:morning|afternoon|evening)|guten (?:morgen|tag|abend))(?: (?i:there|all|team|everyone|everybody|zusammen|leute)\b| [^\W\d_]+(?: [A-Z]\w+)?(?=\s*[,!.:–])| \[name\])?\s*[,!.:–-]*\s+)+"
)
_INTRODUCED = re.compile(
    r"\b((?i:my name is|my name's|i am called|mr|mrs|ms|miss|dr|prof|colleague|boss|manager|wife|husband|friend|regards,|cheers,|ich heiße|ich heisse|mein name ist|herr|herrn|frau|kollege|kollegin|kollegen|gruß|grüße)\.?)\s+((?:[A-ZÄÖÜ][\w'’-]+)(?:\s+[A-ZÄÖÜ][\w'’-]+)?)"
)
_SPEAKING = re.compile(
    r"\b((?i:this is|i'm|i am|it's|hier ist|hier spricht|ich bin))\s+((?:[A-ZÄÖÜ][\w'’-]+)(?:\s+[A-ZÄÖÜ][\w'’-]+)?)(?=\s+(?:here|from|at|with|again|von|aus|bei)\b|\s*[,.!]|$)"
)
_SURNAME = re.compile(r"\[name\](?: (?!\[)[A-ZÄÖÜ][^\W\d_]+)+")
_END = re.compile(r"(?<!\bno\.)(?<!\bnr\.)(?<!e\.g\.)(?<!i\.e\.)(?<!z\.B\.)(?<=[.!?])\s+|\n+", re.IGNORECASE)
_COMPANY = re.compile(r"(\[name\]\s+(?:from|at|with|of|von|bei|aus)\s+)((?:[A-ZÄÖÜ][\w&'’-]*\s?){1,3})")
_HANDLE = re.compile(r"(?<![\w.])@[\w.-]{2,}")
_REFERENCE = re.compile(
    r"(?P<what>\b(?:order|invoice|ticket|case|booking|account|customer|contract|reference|ref|id|user|bestellung|rechnung|kunde|konto|auftrag|vertrag)\s*(?:no\.?|nr\.?|number|nummer|id)?\s*[:#]?\s*|#)(?P<code>[A-Z]{0,6}[-_/]?\d[\w/-]{2,})",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(?=[\w-]{6,})(?=(?:[\w-]*\d){3})(?=[\w-]*[A-Za-z])[\w-]+")
_NAMED = re.compile(r"[A-Za-z]+-?\d{1,3}")  # Windows11, Office365: a word with a version identifies nobody
_NUMBER = re.compile(r"(?<![\w\[])[#+]?\d(?:[\d.,/:' -]*\d)?(?!\w)")
_COMMON = frozenset(
    words(
        "will mark may grace bill rose art jack frank hope faith joy chase drew pat rob sue dean grant miles page rich "
        "max min ray dawn april june summer star king long short brown green white black young"
    )
)


def condensed(lines: Sequence[str]) -> str:
    """Return the sentence that asks, without greetings, links and code; "" if nothing is asked.

    A sentence that asks wins over one that reports trouble, and both over the rest, as long as they have a
    subject: of "my export stops at 40 %. any idea?" the first is kept.
    """
    text = prose(joined(lines))
    language = spoken(language_of(text)[0])
    ranked: list[tuple[int, int, int, str]] = []
    for place, sentence in enumerate(_END.split(text)):
        said = _to_the_question(_GREETING.sub("", sentence).strip())
        content = {word for word in _words(said) if word not in language.empty}
        if len(content) < _ENOUGH:
            continue
        asks = "?" in said or bool(language.hits("how_to", said))
        trouble = bool(language.hits("trouble", said))
        ranked.append((2 * asks + trouble, min(len(content), 12), -place, said))
    return _cut(max(ranked)[3]) if ranked else ""


def masked(text: str, names: Iterable[str] = ()) -> str:
    """Return `text` with names, addresses, numbers and codes that identify somebody replaced by their kind.

    Error codes and numbers of up to four digits stay: they are what a question is about. `names` are those
    of the people in the conversation; other names are found where somebody introduces one.
    """
    kept = {code.casefold() for code in codes_in(text)}
    text = _TOKEN.sub(r"[\1]", Masks().hide(text))
    text = _HANDLE.sub("[name]", text)
    text = _INTRODUCED.sub(r"\1 [name]", text)
    text = _SPEAKING.sub(r"\1 [name]", text)
    for pattern in _names(names):
        text = pattern.sub("[name]", text)
    text = _SURNAME.sub("[name]", text)
    text = _COMPANY.sub(r"\1[company] ", text)
    text = _REFERENCE.sub(lambda found: f"{found['what']}[number]", text)
    text = _CODE.sub(lambda found: found.group() if _harmless(found.group(), kept) else "[code]", text)
    text = _NUMBER.sub(lambda found: found.group() if _short(found.group()) else "[number]", text)
    return re.sub(r"[ \t]{2,}", " ", text).strip()


def asked(lines: Sequence[str], names: Iterable[str] = ()) -> str:
    """Return what a burst asks, condensed and masked: masked first, while a secret still stands whole."""
    return condensed([masked(prose(joined(lines)), names)])


def _to_the_question(sentence: str) -> str:
    """Leave out what follows the question mark: "…? call me" asks nothing more."""
    question, mark, _ = sentence.rpartition("?")
    return f"{question}{mark}" if len(_words(question)) > _ENOUGH else sentence


def _names(names: Iterable[str]) -> Iterable[re.Pattern[str]]:
    """Patterns for whole names first, then their parts; a part that is a common word only as a name."""
    whole = [name.strip() for name in names if len(name.strip()) > 1]
    for name in sorted(whole, key=len, reverse=True):
        yield re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if " " in name else 0)
    parts = {part for name in whole for part in re.findall(r"[^\W\d_]{3,}", name)}
    for part in sorted(parts):
        common = part.casefold() in _COMMON
        yield re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", 0 if common else re.IGNORECASE)


def _harmless(code: str, kept: set[str]) -> bool:
    return code.casefold() in kept or bool(_NAMED.fullmatch(code))


def _short(number: str) -> bool:
    return sum(ch.isdigit() for ch in number) <= 4


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.casefold())


def _cut(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0]
