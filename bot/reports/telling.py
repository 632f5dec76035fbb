"""Digests that come out by themselves, and what leads post or announce by a click."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.card import Answered
from bot.messages import Person, Role
from bot.ports import Clock, Store, Work
from bot.record import PostKind, Queue, Watched
from bot.reports.digest import subject, upcoming

LOOKS = timedelta(minutes=5)
_ONLY_LEADS = Answered(text="Only a lead of this channel can do that.", ok=False)
_NOT_WATCHED = Answered(text="This channel is not watched. A lead can watch it first.", ok=False)


@dataclass(frozen=True, slots=True)
class Telling:
    """Plans posts; the work loop shows each once, also after a restart and with several processes."""

    store: Store
    clock: Clock
    wake: Callable[[Queue], None]

    async def run(self) -> None:
        """Keep the next digest of every channel planned, until cancelled."""
        while True:
            await self.plan(self.clock.now())
            await asyncio.sleep(LOOKS.total_seconds())

    async def plan(self, now: datetime) -> None:
        """Plan each channel's next digest. One that was planned already only moves with the policy."""
        async with self.store.begin() as work:
            for watched in await work.all_watched():
                if watched.policy.digest:
                    await _plan(work, watched, now)
        self.wake(Queue.POST)

    async def post_month(self, channel: str, by: Person) -> Answered:
        """Post a channel's thirty-day page to its staff channel; a second time on another day only."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        now = self.clock.now()
        async with self.store.begin() as work:
            watched = await work.watched(channel)
            if watched is None:
                return _NOT_WATCHED
            about = subject(channel, now.date().isoformat())
            await work.plan_post(PostKind.MONTH, about, watched.policy.staff_channel, due=now)
        self.wake(Queue.POST)
        return Answered(text=f"The page of {watched.name} is on its way to its staff channel.")

    async def name_agents(self, channel: str, by: Person, *, on: bool) -> Answered:
        """Let leads see figures by agent from now on, or no longer. The team is told; it is audited."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        now = self.clock.now()
        async with self.store.begin() as work:
            watched = await work.watched(channel)
            if watched is None:
                return _NOT_WATCHED
            if (watched.policy.agents_since is not None) is on:
                return Answered(text="It is so already.")
            policy = replace(watched.policy, agents_since=now if on else None)
            await work.save_person(by)
            await work.watch(channel, watched.name, policy, by=by.id, at=now)
            about = subject(channel, now.isoformat())
            await work.plan_post(PostKind.NAMING, about, policy.staff_channel, due=now)
        self.wake(Queue.POST)
        told = "Leads see figures by agent from now on" if on else "Reports no longer name agents"
        return Answered(text=f"{told}. The team is told in the staff channel.")


async def _plan(work: Work, watched: Watched, now: datetime) -> None:
    policy = watched.policy
    if policy.digest:
        edition = upcoming(policy.digest, policy.hours.home, now)
        about = subject(watched.channel, edition.key)
        await work.plan_post(PostKind.DIGEST, about, policy.staff_channel, due=edition.at)
