"""What leads change and read. Every change is checked, stored as a new policy version, and audited."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.alerts.ladder import BY_OFFICE
from bot.business_hours.calendars import ical_dates
from bot.business_hours.timetable import write_dates
from bot.card import Answered, Waiting
from bot.errors import PlatformError
from bot.forms import Form
from bot.messages import Person, Role, platform_of
from bot.moves import move_posts
from bot.policies.form import in_words, settings_form
from bot.policies.input import check_reachable, read_settings
from bot.policies.pausing import no_alerts, pause_end, paused
from bot.policy import EVERY_CHANNEL, Policy, Step, starting
from bot.ports import Clock, Platform, Reading, Store, Work
from bot.process.bell import Bell
from bot.record import PolicyChange, PostKind, Queue, Watched
from bot.reports.baseline import before_in_words
from bot.reports.bulletins import before_of, began_at
from bot.reports.digest import subject
from bot.roster.duties import Duties
from bot.say import shortened
from bot.showing.posts import waiting_now
from bot.speaking.acknowledging import preview

IMPORTED_YEARS = 5  # how far ahead the repeating events of a calendar file are followed

_ONLY_LEADS = Answered(text="Only a lead of this channel can change that.", ok=False)
_NOT_WATCHED = Answered(text="This channel is not watched. A lead can watch it first.", ok=False)
_NEW_CHANNELS = "new channels"
_TRUST = "Trust"
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lead:
    """Carries out what leads decide."""

    store: Store
    clock: Clock
    bell: Bell
    platforms: Mapping[str, Platform] = field(default_factory=dict)

    @property
    def duty(self) -> Duties:
        """Who is on duty, and how to change it."""
        return Duties(self.store, self.clock, self.bell)

    async def watched(self) -> list[Watched]:
        """Return every watched channel with its policy."""
        async with self.store.read() as reading:
            return await reading.all_watched()

    async def audit(self) -> list[PolicyChange]:
        """Return who changed what, latest first."""
        async with self.store.read() as reading:
            return await reading.audit()

    async def queue(self, staff_channel: str) -> Waiting:
        """Return who waits now in the channels of a staff channel, longest first."""
        async with self.store.read() as reading:
            return await waiting_now(reading, staff_channel, self.clock.now())

    async def form(self, channel: str, by: Person, section: str | None = None) -> Form | Answered:
        """Return the settings form of a channel as it stands, or of one section of it.

        The channel "*" stands for what new channels start from.
        """
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.read() as reading:
            known = await _standing(reading, channel)
            before = await self._before(reading, channel) if section == _TRUST else ()
        if known is None:
            return _NOT_WATCHED
        form = settings_form(*known, section)
        previews = _previews(form, known[1], by, self.clock.now())
        return replace(form, notes=(*form.notes, *previews, *before))

    async def before(self, channel: str) -> tuple[str, ...]:
        """Return how first responses were in the thirty days before a channel was watched, in words."""
        async with self.store.read() as reading:
            return await self._before(reading, channel)

    async def change(self, channel: str, inputs: Mapping[str, str], by: Person) -> Answered:
        """Store a changed policy and move every open deadline of the channel at once."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        now = self.clock.now()
        async with self.store.read() as reading:
            before = await _standing(reading, channel)
        if before is None:
            return _NOT_WATCHED
        try:
            gone = await self._gone(read_settings(before[1], inputs, channel), before[1], channel)
        except ValueError as wrong:
            return Answered(text=shortened(str(wrong)), ok=False)
        if gone:
            return Answered(text=f"{gone} is no longer here: choose somebody else.", ok=False)
        async with self.store.begin() as work:
            known = await _standing(work, channel)
            if known is None:
                return _NOT_WATCHED
            name, before_it = known
            try:
                policy = _announced(read_settings(before_it, inputs, channel), inputs, channel, now)
                check_reachable(policy, now)
            except ValueError as wrong:
                return Answered(text=shortened(str(wrong)), ok=False)
            await work.save_person(by)
            if channel == EVERY_CHANNEL:
                await work.set_defaults(policy, by=by.id, at=now)
            else:
                await work.watch(channel, name, policy, by=by.id, at=now)
                await work.recompute(channel, now)
                if policy.agents_since != before_it.agents_since:
                    about = subject(channel, now.isoformat())
                    await work.plan_post(PostKind.NAMING, about, policy.staff_channel, due=now)
        self.bell.ring(*Queue)
        return Answered(text=f"Saved. {name[0].upper()}{name[1:]}: {in_words(policy)}")

    async def pause(self, channel: str, by: Person, until: str = "") -> Answered:
        """Let a channel's alerts rest until a time ("2h", "14:00"), for two hours if none is named.

        The clocks run on, and whoever is late at its end is told then.
        """
        now = self.clock.now()
        async with self.store.read() as reading:
            watched = await reading.watched(channel)
        if watched and watched.policy.step is not Step.ALERTS:
            return no_alerts(watched.name)
        zone = by.zone if watched is None or by.zone != "UTC" else watched.policy.hours.home
        try:
            end = pause_end(until, zone, now)
        except ValueError as wrong:
            return Answered(text=str(wrong), ok=False)
        told = await self.change(channel, {"paused_until": end.isoformat()}, by)
        return paused(watched.name, end, zone, now) if told.ok and watched else told

    async def resume(self, channel: str, by: Person) -> Answered:
        """Let a channel's alerts go out again."""
        async with self.store.read() as reading:
            watched = await reading.watched(channel)
        if watched and watched.policy.step is not Step.ALERTS:
            return no_alerts(watched.name)
        told = await self.change(channel, {"paused_until": ""}, by)
        return Answered(text=f"Alerts of {watched.name} go out again.") if told.ok and watched else told

    async def import_dates(self, channel: str, ical: str, by: Person) -> Answered:
        """Close the days that an iCal file's all-day events cover; an earlier file's days are replaced."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        years = range(self.clock.now().year - 1, self.clock.now().year + IMPORTED_YEARS)
        try:  # thousands of repeating events take many seconds: the loop goes on meanwhile
            days = await asyncio.to_thread(ical_dates, ical, years)
        except ValueError as wrong:
            return Answered(text=str(wrong), ok=False)
        changed = await self.change(channel, {"imported": write_dates(days)}, by)
        if not changed.ok:
            return changed
        taken = "1 day off was" if len(days) == 1 else f"{len(days)} days off were"
        return Answered(text=f"{taken} taken over from the calendar file.")

    async def watch(self, channel: str, name: str, staff_channel: str, by: Person) -> Answered:
        """Begin to watch a channel, or move it to another staff channel."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        if channel == staff_channel:
            return Answered(text="Choose another channel for staff: customers must not see cards.", ok=False)
        async with self.store.begin() as work:
            known = await work.watched(channel)
            if await self._customers_read(work, channel, staff_channel):
                return Answered(text="Customers read that channel: choose another one for staff.", ok=False)
            policy = await _first_policy(work, channel, staff_channel, by)
            if known:
                policy = replace(known.policy, staff_channel=staff_channel)
            await work.save_person(by)
            await work.watch(channel, name, policy, by=by.id, at=self.clock.now())
            await work.recompute(channel, self.clock.now())
            if known and known.policy.staff_channel != staff_channel:
                await move_posts(work, known, staff_channel, self.clock.now())
        self.bell.ring(*Queue)
        return Answered(text=f"I watch {name} now. {in_words(policy)}")

    async def unwatch(self, channel: str, by: Person) -> Answered:
        """Stop watching a channel; what is stored stays."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            if await work.watched(channel) is None:
                return _NOT_WATCHED
            await work.unwatch(channel, by=by.id, at=self.clock.now())
        return Answered(text="I no longer watch this channel. Open conversations there are left as they are.")

    async def _before(self, reading: Reading, channel: str) -> tuple[str, ...]:
        watched = await reading.watched(channel)
        began = await began_at(reading, channel) if watched else None
        if watched is None or began is None:
            return ()
        if watched.baseline_at is None:
            return ("The thirty days before are not read yet.",)
        found = await before_of(reading, channel, began)
        return ("Before Frontdesk, in thirty days:", *before_in_words(found)) if found.conversations else ()

    async def _customers_read(self, work: Work, channel: str, staff_channel: str) -> bool:
        """Whether cards of `channel` would stand before customers, or customers before staff's cards."""
        if await work.watched(staff_channel):
            return True
        return any(known.policy.staff_channel == channel for known in await work.all_watched())

    async def _gone(self, after: Policy, before: Policy, channel: str) -> str | None:
        """Return the name of somebody who is newly named in a policy and has left."""
        for key in sorted(_named(after) - _named(before)):
            platform = self.platforms.get(platform_of(key))
            try:
                person = await platform.person(key, channel) if platform else None
            except PlatformError:
                continue  # nobody can tell now: an alert that does not arrive goes to the next rung
            if person and person.gone:
                return person.name
        return None


