"""The reflection: the customer's problem as a phrase in our words, from the first source that reads well."""

from __future__ import annotations

import re

from bot.drafting.case import Case, for_customers
from bot.words import Language, Phrase, Reflection
from bot.words.entities import codes_in
from bot.words.text import GAP, joined, prose
from knowledge.ports import Band


def heard(case: Case, language: Language) -> Reflection | None:
    """The customer's own pattern if one fits, else the article's title, a product word, an error code.

    What the customer wrote comes first: it is theirs. None is a good outcome when nothing reads naturally.
    """
    text = prose(joined(case.lines))
    found = language.reflect(prose(_with_gaps(joined(case.lines))))
    if found is not None and _half_a_clause(found):
        found = None
    if found is not None and found.told_by != "code":
        return found
    return _title(case, language, text) or found or _glossary(case, text) or _exception(case, language)


_LINK_OR_CODE = re.compile(
    r"```.*?(?:```|\Z)|<?(?:https?://|www\.)[^\s<>|]+(?:\|[^>\n]*)?>?", re.DOTALL | re.IGNORECASE
)


def _with_gaps(text: str) -> str:
    """The burst with a mark where a link or code stood in a sentence: around it nothing can be repeated."""

    def gap(match: re.Match[str]) -> str:
        inside = re.match(r"[ \t]*\w", text[match.end() :]) and not text[: match.start()].endswith("\n")
        return f" {GAP} " if inside else "\n"

    return _LINK_OR_CODE.sub(gap, text)


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
    """The title of a confident hit, when every subject word of it is among the customer's."""
    if case.found.band is not Band.DRAFT:
        return None
    source = next(filter(for_customers, case.found.sources), None)
    reflection = language.about_title(source.title) if source else None
    if reflection is None:
        return None
    said = {language.stem(word) for word in re.findall(r"[^\W\d_]{2,}", text)}
    subject = [
        word for word in re.findall(r"[^\W\d_]{2,}", reflection.text.lower()) if word not in language.empty
    ]
    shared = sum(language.stem(word) in said for word in subject)
    return reflection if subject and shared / len(subject) >= 0.6 else None


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
