"""Forgetting one person: their words, and what was learned from them. Figures stay without a name."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Event, Kind
from bot.errors import FrontdeskError
from bot.messages import Person, platform_of
from bot.moves import move, withdraw_drafts
from bot.ports import Clock, Reading, Store, Work
from bot.record import PolicyChange, PostKind

OPERATOR = "command line"  # who did it, in the audit list


class NobodyToForget(FrontdeskError):
    """No person, or more than one, is meant; or somebody is still needed. The text says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What went, or would go: how much, by what it was."""

    person: Person
    counts: Mapping[str, int]
    pretended: bool


def in_words(found: Purged) -> tuple[str, ...]:
    """Return what went or would go, a line each, and what stays elsewhere."""
    who = f"{found.person.name} ({found.person.id})"
    verb = "Would go" if found.pretended else "Gone"
    rows = [f"  {number:,} {what}" for what, number in found.counts.items() if number]
    return (
        f"{verb} with {who}:",
        *(rows or ["  nothing that was said"]),
        "Figures stay under an alias. What stands in the chat itself and in older backups is not touched.",
    )


class _OnlyLooked(Exception):
    """Ends the transaction of a dry run without keeping it."""


@dataclass(frozen=True, slots=True)
class Purging:
    """Forgets people. A dry run does all of it and keeps none."""

    store: Store
    clock: Clock

    async def purge(self, who: str, *, pretend: bool = False) -> Purged:
        """Forget a person, named by key or by a name that only one has.

        Raises:
            NobodyToForget: it is not clear who is meant, or a channel still relies on them.
        """
        counts: dict[str, int] = {}
        async with self.store.read() as reading:
            person = await _the_one(reading, who)
            await _not_needed(reading, person)
        try:
            async with self.store.begin() as work:
                await self._end(work, person)
                counts |= await work.forget(person, _alias(person))
                if pretend:
                    raise _OnlyLooked
                told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
                now = self.clock.now()
                change = PolicyChange(
                    at=now, by=OPERATOR, channel="*", field="person forgotten", before="", after=told
                )
                await work.note(change)
        except _OnlyLooked:
            pass
        return Purged(person=person, counts=counts, pretended=pretend)

    async def _end(self, work: Work, person: Person) -> None:
        """End what still runs with them: there will be no words left to answer. Cards are shown anew."""
        now = self.clock.now()
        for known in await work.conversations(customer=person.id, limit=10_000):
            await work.want_post(PostKind.CARD, str(known.id), "", due=now, create=False)
            watched = await work.watched(known.thread.channel)
            conversation = await work.for_update(known.id)
            if watched and conversation and not conversation.status.over:
                await withdraw_drafts(work, conversation)
                ended = Event(kind=Kind.CLOSED, at=now, by="desk", reason="forgotten")
                await move(work, conversation, watched, now, ended)


def _alias(person: Person) -> str:
    home, slash, _ = person.id.rpartition("/")
    return f"{home or platform_of(person.id)}{slash or ':'}forgotten-{secrets.token_hex(4)}"


async def _the_one(reading: Reading, who: str) -> Person:
    person = await reading.person(who)
    if person:
        return person
    named = await reading.called(who)
    if len(named) == 1:
        return named[0]
    if not named:
        raise NobodyToForget(
            f"Nobody here is {who}. Give a key such as slack:T1/U9, or a name as it is shown."
        )
    keys = ", ".join(sorted(one.id for one in named))
    raise NobodyToForget(f"{len(named)} people are called {who}. Give one of these keys instead: {keys}.")


async def _not_needed(reading: Reading, person: Person) -> None:
    """Refuse while a channel relies on somebody: its alerts would go to nobody."""
    for watched in await reading.all_watched():
        policy = watched.policy
        rungs = {rung.to for rung in policy.ladder}
        if person.id in {policy.owner, policy.backup, policy.lead, *policy.pilots, *rungs}:
            raise NobodyToForget(
                f"{person.name} is named in the settings of {watched.name}. Put somebody else there first."
            )
