"""BM25F over numbered terms: which articles share rare terms with a question, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Terms = NDArray[np.int32]

K1 = 1.2
B_BODY = 0.75
B_TITLE = 0.5
TITLE_WEIGHT = 3.0
_AT_ONCE = 512  # articles whose terms are sorted together: what is not yet packed stays small


@dataclass(frozen=True, slots=True)
class Bm25f:
    """Postings sorted by term: `docs[starts[i]:starts[i + 1]]` hold term `terms[i]`, worth `impacts` each.

    Four bytes a posting up to 65,535 articles, six above: a large knowledge base has tens of millions.
    """

    terms: Terms
    starts: NDArray[np.int64]
    docs: NDArray[np.uint16] | NDArray[np.int32]
    impacts: NDArray[np.float16]
    idf: NDArray[np.float32]
    unseen_idf: float
    lengths: tuple[float, float]
    size: int

    def scores(self, query: Terms) -> NDArray[np.float64]:
        """One score for each article: the share reached of what an article full of `query` would score."""
        import numpy as np

        wanted = np.unique(query)
        if not len(wanted) or not len(self.terms):
            return np.zeros(self.size)
        at = np.searchsorted(self.terms, wanted)
        at[at == len(self.terms)] = 0
        at = at[self.terms[at] == wanted]
        spans = [slice(*span) for span in zip(self.starts[at], self.starts[at + 1], strict=True)]
        docs = np.concatenate([self.docs[:0], *(self.docs[span] for span in spans)])
        impacts = np.concatenate([self.impacts[:0], *(self.impacts[span] for span in spans)])
        bound = float(self.idf[at].sum()) + (len(wanted) - len(at)) * self.unseen_idf
        return np.bincount(docs, weights=impacts, minlength=self.size) / (bound * (K1 + 1))

    def score_of(self, title: Terms, body: Terms, query: Terms) -> float:
        """What an article with this title and body would score here."""
        import numpy as np

        wanted = np.unique(query)
        terms, place = np.unique(np.concatenate([title, body]), return_inverse=True)
        in_title, in_body = place[: len(title)], place[len(title) :]
        counts = _title_share(len(title), self.lengths) * np.bincount(in_title, minlength=len(terms))
        counts += _body_share(len(body), self.lengths) * np.bincount(in_body, minlength=len(terms))
        idf = self._idf_of(wanted)
        said = np.isin(wanted, terms)
        reached = idf[said] * _saturated(counts[np.searchsorted(terms, wanted[said])])
        return float(reached.sum() / (idf.sum() * (K1 + 1))) if len(wanted) else 0.0

    def _idf_of(self, wanted: Terms) -> NDArray[np.float32]:
        import numpy as np

        if not len(self.terms):
            return np.full(len(wanted), self.unseen_idf, dtype=np.float32)
        at = np.minimum(np.searchsorted(self.terms, wanted), len(self.terms) - 1)
        return np.where(self.terms[at] == wanted, self.idf[at], np.float32(self.unseen_idf))


@dataclass(frozen=True, slots=True)
class _Packed:
    """Some articles' terms: for each term in turn who says it, counted from `first`, and how often."""

    first: int
    terms: Terms
    counts: NDArray[np.int32]  # how many articles say each term
    docs: NDArray[np.uint16]
    in_title: NDArray[np.uint8]
    in_body: NDArray[np.uint8]


