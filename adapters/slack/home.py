"""The Home tab: who waits, my reminders, today's figures, and for leads each channel's settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.slack import rich
from adapters.slack.blocks import Link, nudges, waiting
from adapters.slack.clicks import Clicks
from adapters.slack.keys import key
from adapters.slack.rich import Block
from bot.card import Nudge, Waiting
from bot.messages import Person, Role
from bot.policy_form import in_words
from bot.record import Watched
from bot.reports.asked import Span, report_of
from bot.reports.words import in_short

_CHANNELS = 20
_NUDGES = 10
_TODAY = timedelta(days=1)
_NOT_STAFF = "Frontdesk helps the support team here to answer sooner. Just write in your support channel."
_NOTHING_YET = "No channel is watched yet. In a support channel, type: /frontdesk watch #staff-channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What one person's Home tab shows."""

    queues: tuple[Waiting, ...]
    figures: str
    nudges: tuple[Nudge, ...]
    channels: tuple[tuple[Watched, Role], ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Publishes Home tabs as they are opened."""

    clicks: Clicks

    async def opened(self, event: dict[str, Any]) -> None:
        if event.get("tab") != "home":
            return
        web = self.clicks.web
        mine = await self._mine(event["user"])
        view = {"type": "home", "blocks": blocks(mine, web.link)}
        await web.ask(web.client.views_publish, place="the Home tab", user_id=event["user"], view=view)

    async def _mine(self, user: str) -> Mine:
        who = key((await self.clicks.web.identity()).team, user)
        lead = self.clicks.lead
        channels = []
        for watched in await lead.watched():
            if watched.channel.startswith("slack:"):
                person: Person = await self.clicks.people.person(who, watched.channel)
                channels.append((watched, person.role))
        acting = [(watched, role) for watched, role in channels if role.acts]
        staff = dict.fromkeys(watched.policy.staff_channel for watched, _ in acting)
        async with self.clicks.store.read() as reading:
            now = self.clicks.clock.now()
            today = Span(since=now - _TODAY, until=now)
            figures = "\n".join(in_short(await report_of(reading, today))) if acting else ""
        return Mine(
            figures=figures,
            queues=tuple([await lead.queue(each) for each in staff]),
            nudges=await self.clicks.desk.nudges(who),
            channels=tuple(acting if channels else ()),
        )


def blocks(mine: Mine, link: Link) -> list[Block]:
    """Return a Home tab's blocks."""
    if not mine.channels:
        return [*rich.as_typed(_NOT_STAFF), *rich.as_typed(_NOTHING_YET)]
    shown = [block for queue in mine.queues for block in waiting(queue, link)[1]]
    if mine.nudges:
        shown.append(_heading(f"Your nudges: {len(mine.nudges)}"))
        shown += nudges(mine.nudges[:_NUDGES], link)[1]
    shown += [_heading("Today"), *rich.as_typed(mine.figures), _heading("Channels")]
    for watched, role in mine.channels[:_CHANNELS]:
        shown += _channel(watched, role)
    return shown


def _heading(text: str) -> Block:
    return {"type": "header", "text": rich.label(text, 150)}


def _channel(watched: Watched, role: Role) -> list[Block]:
    owner = [rich.words(" · owner "), rich.mention(watched.policy.owner)] if watched.policy.owner else []
    told = watched.degraded or in_words(watched.policy)
    shown = [rich.rich(rich.line(rich.words(watched.name, bold=True), rich.words(f"  {told}"), *owner))]
    if role is Role.LEAD:
        shown.append({"type": "actions", "elements": [rich.button("Settings", "settings", watched.channel)]})
    return shown
