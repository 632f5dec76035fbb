"""The library: what the shelf holds, ready to be searched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from knowledge import catalogue as catalogues
from knowledge import explain as explanations
from knowledge.bands import Bands
from knowledge.chroma import Server
from knowledge.embedding import Model, Provider, shared_minilm
from knowledge.errors import VectorsUnreachable
from knowledge.hearing import Asked, hear, judged, understood
from knowledge.index import EXACT_UP_TO, Index, Progress
from knowledge.languages import accepted_in
from knowledge.lock import owned
from knowledge.making import Maker
from knowledge.memory import give_back
from knowledge.place import place_for
from knowledge.ports import Article, Found, Shelf
from knowledge.search import Heard, source
from knowledge.serving import Serving

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.hearing import VectorOf

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
    languages: tuple[str, ...]
    notice: str | None
    degraded: bool  # a later refresh may mend it


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

    def __init__(
        self, shelf: Shelf, index: Index, model: Model, threads: Threads, languages: Path | None
    ) -> None:
        self._shelf = shelf
        self._index = index
        self._model = model
        self._threads = threads
        self._languages = languages
        self._one_at_a_time = asyncio.Lock()
        self._serving = Serving.nothing()

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        """The articles that may answer `text`, best first, and how far the best one carries.

        Articles in `exclude` count as not there. Without vectors the lexical legs answer alone and `degraded`
        says so.
        """

        def found(serving: Serving, asked: Asked, heard: Heard, degraded: str | None) -> Found:
            verdict = judged(serving, asked, heard, degraded, limit, exclude)
            sources = (
                source(serving.catalogue, number, verdict.scores[number], heard.closest(number))
                for number in verdict.order
            )
            return Found(
                sources=tuple(sources),
                band=verdict.band,
                confidence=verdict.confidence,
                degraded=verdict.degraded,
            )

        return await self._heard(text, found)

    async def explain(
        self, text: str, *, limit: int = 5, article_id: str | None = None
    ) -> explanations.Explanation:
        """Why the best articles for `text` came where they are, and the one named wherever it came."""

        def explained(
            serving: Serving, asked: Asked, heard: Heard, degraded: str | None
        ) -> explanations.Explanation:
            return explanations.explain(serving, asked, heard, degraded, limit, article_id)

        return await self._heard(text, explained)

    async def _heard(self, text: str, told: Callable[[Serving, Asked, Heard, str | None], T]) -> T:
        """What `told` makes of a message that all legs heard; in one go unless its vectors come from afar."""
        serving, words = self._serving, self._model.words

        def listen(asked: Asked, vector_of: VectorOf) -> T:
            return told(serving, asked, *hear(serving, asked, vector_of))

        if isinstance(self._model, Provider):
            asked = await self._threads.run(self._threads.search, understood, serving, text, words)
            vector_of = await _from_afar(self._model, serving, asked)
            return await self._threads.run(self._threads.search, listen, asked, vector_of)
        near_by = self._model.vector
        return await self._threads.run(
            self._threads.search, lambda: listen(understood(serving, text, words), near_by)
        )

    async def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """The meaning of each text: what groups of questions are made by.

        Raises:
            VectorsUnreachable: the provider does not answer.
        """
        return await Maker(self._model, self._threads.search).vectors(texts)

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
            serving = await self._index.take_up(catalogue, generation, progress, anew=anew)
            self._serving = await self._with_languages(serving)
            await self._index.tidy()
            await asyncio.to_thread(give_back)
        return self.status()

    async def look(self) -> Status:
        """The state of the index beside the shelf, with nothing changed."""
        catalogue = await asyncio.to_thread(catalogues.build, await self._shelf.articles())
        serving = await self._index.look(catalogue, await self._shelf.generation())
        self._serving = await self._with_languages(serving)
        return self.status()

    async def _with_languages(self, serving: Serving) -> Serving:
        languages = await asyncio.to_thread(accepted_in, self._languages, self._model)
        return replace(serving, languages=languages)

    def articles(self) -> Sequence[Article]:
        """The articles that are served now."""
        return self._serving.catalogue.articles

    def generation(self) -> int:
        """Which state of the shelf is served now."""
        return self._serving.generation

    def status(self) -> Status:
        serving = self._serving
        return Status(
            generation=serving.generation,
            articles=len(serving.catalogue.articles),
            texts=serving.catalogue.units.texts(),
            without_vector=serving.without_vector,
            model=self._model.id,
            bands=serving.bands,
            languages=tuple(sorted({"en", *serving.languages})),
            notice=serving.notice,
            degraded=serving.degraded is not None,
        )


async def _from_afar(model: Provider, serving: Serving, asked: Asked) -> VectorOf:
    """Vectors of what was asked; a provider that does not answer is told where a vector is wanted."""
    texts = asked.texts() if serving.meaning else []
    try:
        return dict(zip(texts, await model.questions(texts), strict=True)).__getitem__
    except VectorsUnreachable as error:
        trouble = error

    def fails(_: str) -> NDArray[np.float32]:
        raise trouble

    return fails


@asynccontextmanager
async def open_library(
    shelf: Shelf,
    *,
    index: Path | None = None,
    server: Server | None = None,
    embedder: Model | None = None,
    languages: Path | None = None,
    exact_up_to: int = EXACT_UP_TO,
    reindex: bool = False,
) -> AsyncIterator[Library]:
    """A library over `shelf`, its vectors in Chroma in the folder `index` or on `server`, else in memory.

    It serves nothing until `refresh`. With `reindex` an index of another model is replaced, not refused.
    `languages` is the file that `evaluate --accept` writes.

    Raises:
        ModelDamaged, IndexFromAnotherModel, IndexInUse: with what to do.
    """
    model: Model = await asyncio.to_thread(shared_minilm) if embedder is None else embedder
    with ExitStack() as opened:
        if index and not server:
            opened.enter_context(owned(index))
        threads = Threads(
            opened.enter_context(ThreadPoolExecutor(_WORKERS, "search")),
            opened.enter_context(ThreadPoolExecutor(_WORKERS, "index")),
        )
        kept = Index(
            place_for(index, server, model),
            Maker(model, threads.index),
            exact_up_to=exact_up_to,
            reindex=reindex,
        )
        try:
            await kept.open()
            yield Library(shelf, kept, model, threads, languages)
        finally:
            await kept.close()
