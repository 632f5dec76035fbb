"""A reply of ours is gone: the customer waits again from the first line, as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.conversation import Conversation, Event
from bot.moves import move, reopen_alert
from bot.ports import Work
from bot.record import DraftState, Reply, Watched


async def taken_back(
    work: Work, before: Conversation, watched: Watched, now: datetime, event: Event, reply: Reply | None
) -> Conversation:
    """Reopen the wait that a reply had ended, with its alert; the words of one from a card return to it."""
    after = await move(work, before, watched, now, event)
    if after.wait:
        await reopen_alert(work, after, after.wait, now)
    draft = await work.draft(reply.draft) if reply and reply.draft else None
    if reply and draft and await work.open_draft(after.id) is None:
        await work.save_draft(replace(draft, state=DraftState.OPEN, text=reply.text))
    return after
