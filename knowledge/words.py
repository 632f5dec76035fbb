"""Words as search compares them: folded, stemmed, cut into letter groups, mended when misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[a-z0-9]+")
_TYPED = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ASKING_WORDS = """
a an and are am as at be been but by can cant could did do does doesnt dont for from get got had has have
he hello help her hey hi him his how i id if im in into is isnt it its ive just like me my need no not of on
or our please she should so some thank thanks that the their them then there these they this to up us want
was we were what when where which who why will with wont would you your
"""
# They say how something is asked, not what about: left out of a question, kept in articles.
_ASKING = frozenset(_ASKING_WORDS.split())
_SHORTEST_MENDED = 4
_LONGEST_MENDED = 30  # a longer run of letters is no slip, and has thousands of neighbours
_SYMBOLS = 37  # a-z, 0-9 and the gap between words
_SYMBOL = bytes(
    1 + byte - 97 if 97 <= byte <= 122 else 27 + byte - 48 if 48 <= byte <= 57 else 0 for byte in range(256)
)


def fold(text: str) -> str:
    """`text` in small plain letters: no accents, no apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return text.lower().replace("'", "")


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text.replace("’", "'")))


def topic(question: str) -> str:
    """The words of `question` that say what it is about; all of them if none does."""
    found = words(question)
    return " ".join([word for word in found if word not in _ASKING] or found)


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


@lru_cache(maxsize=20_000)  # people write new numbers and names for ever
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


def letter_groups(text: str) -> NDArray[np.int32]:
    """Every run of three and of four letters as a number, each word taken with the gap around it."""
    return letter_groups_of(words(text))


def letter_groups_of(found: Sequence[str]) -> NDArray[np.int32]:
    import numpy as np

    spaced = f" {' '.join(found)} ".encode()
    symbols = np.frombuffer(spaced.translate(_SYMBOL), dtype=np.uint8).astype(np.int32)
    if len(symbols) < 4:
        return np.empty(0, dtype=np.int32)
    gap = symbols == 0
    three = (symbols[:-2] * _SYMBOLS + symbols[1:-1]) * _SYMBOLS + symbols[2:]
    four = (three[:-1] * _SYMBOLS + symbols[3:]) + _SYMBOLS**3
    inside = ~gap[1:-1]
    return np.concatenate([three[inside], four[inside[:-1] & inside[1:]]])


def mend(text: str, known: Mapping[str, int], dictionary: frozenset[str]) -> str:
    """`text` with each unknown word replaced by the known word one slip away, if there is one.

    `known` counts the words of the articles; a word in `dictionary` is English and stays, however rare.
    """

    def mended(found: re.Match[str]) -> str:
        word = fold(found.group().replace("’", "'"))
        if (
            not _SHORTEST_MENDED <= len(word) <= _LONGEST_MENDED
            or not word.isalpha()
            or not known.keys().isdisjoint(_forms(word))
        ):
            return found.group()
        if not dictionary.isdisjoint(_forms(word)):
            return found.group()
        near = [other for other in _one_slip_away(word) if other in known]
        return max(near, key=lambda other: (known[other], other)) if near else found.group()

    return _TYPED.sub(mended, text)


def _forms(word: str) -> tuple[str, ...]:
    """`word` and what it may be a form of: mailed and mailing are mail, not a misspelt failed."""
    return (word, stem(word), stem(word) + "e")


def _one_slip_away(word: str) -> set[str]:
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in halves if right for letter in ascii_lowercase}
    added = {left + letter + right for left, right in halves for letter in ascii_lowercase}
    return dropped | swapped | changed | added
