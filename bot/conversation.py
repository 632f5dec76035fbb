"""A conversation, its waits, and the moves it allows. Standard library only, and time is an argument.

What happened is a list of events; a conversation is their fold, so replaying the stored events gives the
same state. `_NEXT` is the whole table of moves: anything not in it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import MoveRefused
from bot.events import OVER, End, Event, FirstResponse, Kind, Matter, Status, Wait
from bot.messages import Thread

__all__ = [
    "Conversation",
    "End",
    "Event",
    "FirstResponse",
    "Kind",
    "Matter",
    "Status",
    "Wait",
    "opened",
    "replayed",
]

REOPENS_WITHIN = timedelta(days=7)
CHECKS_IN = "checks in"  # the reason of a reply that only asks whether all is well


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One request for help.

    `version` counts what the customer changed: a click made on an older version is stale.
    """

    id: int = 0
    thread: Thread
    customer: str
    opened_at: datetime
    first_contact: bool = False
    linked_to: int | None = None
    status: Status = Status.OPEN
    version: int = 0
    waits: tuple[Wait, ...] = ()
    first_response: FirstResponse | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    hold_until: datetime | None = None
    snoozed_until: datetime | None = None
    matters: frozenset[Matter] = frozenset()
    ended_at: datetime | None = None
    last_customer_at: datetime | None = None
    last_human_at: datetime | None = None
    last_human_by: str | None = None
    checked_in_at: datetime | None = None  # asked once whether all is well, since the customer wrote last

    @property
    def wait(self) -> Wait | None:
        """The wait that runs now, if the customer is waiting for us."""
        return self.waits[-1] if self.waits and self.waits[-1].open else None

    @property
    def urgent(self) -> bool:
        return Matter.URGENT in self.matters

    def reopens_at(self, at: datetime) -> bool:
        """Whether a customer line at `at` belongs to this conversation rather than to a new, linked one."""
        return self.ended_at is None or at - self.ended_at <= REOPENS_WITHIN

    def after(self, event: Event) -> Conversation:
        """Return the conversation as it is once `event` has happened.

        Raises:
            MoveRefused: the table of moves does not allow it.
        """
        status = _NEXT.get((self.status, event.kind))
        if status is None:
            raise MoveRefused(self.status.value, event.kind.value)
        return _EFFECT[event.kind](self, event, status)


def opened(
    thread: Thread,
    customer: str,
    at: datetime,
    *,
    line: str,
    first_contact: bool = False,
    linked_to: int | None = None,
) -> Conversation:
    """Return a conversation whose first wait has just begun."""
    return Conversation(
        thread=thread,
        customer=customer,
        opened_at=at,
        first_contact=first_contact,
        linked_to=linked_to,
        version=1,
        waits=(Wait(number=1, opened_at=at, line=line),),
        last_customer_at=at,
    )


def replayed(start: Conversation, events: Iterable[Event]) -> Conversation:
    """Return the state that the stored history of a conversation leads to."""
    state = start
    for event in events:
        state = state.after(event)
    return state


def _same(kind: Kind, *statuses: Status) -> dict[tuple[Status, Kind], Status]:
    return {(status, kind): status for status in statuses}


