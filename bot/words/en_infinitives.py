"""What somebody wants to do, as an infinitive: "cancelling your plan" -> "us to cancel your plan".

Only the verbs that stand in the message are turned back. Who wrote "-ing" may wish it or complain of it:
"deleting a folder fails".
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_grammar import gerund

_PLEASE = re.compile(r"\b(?:please|pls|kindly)\b", re.IGNORECASE)
_OF_US = r"(?:please|pls|kindly|you (?:guys |all )?to)\b (?:\w+ ){0,2}?"
_OF_YOU = r"(?:can|could|would|will) you\b (?:\w+ ){0,2}?"  # us, or anybody: "can you get a fine for this?"
_ASKS = (  # what they ask, and what we say they ask
    (
        r"(?:how (?:(?:do|can|could|should|would|might) (?:i|we)|(?:i|we) (?:can|could|should)|best to|to)|(?:best|right|easiest|recommended) way to)\b (?:\w+ ){0,2}?",
        "how to",
    ),
    (r"where\b(?: \w+){0,4}? (?:can|could|do|would|should) (?:i|we)\b (?:\w+ ){0,2}?", "where to"),
    (r"(?<!how )(?:can|could|may) (?:i|we)\b (?:\w+ ){0,2}?", "whether you can"),
    (r"there (?:a|any|some) ways? to (?:\w+ )?", "whether there's a way to"),
    (r"possible (?:for (?:me|us) )?to (?:\w+ )?", "whether it's possible to"),
)
_TO_SOMEBODY = re.compile(r"\w+ (?:you|us)\b")


def to_do(doing: str, text: str) -> str | None:
    """Ready for "You'd like ...": "to move a board", "us to cancel your plan". None when it is no wish."""
    turned = _turned_back(doing, text)
    if turned is None:
        return None
    if _asked(_OF_US, turned, text) or (_PLEASE.search(text) and _asked(_OF_YOU, turned, text)):
        return f"us to {turned}"
    return None if _asked(_OF_YOU, turned, text) or _TO_SOMEBODY.match(turned) else f"to {turned}"


def to_know(doing: str, text: str) -> str | None:
    """Ready for "You'd like to know ...": "how to move a board", "whether you can". None when neither is asked."""
    turned = _turned_back(doing, text)
    if turned is None:
        return None
    return next((f"{said} {turned}" for frame, said in _ASKS if _asked(frame, turned, text)), None)


def _asked(frame: str, turned: str, text: str) -> bool:
    return bool(re.search(rf"\b{frame}{turned.split()[0]}\b", text, re.IGNORECASE))


def _turned_back(doing: str, text: str) -> str | None:
    """The phrase with its verbs as they stand in the message; None where one of them does not."""
    head, _, rest = doing.partition(" ")
    second = re.search(r"(?:^|\s)(?:and|or) (?P<verb>[a-z]+ing)\b", rest)
    sought = {head[:2], second["verb"][:2] if second else ""}
    typed = {word for word in re.findall(r"[a-z]{2,}", text.lower()) if word[:2] in sought}
    verbs = {gerund(word): word for word in typed}
    verbs.setdefault("getting", "get")  # ours: they ask for "my money back"
    if head not in verbs or (second and second["verb"] not in verbs):
        return None
    if second:
        rest = rest[: second.start("verb")] + verbs[second["verb"]] + rest[second.end("verb") :]
    return f"{verbs[head]} {rest}".strip()
