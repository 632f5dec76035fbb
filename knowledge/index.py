"""The index: keeps the vectors of a catalogue in the store, and makes from them what a search needs."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from knowledge import bands as calibration
from knowledge import chroma
from knowledge.bands import Bands
from knowledge.catalogue import Catalogue
from knowledge.errors import VectorsUnreachable
from knowledge.making import Maker
from knowledge.meaning import ExactMeaning, Meaning, NearestMeaning
from knowledge.place import Place
from knowledge.serving import Serving
from knowledge.vectors import Vectors, key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

Progress = Callable[[int, int], None]
EXACT_UP_TO = 20_000  # vectors held in memory, 30 MB
_VERIFIED = 50
_RECIPE = "2"  # raise it when scores change: the bands are then measured again


class Index:
    def __init__(self, place: Place, maker: Maker, *, exact_up_to: int, reindex: bool) -> None:
        self._place = place
        self._maker = maker
        self._exact_up_to = exact_up_to
        self._anew = reindex
        self._vectors: Vectors | None = None
        self._held: dict[str, Vector] = {}
        self._asides: dict[str, Vector] = {}  # texts with one question left out, kept to measure again
        self._surplus: frozenset[str] = frozenset()
        self._repaired: str | None = None

    async def open(self) -> None:
        """Open the store; what does not answer now, store or provider, is tried again at each `take_up`.

        Raises:
            IndexFromAnotherModel: and `reindex` was not asked for.
        """
        with suppress(VectorsUnreachable):
            await self._opened()

    async def _opened(self) -> Vectors:
        if self._vectors is None:
            vectors, self._repaired = await asyncio.to_thread(self._place.open)
            try:
                if not self._anew:
                    vectors.check_model()
            except BaseException:
                vectors.close()
                raise
            self._vectors = vectors
        await self._maker.ready()
        if not self._anew:
            self._vectors.check_model()  # a provider tells only now how long its vectors are
        return self._vectors

    async def close(self) -> None:
        if self._vectors is not None:
            await asyncio.to_thread(self._vectors.close)

    async def take_up(
        self, catalogue: Catalogue, generation: int, progress: Progress | None, *, anew: bool
    ) -> Serving:
        """Bring the store in step with `catalogue`, and give what a search needs; nothing is removed yet."""
        self._surplus = frozenset()
        try:
            return await self._in_step(await self._opened(), catalogue, generation, progress, anew=anew)
        except VectorsUnreachable as error:
            return self._from_memory(catalogue, generation, str(error))

    async def look(self, catalogue: Catalogue, generation: int) -> Serving:
        """What the store holds of `catalogue`, without touching it."""
        try:
            vectors = await self._opened()
            present = await asyncio.to_thread(vectors.keys)
        except VectorsUnreachable as error:
            return self._from_memory(catalogue, generation, str(error))
        meaning = NearestMeaning(catalogue.units, vectors, present)
        noted = vectors.notes()
        bands = Bands.from_text(noted["bands"]) if "bands" in noted else Bands()
        return Serving(
            catalogue,
            generation,
            meaning,
            bands,
            without_vector=meaning.unknown,
            notice=self._repaired,
        )

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
        wanted = catalogue.units.all_keys()
        exact = len(wanted) <= self._exact_up_to
        if anew or self._anew:
            await self._rebuild(vectors, catalogue, progress, keep=exact)
        try:
            present, held = await self._read(vectors, wanted, keep=exact)
        except VectorsUnreachable:
            vectors = await self._replaced()
            present, held = await self._read(vectors, wanted, keep=exact)
        usable: AbstractSet[str] = held.keys() if exact else present
        missing = catalogue.texts(without=usable), len(wanted - usable)
        fresh = await self._embed(vectors, *missing, progress, keep=exact)
        if fresh and not await asyncio.to_thread(_finds_itself, vectors, fresh):
            fresh = await self._rebuild(vectors, catalogue, progress, keep=exact)
        self._held = {**held, **fresh} if exact else {}
        self._surplus = frozenset(present - wanted)
        meaning: Meaning = (
            ExactMeaning(catalogue.units, self._held)
            if exact
            else NearestMeaning(catalogue.units, vectors, wanted)
        )
        measured = await self._bands(vectors, catalogue, meaning)
        notice, self._repaired = self._repaired, None
        return Serving(catalogue, generation, meaning, measured, notice=notice)

    async def _read(
        self, vectors: Vectors, wanted: AbstractSet[str], *, keep: bool
    ) -> tuple[set[str], dict[str, Vector]]:
        """The keys that the store holds, and the vectors to `keep` in memory, read where not yet held."""
        present = await asyncio.to_thread(vectors.keys)
        if not keep:
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
        self,
        vectors: Vectors,
        texts: Iterator[tuple[str, str]],
        total: int,
        progress: Progress | None,
        *,
        keep: bool,
    ) -> dict[str, Vector]:
        """Embed keyed `texts` into the store, a piece at a time: what is done stays done.

        Gives all new vectors to `keep` in memory, otherwise the first few, to be looked for.
        """
        fresh: dict[str, Vector] = {}
        done = 0
        while some := await asyncio.to_thread(dict, islice(texts, self._maker.at_once)):
            made = await self._maker.vectors(list(some.values()))
            keyed = dict(zip(some, made, strict=True))
            await asyncio.to_thread(vectors.put, keyed)
            if keep or not fresh:
                fresh |= keyed
            done += len(some)
            if progress:
                progress(done, total)
        return fresh

    async def _rebuild(
        self, vectors: Vectors, catalogue: Catalogue, progress: Progress | None, *, keep: bool
    ) -> dict[str, Vector]:
        """Every vector made again into a new place; the old one serves until the new one is whole."""
        await asyncio.to_thread(vectors.start_over)
        total = catalogue.units.texts()
        fresh = await self._embed(vectors, catalogue.texts(), total, progress, keep=keep)
        await asyncio.to_thread(vectors.switch)
        self._held, self._anew = fresh if keep else {}, False
        return fresh

    def _from_memory(self, catalogue: Catalogue, generation: int, trouble: str) -> Serving:
        """Without the store: articles whose vectors are held are found as ever, the others by words."""
        count = len(catalogue.articles)
        missing = count - int(catalogue.units.complete(self._held.keys()).sum())
        notice = f"{trouble} {missing} of {count} articles are found by words alone."
        meaning = ExactMeaning(catalogue.units, self._held) if self._held else None
        return Serving(catalogue, generation, meaning, without_vector=missing, notice=notice, degraded=notice)

    async def _bands(self, vectors: Vectors, catalogue: Catalogue, meaning: Meaning) -> Bands:
        """The bands kept beside the vectors, measured again when an article changed."""
        digests = "\n".join(article.digest for article in catalogue.articles)
        basis = hashlib.sha256(f"{_RECIPE}\n{digests}".encode()).hexdigest()
        noted = vectors.notes()
        if noted.get("basis") == basis:
            return Bands.from_text(noted["bands"])
        probes = calibration.probes(catalogue)
        self._asides = await self._aside(text for probe in probes for text in probe.texts())
        known = self._held | self._asides
        measured = await asyncio.to_thread(
            calibration.measure, catalogue, meaning, probes, lambda text: known[key_of(text)]
        )
        await asyncio.to_thread(vectors.note, {"basis": basis, "bands": measured.to_text()})
        return measured

    async def _aside(self, texts: Iterable[str]) -> dict[str, Vector]:
        """Vectors to measure with that are not held: made for the last measurement, or made now."""
        wanted = {key_of(text): text for text in texts}
        wanted = {key: text for key, text in wanted.items() if key not in self._held}
        made = {key: self._asides[key] for key in wanted if key in self._asides}
        new = {key: text for key, text in wanted.items() if key not in made}
        return made | dict(zip(new, await self._maker.vectors(list(new.values())), strict=True))


def _finds_itself(vectors: Vectors, fresh: Mapping[str, Vector]) -> bool:
    """Whether a sample of new vectors can be found by themselves: after much churn Chroma may lose some."""
    sample = sorted(fresh)[:_VERIFIED]
    return all(key in vectors.nearest(fresh[key], 3) for key in sample)
