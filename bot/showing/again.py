"""Staff posts that are not there: deleted by somebody, or refused until somebody mended the channel.

A card of somebody who waits and a list with people on it come back; what is over or empty does not. What is
deleted again soon was not deleted by accident, so it stays away until it has something new to show.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.card import Card, View, Waiting
from bot.ports import Clock, Store
from bot.record import Post, PostKind, Queue
from bot.showing.posts import view

ONCE_IN = timedelta(minutes=10)
_COMES_BACK = frozenset({PostKind.CARD, PostKind.QUEUE})


@dataclass(frozen=True, slots=True)
class Again:
    """Asks for posts once more."""

    store: Store
    clock: Clock
    wake: Callable[[Queue], None]
    _back: dict[int, datetime] = field(default_factory=dict)  # when a post was last asked for once more

    async def deleted(self, place: str, messages: Collection[str]) -> None:
        """Take in that messages of a channel are gone; most are none of ours."""
        now = self.clock.now()
        wanted = [post for post in await self._needed(place, messages, now) if self._may(post, now)]
        if not wanted:
            return
        async with self.store.begin() as work:
            for post in wanted:
                await work.want_post(post.kind, post.subject, place, due=now, create=False)
        self._back.update((post.id, now) for post in wanted)
        self.wake(Queue.POST)

    async def mended(self, place: str) -> None:
        """Ask at once for what a channel refused, instead of when it would be tried again."""
        async with self.store.begin() as work:
            for post in await work.posts(place, refused=True):
                await work.want_post(post.kind, post.subject, place, due=self.clock.now(), create=False)
        self.wake(Queue.POST)

    async def _needed(self, place: str, messages: Collection[str], now: datetime) -> list[Post]:
        async with self.store.read() as reading:
            if not await reading.served_by(place):
                return []
            gone = [
                post for post in await reading.posts(place, messages=messages) if post.kind in _COMES_BACK
            ]
            return [post for post in gone if _needs_somebody(await view(reading, post, now))]

    def _may(self, post: Post, now: datetime) -> bool:
        for id, at in list(self._back.items()):
            if now - at >= ONCE_IN:
                del self._back[id]
        return post.id not in self._back


def _needs_somebody(shown: View | None) -> bool:
    match shown:
        case Card():
            return not shown.folded
        case Waiting():
            return bool(shown.rows)
        case _:
            return False