_LIVE = tuple(status for status in Status if not status.over)
_NEXT: Mapping[tuple[Status, Kind], Status] = {
    # a customer line that needs us
    (Status.OPEN, Kind.ASKED): Status.OPEN,
    **{(status, Kind.ASKED): Status.AWAITING_AGENT for status in Status if status is not Status.OPEN},
    # thanks only: never opens a wait, never reopens
    **_same(Kind.THANKED, *Status),
    # "that worked"
    **{(status, Kind.SOUNDS_SOLVED): Status.LIKELY_RESOLVED for status in _LIVE},
    **_same(Kind.SOUNDS_SOLVED, *OVER),
    # a human reply
    (Status.OPEN, Kind.REPLIED): Status.AWAITING_CUSTOMER,
    (Status.AWAITING_AGENT, Kind.REPLIED): Status.AWAITING_CUSTOMER,
    (Status.ON_HOLD, Kind.REPLIED): Status.AWAITING_CUSTOMER,
    **_same(Kind.REPLIED, Status.AWAITING_CUSTOMER, Status.LIKELY_RESOLVED, *OVER),
    # the customer confirms
    **{(status, Kind.CONFIRMED): Status.CONFIRMED for status in _LIVE},
    **_same(Kind.CONFIRMED, *OVER),
    # an agent closes
    **{(status, Kind.CLOSED): Status.CLOSED for status in _LIVE},
    **_same(Kind.CLOSED, *OVER),
    # long quiet: while the customer waits for us alerts go on, nothing closes by itself
    (Status.OPEN, Kind.WENT_QUIET): Status.ABANDONED,
    (Status.AWAITING_CUSTOMER, Kind.WENT_QUIET): Status.CLOSED,
    (Status.LIKELY_RESOLVED, Kind.WENT_QUIET): Status.CLOSED,
    # a time was named; before the first reply nothing may be put off
    (Status.AWAITING_CUSTOMER, Kind.HELD): Status.ON_HOLD,
    (Status.AWAITING_AGENT, Kind.HELD): Status.ON_HOLD,
    (Status.ON_HOLD, Kind.HELD): Status.ON_HOLD,
    (Status.ON_HOLD, Kind.HOLD_ENDED): Status.AWAITING_AGENT,
    # a reply taken back: the customer waits again, from line one
    **{(status, Kind.TAKEN_BACK): Status.AWAITING_AGENT for status in Status},
    # whose hands it is in, and small changes: never whose turn it is
    **_same(Kind.CLAIMED, *_LIVE),
    **_same(Kind.CLAIM_ENDED, *Status),
    **_same(Kind.CHANGED, *Status),
    **_same(Kind.WEIGHED, *Status),
    **_same(Kind.SNOOZED, *_LIVE),
    **_same(Kind.NOTED, *Status),
    **_same(Kind.HELPED, *_LIVE),
    **_same(Kind.HELP_ENDED, *_LIVE),
}

Effect = Callable[[Conversation, Event, Status], Conversation]


def _customer_spoke(before: Conversation, event: Event, status: Status) -> Conversation:
    spoken = max(event.at, before.last_customer_at or event.at)
    return replace(before, status=status, version=before.version + 1, last_customer_at=spoken)


def _asked(before: Conversation, event: Event, status: Status) -> Conversation:
    if before.status.over and not before.reopens_at(event.at):
        raise MoveRefused(before.status.value, event.kind.value)
    after = replace(
        _customer_spoke(before, event, status), hold_until=None, ended_at=None, checked_in_at=None
    )
    if after.wait:
        return after
    wait = Wait(number=len(after.waits) + 1, opened_at=event.at, line=event.message)
    return replace(after, waits=(*after.waits, wait))


def _sounds_solved(before: Conversation, event: Event, status: Status) -> Conversation:
    return _wait_ended(_customer_spoke(before, event, status), event, End.SOLVED)


def _confirmed(before: Conversation, event: Event, status: Status) -> Conversation:
    return _over(_wait_ended(_customer_spoke(before, event, status), event, End.SOLVED), event)


def _changed(before: Conversation, event: Event, status: Status) -> Conversation:
    return replace(before, status=status, version=before.version + 1)


def _replied(before: Conversation, event: Event, status: Status) -> Conversation:
    heard = replace(
        before,
        first_response=before.first_response
        or FirstResponse(by=event.by, at=event.at, message=event.message),
        last_human_at=max(event.at, before.last_human_at or event.at),
        last_human_by=event.by,
        checked_in_at=event.at if event.reason == CHECKS_IN else before.checked_in_at,
    )
    wait = heard.wait
    if wait and wait.opened_at > event.at:
        return heard  # written before the line that waits: it answers an earlier one
    answered = _wait_ended(heard, event, End.REPLIED)
    return replace(answered, status=status, claimed_by=None, claimed_at=None, hold_until=None)


