"""Slips of typing, mended before anything is looked for: "chraged" -> "charged", "teh" -> "the".

Only towards words that tell something, and only by one slip (a letter swapped, missing, doubled or wrong), so
that a word of another meaning is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

_WORD = re.compile(r"(?<![\w'/@#.`-])[a-zäöüß]{3,14}(?![\w'/@`-])", re.IGNORECASE)


def mender(
    telling: Iterable[str], *, real: Iterable[str], slips: Mapping[str, str], sure: int = 0
) -> Callable[[str], str]:
    """A function that mends text towards the `telling` words.

    `real` words look like a slip of a telling one and are none ("change" beside "charge"). `slips` are short
    ones, given whole. In words shorter than `sure` only two swapped letters are a slip: a letter more, less
    or another often makes a word of its own ("sales", "scales").
    """
    known = {word.lower() for word in (*telling, *real)}
    nearby: dict[str, list[str]] = {}
    for word in telling:
        for shape in _shapes(word):
            nearby.setdefault(shape, []).append(word)

    @lru_cache(maxsize=4096)  # people share most of their words
    def mended(word: str) -> str:
        low = word.lower()
        if low in slips:
            return slips[low]
        if len(low) < 4 or low in known or _inflected(low, known):
            return word
        for shape in _shapes(low):
            for target in nearby.get(shape, ()):
                if _one_slip(low, target, sure) and not _another_ending(low, target):
                    return target.upper() if word.isupper() and len(word) > 3 else target
        return word

    return lambda text: _WORD.sub(lambda match: mended(match.group()), text)


def _shapes(word: str) -> set[str]:
    """The word, and the word with any one letter missing: two words one slip apart share a shape."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _inflected(word: str, known: set[str]) -> bool:
    """A known word with an ordinary ending is no slip."""
    return any(
        word.endswith(end) and word[: -len(end)] in known for end in ("s", "d", "ed", "ing", "ly", "er")
    )


def _another_ending(word: str, target: str) -> bool:
    """Whether two words are one stem with two endings, so neither is a slip: "compute", "computer"."""
    longer, shorter = (word, target) if len(word) > len(target) else (target, word)
    if len(longer) == len(shorter):
        return word[:-1] == target[:-1]  # "organist", "organise"
    longer, shorter = longer.removesuffix("s"), shorter.removesuffix("s")
    return longer == shorter or (longer == shorter + "r" and shorter.endswith("e"))


def _one_slip(word: str, target: str, sure: int) -> bool:
    if word[0] != target[0] and sorted(word[:2]) != sorted(target[:2]):
        return False
    if len(word) == len(target):
        wrong = [at for at in range(len(word)) if word[at] != target[at]]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and word[wrong[0]] == target[wrong[1]]
            and word[wrong[1]] == target[wrong[0]]
        )
        return swapped or (len(wrong) == 1 and len(word) >= max(6, sure + 1))
    longer, shorter = (word, target) if len(word) > len(target) else (target, word)
    if len(target) < sure or len(longer) != len(shorter) + 1 or len(shorter) < 5:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
