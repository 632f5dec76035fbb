"""Which vector stands for what: the keys of all articles' texts, packed.

At a hundred thousand texts a dictionary of names would weigh more than the letters of all articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE = -2  # the vector of the article as a whole
ASKED = -1  # the vector of its title or of an alternate question; from 0 on: of that passage


@dataclass(frozen=True, slots=True)
class Units:
    """Article after article: first its title and questions, then its passages, then the whole.

    Those of article `n` lie from `starts[n]` to `starts[n + 1]`.
    """

    keys: NDArray[np.bytes_]
    roles: NDArray[np.int32]
    starts: NDArray[np.int64]
    by_key: NDArray[np.int64]  # places in order of their keys

    def texts(self) -> int:
        """How many different texts there are."""
        import numpy as np

        ordered = self.keys[self.by_key]
        return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + bool(len(ordered))

    def all_keys(self) -> set[str]:
        return {key.decode() for key in self.keys.tolist()}

    def keys_of(self, number: int) -> list[str]:
        return [key.decode() for key in self.keys[self.starts[number] : self.starts[number + 1]].tolist()]

    def passages(self) -> NDArray[np.int64]:
        """For each article how many passages it was cut into."""
        import numpy as np

        before = np.concatenate([[0], np.cumsum(self.roles > ASKED)])
        counted: NDArray[np.int64] = before[self.starts[1:]] - before[self.starts[:-1]]
        return counted

    def complete(self, stored: Set[str]) -> NDArray[np.bool_]:
        """For each article whether every vector of it is in `stored`; one without text never is."""
        import numpy as np

        there = np.array([key.decode() in stored for key in self.keys.tolist()], dtype=bool)
        before = np.concatenate([[0], np.cumsum(there)])
        lengths = np.diff(self.starts)
        complete: NDArray[np.bool_] = (before[self.starts[1:]] - before[self.starts[:-1]] == lengths) & (
            lengths > 1
        )
        return complete

    def owners(self, keys: Sequence[str]) -> list[tuple[int, int, int]]:
        """The articles that have one of these texts: (place in `keys`, article, what it stands for there)."""
        import numpy as np

        wanted = np.array([key.encode() for key in keys], dtype=self.keys.dtype)
        low = np.searchsorted(self.keys, wanted, side="left", sorter=self.by_key)
        high = np.searchsorted(self.keys, wanted, side="right", sorter=self.by_key)
        asked = np.repeat(np.arange(len(keys)), high - low)
        spans = [self.by_key[start:end] for start, end in zip(low, high, strict=True)]
        places = np.concatenate([self.by_key[:0], *spans])
        articles = np.searchsorted(self.starts, places, side="right") - 1
        return list(zip(asked.tolist(), articles.tolist(), self.roles[places].tolist(), strict=True))


class UnitsBuilder:
    """Takes the keys and roles of one article after the other."""

    def __init__(self) -> None:
        self._keys: list[bytes] = []
        self._roles: list[int] = []
        self._starts = [0]

    def add(self, texts: Iterable[tuple[str, int]]) -> None:
        for key, role in texts:
            self._keys.append(key.encode())
            self._roles.append(role)
        self._starts.append(len(self._keys))

    def done(self) -> Units:
        import numpy as np

        keys = np.array(self._keys, dtype="S32")
        return Units(
            keys=keys,
            roles=np.array(self._roles, dtype=np.int32),
            starts=np.array(self._starts, dtype=np.int64),
            by_key=np.argsort(keys, kind="stable"),
        )
