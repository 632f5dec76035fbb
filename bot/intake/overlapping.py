"""What a customer said to a reply of ours that was not written down yet: it counts as if it came after it.

A process may end, or the platform's answer be lost, between posting a reply and recording it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot import signals
from bot.conversation import Conversation, Event, Kind, Status
from bot.intake.hearing import Hearing
from bot.intake.meaning import AGENT_SPOKE
from bot.ports import Work
from bot.record import Watched

_THEIRS = frozenset({Kind.ASKED, Kind.SOUNDS_SOLVED, Kind.CONFIRMED})


async def heard_meanwhile(
    work: Work, after: Conversation, watched: Watched, replied_at: datetime, now: datetime
) -> None:
    """Let the customer's last word after a reply count that has only now been recorded."""
    if after.status.over:
        return
    lines = [line for line in await work.lines(after.id) if line.author == after.customer]
    later = [line for line in lines if line.at > replied_at and line.deleted_at is None]
    if not later:
        return
    last = later[-1]
    told = await asyncio.to_thread(signals.read, [last.text], context=AGENT_SPOKE)
    asked_to_confirm = _sounded_solved(await work.events(after.id), replied_at)
    confirms = asked_to_confirm and (told.solved or told.confirmed)
    if confirms or (told.solved and after.status is not Status.LIKELY_RESOLVED):
        hearing = Hearing(work, watched, now)
        await hearing.takes_effect(after, last.at, last.author, last.id, told, confirms=confirms)


def _sounded_solved(events: Sequence[Event], at: datetime) -> bool:
    """Whether a customer's last word before `at` was that it works."""
    before = [event.kind for event in events if event.kind in _THEIRS and event.at < at]
    return before[-1:] == [Kind.SOUNDS_SOLVED]
