"""What happens to channels themselves: renamed, archived, shared, given another id, or closed to us."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from adapters.slack.clicks import Clicks
from adapters.slack.gaps import Gaps
from adapters.slack.keys import key
from bot.record import PostKind, Queue, Watched

_SHARED = (
    "The staff channel with your cards is now shared with another organisation, which can read them. "
    "Move the cards: in each support channel, type /frontdesk watch #another-channel."
)
_ARCHIVED = "{name} is archived. Unarchive it, or stop watching it: /frontdesk unwatch."
_DELETED = "{name} was deleted. Stop watching it in Frontdesk's Home tab."
_STAFF = {
    "archived": "The staff channel is archived: nobody sees the cards of {name}. Unarchive it, or choose "
    "another: in {name}, type /frontdesk watch #another-channel.",
    "deleted": "The staff channel was deleted: nobody sees the cards of {name}. In {name}, type /frontdesk "
    "watch #another-channel.",
    "left": "Frontdesk was removed from the staff channel: nobody sees the cards of {name}. Invite it there "
    "again: /invite @Frontdesk.",
}
_WELCOME = (
    "Thanks for the invitation. Is this where customers ask? Then type here: /frontdesk watch "
    "#staff-channel. Invite me to that staff channel first: the cards will stand there."
)
_LEFT = "Frontdesk was removed from {name} and hears nobody there. Invite it again: /invite @Frontdesk."
_UNSHARED = (
    "Your staff channel is no longer shared with another organisation: only your own people see the cards."
)
_Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Channels:
    """Keeps up with Slack's channels, and tells those who answer for them what it means."""

    clicks: Clicks
    wake: Callable[..., None]
    gaps: Gaps

    def listeners(self) -> dict[str, Callable[..., Awaitable[None]]]:
        """Return who hears which of Slack's events."""
        return {
            "channel_shared": self.shared,
            "channel_unshared": self.unshared,
            "channel_rename": self.renamed,
            "group_rename": self.renamed,
            "channel_id_changed": self.moved,
            "channel_archive": self.archived,
            "group_archive": self.archived,
            "channel_deleted": self.deleted,
            "group_deleted": self.deleted,
            "channel_unarchive": self.opened_again,
            "group_unarchive": self.opened_again,
            "channel_left": self.left,
            "group_left": self.left,
            "member_joined_channel": self.joined,
            "member_left_channel": self.members_changed,
        }

    async def shared(self, event: _Event) -> None:
        """Warn those who answer for a staff channel that others, new in it, can see its cards."""
        self.clicks.people.forget(event["channel"])
        channel = await self._key(event["channel"])
        served = [each for each in await self.clicks.lead.watched() if each.policy.staff_channel == channel]
        await self._tell(served, _SHARED)

    async def unshared(self, event: _Event) -> None:
        """Tell the same people once nobody else sees its cards any more; who is in it has changed."""
        self.clicks.people.forget(event["channel"])
        if event.get("is_ext_shared"):
            return
        channel = await self._key(event["channel"])
        served = [each for each in await self.clicks.lead.watched() if each.policy.staff_channel == channel]
        await self._tell(served, _UNSHARED)

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
        await self._degrade(event["channel"], _ARCHIVED, _STAFF["archived"])

    async def deleted(self, event: _Event) -> None:
        await self._degrade(event["channel"], _DELETED, _STAFF["deleted"])

    async def left(self, event: _Event) -> None:
        await self._degrade(event["channel"], _LEFT, _STAFF["left"])

    async def opened_again(self, event: _Event) -> None:
        await self._mend(event["channel"])

    async def joined(self, event: _Event) -> None:
        await self.members_changed(event)
        if event.get("user") != (await self.clicks.web.identity()).user:
            return
        if not await self._mend(event["channel"]) and event.get("inviter"):
            await self.clicks.tell(await self._key(event["channel"]), key("", event["inviter"]), _WELCOME)

    async def members_changed(self, event: _Event) -> None:
        self.clicks.people.forget(event["channel"])

    async def _degrade(self, id: str, why: str, why_staff: str) -> None:
        """Record that a watched or a staff channel is lost to us, and say once what that means."""
        channel = await self._key(id)
        lost: list[tuple[Watched, str]] = []
        async with self.clicks.store.begin() as work:
            for watched in await work.all_watched():
                told = _means(watched, channel, why, why_staff)
                if told and watched.degraded != told:
                    await work.degrade(watched.channel, told)
                    lost.append((watched, told))
        for watched, told in lost:
            await self._tell([watched], told)

    async def _mend(self, id: str) -> bool:
        """Record that we can work in a channel again; `False` if it is none of ours."""
        channel = await self._key(id)
        async with self.clicks.store.begin() as work:
            ours = [each for each in await work.all_watched() if _means(each, channel, "-", "-")]
            for watched in ours:
                await work.degrade(watched.channel, None)
        if channel in {watched.channel for watched in ours}:
            await self.gaps.notice(channel)  # what was said there meanwhile
        return bool(ours)

    async def _tell(self, served: list[Watched], text: str) -> None:
        people = {person for each in served for person in (each.policy.owner, each.policy.lead) if person}
        for person in sorted(people):
            await self.clicks.tell(person, person, text)

    async def _key(self, id: str) -> str:
        return key((await self.clicks.web.identity()).team, id)


def _means(watched: Watched, channel: str, why: str, why_staff: str) -> str | None:
    """Return what the loss of a channel means for a watched one; `None` if nothing."""
    if watched.channel == channel:
        return why.format(name=watched.name)
    return why_staff.format(name=watched.name) if watched.policy.staff_channel == channel else None
