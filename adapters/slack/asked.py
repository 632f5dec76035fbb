"""What staff ask `/frontdesk` about: who waits and why, their own reminders and figures, and notes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.blocks import nudges, waiting
from adapters.slack.clicks import Body, Clicks
from adapters.slack.shortcut import STAFF_ONLY, said
from bot.acts.problems import listed
from bot.card import Answered, Click, Verb, Waiter
from bot.messages import Person, Role
from bot.policies.form import in_words
from bot.policies.pausing import alerts_of
from bot.record import Watched
from bot.reports.asked import Span, report_of
from bot.reports.words import in_short, own_words
from bot.scores import first_replies

_REPORTED_DAYS = 7
_LONGEST_REPORT_DAYS = 90
_NUDGES = 10
_WHICH = (
    "Which customer is it about? Say /frontdesk note … when one is waiting or in your hands, or press More, "
    "then Note for colleagues…, on the card."
)
_RANK = (Role.BOT, Role.CUSTOMER, Role.COLLEAGUE, Role.AGENT, Role.LEAD)
Answer = Callable[[Body, str], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers what can be asked; nothing of it changes a setting."""

    clicks: Clicks

    def answers(self) -> dict[str, Answer]:
        return {
            "queue": self._queue,
            "why": self._why,
            "note": self._note,
            "nudges": self._nudges,
            "problems": self._problems,
            "mine": self._mine,
            "status": self._status,
            "report": self._report,
        }

    async def _queue(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self.clicks.key(body["channel_id"])
        by = await self.clicks.who(body["user_id"], channel)
        if not by.role.acts:
            return said(STAFF_ONLY)
        text, blocks = waiting(await self.clicks.lead.queue(await self._staff_channel(channel)), self._link)
        return {"text": text, "blocks": blocks}

    async def _why(self, body: Body, rest: str) -> dict[str, Any]:
        rows = await self._rows(body)
        if not rows:
            return said("Nobody is waiting.")
        return await self._on(rows[0], Verb.WHY, body)

    async def _note(self, body: Body, rest: str) -> dict[str, Any]:
        by = await self.clicks.who(body["user_id"], await self.clicks.key(body["channel_id"]))
        rows = await self._rows(body)
        async with self.clicks.store.read() as reading:
            known = [await reading.conversation(row.conversation) for row in rows]
        mine = [row for row, each in zip(rows, known, strict=True) if each and each.claimed_by == by.id]
        about = mine if len(mine) == 1 else rows
        if not rest or len(about) != 1:
            return said(_WHICH if by.role.acts else STAFF_ONLY)
        return await self._on(about[0], Verb.NOTE, body, note=rest)

    async def _nudges(self, body: Body, rest: str) -> dict[str, Any]:
        mine = await self.clicks.desk.nudges(await self.clicks.key(body["user_id"]))
        if not mine:
            return said("Nothing waits for you.")
        text, blocks = nudges(mine[:_NUDGES], self._link)
        return {"text": text, "blocks": blocks}

    async def _problems(self, body: Body, rest: str) -> dict[str, Any]:
        by = await staff_person(self.clicks, body)
        return said(listed(await self.clicks.desk.problems()) if by.role.answers else STAFF_ONLY)

    async def _mine(self, body: Body, rest: str) -> dict[str, Any]:
        by = await staff_person(self.clicks, body)
        if not by.role.answers:
            return said(STAFF_ONLY)
        async with self.clicks.store.read() as reading:
            return said(await first_replies.told(reading, by, self.clicks.clock.now()))

    async def _status(self, body: Body, rest: str) -> dict[str, Any]:
        by = await staff_person(self.clicks, body)
        if not by.role.answers:
            return said(STAFF_ONLY)
        now = self.clicks.clock.now()
        lines = [standing(each, by, now) for each in await watched_here(self.clicks)]
        return said("\n".join(lines) or "No channel is watched yet: /frontdesk watch #staff-channel")

    async def _report(self, body: Body, rest: str) -> dict[str, Any]:
        by = await staff_person(self.clicks, body)
        if not by.role.answers:
            return said(STAFF_ONLY)
        days = int(rest) if rest.isdecimal() else _REPORTED_DAYS
        if not 1 <= days <= _LONGEST_REPORT_DAYS:
            return said(f"Ask for 1 to {_LONGEST_REPORT_DAYS} days: /frontdesk report 30")
        now = self.clicks.clock.now()
        span = Span(since=now - timedelta(days=days), until=now)
        async with self.clicks.store.read() as reading:
            found = await report_of(reading, span, reader=by)
        return said("\n".join([*in_short(found), *own_words(found)]))

    async def _on(self, row: Waiter, verb: Verb, body: Body, **inputs: str) -> dict[str, Any]:
        by = await self.clicks.who(body["user_id"], row.thread.channel)
        at = self.clicks.clock.now()
        click = Click(verb=verb, by=by, at=at, conversation=row.conversation, version=0, inputs=inputs)
        outcome = await self.clicks.desk.do(click)
        return said(outcome.text if isinstance(outcome, Answered) else "")

    async def _rows(self, body: Body) -> tuple[Waiter, ...]:
        staff = await self._staff_channel(await self.clicks.key(body["channel_id"]))
        return (await self.clicks.lead.queue(staff)).rows

    async def _staff_channel(self, channel: str) -> str:
        """Return the staff channel of a customers' channel; a staff channel is its own."""
        watched = await self.clicks.lead.watched()
        return next((each.policy.staff_channel for each in watched if each.channel == channel), channel)

    @property
    def _link(self) -> Any:
        return self.clicks.web.link


def standing(each: Watched, reader: Person, now: datetime) -> str:
    """Say how a watched channel stands for a reader: what is wrong with it, or its policy."""
    well = f"{in_words(each.policy)} {alerts_of(each.policy, reader.zone, now)}".strip()
    return f"{each.name}: {each.degraded or well}"


async def watched_here(clicks: Clicks) -> list[Watched]:
    """Return the watched channels of Slack."""
    return [each for each in await clicks.lead.watched() if each.channel.startswith("slack:")]


async def staff_person(clicks: Clicks, body: Body) -> Person:
    """Return who asks, as what they are in this channel or, if that is more, in any watched one."""
    here = await clicks.who(body["user_id"], await clicks.key(body["channel_id"]))
    known = [here]
    for each in await watched_here(clicks):
        if known[-1].role is Role.LEAD:
            break
        known.append(await clicks.who(body["user_id"], each.channel))
    return max(known, key=lambda person: _RANK.index(person.role))