class Gathering:
    """Takes articles one after the other, each as the terms of its title and of everything else."""

    def __init__(self) -> None:
        self._packed: list[_Packed] = []
        self._waiting: list[tuple[Terms, Terms]] = []
        self._title_lengths: list[int] = []
        self._body_lengths: list[int] = []

    def add(self, title: Terms, body: Terms) -> None:
        self._waiting.append((title, body))
        self._title_lengths.append(len(title))
        self._body_lengths.append(len(body))
        if len(self._waiting) == _AT_ONCE:
            self._pack()

    def _pack(self) -> None:
        import numpy as np

        titles, bodies = [one for one, _ in self._waiting], [one for _, one in self._waiting]
        numbers = np.arange(len(self._waiting))
        docs = [np.repeat(numbers, list(map(len, some))) for some in (titles, bodies)]
        terms = np.concatenate([*titles, *bodies]).astype(np.int64)
        pairs, place = np.unique(terms * _AT_ONCE + np.concatenate(docs), return_inverse=True)
        cut = sum(map(len, titles))
        said, counts = np.unique(pairs // _AT_ONCE, return_counts=True)
        self._packed.append(
            _Packed(
                first=len(self._title_lengths) - len(self._waiting),
                terms=said.astype(np.int32),
                counts=counts.astype(np.int32),
                docs=(pairs % _AT_ONCE).astype(np.uint16),
                in_title=_counted(place[:cut], len(pairs)),
                in_body=_counted(place[cut:], len(pairs)),
            )
        )
        self._waiting = []

    def done(self) -> Bm25f:
        """The index; what was gathered is let go piece by piece."""
        import numpy as np

        if self._waiting:
            self._pack()
        size = len(self._title_lengths)
        lengths = (_average(self._title_lengths), _average(self._body_lengths))
        terms, df = _frequencies(self._packed)
        starts = np.concatenate([[0], np.cumsum(df)])
        idf = _idf(df, size)
        docs = np.empty(starts[-1], dtype=np.uint16 if size < 2**16 else np.int32)
        impacts = np.empty(starts[-1], dtype=np.float16)
        of_title = _title_share(np.array(self._title_lengths), lengths)
        of_body = _body_share(np.array(self._body_lengths), lengths)
        free = starts[:-1].copy()
        while self._packed:
            some = self._packed.pop(0)
            at = np.searchsorted(terms, some.terms)
            before = np.cumsum(some.counts) - some.counts
            places = np.arange(len(some.docs)) + np.repeat(free[at] - before, some.counts)
            free[at] += some.counts
            said_by = some.docs.astype(np.int32) + some.first
            docs[places] = said_by
            weighted = some.in_title * of_title[said_by] + some.in_body * of_body[said_by]
            impacts[places] = np.repeat(idf[at], some.counts) * _saturated(weighted)
        return Bm25f(
            terms=terms,
            starts=starts,
            docs=docs,
            impacts=impacts,
            idf=idf,
            unseen_idf=float(_idf(np.zeros(1), size)[0]),
            lengths=lengths,
            size=size,
        )


def _counted(places: NDArray[np.intp], size: int) -> NDArray[np.uint8]:
    """How often each term is said, up to 255: beyond a handful more hardly counts."""
    import numpy as np

    return np.minimum(np.bincount(places, minlength=size), 255).astype(np.uint8)


def _frequencies(packed: list[_Packed]) -> tuple[Terms, NDArray[np.int64]]:
    """Every term, and how many articles say it."""
    import numpy as np

    highest = max((int(some.terms[-1]) for some in packed if len(some.terms)), default=-1)
    df = np.zeros(highest + 1, dtype=np.int64)
    for some in packed:
        df[some.terms] += some.counts
    terms = np.flatnonzero(df)
    return terms.astype(np.int32), df[terms]


def _average(lengths: list[int]) -> float:
    return max(1.0, sum(lengths) / max(1, len(lengths)))


def _idf(df: NDArray[Any], size: int) -> NDArray[np.float32]:
    import numpy as np

    return np.log1p((size - df + 0.5) / (df + 0.5)).astype(np.float32)


def _saturated(counts: NDArray[Any]) -> NDArray[Any]:
    return counts * (K1 + 1) / (counts + K1)


def _title_share(length: Any, lengths: tuple[float, float]) -> Any:
    """What one mention in a title of this length is worth; long texts are discounted."""
    return TITLE_WEIGHT / (1 - B_TITLE + B_TITLE * length / lengths[0])


def _body_share(length: Any, lengths: tuple[float, float]) -> Any:
    return 1 / (1 - B_BODY + B_BODY * length / lengths[1])
