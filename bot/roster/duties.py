"""On duty, off, away: who says so, on the record, and the form of somebody's own hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.business_hours.calendars import HolidaysOf
from bot.business_hours.timetable import read_timetable, write_timetable, written_places
from bot.card import Answered
from bot.forms import Field, Form, Section
from bot.messages import Person, Role
from bot.ports import Clock, Store, Work
from bot.process.bell import Bell
from bot.record import PolicyChange, PostKind, Queue
from bot.roster.duty import Duty, Roster, State, back_at, read_until, uncovered_since
from bot.roster.handover import hand_over
from bot.say import clock_time, shortened

FOCUSES_FOR = timedelta(hours=1)  # unless they say until when
_NOT_YOURS = Answered(text="Only a lead can change the duty of somebody else.", ok=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody is on duty now, in words too, and their own hours."""

    person: Person
    on: bool
    told: str
    hours: str


@dataclass(frozen=True, slots=True)
class Duties:
    """Changes and tells who is on duty. Agents speak for themselves, leads for everybody."""

    store: Store
    clock: Clock
    bell: Bell

    async def roster(self) -> Roster:
        async with self.store.read() as reading:
            return Roster.of(await reading.duties())

    async def standing(self, people: Iterable[Person]) -> tuple[Standing, ...]:
        """Return how it stands with people now, in the order given."""
        roster, now = await self.roster(), self.clock.now()
        found = ((who, roster.duties.get(who.id, Duty(person=who.id))) for who in people)
        return tuple(
            Standing(
                person=who,
                on=roster.on(who.id, now),
                told=_how_long(who, duty, now),
                hours=write_timetable(duty.hours) if duty.hours else "no hours of their own",
            )
            for who, duty in found
        )

    async def say(self, person: str, state: State, by: Person, until: str = "") -> Answered:
        """Set somebody on, off, or away `until` a time ("2h", "14:00", "2026-12-24"), and hand over."""
        if not _may(person, by):
            return _NOT_YOURS
        now = self.clock.now()
        async with self.store.begin() as work:
            who = by if person == by.id else await work.person(person)
            if who is None:
                return Answered(text="I do not know that person yet.", ok=False)
            try:
                end = read_until(until, who.zone, now) if until.strip() else None
            except ValueError as wrong:
                return Answered(text=shortened(str(wrong)), ok=False)
            if state is State.AWAY and end is None:
                return Answered(text="Away until when? Write 2h, 14:00 or 2026-12-24.", ok=False)
            end = now + FOCUSES_FOR if state is State.FOCUS and end is None else end
            await work.save_person(by)
            before = Roster.of(await work.duties())
            duty = before.duties.get(person, Duty(person=person)).said(state, now, end)
            after = await _changed(work, before, duty, who, by, now)
            handed = await hand_over(work, who, after, now) if not after.on(person, now) else 0
        self.bell.ring(*Queue)
        return Answered(text=_in_words(who, duty, now, handed))

    async def schedule(self, person: str, inputs: Mapping[str, str], by: Person) -> Answered:
        """Set somebody's own hours; empty hours take them away again."""
        if not _may(person, by):
            return _NOT_YOURS
        now = self.clock.now()
        text = inputs.get("hours", "").strip()
        async with self.store.begin() as work:
            who = by if person == by.id else await work.person(person)
            if who is None:
                return Answered(text="I do not know that person yet.", ok=False)
            try:
                zone, places = inputs.get("zone") or who.zone, inputs.get("holidays", "")
                hours = read_timetable(text, HolidaysOf, zone=zone, holidays=places) if text else None
                if hours:
                    hours.opens_after(now)
            except ValueError as wrong:
                return Answered(text=shortened(str(wrong)), ok=False)
            await work.save_person(by)
            before = Roster.of(await work.duties())
            duty = replace(before.duties.get(person, Duty(person=person)), hours=hours)
            await _changed(work, before, duty, who, by, now)
        self.bell.ring(*Queue)
        told = f"on duty {write_timetable(hours)}" if hours else "on duty unless they say otherwise"
        return Answered(text=f"Saved. {who.name} is {told}.")

    async def form(self, person: str, by: Person) -> Form | Answered:
        """Return the form of somebody's own hours."""
        if not _may(person, by):
            return _NOT_YOURS
        async with self.store.read() as reading:
            who = by if person == by.id else await reading.person(person)
            duty = Roster.of(await reading.duties()).duties.get(person)
        hours = duty.hours if duty else None
        first = hours.schedules[0] if hours else None
        return Form(
            title=f"Hours of {who.name if who else 'a colleague'}",
            submit="Save",
            sections=(
                Section(
                    title="",
                    fields=(
                        Field(
                            name="hours",
                            label="On duty",
                            value=hours.text() if hours else "",
                            help="Mon-Fri 09:00-17:00; empty: always, unless off or away",
                            required=False,
                            most=600,
                        ),
                        Field(name="zone", label="Time zone", value=hours.home if hours else by.zone),
                        Field(
                            name="holidays",
                            label="Public holidays of",
                            value=written_places(first) if first else "",
                            help="DE-BY, US",
                            required=False,
                        ),
                    ),
                ),
            ),
        )


