"""What a burst means: one linear model over how it reads (layers of the shipped embedding), words and clues.

Trained on our own lines by scripts/train_signals.py. It weighs what the lists of cues found, and hears what
no list holds ("Frankly, I'm running out of nice words"). One for English, one for German, which also looks at
pieces of words, because its words are long; nothing is said of the rest.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ModelDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TRAINED = Path(__file__).parents[1] / "words" / "sense.json"
_LONGEST = 280  # characters: what matters stands early, and the time stays under 2 ms
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!]")
_LONG = (3, 4, 5)  # letters of a piece of a word
_GRAVER = ("security", "legal", "churn", "outage", "waiting")
_LEAN = 0.2  # towards upset: a missed one costs more than a kind word too many; chosen by --check
_TELLING = 0.8  # how much a word must speak for a situation to be named


@dataclass(frozen=True, slots=True)
class Sensed:
    """How likely each situation is, 0-1 and 1 in all, and how likely the writer is upset."""

    situations: Mapping[str, float]
    upset: float
    spoke: Mapping[str, NDArray[np.float32]]  # each known word, with how much it speaks for every situation

    def told(self, name: str) -> tuple[str, ...]:
        """The words that spoke most for it."""
        row = list(self.situations).index(name)
        loudest = sorted(self.spoke.items(), key=lambda item: -item[1][row])[:3]
        said = (word.strip("^~ ") for word, weights in loudest if weights[row] >= _TELLING)
        return tuple(dict.fromkeys(word for word in said if word.isalpha())) or ("what it means",)


NOTHING = Sensed({}, 0.0, {})


def sensed(text: str, clues: Mapping[str, float], code: str) -> Sensed:
    """What a burst with these clues means; nothing in other languages or when the embedding is damaged.

    Where the language is undecided, the one that knows more of its words reads it.
    """
    models = _models()
    if not models or code not in {*models, "und"}:
        return NOTHING
    words = words_in(text)
    if code == "und":
        code = max(models, key=lambda each: sum(word in models[each].words for word in words))
    return models[code].of(text, words, clues)


def tongue_by_words(text: str) -> str:
    """The language that knows half of the words, and twice as many as any other; "und" where none does.

    For short lines without any of the small words that tell a language ("Kündigung zum Jahresende").
    """
    words = {word for word in _WORD.findall(text.lower()) if word.isalpha()}
    known = {code: len(words & model.words.keys()) for code, model in _models().items()}
    best, *others = sorted(known, key=lambda code: -known[code]) or ["und"]
    sure = known.get(best, 0) >= max(2, len(words) / 2, *(2 * known[code] for code in others))
    return best if sure else "und"


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST * 3 // 4]} {text[-_LONGEST // 4 :]}"


def words_in(text: str) -> tuple[str, ...]:
    """Every word once, every pair of neighbours, and the beginnings of long words ("cance~")."""
    words = _WORD.findall(text.lower())[:120]
    pairs = [f"{first} {second}" for first, second in zip(["^", *words], words, strict=False)]
    return tuple(dict.fromkeys((*words, *pairs, *(f"{word[:5]}~" for word in words if len(word) > 5))))


def pieces_in(text: str, places: int) -> list[int]:
    """Three to five letters in a row of every word, each by its place among so many."""
    words = {f" {word} " for word in _WORD.findall(text.lower())[:60]}
    found = {word[at : at + long] for word in words for long in _LONG for at in range(len(word) - long + 1)}
    return [zlib.crc32(piece.encode()) % places for piece in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Model:
    names: tuple[str, ...]  # the situations, in the order of the rows; the row after the last is "upset"
    meaning: NDArray[np.float32]
    words: Mapping[str, int]  # each with its row in what they speak for
    spoken: NDArray[np.float32]
    pieces: NDArray[np.float32]  # none in English
    clues: tuple[str, ...]
    counted: NDArray[np.float32]
    bias: NDArray[np.float32]

    def of(self, text: str, words: tuple[str, ...], clues: Mapping[str, float]) -> Sensed:
        import numpy as np

        known = [word for word in words if word in self.words]
        spoke = self.spoken[[self.words[word] for word in known]]
        counts = np.array([clues.get(name, 0.0) for name in self.clues], dtype=np.float32)
        scores = self.bias + self.meaning @ _vector(text) + counts @ self.counted
        if known:
            scores = scores + spoke.sum(axis=0) / len(words) ** 0.5
        if len(self.pieces) and (pieces := pieces_in(text, len(self.pieces))):
            scores = scores + self.pieces[pieces].sum(axis=0) / len(pieces) ** 0.5
        likely = np.exp(scores[:-1] - scores[:-1].max())
        likely /= likely.sum()
        situations = dict(zip(self.names, map(float, likely), strict=True))
        return Sensed(
            situations, likely_upset(situations, float(scores[-1])), dict(zip(known, spoke, strict=True))
        )


def likely_upset(situations: Mapping[str, float], lean: float) -> float:
    """Two opinions, averaged, as far as nothing graver than being upset takes the situation for itself."""
    graver = sum(situations[name] for name in _GRAVER)
    alone = 1 / (1 + math.exp(-lean))
    upset = graver * alone + (1 - graver) * (alone + situations["upset"] / (1.05 - graver)) / 2
    return upset / (upset + (1 - upset) * math.exp(-_LEAN))


@lru_cache(maxsize=512)  # a burst is read on arrival and again when its draft is due
def _vector(text: str) -> NDArray[np.float32]:
    from knowledge.embedding import shared_minilm

    return shared_minilm().manner(shortened(text) or ".")


def look_ahead(text: str) -> None:
    """Compute what reading `text` and saying it back will ask for: both are then found where they were put.

    For a thread: nearly all of it is the embedding, which lets others run meanwhile.
    """
    from knowledge.embedding import shared_minilm

    if not _models():
        return
    _vector(text)
    shared_minilm().vector(shortened(text))


@cache
def _models() -> Mapping[str, _Model]:
    """A model a language; none when the embedding is damaged (the doctor says so) or another one."""
    import numpy as np

    from knowledge.embedding import shared_minilm

    try:
        sha256 = shared_minilm().sha256
    except ModelDamaged:
        return {}
    trained = json.loads(_TRAINED.read_text("utf-8"))
    if trained["embedding"] != sha256:
        return {}

    def row(numbers: list[int] | list[list[int]]) -> NDArray[np.float32]:
        return np.array(numbers, dtype=np.float32) * np.float32(0.01)

    return {
        code: _Model(
            tuple(trained["situations"]),
            row(model["meaning"]),
            {word: at for at, word in enumerate(model["words"])},
            row(list(model["words"].values())),
            row(model["pieces"]),
            tuple(model["clues"]),
            row(list(model["clues"].values())),
            row(model["bias"]),
        )
        for code, model in trained["languages"].items()
    }
