"""What an agent did to a draft before sending it, told from the two texts alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

REWRITTEN_BEYOND = 0.6  # distance
SHORTER_BELOW = 0.85  # share of the draft's words
SENTENCE = 7  # words from which on an insertion says something of its own


class Edit(StrEnum):
    """Why a draft was not sent as it was. What is not clear from the texts is told as `TONE`."""

    SHORTENED = "shortened"
    ADDED_FACT = "added fact"
    REMOVED_FACT = "removed fact"
    TONE = "tone"  # the same said in other words
    FIXED_NAME = "fixed name"
    REWRITTEN = "rewritten"


class Wrong(StrEnum):
    """Why an agent took a draft off its card."""

    SOURCE = "wrong source"
    FACTS = "wrong facts"
    TONE = "wrong tone"
    NOT_NEEDED = "not needed"


_FACT = re.compile(r"https?://\S+|\b\w*\d[\w.,:%€$£-]*|`[^`]+`|[\"“„][^\"“”„]+[\"”“]")
_WARM = re.compile(
    r"\b(?:sorry|apolog\w+|thanks?|thank you|please|hi|hello|hey|glad|happy|appreciate|understand|"
    r"frustrat\w+|annoy\w+|welcome|leider|danke\w*|bitte|hallo|gern\w*|verst\w+|entschuldig\w*)\b|[!🙂😊]",
    re.IGNORECASE,
)


def distance(drafted: str, sent: str) -> float:
    """Return how far an agent moved from the draft, 0 as drafted to 1 rewritten, by words."""
    matcher = SequenceMatcher(None, drafted.split(), sent.split(), autojunk=False)
    return round(1 - matcher.ratio(), 3)


def edit_of(drafted: str, sent: str) -> Edit | None:
    """Return what an edit did above all; `None` when the words are the same."""
    if drafted.split() == sent.split():
        return None
    if distance(drafted, sent) > REWRITTEN_BEYOND:
        return Edit.REWRITTEN
    gone, new = _changes(drafted, sent)
    if _only_names(drafted, sent):
        return Edit.FIXED_NAME
    before, after = _facts(drafted), _facts(sent)
    if after - before:
        return Edit.ADDED_FACT
    if before - after:
        return Edit.REMOVED_FACT
    if len(sent.split()) <= SHORTER_BELOW * len(drafted.split()) and len(new) <= len(gone) / 2:
        return Edit.SHORTENED
    says_more = len(new) - len(gone) >= SENTENCE
    return Edit.ADDED_FACT if says_more and not _WARM.search(" ".join(new)) else Edit.TONE


def _changes(drafted: str, sent: str) -> tuple[list[str], list[str]]:
    """Return the words that went and the words that came."""
    before, after = drafted.split(), sent.split()
    gone: list[str] = []
    new: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += before[a:b]
            new += after[c:d]
    return gone, new


def _only_names(drafted: str, sent: str) -> bool:
    """Whether nothing but a name or two at the start was put in, taken out or spelled otherwise."""
    before, after = drafted.split(), sent.split()
    changed = [
        (before[a:b], after[c:d], a)
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    return all(
        start < 8 and len(gone) <= 2 and len(new) <= 2 and all(map(_like_a_name, (*gone, *new)))
        for gone, new, start in changed
    )


def _like_a_name(word: str) -> bool:
    bare = word.strip(".,!:;–-")
    return bare[:1].isupper() and bare.replace("-", "").replace("'", "").isalpha()


def _facts(text: str) -> set[str]:
    return set(_each_fact(text))


def _each_fact(text: str) -> Iterator[str]:
    for match in _FACT.finditer(re.sub(r"^\s*\d{1,2}[.)]\s", "", text, flags=re.MULTILINE)):
        yield match.group().strip(".,:;!?-").lower()
