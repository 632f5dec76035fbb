"""What a burst means: one linear model over its meaning (the shipped embedding), its words and its clues.

Trained on our own lines by scripts/train_signals.py. It weighs what the lists of cues found, and hears what
no list holds ("Frankly, I'm running out of nice words"). English and German; nothing is said of the rest.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ModelDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.embedding import Embedder

_TRAINED = Path(__file__).parents[1] / "words" / "sense.json"
_LONGEST = 280  # characters: what matters stands early, and the time stays under 2 ms
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!]")
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


def sensed(text: str, clues: Mapping[str, float]) -> Sensed:
    """What a burst with these clues means; nothing when the embedding is damaged."""
    model = _model()
    return model.of(text, clues) if model else NOTHING


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST * 3 // 4]} {text[-_LONGEST // 4 :]}"


def words_in(text: str) -> tuple[str, ...]:
    """Every word once, every pair of neighbours, and the beginnings of long words ("cance~")."""
    words = _WORD.findall(text.lower())[:120]
    pairs = [f"{first} {second}" for first, second in zip(["^", *words], words, strict=False)]
    return tuple(dict.fromkeys((*words, *pairs, *(f"{word[:5]}~" for word in words if len(word) > 5))))


@dataclass(frozen=True, slots=True)
class _Model:
    embedder: Embedder
    names: tuple[str, ...]  # the situations, in the order of the rows; the row after the last is "upset"
    meaning: NDArray[np.float32]
    words: Mapping[str, NDArray[np.float32]]
    clues: Mapping[str, NDArray[np.float32]]
    bias: NDArray[np.float32]

    def of(self, text: str, clues: Mapping[str, float]) -> Sensed:
        import numpy as np

        words = words_in(text)
        known = {word: self.words[word] for word in words if word in self.words}
        scores = self.bias + self.meaning @ _vector(text)
        if known:
            scores = scores + np.sum(list(known.values()), axis=0) / len(words) ** 0.5
        counted = [count * self.clues[name] for name, count in clues.items() if count and name in self.clues]
        if counted:
            scores = scores + np.sum(counted, axis=0)
        likely = np.exp(scores[:-1] - scores[:-1].max())
        likely /= likely.sum()
        situations = dict(zip(self.names, map(float, likely), strict=True))
        return Sensed(situations, likely_upset(situations, float(scores[-1])), known)


def likely_upset(situations: Mapping[str, float], lean: float) -> float:
    """Two opinions, averaged, as far as nothing graver than being upset takes the situation for itself."""
    graver = sum(situations[name] for name in _GRAVER)
    alone = 1 / (1 + math.exp(-lean))
    upset = graver * alone + (1 - graver) * (alone + situations["upset"] / (1.05 - graver)) / 2
    return upset / (upset + (1 - upset) * math.exp(-_LEAN))


@lru_cache(maxsize=512)  # a burst is read on arrival and again when its draft is due
def _vector(text: str) -> NDArray[np.float32]:
    model = _model()
    assert model is not None
    return model.embedder.vector(shortened(text) or ".")


@cache
def _model() -> _Model | None:
    """The model with its embedding; None when that is damaged (the doctor says so) or another one."""
    import numpy as np

    from knowledge.embedding import shared_minilm

    try:
        embedder = shared_minilm()
    except ModelDamaged:
        return None
    trained = json.loads(_TRAINED.read_text("utf-8"))
    if trained["embedding"] != embedder.sha256:
        return None

    def row(numbers: list[int]) -> NDArray[np.float32]:
        return np.array(numbers, dtype=np.float32) * np.float32(0.01)

    return _Model(
        embedder,
        tuple(trained["situations"]),
        row(trained["meaning"]),
        {word: row(numbers) for word, numbers in trained["words"].items()},
        {clue: row(numbers) for clue, numbers in trained["clues"].items()},
        row(trained["bias"]),
    )
