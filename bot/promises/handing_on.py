"""Promised times change hands when whoever told them goes off duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bot.aftercare.record import Promise
from bot.ports import Reading, Work
from bot.promises.keeping import REMINDERS
from bot.record import NoticeState


async def owed_by(reading: Reading, person: str) -> dict[int, list[Promise]]:
    """Return the promised times that somebody has still to keep, by conversation."""
    found: dict[int, list[Promise]] = defaultdict(list)
    for promise in await reading.aftercare.promises(by=person, open=True):
        found[promise.conversation].append(promise)
    return found


async def hand_on(work: Work, promises: Iterable[Promise], to: str) -> None:
    """Let somebody else keep promised times, and be reminded of them."""
    for promise in promises:
        await work.aftercare.save_promise(replace(promise, by=to))
        for notice in await work.notices(conversation=promise.conversation, live=True):
            mine = notice.kind in REMINDERS and notice.occasion == f"promise {promise.id}"
            if mine and notice.state is NoticeState.PLANNED:
                note = notice.note.replace("You told", "Your colleague told")
                await work.save_notice(replace(notice, to=(to,), note=note))
