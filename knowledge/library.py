"""The library: what the shelf holds, ready to be searched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from knowledge import catalogue as catalogues
from knowledge.catalogue import Catalogue
from knowledge.chroma import ChromaVectors, open_folder, open_server
from knowledge.embedding import Embedder, open_minilm
from knowledge.errors import VectorsUnreachable
from knowledge.ports import Band, Found, Shelf
from knowledge.search import NEAREST, confidence_of, legs_of, ranked, source
from knowledge.vectors import Vectors, VectorsInMemory
from knowledge.words import mend

Progress = Callable[[int, int], None]
T = TypeVar("T")
_WORKERS = 2
_PIECE = 64


@dataclass(frozen=True, slots=True)
class Status:
    generation: int
    articles: int
    vectors: int
    missing: int
    model: str
    notice: str | None


@dataclass(frozen=True, slots=True)
class Threads:
    """Two for questions, two for indexing: a long refresh never keeps a question waiting."""

    search: ThreadPoolExecutor
    index: ThreadPoolExecutor


class Library:
    """Search over one shelf. Made by `open_library`."""

    def __init__(self, shelf: Shelf, vectors: Vectors, embedder: Embedder, threads: Threads) -> None:
        self._shelf = shelf
        self._vectors = vectors
        self._embedder = embedder
        self._threads = threads
        self._catalogue: Catalogue = catalogues.build(())
        self._generation = -1
        self._missing = 0
        self._one_at_a_time = asyncio.Lock()
        self.notice: str | None = None

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        """The articles that may answer `text`, best first, and how far the best one carries.

        Articles in `exclude` count as not there. Without the vector store the lexical legs answer alone and
        `degraded` says so.
        """
        return await self._run(self._threads.search, self._search, text, limit, exclude)

    def _search(self, text: str, limit: int, exclude: frozenset[str]) -> Found:
        known = self._catalogue
        query = mend(text, known.counts, self._embedder.words)
        degraded = None
        near = None
        try:
            near = self._vectors.nearest(self._embedder.vector(query), NEAREST)
        except VectorsUnreachable as error:
            degraded = f"{error}. Searched by words alone."
        legs = legs_of(known, query, near)
        scores = legs.scores()
        best = ranked(known, scores, limit, exclude)
        sources = tuple(source(known, number, scores[number], query, legs) for number in best)
        confidence = confidence_of(scores[ranked(known, scores, 2, exclude)])
        band = Band.DRAFT if sources and sources[0].score > 0.45 else Band.NONE
        return Found(sources=sources, band=band, confidence=confidence, degraded=degraded)

    async def refresh(self, progress: Progress | None = None) -> Status:
        """Take up what the shelf holds now. Only texts without a vector are embedded.

        New vectors are in place before the new articles are served, and old ones go last: stopped anywhere,
        what was served is still whole, and the next refresh goes on from there.
        """
        async with self._one_at_a_time:
            generation = await self._shelf.generation()
            articles = await self._shelf.articles()
            known = await asyncio.to_thread(catalogues.build, articles)
            wanted = known.texts_by_key()
            present = await asyncio.to_thread(self._vectors.keys)
            missing = [(key, text) for key, text in wanted.items() if key not in present]
            done = 0
            for some in _pieces(missing):
                vectors = await asyncio.gather(
                    *(self._run(self._threads.index, self._embedder.vector, text) for _, text in some)
                )
                keyed = {key: vector for (key, _), vector in zip(some, vectors, strict=True)}
                await asyncio.to_thread(self._vectors.put, keyed)
                done += len(some)
                if progress:
                    progress(done, len(missing))
            self._catalogue, self._generation, self._missing = known, generation, 0
            await asyncio.to_thread(self._vectors.remove, present - wanted.keys())
        return self.status()

    def status(self) -> Status:
        return Status(
            generation=self._generation,
            articles=len(self._catalogue.articles),
            vectors=len(self._catalogue.owners),
            missing=self._missing,
            model=self._embedder.id,
            notice=self.notice,
        )

    @staticmethod
    async def _run(pool: ThreadPoolExecutor, call: Callable[..., T], *given: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, call, *given)


@asynccontextmanager
async def open_library(
    shelf: Shelf,
    *,
    index: Path | None = None,
    chroma_url: str | None = None,
    embedder: Embedder | None = None,
) -> AsyncIterator[Library]:
    """A library over `shelf`, its vectors in Chroma in the folder `index` or at `chroma_url`, else in memory.

    It serves nothing until `refresh`.

    Raises:
        ModelDamaged, IndexFromAnotherModel, IndexInUse, VectorsUnreachable: with what to do.
    """
    model: Embedder = await asyncio.to_thread(open_minilm) if embedder is None else embedder
    vectors, notice = await asyncio.to_thread(_open_vectors, index, chroma_url, model)
    with (
        ThreadPoolExecutor(_WORKERS, "search") as search,
        ThreadPoolExecutor(_WORKERS, "index") as indexing,
    ):
        try:
            library = Library(shelf, vectors, model, Threads(search, indexing))
            library.notice = notice
            yield library
        finally:
            await asyncio.to_thread(vectors.close)


def _open_vectors(
    index: Path | None, chroma_url: str | None, embedder: Embedder
) -> tuple[Vectors, str | None]:
    if chroma_url:
        vectors: ChromaVectors = open_server(chroma_url, embedder)
    elif index:
        vectors, notice = open_folder(index, embedder)
        vectors.check_model()
        return vectors, notice
    else:
        return VectorsInMemory(), None
    vectors.check_model()
    return vectors, None


def _pieces(items: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    for start in range(0, len(items), _PIECE):
        yield items[start : start + _PIECE]
