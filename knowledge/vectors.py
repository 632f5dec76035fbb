"""Where vectors are kept: a port in our words, and its twin in memory.

A vector is kept under the hash of the text it was made from. So an unchanged text is never embedded
twice, whatever article it stands in, and the index is right exactly when it holds the wanted keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def key_of(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


class Vectors(Protocol):
    """Vectors of length 1 by key. Calls block; they are made from worker threads, several at once.

    Every call may raise `VectorsUnreachable`.
    """

    def check_model(self) -> None:
        """Raises:
        IndexFromAnotherModel: the vectors were made by a model that is not the one in use.
        """
        ...

    def keys(self) -> set[str]: ...

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None: ...

    def remove(self, keys: Iterable[str]) -> None: ...

    def fetch(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]: ...

    def nearest(self, vector: NDArray[np.float32], count: int) -> dict[str, float]:
        """The `count` closest keys with their cosines, closest first."""
        ...

    def notes(self) -> Mapping[str, str]:
        """What was last noted beside the vectors: the calibration."""
        ...

    def note(self, notes: Mapping[str, str]) -> None: ...

    def start_over(self) -> None:
        """From now on write into a new, empty place; reads go on from the old one until `switch`."""
        ...

    def switch(self) -> None:
        """Read from the new place, and drop the old one."""
        ...

    def close(self) -> None: ...


class VectorsInMemory:
    """Every vector in one dictionary, compared one by one."""

    def __init__(self) -> None:
        self._serving: dict[str, NDArray[np.float32]] = {}
        self._writing = self._serving
        self._notes: Mapping[str, str] = {}
        self._matrix: tuple[list[str], NDArray[np.float32]] | None = None

    def check_model(self) -> None:
        pass

    def keys(self) -> set[str]:
        return set(self._writing)

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self._writing.update(vectors)
        self._matrix = None

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._writing.pop(key, None)
        self._matrix = None

    def fetch(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        return {key: self._serving[key] for key in keys if key in self._serving}

    def nearest(self, vector: NDArray[np.float32], count: int) -> dict[str, float]:
        import numpy as np

        keys, matrix = self._matrix or self._stacked()
        if not keys:
            return {}
        cosines = matrix @ vector
        best = np.argsort(-cosines, kind="stable")[:count]
        return {keys[place]: float(cosines[place]) for place in best}

    def _stacked(self) -> tuple[list[str], NDArray[np.float32]]:
        import numpy as np

        serving = dict(self._serving)
        self._matrix = list(serving), np.array(list(serving.values()), dtype=np.float32)
        return self._matrix

    def notes(self) -> Mapping[str, str]:
        return self._notes

    def note(self, notes: Mapping[str, str]) -> None:
        self._notes = dict(notes)

    def start_over(self) -> None:
        self._writing = {}

    def switch(self) -> None:
        self._serving, self._matrix = self._writing, None

    def close(self) -> None:
        pass
