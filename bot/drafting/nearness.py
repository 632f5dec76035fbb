"""Whether a sentence stands for a whole message: both have to lie near each other in meaning.

Strangers judged 1,386 sentences that said back what they had been shown: of those below the threshold a
third were what they would have said, of the others 81 %. What lies far is a side remark, a joke, half of a
contrast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.hearing.sense import shortened
from knowledge.errors import ModelDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEAR = 0.52  # cosine
_LONG = 40  # words: the longest that were judged; what is part of more lies far from it anyway
_MOST = 0.7  # of the words of a message: what says so many of them says what it says


def stands_for(said: str, text: str) -> bool:
    """Whether `said` is what `text` is about; yes where the embedding is damaged, which the doctor tells."""
    words = len(text.split())
    if words > _LONG or len(said.split()) >= _MOST * words:
        return True
    try:
        return float(_meaning(shortened(said)) @ _meaning(shortened(text))) >= _NEAR
    except ModelDamaged:
        return True


def _meaning(text: str) -> NDArray[np.float32]:
    from knowledge.embedding import shared_minilm

    return shared_minilm().vector(text)
