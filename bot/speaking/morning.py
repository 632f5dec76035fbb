"""The morning list: when the desk opens, one message to the first person in, with everybody who waited."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.alerts.routing import first_on_duty
from bot.conversation import Conversation
from bot.ports import Work
from bot.record import PostKind, Watched
from bot.roster.duty import Roster


async def tell_first_in(work: Work, conversation: Conversation, watched: Watched, now: datetime) -> None:
    """Ask for the morning list of a staff channel, once a day, to whoever is in first."""
    policy = watched.policy
    roster = Roster.of(await work.duties())
    who = first_on_duty(conversation, policy, roster, now, prefer=policy.owner) or policy.lead
    if who is None or not policy.step.shows_all:
        return
    subject = f"{policy.staff_channel} {now.astimezone(ZoneInfo(policy.hours.home)):%Y-%m-%d}"
    if await work.post(PostKind.MORNING, subject) is None:
        await work.want_post(PostKind.MORNING, subject, who, due=now)
