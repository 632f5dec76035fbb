"""What leads change and read. Every change is checked, stored as a new policy version, and audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.bell import Bell
from bot.card import Answered, Waiting
from bot.clock import parse_duration
from bot.forms import Field, FieldKind, Form, Section
from bot.hours import Hours
from bot.messages import Person, Role
from bot.moves import next_deadline, renew_posts
from bot.policy import Customers, Policy, Step
from bot.ports import Clock, Store, Work
from bot.record import PolicyChange, Queue, Watched
from bot.say import waited
from bot.views import waiting_now

SHORTEST_TARGET = timedelta(seconds=30)
LONGEST_TARGET = timedelta(days=30)
Choice = TypeVar("Choice", Customers, Step)
_ONLY_LEADS = Answered(text="Only a lead of this channel can change that.", ok=False)
_NOT_WATCHED = Answered(text="This channel is not watched. A lead can watch it first.", ok=False)
_STEPS = (
    (Step.MEASURE.value, "Measure: watch silently"),
    (Step.PREVIEW.value, "Preview: drafts, no alerts"),
    (Step.CARDS.value, "Cards: drafts for everybody, no alerts"),
    (Step.ALERTS.value, "Alerts: cards, warnings and breaches"),
)
_CUSTOMERS = (
    (Customers.EVERYBODY.value, "Everybody who is not staff"),
    (Customers.OUTSIDERS.value, "Guests and people of other organisations"),
)


class _Wrong(ValueError):
    """A form's input cannot be used; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Carries out what leads decide."""

    store: Store
    clock: Clock
    bell: Bell

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

    async def form(self, channel: str, by: Person) -> Form | Answered:
        """Return the settings form of a channel as it stands."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.read() as reading:
            watched = await reading.watched(channel)
        return settings_form(watched) if watched else _NOT_WATCHED

    async def change(self, channel: str, inputs: Mapping[str, str], by: Person) -> Answered:
        """Store a changed policy and move every open deadline of the channel at once."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            watched = await work.watched(channel)
            if watched is None:
                return _NOT_WATCHED
            try:
                policy = read_settings(watched.policy, inputs)
                check_reachable(policy, self.clock.now())
            except ValueError as wrong:
                return Answered(text=str(wrong), ok=False)
            await work.save_person(by)
            await work.watch(channel, watched.name, policy, by=by.id, at=self.clock.now())
            await self._recompute(work, channel)
        self.bell.ring(*Queue)
        return Answered(text=f"Saved. {watched.name}: {in_words(policy)}")

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
            before = known.policy if known else Policy(staff_channel=staff_channel, lead=by.id, owner=by.id)
            policy = replace(before, staff_channel=staff_channel)
            await work.save_person(by)
            await work.watch(channel, name, policy, by=by.id, at=self.clock.now())
            await self._recompute(work, channel)
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

    async def _customers_read(self, work: Work, channel: str, staff_channel: str) -> bool:
        """Whether cards of `channel` would stand before customers, or customers before staff's cards."""
        if await work.watched(staff_channel):
            return True
        return any(known.policy.staff_channel == channel for known in await work.all_watched())

    async def _recompute(self, work: Work, channel: str) -> None:
        watched = await work.watched(channel)
        if watched is None:
            return
        now = self.clock.now()
        for known in await work.live(channel):
            conversation = await work.for_update(known.id) or known
            due = await next_deadline(work, conversation, watched, now)
            await work.save(conversation, due=due.at if due else None)
            await renew_posts(work, conversation, watched, now)


def settings_form(watched: Watched) -> Form:
    """Return the form of a channel's policy, in sections of at most four fields."""
    policy = watched.policy
    targets = (
        _duration("first_target", "First response within", policy.first_target, "15m; empty: no target"),
        _duration("next_target", "Next responses within", policy.next_target, "30m; empty: no target"),
        Field(name="warn_at", label="Warn at (% of the target)", value=f"{policy.warn_at:.0%}"[:-1]),
        Field(name="escalate_at", label="Tell the lead at (%)", value=f"{policy.escalate_at:.0%}"[:-1]),
    )
    when = (
        Field(name="hours", label="Business hours", value=policy.hours.text(), help="Mon-Fri 09:00-17:00"),
        Field(name="zone", label="Time zone", value=policy.hours.home, help="Europe/Berlin"),
        _duration("promise", "A holding reply promises news within", policy.promise, "empty: no time named"),
    )
    who = (
        _person("owner", "Owner", policy.owner),
        _person("backup", "Backup", policy.backup),
        _person("lead", "Lead", policy.lead),
        _choice("customers", "Who is a customer here", policy.customers.value, _CUSTOMERS),
    )
    trust = (_choice("step", "How far to go", policy.step.value, _STEPS),)
    return Form(
        title=f"Settings of {watched.name}",
        submit="Save",
        sections=(
            Section(title="Targets", fields=targets),
            Section(title="Hours", fields=when),
            Section(title="People", fields=who),
            Section(title="Trust", fields=trust),
        ),
    )


