"""The vector leg: how near each article comes to a question in meaning.

Up to some ten thousand vectors every one is compared, in memory, in about a millisecond; above that
Chroma's index names the nearest, and what it does not name counts as just beyond the farthest of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from knowledge.units import ASKED, WHOLE, Units
from knowledge.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

NEAREST = 200


@dataclass(frozen=True, slots=True)
class Near:
    """Cosines by article number: best unit and whole; `known` is False where vectors are missing."""

    unit: Vector
    whole: Vector
    known: NDArray[np.bool_]
    passages: Callable[[int], Mapping[int, float]]  # article number -> cosine of each passage, where known


class Meaning(Protocol):
    def near(self, vector: Vector) -> Near:
        """Compare `vector` with every article.

        Raises:
            VectorsUnreachable: the vectors are in a store that does not answer.
        """
        ...


class ExactMeaning:
    """All vectors in memory, article after article: first its title and questions, then its passages."""

    def __init__(self, units: Units, held: Mapping[str, Vector]) -> None:
        import numpy as np

        self._known = units.complete(held.keys())
        self._numbers = np.flatnonzero(self._known)
        self._passages = units.passages()[self._numbers]
        keys = [units.keys_of(int(number)) for number in self._numbers]
        self._ends = np.cumsum([len(some) - 1 for some in keys], dtype=np.int64)
        size = len(next(iter(held.values()))) if held else 0
        self._units = np.empty((int(self._ends[-1]) if len(keys) else 0, size), dtype=np.float32)
        self._wholes = np.empty((len(keys), size), dtype=np.float32)
        for place, (some, end) in enumerate(zip(keys, self._ends.tolist(), strict=True)):
            rows = self._units[end - len(some) + 1 : end]
            rows[:] = [held[key] for key in some[:-1]]
            self._wholes[place] = whole_article(rows, held[some[-1]])

    def near(self, vector: Vector) -> Near:
        import numpy as np

        unit = np.zeros(len(self._known), dtype=np.float32)
        whole = np.zeros(len(self._known), dtype=np.float32)
        if not len(self._numbers):
            return Near(unit, whole, self._known, lambda _: {})
        cosines = np.vecdot(self._units, vector)  # unlike `@` it wakes no second thread
        unit[self._numbers] = np.maximum.reduceat(cosines, np.concatenate([[0], self._ends[:-1]]))
        whole[self._numbers] = np.vecdot(self._wholes, vector)

        def passages(number: int) -> Mapping[int, float]:
            if not self._known[number]:
                return {}
            place = int(np.searchsorted(self._numbers, number))
            end = int(self._ends[place])
            return dict(enumerate(cosines[end - self._passages[place] : end].tolist()))

        return Near(unit, whole, self._known, passages)


def whole_article(units: Sequence[Vector] | Vector, whole: Vector) -> Vector:
    """What an article is about: the vector of its whole text, with a quarter of the middle of its units."""
    import numpy as np

    middle = np.mean(units, axis=0)
    mixed: Vector = (0.75 * whole + 0.25 * middle / np.linalg.norm(middle)).astype(np.float32)
    return mixed


class NearestMeaning:
    """Vectors stay in the store; it names the nearest."""

    def __init__(self, units: Units, vectors: Vectors, stored: Set[str]) -> None:
        self._units = units
        self._vectors = vectors
        self._known = units.complete(stored)

    @property
    def unknown(self) -> int:
        """How many articles lack a vector."""
        return len(self._known) - int(self._known.sum())

    def near(self, vector: Vector) -> Near:
        import numpy as np

        found = self._vectors.nearest(vector, NEAREST)
        farthest = max(0.0, min(found.values(), default=0.0))
        unit = np.full(len(self._known), farthest, dtype=np.float32)
        whole = unit.copy()
        quotable: dict[int, dict[int, float]] = defaultdict(dict)
        cosines = list(found.values())
        for place, number, role in self._units.owners(list(found)):
            leg, cosine = whole if role == WHOLE else unit, cosines[place]
            leg[number] = max(leg[number], cosine)
            if role > ASKED:
                quotable[number][role] = cosine
        return Near(unit, whole, self._known, lambda number: quotable.get(number, {}))
