"""English sentences that begin with a condition: "when I archive a board, do guests still see it?".

The condition comes along, because the question is another one without it; where the question itself cannot stand
in our sentence, what happens under the condition is what they ask.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Callable

from bot.words.en_care import ASKS_NOTHING, points_at_somebody
from bot.words.en_clauses import COMMA, sayable
from bot.words.en_turned import towards

_LONGEST = 20
_CONDITION = re.compile(
    r"^(?:and |but |so |also |asking |basically )?(?P<joint>if|when|whenever|once|supposing|suppose|in case|as soon as)(?: that)? (?P<case>(?:i|we|you|somebody|someone|a|an|the|my|our|one of|two|both) [^?]+)$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\s*{COMMA}\s*(?:then |and |but |so )?(?P<with>(?:do|does|did|is|are|am|was|can|could|will|would|should|has|have|what|how|where|who|which|when)\b.+)$|"
    r" (?P<without>(?:do|does|will|is|are|can|should) (?:i|it|we|they|you|the \w+|my \w+|our \w+)\b.+|(?:what happens|how do i|how can i|how do we|where do i|what do i)\b.+)$",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"(?:do|does|did|is|are|am|will|would|has|have|what happens|what will)\b", re.IGNORECASE
)
_OWES = re.compile(r"(?:do|does) (?:i|we|it) (?:pay|cost|have to|need|owe|count)\b", re.IGNORECASE)
_TO_DO = re.compile(
    r"(?:how|what|where) (?:do|can|should|could) (?:i|we)\b|(?:can|could|should) (?:i|we)\b", re.IGNORECASE
)
_EACH_TIME = re.compile(
    r"^(?:and |but |so |because )?(?P<each>every (?:single )?time|each time|whenever|when|as soon as) (?P<rest>(?:i|we|someone|somebody|anyone|the \w+|my \w+) .+)$",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"^(?:\w[\w'-]* ){{2,9}}?(?:{COMMA} )?(?:it|i|we|everything|(?:the|my|our|your) (?:\w+ ){{1,2}})\s*(?:just |also |always |still |only )*(?:gets?|says?|shows?|logs?|crash\w*|freezes?|hangs?|jumps?|goes|stops?|los[et]s?|keeps?|closes?|opens?|throws?|kicks?|resets?|disappears?|vanish\w*|turns?|fails?|asks?|deletes?|duplicates?|sends?|is|are|has|have|won't|doesn't|can't|don't|end|ends|have|see|comes?|prints?|loads?|starts?|switch(?:es)?|changes?|moves?|plays?|flickers?|scrolls?|skips?|doubles?|shrinks?|reads?|calls?|puts?|adds?|cuts?|swaps?|beeps?)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|that|this|one|what happens|what will happen)\b", re.IGNORECASE
)
_POINTS = re.compile(r"\b(?:they|them|he|she|this|these|those)\b", re.IGNORECASE)


def in_case(clause: str, asked: Callable[[str], str | None]) -> str | None:
    """What somebody asks of a case that they put in front, ready for "you'd like to know ..."."""
    found = _CONDITION.match(clause)
    question = _ASKED.search(found["case"]) if found else None
    if found is None or question is None or ASKS_NOTHING.search(clause):
        return None
    put = found["case"][: question.start()].strip()
    said = question["with"] or question["without"]
    if re.match(r"is (?:that|this|it)\b", said, re.IGNORECASE) and _THEN.match(put):
        return None  # it has told what happens: "when I scroll the header goes, is that on purpose?"
    case = towards(put)
    joint = found["joint"].lower()
    joint = "if" if joint in {"supposing", "suppose", "in case"} else "when" if joint == "whenever" else joint
    told = asked(said)
    if told is not None and not _fits(f"{told} {joint} {case}"):
        told = None
    if told is None and _POINTS_BACK.search(said):
        lead = (
            "what happens"
            if _HAPPENS.match(said) and not _OWES.match(said)
            else "what to do"
            if _TO_DO.match(said)
            else None
        )
        told = lead
    if told is None or not _fits(f"{told} {joint} {case}"):
        return None
    return f"{told} {joint} {case}"


def each_time(clause: str) -> str | None:
    """What happens whenever they do something, as a clause of its own."""
    found = _EACH_TIME.match(clause)
    if found is None or not _THEN.match(found["rest"]):
        return None
    first = found["rest"].split(f" {COMMA}")[0]
    rest = first if _THEN.match(first) else found["rest"].replace(f" {COMMA}", ",")
    said = towards(f"{found['each'].lower()} {rest}")
    return (
        said
        if len(said.split()) <= _LONGEST and sayable(said.replace(",", "")) and not _POINTS.search(said)
        else None
    )


def _fits(said: str) -> bool:
    somebody = re.search(r"\b(?:someone|somebody|a \w+|people)\b", said)
    points = (_POINTS.search(said) and not somebody) or points_at_somebody(said)
    return len(said.split()) <= _LONGEST and "," not in said and sayable(said) and not points
