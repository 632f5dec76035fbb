"""Which waits a channel's history holds, by the rules that hold for live lines. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import signals
from bot.alerts.ledger import Timed
from bot.conversation import Conversation, Event, Kind, Status, opened
from bot.dues import DueKind, deadlines
from bot.intake import AGENT_SPOKE, JOINS_WITHIN, asks, kind_of, needs_us
from bot.messages import Role, Said, Thread
from bot.moves import timed
from bot.policy import Policy

SPAN = timedelta(days=30)
_LOOKS_BACK = 200  # conversations: where more lie between question and answer, there are threads


def waits_of(said: Iterable[Said], roles: Mapping[str, Role], policy: Policy, until: datetime) -> list[Timed]:
    """Return the waits that began and ended in these lines, oldest first.

    A wait that runs at `until` is none. Who has no role is a customer. Of the words nothing is kept.
    """
    past = _Past(policy)
    for line in said:
        role = Role.BOT if line.by_machine else roles.get(line.author, Role.CUSTOMER)
        if role is Role.CUSTOMER:
            past.customer_said(line)
        elif role.answers:
            past.staff_said(line)
    return sorted(past.ended(until), key=lambda one: one.opened_at)


@dataclass(slots=True)
class _Past:
    """Conversations as they unfold; a place in `talks` stands for one."""

    policy: Policy
    talks: list[Conversation] = field(default_factory=list)
    at_top: set[int] = field(default_factory=set)  # last answered outside their thread
    asked: set[int] = field(default_factory=set)  # our last word there was a question
    threads: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def customer_said(self, line: Said) -> None:
        if line.unread:
            return  # nobody knows whether it asked anything
        told = signals.read([line.text], context=AGENT_SPOKE)
        place = self._for_customer(line, told)
        before = self._now(place, line.at) if place is not None else None
        if place is None or before is None or (before.status.over and not before.reopens_at(line.at)):
            if needs_us(told):
                self._open(line)
            return
        self.lines[line.id] = place
        kind = kind_of(before, told, asked=place in self.asked)
        if line.author != before.customer and kind in (Kind.SOUNDS_SOLVED, Kind.CONFIRMED):
            kind = Kind.CHANGED
        self._after(place, Event(kind=kind, at=line.at, by=line.author, message=line.id))

    def staff_said(self, line: Said) -> None:
        place = self._for_staff(line)
        if place is None:
            return
        self.lines[line.id] = place
        self.at_top.discard(place) if line.root else self.at_top.add(place)
        self.asked.add(place) if asks(line.text) else self.asked.discard(place)
        self._now(place, line.at)
        self._after(place, Event(kind=Kind.REPLIED, at=line.at, by=line.author, message=line.id))

    def ended(self, until: datetime) -> Iterator[Timed]:
        for place in range(len(self.talks)):
            talk = self._now(place, until)
            for wait in talk.waits:
                if wait.ended_at and wait.end:
                    yield timed(talk, wait, wait.ended_at, wait.end, self.policy)

    def _for_customer(self, line: Said, told: signals.Signals) -> int | None:
        if line.root or line.answers:
            return self._named(line)
        theirs = [place for place in self._latest() if self.talks[place].customer == line.author]
        live = [place for place in theirs if self.talks[place].reopens_at(line.at)]
        for place in live:
            wait = self.talks[place].wait
            if wait and line.at - wait.opened_at <= JOINS_WITHIN:
                return place
        goes_on = live and (not needs_us(told) or self._talking_at_top(live[0], line.at))
        return live[0] if goes_on else None

    def _for_staff(self, line: Said) -> int | None:
        if line.root or line.answers:
            return self._named(line)
        waiting = [place for place in self._latest() if self.talks[place].wait]
        for place in waiting:
            if self.talks[place].customer in line.mentions:
                return place
        if len(waiting) == 1:
            return waiting[0]
        mine = (place for place in self._latest() if self.talks[place].last_human_by == line.author)
        return next((place for place in mine if self._just_answered(place, line.at)), None)

    def _named(self, line: Said) -> int | None:
        place = self.threads.get(line.root) if line.root else None
        return self.lines.get(line.answers) if place is None and line.answers else place

    def _talking_at_top(self, place: int, at: datetime) -> bool:
        return place in self.at_top and not self.talks[place].status.over and self._just_answered(place, at)

    def _just_answered(self, place: int, at: datetime) -> bool:
        answered = self.talks[place].last_human_at
        return answered is not None and at - answered <= JOINS_WITHIN

    def _latest(self) -> Iterator[int]:
        """Yield conversations that may still be about a line, latest first."""
        return iter(range(len(self.talks) - 1, max(-1, len(self.talks) - 1 - _LOOKS_BACK), -1))

    def _open(self, line: Said) -> None:
        thread = Thread(line.channel, line.root or line.id)
        self.talks.append(opened(thread, line.author, line.at, line=line.id))
        self.threads[thread.root] = self.lines[line.id] = len(self.talks) - 1

    def _now(self, place: int, at: datetime) -> Conversation:
        """Return a conversation as it stands at a moment: a day without any answer has ended its wait."""
        talk = self.talks[place]
        if talk.status is Status.OPEN:
            left = next(due.at for due in deadlines(talk, self.policy) if due.kind is DueKind.ABANDONED)
            if left <= at:
                self._after(place, Event(kind=Kind.WENT_QUIET, at=left, by="desk"))
        return self.talks[place]

    def _after(self, place: int, event: Event) -> None:
        self.talks[place] = self.talks[place].after(event)
