"""What a reply gave the customer: an answer, a question, or a holding reply. Pure.

Sentence by sentence: what is neither courtesy, nor the wish to help, nor a question, is content. A reply
with content answers; one that names who checks holds, even when it asks something along the way; what
remains is a question. So a one-click holding reply is never counted as an answer.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.reports.facts import Response
from bot.words import Language, spoken
from bot.words.text import prose, sentences
from knowledge.tongue import language_of

_CONTENT = 2  # words that a sentence says beyond courtesy, at least
_YES_NO = re.compile(r"\W*(?:yes|yep|yeah|no|nope|ja|nein)\b(?:\W+\w+){3}", re.IGNORECASE)
_NAMED = re.compile(r"\A@?[\w\-\[\]\\^{}|]{2,30}[:,]\s+")  # "maya: ..." is whom it is for
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_STEP = re.compile(r"^\s*(?:\d+[.)]|[-*•])\s+\w", re.MULTILINE)
_STALL: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:one|just a|give me a|gimme a|hold on a|in a)? ?(?:moment|sec(?:ond)?|minute|min|bit)s?\b(?=[ .,!:)-]*(?:please|while|and)?[ .,!:)-]*$)|"
        r"\b(?:bear with me|hang on|hold on|stand by|on it|taking a look|having a look|looking into|take a look|have a look|looking now|checking now|"
        r"get back to you|looking(?= *\W*$)|be right (?:with you|back)|be with you|let me (?:see|check|look|dig|find|ask|confirm|take))\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:einen? (?:moment|augenblick)|moment bitte|kleinen moment|ich (?:schaue|sehe|prüfe|kläre|frage|melde)|"
        r"schaue? (?:ich )?(?:mir|gleich|nach)|bin dran|melde mich)\b",
        re.IGNORECASE,
    ),
}
_WARM: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:happy|glad|here|able|love|like) to (?:help|assist)|\b(?:good|great|nice) to (?:see|hear|meet)|^\W*(?:sure|ok(?:ay)?|yes|yep|yeah|no problem|of course|"
        r"got it|gotcha|understood|welcome|cool|great|absolutely|no worries|will do|hm+|ah+|oh+|right|i see)\b[^a-z]*$|\b(?:i|we)(?:'m| am|'re| are) sorry\b|"
        r"\b(?:i|we) (?:can |could )?(?:understand|see|hear)\b(?!.*\b(?:logs?|account|charge|request|event)\b)|^\W*(?:hi|hey|hello|hiya|morning|good (?:morning|afternoon|evening))\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:gerne?|freut mich|tut mir leid|verstehe|natürlich|klar)\b|^\W*(?:hallo|hi|guten (?:tag|morgen|abend)|moin)\b",
        re.IGNORECASE,
    ),
}


def gave(text: str) -> Response | None:
    """Return what a reply gave; `None` where there are no words (forgotten, or a picture alone)."""
    if not text.strip():
        return None
    if _LINK.search(text) or _STEP.search(text):
        return Response.ANSWER
    said = prose(_NAMED.sub("", text.strip()))
    language = spoken(language_of(said)[0])
    told = [_sentence(part, language) for part in sentences(said)]
    if Response.ANSWER in told:
        return Response.ANSWER
    if Response.HOLDING in told:
        return Response.HOLDING
    return Response.QUESTION if Response.QUESTION in told else Response.HOLDING


def _sentence(text: str, language: Language) -> Response | None:
    """Return what one sentence gives, `None` for courtesy."""
    if text.rstrip("\"') ").endswith("?"):
        return Response.QUESTION
    if _holds(text, language):
        return Response.HOLDING
    if _warm(text, language):
        return None
    says = len(_content(text, language)) >= _CONTENT or bool(_YES_NO.match(text))
    return Response.ANSWER if says else None


def _holds(text: str, language: Language) -> bool:
    stall = _STALL.get(language.code)
    marks = (language.marks[name] for name in ("hold", "act", "own", "next"))
    return bool((stall and stall.search(text)) or any(_main(mark, text) for mark in marks))


def _main(mark: re.Pattern[str], text: str) -> bool:
    """Whether a mark is what the sentence is about: "if it fails, tell me" behind a step is not."""
    found = mark.search(text)
    return bool(found) and (found.start() <= len(text) // 2 if found else False)


def _warm(text: str, language: Language) -> bool:
    warm = _WARM.get(language.code)
    thanks = language.marks.get("thanks")
    found = (warm and warm.search(text)) or (thanks and thanks.search(text))
    return bool(found) and len(_content(text, language)) < 3 * _CONTENT


def _content(text: str, language: Language) -> list[str]:
    return [word for word in re.findall(r"\w+(?:'\w+)?", text) if word.lower() not in language.empty]
