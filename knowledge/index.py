"""The index: keeps the vectors of a catalogue in the store, and makes from them what a search needs."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge import catalogue as catalogues
from knowledge import chroma
from knowledge.bands import Bands, measure
from knowledge.catalogue import Catalogue
from knowledge.embedding import Embedder
from knowledge.errors import VectorsUnreachable
from knowledge.meaning import ExactMeaning, Meaning, NearestMeaning
from knowledge.vectors import Vectors, VectorsInMemory, key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

Progress = Callable[[int, int], None]
EXACT_UP_TO = 20_000  # vectors held in memory, 30 MB
_PIECE = 64
_VERIFIED = 50
_RECIPE = "2"  # raise it when scores change: the bands are then measured again


@dataclass(frozen=True, slots=True)
class Place:
    """Where vectors are kept. `open` tells of damage it mended; `replace` is for a folder of our own only."""

    open: Callable[[], tuple[Vectors, str | None]]
    replace: Callable[[], Vectors] | None = None


@dataclass(frozen=True, slots=True)
class Serving:
    """What one search uses from start to end; a refresh replaces it in one step."""

    catalogue: Catalogue
    generation: int
    meaning: Meaning | None = None
    bands: Bands = field(default_factory=Bands)
    without_vector: int = 0
    notice: str | None = None  # for the operator
    degraded: str | None = None  # for whoever searches: what the answer lacks

    @classmethod
    def nothing(cls) -> Serving:
        return cls(catalogues.build(()), generation=-1)


class Index:
    def __init__(
        self, place: Place, embedder: Embedder, pool: ThreadPoolExecutor, *, exact_up_to: int, reindex: bool
    ) -> None:
        self._place = place
        self._embedder = embedder
        self._pool = pool
        self._exact_up_to = exact_up_to
        self._anew = reindex
        self._vectors: Vectors | None = None
        self._held: dict[str, Vector] = {}
        self._asides: dict[
            str, Vector
        ] = {}  # texts with one question left out, kept for the next measurement
        self._surplus: frozenset[str] = frozenset()
        self._repaired: str | None = None

    async def open(self) -> None:
        """Open the store; a server that does not answer now is tried again at each `take_up`.

        Raises:
            IndexFromAnotherModel: and `reindex` was not asked for.
        """
        if self._vectors is None:
            try:
                vectors, self._repaired = await asyncio.to_thread(self._place.open)
            except VectorsUnreachable:
                return
            if not self._anew:
                vectors.check_model()
            self._vectors = vectors

    async def close(self) -> None:
        if self._vectors is not None:
            await asyncio.to_thread(self._vectors.close)

    async def take_up(
        self, catalogue: Catalogue, generation: int, progress: Progress | None, *, anew: bool
    ) -> Serving:
        """Bring the store in step with `catalogue`, and give what a search needs; nothing is removed yet."""
        self._surplus = frozenset()
        await self.open()
        try:
            if self._vectors is None:
                raise VectorsUnreachable("The vector store does not answer.")
            return await self._in_step(self._vectors, catalogue, generation, progress, anew=anew)
        except VectorsUnreachable as error:
            return self._from_memory(catalogue, generation, str(error))

    async def look(self, catalogue: Catalogue, generation: int) -> Serving:
        """What the store holds of `catalogue`, without touching it."""
        try:
            if self._vectors is None:
                raise VectorsUnreachable("The vector store does not answer.")
            present = await asyncio.to_thread(self._vectors.keys)
        except VectorsUnreachable as error:
            return self._from_memory(catalogue, generation, str(error))
        meaning = NearestMeaning(catalogue, self._vectors, present)
        noted = self._vectors.notes()
        bands = Bands.from_text(noted["bands"]) if "bands" in noted else Bands()
        return Serving(catalogue, generation, meaning, bands, meaning.unknown, self._repaired)

    async def tidy(self) -> None:
        """Remove the vectors that the last `take_up` found without a text, now that nothing uses them."""
        if self._vectors is not None and self._surplus:
            with suppress(VectorsUnreachable):  # the next refresh finds them again
                await asyncio.to_thread(self._vectors.remove, self._surplus)

    async def _in_step(
        self,
        vectors: Vectors,
        catalogue: Catalogue,
        generation: int,
        progress: Progress | None,
        *,
        anew: bool,
    ) -> Serving:
        wanted = catalogue.texts_by_key()
        if anew or self._anew:
            await self._rebuild(vectors, wanted, progress)
        try:
            present, held = await self._read(vectors, wanted)
        except VectorsUnreachable:
            vectors = await self._replaced()
            present, held = await self._read(vectors, wanted)
        exact = len(wanted) <= self._exact_up_to
        usable = held.keys() if exact else present
        missing = {key: text for key, text in wanted.items() if key not in usable}
        fresh = await self._embed(vectors, missing, progress, keep=exact)
        if fresh and not await asyncio.to_thread(_finds_itself, vectors, fresh):
            fresh = await self._rebuild(vectors, wanted, progress)
        self._held = {**held, **fresh} if exact else {}
        self._surplus = frozenset(present - wanted.keys())
        meaning: Meaning = (
            ExactMeaning(catalogue, self._held)
            if exact
            else NearestMeaning(catalogue, vectors, wanted.keys())
        )
        measured = await asyncio.to_thread(self._bands, vectors, catalogue, meaning)
        notice, self._repaired = self._repaired, None
        return Serving(catalogue, generation, meaning, measured, notice=notice)

    async def _read(self, vectors: Vectors, wanted: Mapping[str, str]) -> tuple[set[str], dict[str, Vector]]:
        """The keys that the store holds, and the vectors for comparing in memory, read where not yet held."""
        present = await asyncio.to_thread(vectors.keys)
        if len(wanted) > self._exact_up_to:
            return present, {}
        held = {key: self._held[key] for key in wanted if key in present and key in self._held}
        unread = [key for key in wanted if key in present and key not in held]
        read = await asyncio.to_thread(vectors.fetch, unread) if unread else {}
        return present, held | read

    async def _replaced(self) -> Vectors:
        """A new, empty place for one that cannot be read; a server is not ours to replace."""
        if self._place.replace is None:
            raise VectorsUnreachable("The vector store does not answer.")
        await self.close()
        self._vectors = await asyncio.to_thread(self._place.replace)
        self._repaired = chroma.DAMAGED
        return self._vectors

    async def _embed(
        self, vectors: Vectors, texts: Mapping[str, str], progress: Progress | None, *, keep: bool
    ) -> dict[str, Vector]:
        """Embed `texts` into the store, a piece at a time: what is done stays done.

        Gives all new vectors to `keep` in memory, otherwise the first few, to be looked for.
        """
        loop = asyncio.get_running_loop()
        fresh: dict[str, Vector] = {}
        done = 0
        for some in _pieces(list(texts)):
            made = await asyncio.gather(
                *(loop.run_in_executor(self._pool, self._embedder.vector, texts[key]) for key in some)
            )
            keyed = dict(zip(some, made, strict=True))
            await asyncio.to_thread(vectors.put, keyed)
            if keep or not fresh:
                fresh |= keyed
            done += len(some)
            if progress:
                progress(done, len(texts))
        return fresh

    async def _rebuild(
        self, vectors: Vectors, wanted: Mapping[str, str], progress: Progress | None
    ) -> dict[str, Vector]:
        """Every vector made again into a new place; the old one serves until the new one is whole."""
        await asyncio.to_thread(vectors.start_over)
        keep = len(wanted) <= self._exact_up_to
        fresh = await self._embed(vectors, wanted, progress, keep=keep)
        await asyncio.to_thread(vectors.switch)
        self._held, self._anew = fresh if keep else {}, False
        return fresh

    def _from_memory(self, catalogue: Catalogue, generation: int, trouble: str) -> Serving:
        """Without the store: articles whose vectors are held are found as ever, the others by words."""
        missing = sum(
            any(key_of(text) not in self._held for text, _ in shape.texts) for shape in catalogue.shapes
        )
        notice = f"{trouble} {missing} of {len(catalogue.shapes)} articles are found by words alone."
        meaning = ExactMeaning(catalogue, self._held) if self._held else None
        return Serving(catalogue, generation, meaning, without_vector=missing, notice=notice, degraded=notice)

    def _bands(self, vectors: Vectors, catalogue: Catalogue, meaning: Meaning) -> Bands:
        """The bands kept beside the vectors, measured again when an article changed."""
        digests = "\n".join(article.digest for article in catalogue.articles)
        basis = hashlib.sha256(f"{_RECIPE}\n{digests}".encode()).hexdigest()
        noted = vectors.notes()
        if noted.get("basis") == basis:
            return Bands.from_text(noted["bands"])
        used: dict[str, Vector] = {}
        measured = measure(catalogue, meaning, lambda text: self._vector_of(text, used))
        self._asides = used
        vectors.note({"basis": basis, "bands": measured.to_text()})
        return measured

    def _vector_of(self, text: str, used: dict[str, Vector]) -> Vector:
        """A vector for measuring: held, made for the last measurement, or made now; `used` notes which."""
        key = key_of(text)
        for known in (self._held, self._asides, used):
            if key in known:
                used[key] = known[key]
                return known[key]
        used[key] = self._embedder.vector(text)
        return used[key]


def _finds_itself(vectors: Vectors, fresh: Mapping[str, Vector]) -> bool:
    """Whether a sample of new vectors can be found by themselves: after much churn Chroma may lose some."""
    sample = sorted(fresh)[:_VERIFIED]
    return all(key in vectors.nearest(fresh[key], 3) for key in sample)


def _pieces(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _PIECE):
        yield keys[start : start + _PIECE]


def place_for(index: Path | None, chroma_url: str | None, embedder: Embedder) -> Place:
    """The store that the settings name: a server, a folder, or memory."""
    if chroma_url:
        return Place(lambda: (chroma.open_server(chroma_url, embedder), None))
    if index:
        return Place(
            lambda: chroma.open_folder(index, embedder), lambda: chroma.replace_folder(index, embedder)
        )
    return Place(lambda: (VectorsInMemory(), None))
