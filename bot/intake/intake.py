"""Lines received, edited, deleted, caught up: which conversation they are for, and which wait they touch.

One inbox row is one transaction. Who wrote and what the words tell is found out before it opens; nothing
but the store is awaited inside.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot import signals
from bot.intake.changes import Changes
from bot.intake.customers import Customers
from bot.intake.meaning import AGENT_SPOKE
from bot.intake.staff import Staff
from bot.messages import Deleted, Edited, Heard, Person, Role, Said
from bot.moves import give_back
from bot.ports import Clock, Platform, Store, Work
from bot.record import Claim, Watched
from bot.signals import Signals


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes in what platforms report."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock

    async def work(self, claim: Claim) -> None:
        """Take in one stored event."""
        async with self.store.read() as reading:
            inboxed = await reading.inboxed(claim.id)
            platform = self.platforms.get(inboxed.platform) if inboxed else None
            heard = platform.read(inboxed.raw) if inboxed and platform else None
            watched = await reading.watched(heard.channel) if heard else None
        if platform is None or heard is None or watched is None:
            await give_back(self.store, claim)
            return
        person = await _author(platform, heard)
        told = await _told(heard, person)
        async with self.store.begin() as work:
            if await work.done(claim):
                await _take(work, watched, self.clock.now(), heard, person, told)


async def _author(platform: Platform, heard: Heard) -> Person | None:
    if not isinstance(heard, Said):
        return None
    if heard.by_machine:
        return Person(id=heard.author, name="", role=Role.BOT)
    return await platform.person(heard.author, heard.channel)


async def _told(heard: Heard, person: Person | None) -> Signals | None:
    """Return what a customer's words tell. That takes milliseconds: the loop goes on meanwhile."""
    if not isinstance(heard, Said) or person is None or person.role is not Role.CUSTOMER:
        return None
    return await asyncio.to_thread(signals.read, [heard.text], context=AGENT_SPOKE)


async def _take(
    work: Work,
    watched: Watched,
    now: datetime,
    heard: Heard,
    person: Person | None,
    told: Signals | None,
) -> None:
    """Let one thing that was heard take effect."""
    if isinstance(heard, Said) and heard.wanted_at is None:  # one that was asked about may be old
        await work.mark_channel(heard.channel, watermark=heard.id)
    match heard:
        case Said() if person and told:
            await Customers(work, watched, now).said(heard, person, told)
        case Said() if person and person.role.answers:
            await Staff(work, watched, now).said(heard, person)
        case Said():
            pass  # a machine: neither opens nor stops anything
        case Edited():
            await Changes(work, watched, now).edited(heard)
        case Deleted():
            await Changes(work, watched, now).deleted(heard)
