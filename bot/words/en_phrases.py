"""English reflection: a customer's problem as a phrase that can stand inside our sentence, or nothing.

Only patterns whose outcome is grammatical for every match are listed. What does not fit is left out: no
reflection reads better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.words.en_asked import asked
from bot.words.en_care import points_at_somebody, worth_saying
from bot.words.en_clauses import clauses, unpacked
from bot.words.en_doing import wish
from bot.words.en_grammar import VERB, gerund
from bot.words.en_marks import MARKS
from bot.words.en_named import calm
from bot.words.en_spelt import spelt
from bot.words.en_things import PLURALS, THINGS
from bot.words.en_told import Told, told
from bot.words.en_trouble import trouble
from bot.words.en_wishes import doing, thing
from bot.words.language import Phrase, Reflection
from bot.words.text import words

_PROFANE = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|crap\w*|damn\w*|bitch\w*|ass(?:hole)?s?|bastard\w*|idiot\w*|stupid|moron\w*|bullshit|piss\w*|hell|sucks?)\b",
    re.IGNORECASE,
)


def reflect(text: str) -> Reflection | None:
    """The problem as a phrase: "losing your card", "changing your PIN", "why your top-up is still pending".

    What went wrong comes first, then what they want to do, then what they ask, then what they tell.
    """
    lines = [line.lower() if line.isupper() else calm(line) for line in spelt(text).split("\n")]
    parts = list(clauses("\n".join(lines)))
    statements = [found for clause, was_asked in parts if (found := told(clause, asked=was_asked))]
    for candidate in _first(parts, statements, lines):
        if candidate and candidate.told_by == "code" and not _FAILING.search(text):
            continue  # the number of an order or a case
        if candidate and _fit(candidate):
            return candidate
    return None


def _first(
    parts: list[tuple[str, bool]], statements: list[Told], lines: list[str]
) -> Iterator[Reflection | None]:
    """Candidates, the best first."""
    for said in statements:
        if said.wrong:
            yield _reflection(Phrase.TROUBLE, said.clause, clause=said.clause)
    yield from map(trouble, (line for line in lines if not _SUPPOSED.search(line)))
    for clause, _ in parts:
        if doing_so := wish(clause, alone=len(parts) == 1):
            yield _reflection(Phrase.DOING, doing_so)
        if question := asked(clause):
            yield _reflection(Phrase.ASKED, question)
    for part in (doing, thing):
        yield from map(part, lines)
    if len(parts) > _FEW:
        return  # in a long message what they merely mention is not the matter
    if any(was_asked for _, was_asked in parts):
        return  # the question is the matter
    for said in filter(_names_a_thing, statements):
        yield _reflection(Phrase.TOLD, said.clause, clause=said.clause)


def _reflection(kind: Phrase, text: str, *, clause: str | None = None) -> Reflection:
    return Reflection(
        kind=kind, text=_written(text), clause=_written(clause) if clause else None, told_by="pattern"
    )


def _written(text: str) -> str:
    """As we would write it: "an error", "on Monday"."""
    return _DATES.sub(lambda day: day.group().capitalize(), _AN.sub("an", unpacked(text)))


_DATES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|december|christmas|easter)\b|"
    r"(?<=\bin )may\b|(?<=\bsince )may\b|(?<=\buntil )may\b"
)


_AN = re.compile(r"\ba(?= (?!one|uni|us[aeu]|eu)[aeiou]\w)")


_FAILING = re.compile(
    r"\b(?:errors?|codes?|fail\w*|return\w*|status|shows?|exceptions?|crash\w*|respon\w+|get(?:s|ting)?|"
    r"throws?|calls?|says?|come back|back with|stops?|import|http|timeouts?)\b|\b[45]\d\d\b",
    re.IGNORECASE,
)
_FEW = 1  # clause
_SUPPOSED = re.compile(
    r"^(?:and |but |so )?(?:if|in case)\b|"
    r"\bwhat (?:happens|if|do i do|should i do|can i do)\b[^.!?]* (?:if|when|in case)\b",
    re.IGNORECASE,
)  # nothing has happened yet
_POINTS_BACK = re.compile(
    r"\b(?:it|its|it's|they|them|he|she|ones?|by the way)\b|\b(?:now|fine|ok|okay|good)$", re.IGNORECASE
)


def _names_a_thing(said: Told) -> bool:
    """Whether a statement is worth repeating though nothing is wrong in it: it names what it is about."""
    named = any(word in THINGS or word in PLURALS for word in said.clause.lower().split())
    return named and not _POINTS_BACK.search(said.clause)


_CODE = re.compile(
    r"\d|_|Error|Exception|\bE(?:CONN|ACC|NO|PIPE|TIME|PERM|ADDR|HOST|EXIST|AGAIN|MFILE)|\S\.\S"
)  # no word that was only shouted
_READ_AS_OURS = ("promise", "grant", "claim", "fixed_when")  # said by us it would be a promise
_EMPTY_NOUNS = frozenset(
    words("bit chance couple few hand human individual little lot manual moment person practice quick second")
)
_VAGUE_NOUNS = frozenset(
    words(
        "steps rules places requirements "
        "age amount answer app article case date difference error example failure flag idea info information "
        "instructions issue kind least length link list matter name options page point problem process "
        "question reason situation thing total type way"
    )
)


def _fit(found: Reflection) -> bool:
    words = found.text.split()
    if any(MARKS[mark].search(found.text) for mark in _READ_AS_OURS):
        return False
    if found.clause and not worth_saying(found.clause):
        return False
    if points_at_somebody(found.text):
        return False
    if found.told_by == "code" and not _CODE.search(found.text):
        return False
    if found.kind in {Phrase.ASKED, Phrase.TOLD} or found.clause == found.text:
        return not _PROFANE.search(found.text)
    last = words[-1].lower()
    if last in _EMPTY_NOUNS or (last in _VAGUE_NOUNS and len(words) <= 2):
        return False
    if found.text.startswith("`"):
        return True
    if (
        found.kind is Phrase.THING
        and len(words) > 1
        and re.fullmatch(r"went|goes|works?|worked|looks?|is|are|was|were|has|had|got|gets", words[-1])
    ):
        return False
    if found.kind is Phrase.THING and words[-1].endswith("ing") and len(words) > 2:
        return False  # "your funds coming": the verb was taken for a noun
    return (
        (len(words) > 1 or words[0].endswith("ing")) and len(words) <= 11 and not _PROFANE.search(found.text)
    )


_TITLE_HOW = re.compile(rf"^(?:how (?:to|do i|can i) )?{VERB} (?P<obj>[\w' -]{{3,40}})\??$", re.IGNORECASE)
_TITLE_ING = re.compile(r"^(?P<ing>[A-Z][a-z]{2,12}ing) (?P<obj>[\w' -]{3,40})$")
_TITLE_NOUNS = re.compile(r"^[A-Z][a-z]+(?: [a-z][a-z-]*){0,3}$")
_HEADS = re.compile(
    r"(?:limits?|times?|fees?|rates?|plans?|settings?|options?|requirements?|rules?|charges?|refunds?|roles?|templates?|notifications?|permissions?|codes?|cards?|accounts?|costs?|prices?|invoices?|"
    r"payments?|transfers?|benefits|rewards|eligibility|details|methods?|orders?|delivery|security|access|integrations?|backups?|protection|insurance|history|statements?|documents|policy|features|support)$"
)
_NOT_VERBAL = frozenset(
    words(
        "Banking Billing Building Meeting Onboarding Opening Pricing Savings Shipping Spending Training "
        "Troubleshooting Understanding"
    )
)


def reflect_title(title: str) -> Reflection | None:
    """An article's title as a phrase: "Export your contacts" -> "exporting your contacts"."""
    head = title.split(":")[-1].strip().rstrip("?.")
    if any(word[0].isupper() and not word.isupper() for word in head.split()[1:]):
        return None  # headline capitals: which of them are names cannot be told
    if len(head.split()) > 6 or re.search(r"[()|/&,]|\band\b|\bor\b", head):
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
    if _TITLE_NOUNS.match(head) and len(head.split()) > 1 and _HEADS.search(head):
        return Reflection(kind=Phrase.THING, text=head[0].lower() + head[1:], told_by="title")
    return None


def _title_object(text: str) -> str:
    """In a title "your" already means the customer."""
    return re.sub(r"\b(?:my|our)\b", "your", text.strip(), flags=re.IGNORECASE)
