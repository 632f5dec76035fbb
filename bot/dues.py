"""What falls due on a conversation's clock, from its state and its policy alone. Pure.

Everything is computed anew whenever either changes; only which of them were dealt with is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.alerts.ladder import Rung
from bot.conversation import Conversation, Status, Wait
from bot.policy import Acknowledge, Policy, Step

CLAIM_LAPSES = timedelta(minutes=10)
ABANDONED_AFTER = timedelta(hours=24)
THERE_FOR = timedelta(hours=1)
CHECK_IN_AFTER = timedelta(hours=24)
SILENT_AFTER_CHECK_IN = timedelta(hours=72)
SILENT_WHEN_LIKELY_RESOLVED = timedelta(hours=24)
ACKNOWLEDGED_AFTER = timedelta(minutes=1)  # the burst is over, and somebody who is there has had a chance
ASKED_AFTER = timedelta(minutes=12)  # after the customer confirmed


class DueKind(StrEnum):
    """What may fall due on a conversation's clock."""

    WARNING = "warning"
    BREACH = "breach"
    ESCALATION = "escalation"
    REPEAT = "repeat"  # it is late and was told before: tell it again
    QUIET_ENDS = "quiet_ends"  # an alert was shown silently: ping now
    SNOOZE_ENDS = "snooze_ends"
    CLAIM_LAPSES = "claim_lapses"
    HOLD_ENDS = "hold_ends"
    ABANDONED = "abandoned"
    CHECK_IN = "check_in"
    GOES_SILENT = "goes_silent"
    ACKNOWLEDGE = "acknowledge"  # a line came while nobody is there
    MORNING = "morning"  # the desk opens, and this customer waited for it
    RATING = "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that happens at a moment unless the conversation moves first."""

    kind: DueKind
    at: datetime
    occasion: str
    rung: Rung | None = None


def deadlines(conversation: Conversation, policy: Policy) -> tuple[Due, ...]:
    """Return everything that is due on a conversation's clock from its state alone, past moments included."""
    return (
        *_of_wait(conversation, policy),
        *_of_claim(conversation),
        *_of_quiet(conversation, policy),
        *_out_of_hours(conversation, policy),
    )


def next_due(conversation: Conversation, policy: Policy, done: frozenset[tuple[str, str]]) -> Due | None:
    """Return the earliest deadline whose (kind, occasion) has not been dealt with."""
    open_ones = (due for due in deadlines(conversation, policy) if (due.kind.value, due.occasion) not in done)
    return min(open_ones, key=lambda due: due.at, default=None)


def _of_wait(conversation: Conversation, policy: Policy) -> Sequence[Due]:
    wait = conversation.wait
    target = policy.target_of(conversation, wait) if wait else None
    if wait is None or target is None or conversation.status is Status.ON_HOLD:
        return ()
    if policy.step is not Step.ALERTS:
        return ()
    told = list(_told_of_wait(conversation, wait, target, policy))
    if policy.paused_until:
        told = [replace(due, at=max(due.at, policy.paused_until)) for due in told]
    snoozed = conversation.snoozed_until
    if snoozed:
        told = [replace(due, at=max(due.at, snoozed)) for due in told]
        told.append(Due(kind=DueKind.SNOOZE_ENDS, at=snoozed, occasion=snoozed.isoformat()))
    return [*told, *_after_quiet(conversation, told, policy)]


def _told_of_wait(conversation: Conversation, wait: Wait, target: timedelta, policy: Policy) -> Iterator[Due]:
    """Yield warnings, breach, rungs and repeats, each at its moment in open hours."""
    occasion = f"wait {wait.number} from {wait.opened_at.isoformat()}"

    def at(length: timedelta) -> datetime:
        return policy.hours.deadline(wait.opened_at, length)

    for warning in policy.warnings:
        length = warning.at(target)
        if length:
            yield Due(kind=DueKind.WARNING, at=at(length), occasion=f"{occasion} at {warning}")
    yield Due(kind=DueKind.BREACH, at=at(target), occasion=occasion)
    for rung in policy.ladder:
        pressing = " urgent" if conversation.urgent else ""  # a rung that was not pressing then may be now
        told = f"{occasion}: {rung}{pressing}"
        yield Due(kind=DueKind.ESCALATION, at=at(target * rung.share), occasion=told, rung=rung)
    if policy.repeat_every:
        for number in range(policy.repeats):
            later = target + policy.repeat_every * (2 ** (number + 1) - 1)
            yield Due(kind=DueKind.REPEAT, at=at(later), occasion=f"{occasion} again {number + 1}")