def read_settings(policy: Policy, inputs: Mapping[str, str]) -> Policy:
    """Return the policy with a form's inputs applied; fields that are not in the form stay.

    Raises:
        ValueError: an input cannot be used; the text names it and says what to change.
    """
    value = {name: text.strip() for name, text in inputs.items()}
    new: dict[str, Any] = {}
    for name, reading in _READS.items():
        if name in value:
            new[name] = reading(name, value[name])
    if "hours" in value or "zone" in value:
        text, zone = value.get("hours", policy.hours.text()), value.get("zone", policy.hours.home)
        new["hours"] = Hours.parse(text, zone, policy.hours.closed, policy.hours.name)
    changed = replace(policy, **new)
    if changed.warn_at >= changed.escalate_at:
        raise _Wrong("The warning must come before the lead is told: choose a smaller share for it.")
    return changed


def check_reachable(policy: Policy, now: datetime) -> None:
    """Refuse hours in which a target cannot be reached.

    Raises:
        ValueError: the hours open for too little time within a year.
    """
    for target in (policy.first_target, policy.next_target, policy.promise):
        if target:
            policy.hours.deadline(now, target * max(policy.escalate_at, 1))


def in_words(policy: Policy) -> str:
    """Return a policy as one sentence."""
    if policy.first_target is None:
        return "No target: first responses are measured, nobody is alerted."
    target = waited(policy.first_target)
    warned = waited(policy.first_target * policy.warn_at)
    return f"First response within {target}, a warning after {warned}, hours {policy.hours.text()}."


def _target(name: str, text: str) -> timedelta | None:
    if not text:
        return None
    length = parse_duration(text)
    if not SHORTEST_TARGET <= length <= LONGEST_TARGET:
        field = name.replace("_", " ")
        raise _Wrong(f"{field}: choose between 30 seconds and 30 days, for instance 15m or 2h.")
    return length


def _share(name: str, text: str) -> float:
    number = text.removesuffix("%").strip()
    if not number.isdigit() or not 10 <= int(number) <= 1000:
        raise _Wrong(f"{name.replace('_', ' ')}: give a whole number of per cent between 10 and 1000.")
    return int(number) / 100


def _who(name: str, text: str) -> str | None:
    if text and ":" not in text:
        raise _Wrong(f"{name}: pick a person from the list, or leave it empty.")
    return text or None


def _customers(name: str, text: str) -> Customers:
    return _one_of(Customers, text)


def _step(name: str, text: str) -> Step:
    return _one_of(Step, text)


def _one_of(kind: type[Choice], text: str) -> Choice:
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise _Wrong(f"Choose one of: {known}.") from None


_READS: Mapping[str, Callable[[str, str], object]] = {
    "first_target": _target,
    "next_target": _target,
    "promise": _target,
    "warn_at": _share,
    "escalate_at": _share,
    "owner": _who,
    "backup": _who,
    "lead": _who,
    "customers": _customers,
    "step": _step,
}


def _duration(name: str, label: str, value: timedelta | None, hint: str) -> Field:
    return Field(name=name, label=label, value=_compact(value), help=hint, required=False)


def _compact(value: timedelta | None) -> str:
    if value is None:
        return ""
    seconds = int(value.total_seconds())
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds % length == 0 and seconds:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


def _person(name: str, label: str, value: str | None) -> Field:
    return Field(name=name, label=label, kind=FieldKind.PERSON, value=value or "", required=False)


def _choice(name: str, label: str, value: str, choices: tuple[tuple[str, str], ...]) -> Field:
    return Field(name=name, label=label, kind=FieldKind.CHOICE, value=value, choices=choices)
