"""What happens to channels themselves: renamed, archived, shared, given another id, or closed to us."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from adapters.slack.clicks import Clicks
from adapters.slack.keys import key
from bot.record import PostKind, Queue, Watched

_SHARED = (
    "The staff channel with your cards is now shared with another organisation, which can read them. "
    "Move the cards: in each support channel, type /frontdesk watch #another-channel."
)
_ARCHIVED = "{name} is archived. Unarchive it, or stop watching it: /frontdesk unwatch."
_LEFT = "Frontdesk was removed from {name} and hears nobody there. Invite it again: /invite @Frontdesk."
_Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Channels:
    """Keeps up with Slack's channels, and tells those who answer for them what it means."""

    clicks: Clicks
    wake: Callable[..., None]

    def listeners(self) -> dict[str, Callable[..., Awaitable[None]]]:
        """Return who hears which of Slack's events."""
        return {
            "channel_shared": self.shared,
            "channel_rename": self.renamed,
            "group_rename": self.renamed,
            "channel_id_changed": self.moved,
            "channel_archive": self.archived,
            "group_archive": self.archived,
            "channel_unarchive": self.opened_again,
            "group_unarchive": self.opened_again,
            "channel_left": self.left,
            "group_left": self.left,
            "member_joined_channel": self.joined,
            "member_left_channel": self.members_changed,
        }

    async def shared(self, event: _Event) -> None:
        """Warn those who answer for a staff channel that others can see its cards from now on."""
        channel = await self._key(event["channel"])
        served = [each for each in await self.clicks.lead.watched() if each.policy.staff_channel == channel]
        await self._tell(served, _SHARED)

    async def renamed(self, event: _Event) -> None:
        async with self.clicks.store.begin() as work:
            name = f"#{event['channel']['name']}"
            await work.mark_channel(await self._key(event["channel"]["id"]), name=name)

    async def moved(self, event: _Event) -> None:
        """Follow a channel to its new id, with everything that was said there."""
        old, new = await self._key(event["old_channel_id"]), await self._key(event["new_channel_id"])
        async with self.clicks.store.begin() as work:
            await work.move_channel(old, new)
            for known in await work.live(new):  # their buttons name the old channel
                await work.want_post(
                    PostKind.CARD, str(known.id), "", due=self.clicks.clock.now(), create=False
                )
        self.clicks.people.forget(event["old_channel_id"])
        self.wake(Queue.POST)

    async def archived(self, event: _Event) -> None:
        await self._degrade(event["channel"], _ARCHIVED)

    async def left(self, event: _Event) -> None:
        await self._degrade(event["channel"], _LEFT)

    async def opened_again(self, event: _Event) -> None:
        await self._degrade(event["channel"], None)

    async def joined(self, event: _Event) -> None:
        await self.members_changed(event)
        if event.get("user") == (await self.clicks.web.identity()).user:
            await self._degrade(event["channel"], None)

    async def members_changed(self, event: _Event) -> None:
        self.clicks.people.forget(event["channel"])

    async def _degrade(self, id: str, why: str | None) -> None:
        """Record that we cannot work in a watched channel and say so once, or that we can again."""
        channel = await self._key(id)
        async with self.clicks.store.begin() as work:
            watched = await work.watched(channel)
            told = why.format(name=watched.name) if watched and why else None
            if watched is None or watched.degraded == told:
                return
            await work.degrade(channel, told)
        if told:
            await self._tell([watched], told)

    async def _tell(self, served: list[Watched], text: str) -> None:
        people = {person for each in served for person in (each.policy.owner, each.policy.lead) if person}
        for person in sorted(people):
            await self.clicks.tell(person, person, text)

    async def _key(self, id: str) -> str:
        return key((await self.clicks.web.identity()).team, id)
