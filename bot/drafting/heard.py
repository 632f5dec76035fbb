"""The reflection: the customer's problem as a phrase in our words, from the first source that reads well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.drafting.case import Case, for_customers
from bot.drafting.frames import frame_for
from bot.drafting.nearness import stands_for
from bot.signals import Signals, Situation
from bot.words import Language, Phrase, Reflection
from bot.words.entities import codes_in
from bot.words.text import GAP, joined, prose, sentences
from knowledge.ports import Band


def heard(case: Case, language: Language, signals: Signals) -> Reflection | None:
    """The customer's own pattern if one fits, else the article's title or a code.

    What the customer wrote comes first: it is theirs. Who asks again is told what they asked before. None is
    a good outcome when nothing reads naturally.
    """
    if signals.situation is Situation.WAITING:
        candidates = _waited_for(case, language)
    else:
        asked = signals.asks_question and signals.situation in _ASKED_IN and not signals.upset
        candidates = _told_now(case, language, asked=asked)
    text = prose(joined(case.lines))
    return next((found for found in candidates if found and frame_for(found, signals, text, language)), None)


_ASKED_IN = {Situation.QUESTION, Situation.BILLING, Situation.STATEMENT}


def _told_now(case: Case, language: Language, *, asked: bool) -> Iterator[Reflection | None]:
    """What the burst tells, best first."""
    text = prose(joined(case.lines))
    said = prose(_with_gaps(joined(case.lines)))
    own = language.reflect(said, asked)
    if own is not None and (_half_a_clause(own) or not _the_matter(own, text, language)):
        own = None
    yield own if own is not None and own.told_by != "code" else None
    yield _title(case, language, text)
    yield own
    yield _glossary(case, text)
    yield _exception(case, language)


def _waited_for(case: Case, language: Language) -> Iterator[Reflection | None]:
    """What somebody waits for: in the line that asks again, or in what they wrote before."""
    again = case.earlier or language.marks["asks_again"].search(prose(joined(case.lines)))
    for now in (True, False):
        if now and not again:
            continue  # it may be new: nobody waited for it
        for text in (joined(case.lines),) if now else _before(case):
            said = prose(_with_gaps(text))
            own = language.reflect(said, not now)
            known = (
                own is None
                or language.marks["asks_again"].search(own.text)
                or (not now and (_DIGIT.search(own.text) or _not_theirs(own, language)))
            )
            yield None if known else own


def _not_theirs(found: Reflection, language: Language) -> bool:
    """Whether an earlier line told something that they would not recognise as what they wait for."""
    if found.clause is None or _THEIRS.match(found.clause):
        return False
    return not (found.clause.startswith("the ") and language.hits("trouble", found.clause))


_THEIRS = re.compile(
    r"(?:your|all your|you (?:can't|cannot|couldn't)|dass (?:mein|unser|ich (?!.*verstehe)|wir))\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # what they said earlier is no ground for a number


def _before(case: Case) -> Iterator[str]:
    """The customer's earlier lines, the latest first."""
    yield from (part.text for part in reversed(case.earlier) if not part.ours)


_LINK_OR_CODE = re.compile(
    r"```.*?(?:```|\Z)|<?(?:https?://|www\.)[^\s<>|]+(?:\|[^>\n]*)?>?", re.DOTALL | re.IGNORECASE
)


def _with_gaps(text: str) -> str:
    """The burst with a mark where a link or code stood in a sentence: around it nothing can be repeated."""

    def gap(match: re.Match[str]) -> str:
        inside = re.match(r"[ \t]*\w", text[match.end() :]) and not text[: match.start()].endswith("\n")
        return f" {GAP} " if inside else "\n"

    return _LINK_OR_CODE.sub(gap, text)


def _the_matter(found: Reflection, text: str, language: Language) -> bool:
    return found.told_by != "pattern" or stands_for(language.address(found.clause or found.text, False), text)


def _half_a_clause(found: Reflection) -> bool:
    """Whether a thing drags the end of its clause along: "your card accepted"."""
    words = found.text.split()
    return found.kind is Phrase.THING and len(words) > 1 and bool(re.fullmatch(r"[a-z]{3,}ed", words[-1]))


def _exception(case: Case, language: Language) -> Reflection | None:
    """The error a stack trace ends with, which the prose leaves out."""
    codes = [code for code in codes_in(joined(case.lines)) if code.endswith(("Error", "Exception"))]
    if not codes or language.code != "en":
        return None
    return Reflection(kind=Phrase.TROUBLE, text=f"the {codes[-1]}", told_by="code")


def _title(case: Case, language: Language, text: str) -> Reflection | None:
    """The title of what search found, when its subject is among the customer's words."""
    if case.found.band is Band.NONE:
        return None
    source = next(filter(for_customers, case.found.sources), None)
    reflection = language.about_title(source.title) if source else None
    if reflection is None:
        return None
    if reflection.kind is Phrase.DOING and language.marks["asks_which"].search(text):
        return None  # whether single sign-on is part of a plan is not how to set it up
    subject = _content(reflection.text, language)
    needed = 0.3 if case.found.band is Band.DRAFT else 0.6
    if not subject or len(subject & _content(text, language)) < needed * len(subject):
        return None
    said = (_content(part, language) for part in sentences(text))
    left_out = any(part & subject and len(part - subject) > len(subject) + 2 for part in said)
    return None if left_out else reflection


def _content(text: str, language: Language) -> set[str]:
    """The stems of the words that say something."""
    said = re.findall(r"[^\W\d_]{2,}", text.lower())
    return {language.stem(word) for word in said if word not in language.empty}


def _glossary(case: Case, text: str) -> Reflection | None:
    """A product word the customer used, as the glossary writes it."""
    for word in sorted(case.glossary, key=len, reverse=True):
        if (
            len(word) > 2
            and not word.isupper()
            and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        ):
            return Reflection(kind=Phrase.THING, text=word, told_by="glossary")
    return None
