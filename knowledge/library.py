"""The library: what the shelf holds, ready to be searched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from knowledge import catalogue as catalogues
from knowledge import explain as explanations
from knowledge.bands import Bands
from knowledge.bursts import parts
from knowledge.embedding import Embedder, open_minilm
from knowledge.errors import VectorsUnreachable
from knowledge.index import EXACT_UP_TO, Index, Progress, Serving, place_for
from knowledge.lock import owned
from knowledge.meaning import Near
from knowledge.ports import Band, Found, Shelf
from knowledge.search import Heard, confidence_of, legs_of, ranked, source
from knowledge.words import mend

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

T = TypeVar("T")
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Status:
    """What is served. `notice` tells the operator what is out of order, and what happens about it."""

    generation: int
    articles: int
    texts: int
    without_vector: int
    model: str
    bands: Bands
    notice: str | None


@dataclass(frozen=True, slots=True)
class Threads:
    """Two for questions, two for indexing: a long refresh never keeps a question waiting."""

    search: ThreadPoolExecutor
    index: ThreadPoolExecutor

    @staticmethod
    async def run(pool: ThreadPoolExecutor, call: Callable[..., T], *given: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, call, *given)


class Library:
    """Search over one shelf. Made by `open_library`."""

    def __init__(self, shelf: Shelf, index: Index, embedder: Embedder, threads: Threads) -> None:
        self._shelf = shelf
        self._index = index
        self._embedder = embedder
        self._threads = threads
        self._one_at_a_time = asyncio.Lock()
        self._serving = Serving.nothing()

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        """The articles that may answer `text`, best first, and how far the best one carries.

        Articles in `exclude` count as not there. Without vectors the lexical legs answer alone and `degraded`
        says so.
        """
        return await self._threads.run(self._threads.search, self._search, text, limit, exclude)

    def _search(self, text: str, limit: int, exclude: frozenset[str]) -> Found:
        serving = self._serving
        known = serving.catalogue
        query = mend(text, known.counts, self._embedder.words)
        heard, degraded = self._hear(serving, query)
        scores = heard.scores()
        best = ranked(known, scores, max(limit, 2), exclude)
        confidence = confidence_of(scores[best])
        return Found(
            sources=tuple(
                source(known, number, scores[number], heard.closest(number)) for number in best[:limit]
            ),
            band=serving.bands.of(confidence) if best else Band.NONE,
            confidence=confidence,
            degraded=degraded,
        )

    async def explain(
        self, text: str, *, limit: int = 5, article_id: str | None = None
    ) -> explanations.Explanation:
        """Why the best articles for `text` came where they are, and the one named wherever it came."""
        return await self._threads.run(self._threads.search, self._explain, text, limit, article_id)

    def _explain(self, text: str, limit: int, article_id: str | None) -> explanations.Explanation:
        serving = self._serving
        query = mend(text, serving.catalogue.counts, self._embedder.words)
        heard, degraded = self._hear(serving, query)
        return explanations.explain(serving, heard, degraded, limit, article_id)

    def _hear(self, serving: Serving, query: str) -> tuple[Heard, str | None]:
        """Every leg for the message and its sentences; without the vector store by words alone, and why."""
        texts = [query, *parts(query)]
        try:
            near = [self._near(serving, text) for text in texts]
            degraded = serving.degraded
        except VectorsUnreachable as error:
            near = [None] * len(texts)
            degraded = f"{error} Searched by words alone."
        legs = [legs_of(serving.catalogue, text, each) for text, each in zip(texts, near, strict=True)]
        return Heard(legs[0], tuple(legs[1:])), degraded

    def _near(self, serving: Serving, text: str) -> Near | None:
        return serving.meaning.near(self._embedder.vector(text)) if serving.meaning else None

    async def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """The meaning of each text: what groups of questions are made by."""
        return [await self._threads.run(self._threads.search, self._embedder.vector, text) for text in texts]

    async def refresh(self, progress: Progress | None = None, *, anew: bool = False) -> Status:
        """Take up what the shelf holds now; only texts without a vector are embedded, or all of them `anew`.

        New vectors are in place before the new articles are served, and old ones go last: stopped anywhere,
        what was served is still whole, and the next refresh goes on from there. A vector store that does not
        answer is no error: the articles are served by words alone, and `notice` says so.
        """
        async with self._one_at_a_time:
            generation = await self._shelf.generation()
            articles = await self._shelf.articles()
            catalogue = await asyncio.to_thread(catalogues.build, articles)
            self._serving = await self._index.take_up(catalogue, generation, progress, anew=anew)
            await self._index.tidy()
        return self.status()

    async def look(self) -> Status:
        """The state of the index beside the shelf, with nothing changed."""
        catalogue = await asyncio.to_thread(catalogues.build, await self._shelf.articles())
        self._serving = await self._index.look(catalogue, await self._shelf.generation())
        return self.status()

    def status(self) -> Status:
        serving = self._serving
        return Status(
            generation=serving.generation,
            articles=len(serving.catalogue.articles),
            texts=len(serving.catalogue.owners),
            without_vector=serving.without_vector,
            model=self._embedder.id,
            bands=serving.bands,
            notice=serving.notice,
        )


@asynccontextmanager
async def open_library(
    shelf: Shelf,
    *,
    index: Path | None = None,
    chroma_url: str | None = None,
    embedder: Embedder | None = None,
    exact_up_to: int = EXACT_UP_TO,
    reindex: bool = False,
) -> AsyncIterator[Library]:
    """A library over `shelf`, its vectors in Chroma in the folder `index` or at `chroma_url`, else in memory.

    It serves nothing until `refresh`. With `reindex` an index of another model is replaced, not refused.

    Raises:
        ModelDamaged, IndexFromAnotherModel, IndexInUse: with what to do.
    """
    model: Embedder = await asyncio.to_thread(open_minilm) if embedder is None else embedder
    with ExitStack() as opened:
        if index and not chroma_url:
            opened.enter_context(owned(index))
        threads = Threads(
            opened.enter_context(ThreadPoolExecutor(_WORKERS, "search")),
            opened.enter_context(ThreadPoolExecutor(_WORKERS, "index")),
        )
        kept = Index(
            place_for(index, chroma_url, model),
            model,
            threads.index,
            exact_up_to=exact_up_to,
            reindex=reindex,
        )
        try:
            await kept.open()
            yield Library(shelf, kept, model, threads)
        finally:
            await kept.close()
