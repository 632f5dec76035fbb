"""BM25F over numbered terms: which articles share rare terms with a question, 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Bm25f:
    """Postings sorted by term: `docs[starts[i]:starts[i + 1]]` hold term `terms[i]`, worth `impacts` each."""

    terms: Terms
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    impacts: NDArray[np.float32]
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
        terms, counts = _weighted(title, body, self.lengths)
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


def build(titles: Sequence[Terms], bodies: Sequence[Terms]) -> Bm25f:
    """An index of articles, each given as the terms of its title and of everything else."""
    import numpy as np

    lengths = (_average(titles), _average(bodies))
    weighted = [_weighted(title, body, lengths) for title, body in zip(titles, bodies, strict=True)]
    docs = np.repeat(np.arange(len(titles), dtype=np.int32), [len(terms) for terms, _ in weighted])
    terms = np.concatenate([np.empty(0, np.int32), *(terms for terms, _ in weighted)])
    counts = np.concatenate([np.empty(0, np.float32), *(counts for _, counts in weighted)])
    order = np.argsort(terms, kind="stable")
    unique, starts, df = np.unique(terms[order], return_index=True, return_counts=True)
    idf = _idf(df, len(titles))
    impacts = np.repeat(idf, df) * _saturated(counts[order])
    return Bm25f(
        terms=unique,
        starts=np.append(starts, len(terms)),
        docs=docs[order],
        impacts=impacts.astype(np.float32),
        idf=idf,
        unseen_idf=float(_idf(np.zeros(1), len(titles))[0]),
        lengths=lengths,
        size=len(titles),
    )


def _average(texts: Sequence[Terms]) -> float:
    return max(1.0, sum(map(len, texts)) / max(1, len(texts)))


def _idf(df: NDArray[Any], size: int) -> NDArray[np.float32]:
    import numpy as np

    return np.log1p((size - df + 0.5) / (df + 0.5)).astype(np.float32)


def _saturated(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    return counts * (K1 + 1) / (counts + K1)


def _weighted(title: Terms, body: Terms, lengths: tuple[float, float]) -> tuple[Terms, NDArray[np.float32]]:
    """The distinct terms of one article, and how often it says them: title first, long texts discounted."""
    import numpy as np

    in_title = TITLE_WEIGHT / (1 - B_TITLE + B_TITLE * len(title) / lengths[0])
    in_body = 1 / (1 - B_BODY + B_BODY * len(body) / lengths[1])
    terms, place = np.unique(np.concatenate([title, body]), return_inverse=True)
    each = np.repeat(np.array([in_title, in_body], dtype=np.float32), [len(title), len(body)])
    return terms, np.bincount(place, weights=each, minlength=len(terms)).astype(np.float32)
