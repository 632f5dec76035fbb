"""The Home tab: duty, who waits, what is mine, figures, and for leads each channel with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from adapters.slack import rich
from adapters.slack.asked import standing
from adapters.slack.blocks import nudges, waiting
from adapters.slack.cards import Link
from adapters.slack.clicks import Desk
from adapters.slack.keys import key
from adapters.slack.mine import InHand, Mine, Served
from adapters.slack.mine import mine as of_person
from adapters.slack.people import People
from adapters.slack.rich import Block
from adapters.slack.web import Web
from bot.errors import PlatformError
from bot.lead import Lead
from bot.messages import Role
from bot.policy import Step
from bot.ports import Clock, Store
from bot.record import Watched

_CHANNELS = 15
_NUDGES = 10
_BLOCKS = 100
_NOT_STAFF = "Frontdesk helps the support team here to answer sooner. Just write in your support channel."
_NOTHING_YET = "No channel is watched yet. In a support channel, type: /frontdesk watch #staff-channel"
_STOP = "No more cards, alerts or figures for this channel. What is stored stays."
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Home:
    """Publishes Home tabs as they are opened, and anew when something on them was pressed."""

    web: Web
    people: People
    store: Store
    desk: Desk
    lead: Lead
    clock: Clock

    async def show(self, user: str) -> None:
        """Publish somebody's Home tab as things stand."""
        try:
            watched = [each for each in await self.lead.watched() if each.channel.startswith("slack:")]
            mine = await self._mine(user, watched)
            shown = blocks(mine, self.web.link, any_watched=bool(watched))
            view = {"type": "home", "blocks": shown[:_BLOCKS]}
            await self.web.ask(self.web.client.views_publish, place="the Home tab", user_id=user, view=view)
        except PlatformError as error:  # it is shown again when it is opened again
            _log.warning("a Home tab could not be shown", platform="slack", error=type(error).__name__)

    async def _mine(self, user: str, channels: Sequence[Watched]) -> Mine | None:
        who = key((await self.web.identity()).team, user)
        roles = [(watched, await self.people.person(who, watched.channel)) for watched in channels]
        return await of_person(self.store, self.lead, roles, await self.desk.nudges(who), self.clock.now())


def blocks(shown: Mine | None, link: Link, *, any_watched: bool = True) -> list[Block]:
    """Return a Home tab's blocks."""
    if shown is None:
        return [*rich.as_typed(_NOT_STAFF), *([] if any_watched else rich.as_typed(_NOTHING_YET))]
    parts = _duty(shown.on_duty)
    parts += [block for queue in shown.queues for block in waiting(queue, link)[1]]
    if shown.in_hand:
        parts += [_heading(f"In your hands: {len(shown.in_hand)}"), _in_hand(shown.in_hand, link)]
    if shown.nudges:
        parts.append(_heading(f"Your nudges: {len(shown.nudges)}"))
        parts += nudges(shown.nudges[:_NUDGES], link)[1]
    parts += [_heading("Your first replies"), *rich.as_typed(shown.own_figures)]
    parts += [_heading("Last 24 hours"), *rich.as_typed(shown.figures), _heading("Channels")]
    for served in shown.channels[:_CHANNELS]:
        parts += _channel(served, shown.at)
    return parts


def _duty(on: bool) -> list[Block]:
    word = "🟢 You are on duty." if on else "⚪ You are off duty."
    change = ("Go off duty", "duty:off", "off") if on else ("Go on duty", "duty:on", "on")
    buttons = [
        rich.button(*change),
        rich.button("Away until…", "duty:away", "away"),
        rich.button("My hours…", "duty:hours", "hours"),
    ]
    return [rich.rich(rich.line(rich.words(word, bold=True))), *rich.actions(buttons, "duty")]


def _in_hand(rows: tuple[InHand, ...], link: Link) -> Block:
    lines = []
    for row in rows:
        since = row.waiting_since
        state = [rich.words(" · waits since "), rich.when(since, "{time} ({ago})")] if since else []
        where = rich.link(link(row.thread), row.customer, bold=True)
        lines.append(rich.line(where, rich.words(f" in {row.channel_name}"), *state))
    return rich.rich(*lines)


def _heading(text: str) -> Block:
    return {"type": "header", "text": rich.label(text, 150)}


def _channel(served: Served, now: datetime) -> list[Block]:
    watched, policy = served.watched, served.watched.policy
    owner = [rich.words(" · owner "), rich.mention(policy.owner)] if policy.owner else []
    duty = [part for key in served.on_duty for part in (rich.words(" "), rich.mention(key))]
    on_duty = [rich.words("\nOn duty:"), *duty] if duty else [rich.words("\nNobody is on duty.")]
    name, _, told = standing(watched, served.person, now).partition(": ")
    line = rich.line(rich.words(name, bold=True), rich.words(f"  {told}"), *owner, *on_duty)
    return [rich.rich(line), *(_changes(served.watched, now) if served.person.role is Role.LEAD else [])]


def _changes(watched: Watched, now: datetime) -> list[Block]:
    channel, policy, about = watched.channel, watched.policy, watched.name
    buttons = [
        rich.button("Settings", "settings:settings", channel, about=about),
        rich.button("Targets", "settings:targets", channel, about=about),
        rich.button("Hours", "settings:hours", channel, about=about),
    ]
    if policy.pauses(now):
        buttons.append(rich.button("Resume alerts", "alerts:resume", channel, about=about))
    elif policy.step is Step.ALERTS:
        buttons.append(rich.button("Pause alerts for 2 h", "alerts:pause", channel, about=about))
    stop = rich.button("Stop watching", "alerts:unwatch", channel, "danger", about=about)
    buttons.append(stop | {"confirm": rich.confirm("Stop watching?", _STOP, "Stop watching")})
    return rich.actions(buttons, f"channel:{channel}")