def _taken_back(before: Conversation, event: Event, status: Status) -> Conversation:
    """Reopen the wait that the reply had ended; a later wait that runs already stays the one that runs."""
    first = before.first_response
    after = replace(
        before, first_response=None if first and first.message == event.message else first, ended_at=None
    )
    waits = tuple(_reopened(wait) if wait.answer == event.message else wait for wait in after.waits)
    if any(wait.open for wait in waits):
        merged = _merged(waits)
        alone = len(merged) == 1 and after.first_response is None
        return replace(after, waits=merged, status=Status.OPEN if alone else status, hold_until=None)
    return replace(after, waits=waits, status=before.status, ended_at=before.ended_at)


def _merged(waits: tuple[Wait, ...]) -> tuple[Wait, ...]:
    """Keep waits one after another: everything behind the first open one is part of it."""
    kept: list[Wait] = []
    for wait in waits:
        kept.append(wait)
        if wait.open:
            break
    return tuple(kept)


def _reopened(wait: Wait) -> Wait:
    return replace(wait, ended_at=None, end=None, answered_by=None, answer=None)


def _closed(before: Conversation, event: Event, status: Status) -> Conversation:
    return _over(_wait_ended(replace(before, status=status), event, End.CLOSED), event)


def _went_quiet(before: Conversation, event: Event, status: Status) -> Conversation:
    return _over(_wait_ended(replace(before, status=status), event, End.ABANDONED), event)


def _held(before: Conversation, event: Event, status: Status) -> Conversation:
    return replace(before, status=status, hold_until=event.until)


def _hold_ended(before: Conversation, event: Event, status: Status) -> Conversation:
    after = replace(before, status=status, hold_until=None)
    if after.wait:
        return after
    wait = Wait(number=len(after.waits) + 1, opened_at=event.at, line=None)
    return replace(after, waits=(*after.waits, wait))


def _claimed(before: Conversation, event: Event, status: Status) -> Conversation:
    return replace(before, status=status, claimed_by=event.by, claimed_at=event.at)


def _claim_ended(before: Conversation, event: Event, status: Status) -> Conversation:
    return replace(before, status=status, claimed_by=None, claimed_at=None)


def _weighed(before: Conversation, event: Event, status: Status) -> Conversation:
    told = (event.reason or "").split()
    return replace(before, status=status, matters=frozenset(each for each in Matter if each in told))


def _snoozed(before: Conversation, event: Event, status: Status) -> Conversation:
    return replace(before, status=status, snoozed_until=event.until)


def _noted(before: Conversation, event: Event, status: Status) -> Conversation:
    return before


def _over(after: Conversation, event: Event) -> Conversation:
    ended = after.ended_at or event.at
    return replace(after, ended_at=ended, hold_until=None, claimed_by=None, claimed_at=None)


def _wait_ended(after: Conversation, event: Event, end: End) -> Conversation:
    wait = after.wait
    if wait is None:
        return after
    by_reply = end is End.REPLIED
    ended = replace(
        wait,
        ended_at=max(event.at, wait.opened_at),
        end=end,
        reason=event.reason,
        answered_by=event.by if by_reply else None,
        answer=event.message if by_reply else None,
    )
    return replace(after, waits=(*after.waits[:-1], ended), snoozed_until=None)


_EFFECT: Mapping[Kind, Effect] = {
    Kind.ASKED: _asked,
    Kind.THANKED: _customer_spoke,
    Kind.SOUNDS_SOLVED: _sounds_solved,
    Kind.CONFIRMED: _confirmed,
    Kind.CHANGED: _changed,
    Kind.REPLIED: _replied,
    Kind.TAKEN_BACK: _taken_back,
    Kind.CLOSED: _closed,
    Kind.WENT_QUIET: _went_quiet,
    Kind.HELD: _held,
    Kind.HOLD_ENDED: _hold_ended,
    Kind.CLAIMED: _claimed,
    Kind.CLAIM_ENDED: _claim_ended,
    Kind.WEIGHED: _weighed,
    Kind.SNOOZED: _snoozed,
    Kind.NOTED: _noted,
    Kind.HELPED: _snoozed,
    Kind.HELP_ENDED: _snoozed,
}
