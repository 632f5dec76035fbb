"""What of an English message stands around that which is said back of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words.en_turned import towards

_TOKEN = re.compile(r"[\w'&/€$£.-]*\w")


@dataclass(frozen=True, slots=True)
class Around:
    """The message before and after a phrase, turned towards the customer as the phrase is."""

    before: str
    after: str


def around(said: str, text: str) -> Around:
    """Where the end of a phrase stands in its message; nothing is around what cannot be found there."""
    told = [word.lower() for word in _TOKEN.findall(said)]
    turned = towards(text)
    places = list(_TOKEN.finditer(turned))
    low = [place.group().lower() for place in places]
    length, last = max(((_shared(told, low, at), at) for at in range(len(low))), default=(0, 0))
    if length < min(2, len(told)) or not places:
        return Around("", "")
    first = places[last - length + 1].start()
    return Around(turned[:first], turned[places[last].end() :])


def _shared(told: list[str], low: list[str], at: int) -> int:
    """How many words before and at a place are the last ones of the phrase."""
    length = 0
    while length < len(told) and at >= length and low[at - length] == told[-1 - length]:
        length += 1
    return length
