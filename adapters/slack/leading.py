"""What leads do with `/frontdesk`: watch, unwatch, pause, resume; and who is on duty."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.asked import staff_person, watched_here
from adapters.slack.clicks import Ack, Body, Clicks
from adapters.slack.duty import Duty
from adapters.slack.in_time import told_of
from adapters.slack.keys import stamp
from adapters.slack.settings import CHANNEL, Settings, named
from adapters.slack.shortcut import said
from bot.card import Answered
from bot.errors import FrontdeskError
from bot.messages import Person, Role
from bot.policy import Acknowledge, Customers

_SOONER = "Sooner: /frontdesk resume"
_UNTIL = re.compile(r"^(?:until|for)\b\s*", re.I)
_WHERE_TO = "Say where cards should go: /frontdesk watch #staff-channel"
_OPENED = re.compile(r"^\s*(on|off)\b", re.I)
Answer = Callable[[Body, str], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Leading:
    """Carries out what leads type."""

    clicks: Clicks
    settings: Settings
    duty: Duty

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile("^alerts:"))(self.pressed)

    def answers(self) -> dict[str, Answer]:
        return {
            "watch": self._watch,
            "unwatch": self._unwatch,
            "pause": self._pause,
            "resume": self._resume,
            "acknowledgement": self._acknowledgement,
            "duty": self._duty,
        }

    async def _watch(self, body: Body, rest: str) -> dict[str, Any]:
        target = CHANNEL.search(rest)
        if target is None:
            return said(_WHERE_TO)
        channel = await self.clicks.key(body["channel_id"])
        staff = await self.clicks.key(target.group(1))
        if problem := await self._unfit(channel, staff):
            return said(problem)
        by = await self._founder(body["user_id"], channel, staff)
        new = channel not in {each.channel for each in await watched_here(self.clicks)}
        watched = await self.clicks.lead.watch(channel, named(body, channel), staff, by)
        if watched.ok and new:
            await self._heard_from_now(channel)
        if watched.ok and new and (await self.clicks.people.channel(channel)).shared:
            # members of our own organisation are colleagues where customers come from others
            inputs = {"customers": Customers.OUTSIDERS.value}
            await self.clicks.lead.change(channel, inputs, by)
        return said(watched.text)

    async def _heard_from_now(self, channel: str) -> None:
        """Let a crash lose no line from now on, and let nothing from before be taken for missed."""
        async with self.clicks.store.begin() as work:
            await work.mark_channel(channel, watermark=stamp(self.clicks.clock.now()))

    async def _unwatch(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self.settings.channel(body, rest)
        by = await self.clicks.who(body["user_id"], channel)
        return said((await self.clicks.lead.unwatch(channel, by)).text)

    async def _pause(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self.settings.channel(body, rest)
        until = _UNTIL.sub("", CHANNEL.sub("", rest).strip())
        by = await self.clicks.who(body["user_id"], channel)
        told = await self.clicks.lead.pause(channel, by, until)
        return said(f"{told.text} {_SOONER}" if told.ok else told.text)

    async def _resume(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self.settings.channel(body, rest)
        by = await self.clicks.who(body["user_id"], channel)
        return said((await self.clicks.lead.resume(channel, by)).text)

    async def pressed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Pause, resume or stop watching a channel from the Home tab."""
        await ack()
        user, word, channel = body["user"]["id"], str(action["action_id"]).partition(":")[2], action["value"]
        person = await self.clicks.key(user)
        try:
            by = await self.clicks.who(user, channel)
            told = (await self._does()[word](channel, by)).text
        except FrontdeskError as error:
            told = told_of(error)
        await self.clicks.tell(person, person, told)
        await self.clicks.home.show(user)

    def _does(self) -> dict[str, Callable[[str, Person], Awaitable[Answered]]]:
        lead = self.clicks.lead
        return {"unwatch": lead.unwatch, "pause": lead.pause, "resume": lead.resume}

    async def _acknowledgement(self, body: Body, rest: str) -> dict[str, Any]:
        """Switch the bot's word out of hours on or off, or show its settings with a preview."""
        wanted = _OPENED.match(rest)
        if wanted is None:
            return await self.settings.open_from_command(body, rest, "acknowledgement")
        channel = await self.settings.channel(body, rest)
        by = await self.clicks.who(body["user_id"], channel)
        to = Acknowledge.OUT_OF_HOURS if wanted.group(1).lower() == "on" else Acknowledge.OFF
        told = await self.clicks.lead.change(channel, {"acknowledgement": to.value}, by)
        if not told.ok:
            return said(told.text)
        said_then = "Out of hours, customers are told by the bot who answers and when."
        return said(said_then if to is Acknowledge.OUT_OF_HOURS else "Out of hours, the bot says nothing.")

    async def _duty(self, body: Body, rest: str) -> dict[str, Any]:
        by = await staff_person(self.clicks, body)
        return await self.duty.answer(body, rest, by)

    async def _founder(self, user: str, channel: str, staff: str) -> Person:
        """Return who wants to watch a channel: a lead, where nobody has set anything up yet."""
        by = await self.clicks.who(user, channel)
        unwatched = channel not in {each.channel for each in await self.clicks.lead.watched()}
        if unwatched and await self.clicks.people.may_set_up(by.id, staff):
            return replace(by, role=Role.LEAD)
        return by

    async def _unfit(self, channel: str, staff: str) -> str | None:
        """Return why a channel cannot be watched with this staff channel, or `None`."""
        for each in (channel, staff):
            known = await self.clicks.people.channel(each)
            if not known.has_us:
                return f"Invite me to #{known.name} first: /invite @Frontdesk there."
            if each == staff and known.shared:
                return (
                    f"#{known.name} is shared with others, who would see the cards. Choose an internal one."
                )
        return None
