"""Staff posts as projections: shown again, from the rows as they are, while they want more than they show.

A place where we may not post is tried again every few minutes, and the channels it serves are marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alerts.merging import WEBHOOK_PLACE, held_until
from bot.alerts.undelivered import page_failed, staff_channel_failed
from bot.card import Bulletin, Picture, Trouble, View
from bot.errors import NotAllowed, RateLimited
from bot.messages import platform_of
from bot.moves import give_back
from bot.ports import Clock, Draw, Platform, Reading, Shows, Store, Work
from bot.process.health import Health
from bot.record import Claim, Post, PostKind
from bot.reports.bulletins import not_before
from bot.showing.posts import view

TRIES_AGAIN = timedelta(minutes=5)
_OF_A_CHANNEL = frozenset({PostKind.CARD, PostKind.QUEUE})
_NO_PLATFORM = "That platform is not set up here."
_NO_WEBHOOK = "No webhook is set up: set ALERT_WEBHOOK__URL."


@dataclass(frozen=True, slots=True)
class Board:
    """Works posts that are due."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock
    health: Health
    draw: Draw | None = None  # without it, charts are told in words only
    webhook: Shows | None = None

    async def post(self, claim: Claim) -> None:
        """Show one staff post as things stand."""
        now = self.clock.now()
        async with self.store.read() as reading:
            post = next((known for known in await reading.posts(id=claim.id)), None)
            later = await not_before(reading, post) or await held_until(reading, post, now) if post else None
            held = later is not None and later > now
            shown = await self._view(reading, post, now) if post and not held else None
        if held:
            await give_back(self.store, claim, later)
            return
        if post is None or shown is None:
            await self._shown(claim, post)
            return
        to_hook = post.place == WEBHOOK_PLACE
        platform = self.webhook if to_hook else self.platforms.get(platform_of(post.place))
        if platform is None:
            await self._refused(claim, post, _NO_WEBHOOK if to_hook else _NO_PLATFORM)
            return
        if isinstance(shown, Bulletin):
            shown = await self._drawn(shown, post)
        try:
            key = f"{post.kind.value}-{post.subject}"
            message = await platform.show(
                shown, place=post.place, message=post.platform_id, key=key, again=claim.attempts > 1
            )
        except RateLimited as wait:
            await give_back(self.store, claim, now + wait.retry_after)
        except NotAllowed as refused:
            await self._refused(claim, post, str(refused))
        else:
            first = post.platform_id is None
            await self._shown(claim, replace(post, platform_id=message), before=post.error, first=first)

    async def _drawn(self, shown: Bulletin, post: Post) -> Bulletin:
        """Give a bulletin the picture of its chart, with the chart's own words for who cannot see it."""
        if shown.chart is None or self.draw is None:
            return shown
        name = f"first-responses-{post.subject.rpartition(' ')[2]}.png"
        picture = Picture(name=name, data=await self.draw(shown.chart), alt=shown.chart.alt)
        return replace(shown, picture=picture)

    async def _view(self, reading: Reading, post: Post, now: datetime) -> View | None:
        return self._trouble(post, now) if post.kind is PostKind.TROUBLE else await view(reading, post, now)

    def _trouble(self, post: Post, now: datetime) -> Trouble:
        ill = self.health.parts.get(post.subject)
        if ill is None:
            return Trouble(name=post.subject, text="It works again.", since=now, over=True)
        return Trouble(name=post.subject, text=ill.text, since=ill.since)

    async def _shown(
        self, claim: Claim, post: Post | None, before: str | None = None, *, first: bool = False
    ) -> None:
        if post is None:
            await give_back(self.store, claim)
            return
        async with self.store.begin() as work:
            if not await work.shown(claim, replace(post, shown=post.wanted, error=None)):
                return
            if first and post.kind is PostKind.PAGE:
                await work.arrived(int(post.subject), self.clock.now())
            if before:
                await _mark(work, post.place, None)

    async def _refused(self, claim: Claim, post: Post, why: str) -> None:
        """Keep wanting it: somebody may mend what the platform refuses. An alert goes to the next at once."""
        now = self.clock.now()
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            if post.kind is PostKind.PAGE:
                await page_failed(work, post, why, now)
                await work.shown(claim, replace(post, error=why, shown=post.wanted))
                return
            if post.kind is PostKind.ALERT:
                await staff_channel_failed(work, post, now)
            if post.kind in _OF_A_CHANNEL and not await work.served_by(post.place):
                await work.shown(claim, replace(post, error=why, shown=post.wanted))
                return  # its channel has another staff channel now
            await _mark(work, post.place, why)
            await work.shown(claim, replace(post, error=why), due=now + TRIES_AGAIN)


async def _mark(work: Work, place: str, why: str | None) -> None:
    """Record for every channel that a staff channel serves whether its cards can be shown."""
    for known in await work.served_by(place):
        await work.degrade(known.channel, why)
