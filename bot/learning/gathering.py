"""Puts unanswered questions into groups, and closes a group when an article that settles it has come."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.ports import Clock, Store, Work
from knowledge import gaps
from knowledge.errors import VectorsUnreachable
from knowledge.learned import Gap, GapState, Unanswered
from knowledge.ports import Band, Found

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOOKS_EVERY = timedelta(seconds=20)
_MOVES = frozenset({GapState.OPEN, GapState.WRITTEN})
_REOPENS = frozenset({GapState.ANSWERED, GapState.WRITTEN})
_TRIED = 3  # of a group's questions are searched again; most of them have to find the article


class Articles(Protocol):
    """What gathering asks of the library."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found: ...

    async def vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]: ...


@dataclass(slots=True)
class Gatherer:
    """Keeps the gap list in order. Vectors are kept in memory: their texts are in the store."""

    store: Store
    library: Articles
    clock: Clock
    _members: dict[str, gaps.Member] = field(default_factory=dict)

    async def run(self) -> None:
        """Gather now and then, for ever."""
        while True:
            with suppress(VectorsUnreachable):  # a provider that is away: the next round gathers
                await self.gather()
            await asyncio.sleep(LOOKS_EVERY.total_seconds())

    async def gather(self) -> None:
        """Put what was asked since the last time into groups, and close those that an article settles now."""
        async with self.store.read() as reading:
            asked = [each for each in await reading.learned.unanswered() if each.listed and each.text]
            known = await reading.learned.gaps()
        generation = await self.store.shelf.generation()
        if any(each.gap is None for each in asked):
            await self._learn(asked)
            async with self.store.begin() as work:
                await self._place(work, generation)
        due = [gap for gap in known if gap.state in _MOVES and gap.searched < generation]
        for gap in due:
            await self._search_again(gap, [each for each in asked if each.gap == gap.id], generation)

    async def _learn(self, asked: Sequence[Unanswered]) -> None:
        texts = list({each.text for each in asked} - self._members.keys())
        for text, vector in zip(texts, await self.library.vectors(texts), strict=True):
            self._members[text] = gaps.member(text, vector)

    async def _place(self, work: Work, generation: int) -> None:
        """Place questions in the order in which they were asked; one that came meanwhile waits its turn."""
        await work.lock("gaps", "")
        known = {gap.id: gap for gap in await work.learned.gaps()}
        members: dict[int, list[gaps.Member]] = {id: [] for id in known}
        loose: list[Unanswered] = []
        for each in await work.learned.unanswered():
            if not each.listed or each.text not in self._members:
                continue
            if each.gap is None:
                loose.append(each)
            else:
                members[each.gap].append(self._members[each.text])
        for each in loose:
            new = self._members[each.text]
            id = gaps.place(members, new)
            if id is None:
                gap = await work.learned.open_gap(Gap(opened_at=each.at, searched=generation))
                known[gap.id], members[gap.id], id = gap, [], gap.id
            elif known[id].state in _REOPENS:
                known[id] = replace(
                    known[id], state=GapState.OPEN, closed_by=None, closed_at=None, searched=generation
                )
                await work.learned.save_gap(known[id])
            members[id].append(new)
            await work.learned.put_into(each.id, id)

    async def _search_again(self, gap: Gap, asked: Sequence[Unanswered], generation: int) -> None:
        """Look for an article among those of a newer generation."""
        tried = asked[-_TRIED:]
        articles: Counter[str] = Counter()
        for each in tried:
            found = await self.library.search(each.text, exclude=frozenset(each.excluded))
            if found.band is Band.DRAFT and found.sources:
                articles[found.sources[0].article_id] += 1
        changed = replace(gap, searched=generation)
        if tried and sum(articles.values()) * 2 > len(tried):
            changed = replace(
                changed,
                state=GapState.ANSWERED,
                article_id=articles.most_common(1)[0][0],
                closed_at=self.clock.now(),
            )
        async with self.store.begin() as work:
            await work.lock("gaps", "")
            still = next((each for each in await work.learned.gaps() if each.id == gap.id), None)
            if still == gap:
                await work.learned.save_gap(changed)
