"""English reflection: a customer's problem as a phrase that can stand inside our sentence, or nothing.

Only patterns whose outcome is grammatical for every match are listed. What does not fit is left out: no
reflection reads better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.words.en_asked import asked, points_elsewhere, why
from bot.words.en_broken import whole
from bot.words.en_care import points_at_somebody, worth_saying
from bot.words.en_clauses import COMMA, clauses
from bot.words.en_conditions import each_time, in_case
from bot.words.en_doing import wish
from bot.words.en_marks import MARKS
from bot.words.en_named import calm
from bot.words.en_spelt import spelt
from bot.words.en_stated import in_order, stated
from bot.words.en_things import PLURALS, THINGS
from bot.words.en_told import WRONG, Told, told
from bot.words.en_trouble import trouble
from bot.words.en_unsaid import unsaid
from bot.words.en_wishes import doing, thing
from bot.words.en_written import written
from bot.words.language import Phrase, Reflection
from bot.words.text import words

_PROFANE = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|crap\w*|damn\w*|bitch\w*|ass(?:hole)?s?|bastard\w*|idiot\w*|stupid|moron\w*|bullshit|piss\w*|hell|sucks?)\b",
    re.IGNORECASE,
)


def reflect(text: str, asked_first: bool) -> Reflection | None:
    """The problem as a phrase: "losing your card", "changing your PIN", "why your top-up is still pending".

    Where a question is the matter it comes first, otherwise what went wrong; what merely is comes last.
    """
    quiet = "\n".join(line.lower() if line.isupper() else line for line in text.split("\n"))
    lines = [calm(line) for line in spelt(quiet).split("\n")]
    parts = list(clauses("\n".join(lines)))
    for candidate in _first(parts, lines, asked_first):
        if candidate and candidate.told_by == "code" and not _fails(candidate, text):
            continue  # the number of an order or a case
        if candidate is None or not _fit(candidate):
            continue
        if not unsaid(candidate, "\n".join(lines)):
            return candidate
        if candidate.kind not in _ASKING:
            return None  # it is the matter, and cannot be said
    return None


_ASKING = {Phrase.ASKED, Phrase.DOING}  # beside a question that cannot be said stands what it is about


def _first(parts: list[tuple[str, bool]], lines: list[str], asked_first: bool) -> Iterator[Reflection | None]:
    """Candidates, the best first."""
    if not asked_first:
        yield from _troubles(parts, suffering=True)
        yield from _questions(parts, lines)
    else:
        yield from filter(_clear_alone, _questions(parts, lines))
        if not any(_is_the_matter(*part) for part in parts):
            yield from _troubles(parts, suffering=False)
    yield from map(thing, lines)
    if any(was_asked and not _POINTING.match(clause) for clause, was_asked in parts):
        return  # the question is the matter
    yield from _plain(parts)


def _clear_alone(question: Reflection | None) -> bool:
    return question is None or question.kind is not Phrase.ASKED or not _UNCLEAR.match(question.text)


def _questions(parts: list[tuple[str, bool]], lines: list[str]) -> Iterator[Reflection | None]:
    """What they ask or want to do. A question mark says which sentence asks."""
    asking = any(was_asked for _, was_asked in parts)
    marked = [
        clause
        for clause, was_asked in parts
        if (was_asked or (asking and _INVERTED.match(clause))) and not _POLITE.match(clause)
    ]
    for clause in marked or [clause for clause, _ in parts]:
        if question := in_case(clause, asked):
            yield _reflection(Phrase.ASKED, question)
        if question or COMMA in clause:
            continue
        if doing_so := wish(clause, alone=len(parts) == 1):
            yield _reflection(Phrase.DOING, doing_so)
        if question := asked(clause):
            yield _reflection(Phrase.ASKED, question)
    if not marked:
        yield from map(doing, lines)
        return
    for clause in (clause for clause, was_asked in parts if not was_asked and _ASKS_INSIDE.search(clause)):
        if question := asked(clause):
            yield _reflection(Phrase.ASKED, question)


def _troubles(parts: list[tuple[str, bool]], *, suffering: bool) -> Iterator[Reflection | None]:
    """What went wrong, as a clause."""
    for clause, was_asked in parts:
        for said in _wrong_in(clause, was_asked, suffering=suffering):
            yield _reflection(Phrase.TROUBLE, said, clause=said)
    for clause, was_asked in parts:
        unsure = _SUPPOSED.search(clause) or _OF_OTHERS.search(clause)
        if unsure or (was_asked and not _WHY_DOES.match(clause)):
            continue
        pattern = trouble(clause)
        if pattern and (pattern.clause is None or worth_saying(pattern.clause)):
            yield pattern


def _wrong_in(clause: str, was_asked: bool, *, suffering: bool) -> Iterator[str]:
    """The ways to say back a clause in which something is wrong."""
    if repeated := each_time(clause):
        yield repeated
    if COMMA in clause or _ADDS_A_NEED.search(clause):
        return
    said = told(clause, asked=was_asked)
    if said and said.wrong:
        yield said.clause
    sentence = None if was_asked else stated(clause)
    if sentence and WRONG.search(sentence):
        yield sentence
    if not was_asked and (mended := whole(clause)):
        yield mended
    if suffering and (complaint := why(clause)):
        yield complaint


def _is_the_matter(clause: str, was_asked: bool) -> bool:
    """Whether a clause is a question in its own right: no politeness, and not about what was just told."""
    beside = _POLITE.match(clause) or _POINTING.match(clause) or points_elsewhere(clause)
    return was_asked and not beside


def _plain(parts: list[tuple[str, bool]]) -> Iterator[Reflection | None]:
    """A sentence in which nothing is wrong, where it is the only one about a thing."""
    said = {
        sentence
        for clause, _ in parts
        if COMMA not in clause and (sentence := stated(clause)) and not in_order(sentence)
    }
    for clause, _ in parts:
        both = told(clause) if " and " in clause or " but " in clause else None
        if both and "," not in both.clause and any(one in both.clause for one in said):
            yield _reflection(Phrase.TROUBLE, both.clause, clause=both.clause)
    if len(said) == 1:
        (sentence,) = said
        yield _reflection(Phrase.TROUBLE, sentence, clause=sentence)
    if len(parts) > _FEW:
        return  # in a long message what they merely mention is not the matter
    for one in filter(None, (told(clause) for clause, _ in parts)):
        if _names_a_thing(one):
            yield _reflection(Phrase.TOLD, one.clause, clause=one.clause)


_ASKS_INSIDE = re.compile(
    r"\b(?:asks?|asking|wonder(?:ing)?|like to know|want to know|need to know|tell me|not sure|no idea) "
    r"(?:if|whether|how|why|what|when|where|which|who)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?:which|what|how|where|when|why) (?:\w+ ){0,2}(?:do|does|did|is|are|can|will|should) |"
    r"(?:can|could|do|does|will) (?:i|we|you|the|my) ",
    re.IGNORECASE,
)
_POLITE = re.compile(r"(?:can|could|would|will) (?:you|someone|anyone|somebody)\b", re.IGNORECASE)
_POINTING = re.compile(  # asks about what was just told: "is that on purpose?"
    r"(?:is|was|does|can|could|what does|why is|how is) (?:it|that|this)\b|"
    r"(?:any|is there an?) (?:idea|way around|fix|reason)\b|"
    r"what (?:now|next|should i do|do i do)\b|now what\b",
    re.IGNORECASE,
)
_ADDS_A_NEED = re.compile(  # no part of what is wrong: "my boards are gone and I have a call later"
    r" and (?:now |then )?(?:i|we)(?:(?: have| need| must| got|'ve got| had| want) "
    r"(?!(?:no|lost|been|not|never|already|tried|\w+ed)\b)"
    r"|(?:'m| am|'re| are) (?:an? |the (?!(?:only|last|one))))",
    re.IGNORECASE,
)
_WHY_DOES = re.compile(r"why (?:do|does|did|is|are|has|have|won't|doesn't|can't|isn't)\b", re.IGNORECASE)


def _reflection(kind: Phrase, text: str, *, clause: str | None = None) -> Reflection:
    return Reflection(
        kind=kind, text=written(text), clause=written(clause) if clause else None, told_by="pattern"
    )


_FAILING = re.compile(
    r"\b(?:errors?|codes?|fail\w*|return\w*|status|shows?|exceptions?|crash\w*|respon\w+|get(?:s|ting)?|"
    r"throws?|calls?|says?|come back|back with|stops?|import|http|timeouts?)\b|\b[45]\d\d\b",
    re.IGNORECASE,
)
_FEW = 1  # clause
_LONGEST, _LONGEST_WISH = 11, 15  # words
_UNCLEAR = re.compile(
    r"(?:which|what|how much|how long) (?:\w+ ){1,3}\w+$", re.IGNORECASE
)  # "which hash you use"
_OF_OTHERS = re.compile(
    r"\b(?:they|he|she|you|it) (?:\w+ ){0,3}(?:can't|cannot|couldn't|can not)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\b(?:if|in case|unless|suppos\w+|whether)\b|\bwhat (?:happens|do i do|should i do|can i do)\b",
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
_GARBLED = re.compile(  # two sentences in one, or a word that cannot stand there
    r"\b(?:the|an?|your|our) (?:i|you|we|they|he|she|it)(?=['’ ])|\byou lot\b|\bus lot\b|"
    r"\w (?:how|what|where|when|why) (?:do|does|did|can|could|should|would) (?:i|you|we|they|it)\b",
    re.IGNORECASE,
)
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


def _fails(found: Reflection, text: str) -> bool:
    """Whether the text tells that something failed with this code: one with a dash may be an invoice."""
    named = re.search(r"\b[A-Z]{1,4}-\d+\b", found.text)
    if named:
        return bool(
            re.search(
                rf"\b(?:error|code|status|exception)\W+(?:\w+\W+)?{named.group()}\b", text, re.IGNORECASE
            )
        )
    return bool(_FAILING.search(text))


def _fit(found: Reflection) -> bool:
    words = found.text.split()
    if _GARBLED.search(found.clause or found.text):
        return False
    if any(MARKS[mark].search(found.text) for mark in _READ_AS_OURS):
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
    most = _LONGEST_WISH if found.kind is Phrase.DOING else _LONGEST
    return (
        (len(words) > 1 or words[0].endswith("ing"))
        and len(words) <= most
        and not _PROFANE.search(found.text)
    )