def _may(person: str, by: Person) -> bool:
    return by.role is Role.LEAD or (by.role.acts and by.id == person)


async def _changed(work: Work, before: Roster, duty: Duty, who: Person, by: Person, now: datetime) -> Roster:
    """Store a duty, on the record, and tell the leads of channels that nobody answers for now."""
    old = before.duties.get(duty.person, Duty(person=duty.person))
    after = Roster({**before.duties, duty.person: duty})
    await work.save_duty(duty)
    was, now_is = _standing(old), _standing(duty)
    if was != now_is:
        change = PolicyChange(
            at=now, by=by.id, channel="*", field=f"duty of {who.name}", before=was, after=now_is
        )
        await work.note(change)
    for watched in await work.all_watched():
        policy = watched.policy
        if duty.person in (policy.owner, policy.backup):
            staff, was_since = policy.staff_channel, uncovered_since(policy.owner, policy.backup, before, now)
            since = uncovered_since(policy.owner, policy.backup, after, now)
            if was_since:
                subject = f"{watched.channel} {was_since.isoformat()}"
                await work.want_post(PostKind.UNCOVERED, subject, staff, due=now, create=False)
            elif since:
                subject = f"{watched.channel} {since.isoformat()}"
                await work.want_post(PostKind.UNCOVERED, subject, staff, due=now)
    return after


def _standing(duty: Duty) -> str:
    said = duty.state.value if duty.state else "as scheduled"
    until = f" until {duty.until:%Y-%m-%d %H:%M} UTC" if duty.until else ""
    hours = f", hours {write_timetable(duty.hours)}" if duty.hours else ""
    return f"{said}{until}{hours}"


def _how_long(who: Person, duty: Duty, now: datetime) -> str:
    back = back_at(duty, now)
    match duty.state:
        case State.OFF:
            return "off duty, until they say otherwise"
        case State.AWAY if back and duty.until and now < duty.until:
            return f"away until {clock_time(back, who.zone, now=now)}"
        case State.FOCUS if duty.until and now < duty.until:
            return f"on duty, with no nudges until {clock_time(duty.until, who.zone, now=now)}"
        case State.ON if duty.until and now < duty.until:
            return f"on duty until {clock_time(duty.until, who.zone, now=now)}"
        case _ if back:
            return f"off duty until {clock_time(back, who.zone, now=now)}"
        case _:
            return "on duty"


def _in_words(who: Person, duty: Duty, now: datetime, handed: int) -> str:
    told = f"{who.name} is {_how_long(who, duty, now)}."
    things = "conversation was" if handed == 1 else "conversations were"
    return f"{told} {handed} {things} handed over." if handed else told