def _after_quiet(conversation: Conversation, told: Sequence[Due], policy: Policy) -> Iterator[Due]:
    """Yield one ping for the end of each stretch of quiet hours in which something would have pinged."""
    quiet = policy.quiet_hours
    if quiet is None or conversation.urgent:
        return
    for end in sorted({quiet.closes_after(due.at) for due in told if quiet.is_open(due.at)}):
        yield Due(kind=DueKind.QUIET_ENDS, at=end, occasion=end.isoformat())


def _of_claim(conversation: Conversation) -> Sequence[Due]:
    if conversation.claimed_at is None:
        return ()
    at = conversation.claimed_at + CLAIM_LAPSES
    return [Due(kind=DueKind.CLAIM_LAPSES, at=at, occasion=conversation.claimed_at.isoformat())]


def _abandoned_at(spoken: datetime, policy: Policy) -> datetime:
    """Return when silence counts as having left: a day, of which we were there for an hour."""
    return policy.hours.deadline(spoken, THERE_FOR) + ABANDONED_AFTER - THERE_FOR


def _of_quiet(conversation: Conversation, policy: Policy) -> Sequence[Due]:
    spoken = conversation.last_customer_at or conversation.opened_at
    answered = conversation.last_human_at
    match conversation.status:
        case Status.OPEN:
            return [
                Due(kind=DueKind.ABANDONED, at=_abandoned_at(spoken, policy), occasion=spoken.isoformat()),
            ]
        case Status.AWAITING_CUSTOMER if answered:
            return list(_after_answer(conversation, max(spoken, answered), policy))
        case Status.LIKELY_RESOLVED:
            quiet_since = max(spoken, answered or spoken)
            at = quiet_since + SILENT_WHEN_LIKELY_RESOLVED
            return [Due(kind=DueKind.GOES_SILENT, at=at, occasion=quiet_since.isoformat())]
        case Status.ON_HOLD if conversation.hold_until:
            at = conversation.hold_until
            return [Due(kind=DueKind.HOLD_ENDS, at=at, occasion=at.isoformat())]
        case Status.CONFIRMED if conversation.ended_at and policy.rating:
            at = conversation.ended_at
            return [Due(kind=DueKind.RATING, at=at + ASKED_AFTER, occasion=at.isoformat())]
        case _:
            return ()


def _after_answer(conversation: Conversation, quiet_since: datetime, policy: Policy) -> Iterator[Due]:
    """Yield one check-in after a day of open hours, and the silent end three days after it."""
    asked = conversation.checked_in_at
    if asked:
        yield Due(kind=DueKind.GOES_SILENT, at=asked + SILENT_AFTER_CHECK_IN, occasion=asked.isoformat())
        return
    check_in = policy.hours.deadline(quiet_since, CHECK_IN_AFTER)
    occasion = quiet_since.isoformat()
    yield Due(kind=DueKind.CHECK_IN, at=check_in, occasion=occasion)
    yield Due(kind=DueKind.GOES_SILENT, at=check_in + SILENT_AFTER_CHECK_IN, occasion=occasion)


def _out_of_hours(conversation: Conversation, policy: Policy) -> Iterator[Due]:
    """Yield what follows from a line that came while the desk is closed: the bot's word, the morning list."""
    wait, spoken = conversation.wait, conversation.last_customer_at
    if wait is None or spoken is None or policy.hours.is_open(spoken):
        return
    opens = policy.hours.opens_after(spoken)
    yield Due(kind=DueKind.MORNING, at=opens, occasion=f"opens {opens.isoformat()}")
    if policy.acknowledgement is not Acknowledge.OFF:
        at = spoken + ACKNOWLEDGED_AFTER
        yield Due(kind=DueKind.ACKNOWLEDGE, at=at, occasion=f"wait {wait.number} until {opens.isoformat()}")