def _announced(policy: Policy, inputs: Mapping[str, str], channel: str, now: datetime) -> Policy:
    """Let reports name agents from now on, or no longer: never backwards, and never by default."""
    wanted = inputs.get("agents")
    if wanted is None or channel == EVERY_CHANNEL or (wanted == "on") is (policy.agents_since is not None):
        return policy
    return replace(policy, agents_since=now if wanted == "on" else None)


def _named(policy: Policy) -> set[str]:
    """Return the people a policy names, and what its ladder does: groups, roles and channels never left."""
    rungs = {rung.to for rung in policy.ladder if rung.to not in BY_OFFICE}
    return {key for key in (policy.owner, policy.backup, policy.lead) if key} | {*policy.pilots} | rungs


def _previews(form: Form, policy: Policy, by: Person, now: datetime) -> tuple[str, ...]:
    """Return what a customer in the lead's zone would read while the desk is closed, where it is asked."""
    asked = any(field.name == "acknowledgement" for field in form.fields)
    if not asked or policy.hours.closes_after(now) > now + _A_WEEK:
        return ()
    return (f"While you are closed, a customer would read: “{preview(policy, by, now)}”",)


async def _standing(reading: Reading, channel: str) -> tuple[str, Policy] | None:
    """Return a channel's name and policy, or those that new channels start from."""
    if channel == EVERY_CHANNEL:
        return _NEW_CHANNELS, await reading.defaults() or Policy(staff_channel="")
    watched = await reading.watched(channel)
    return (watched.name, watched.policy) if watched else None


async def _first_policy(work: Work, channel: str, staff_channel: str, by: Person) -> Policy:
    policy = starting(channel, staff_channel, await work.defaults())
    return replace(policy, lead=policy.lead or by.id, owner=policy.owner or by.id)
