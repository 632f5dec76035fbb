"""What a line means beside the words it uses: two linear heads on the shipped sentence embedding.

Trained on our own lines by scripts/train_signals.py. It hears what no list of words holds ("Frankly, I'm
running out of nice words"), and is asked only where the lists are silent or unsure.
"""

from __future__ import annotations

import json
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

_TRAINED = Path(__file__).parent / "words" / "sense.json"
_LONGEST = 280  # characters: what matters stands early, and the time stays under 2 ms


@dataclass(frozen=True, slots=True)
class Sensed:
    """How likely each situation is, 0-1 and 1 in all, and how likely the writer is upset."""

    situations: Mapping[str, float]
    upset: float


NOTHING = Sensed({}, 0.0)


@lru_cache(maxsize=512)  # a burst is read on arrival and again when its draft is due
def sensed(text: str) -> Sensed:
    """What an English line means; nothing when it has no two words or the embedding is damaged."""
    if len(text.split()) < 2:
        return NOTHING
    heads = _heads()
    return heads.of(_shortened(text)) if heads else NOTHING


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST * 3 // 4]} {text[-_LONGEST // 4 :]}"


@dataclass(frozen=True, slots=True)
class _Heads:
    embedder: Embedder
    situations: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    upset: NDArray[np.float32]
    upset_bias: float

    def of(self, text: str) -> Sensed:
        import numpy as np

        vector = self.embedder.vector(text)
        scores = self.weights @ vector + self.bias
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        upset = 1 / (1 + np.exp(-(float(self.upset @ vector) + self.upset_bias)))
        situations = dict(zip(self.situations, map(float, likely), strict=True))
        return Sensed(situations, (float(upset) + situations["upset"]) / 2)  # two opinions, averaged


@cache
def _heads() -> _Heads | None:
    """The heads with their embedding; None when it is damaged (the doctor says so) or another one."""
    import numpy as np

    from knowledge.embedding import open_minilm

    try:
        embedder = open_minilm()
    except ModelDamaged:
        return None
    trained = json.loads(_TRAINED.read_text())
    if trained["embedding"] != embedder.sha256:
        return None
    return _Heads(
        embedder,
        tuple(trained["situations"]),
        np.array(trained["weights"], dtype=np.float32),
        np.array(trained["bias"], dtype=np.float32),
        np.array(trained["upset"], dtype=np.float32),
        trained["upset_bias"],
    )
