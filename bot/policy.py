"""What a lead decided for a channel, and the moments that follow from it. Pure: time is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.conversation import Conversation, Status, Wait
from bot.hours import ALWAYS, Hours
from bot.spans import WEEKDAYS

QUIET = timedelta(seconds=20)
QUIET_AFTER_QUESTION = timedelta(seconds=10)
LONGEST_BURST = timedelta(minutes=3)
CLAIM_LAPSES = timedelta(minutes=10)
ABANDONED_AFTER = timedelta(hours=24)
CHECK_IN_AFTER = timedelta(hours=24)
SILENT_AFTER_CHECK_IN = timedelta(hours=72)
SILENT_WHEN_LIKELY_RESOLVED = timedelta(hours=24)


class Customers(StrEnum):
    """Who counts as a customer in a channel."""

    OUTSIDERS = "outsiders"  # guests and people of other organisations
    EVERYBODY = "everybody"  # whoever is not staff


class Step(StrEnum):
    """How far a lead trusts Frontdesk in a channel."""

    MEASURE = "measure"  # watch silently
    PREVIEW = "preview"  # drafts for pilots only
    CARDS = "cards"
    ALERTS = "alerts"


@dataclass(frozen=True, slots=True)
class Digest:
    """When a channel's digest is posted, in its schedule's own time. `weekday` `None` is every day."""

    at: time
    weekday: int | None = None

    def __str__(self) -> str:
        day = "daily" if self.weekday is None else WEEKDAYS[self.weekday]
        return f"{day} {self.at:%H:%M}"


def read_digest(text: str) -> Digest:
    """Return when "Mon 09:00" or "daily 09:00" is.

    Raises:
        ValueError: the text is neither.
    """
    day, _, at = text.strip().partition(" ")
    when = time.fromisoformat(at.strip())
    return Digest(when) if day.lower() == "daily" else Digest(when, WEEKDAYS.index(day.title()[:3]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings of one watched channel. A target of `None` means: measured, never alerted."""

    staff_channel: str
    owner: str | None = None
    backup: str | None = None
    lead: str | None = None
    customers: Customers = Customers.EVERYBODY
    step: Step = Step.ALERTS
    hours: Hours = ALWAYS
    first_target: timedelta | None = timedelta(minutes=15)
    next_target: timedelta | None = timedelta(minutes=30)
    warn_at: float = 0.8  # share of the target
    escalate_at: float = 2.0
    quiet: timedelta = QUIET
    quiet_after_question: timedelta = QUIET_AFTER_QUESTION
    promise: timedelta | None = None  # what a holding reply may promise
    digest: Digest | None = None
    agents_since: datetime | None = None  # from when reports may name agents: announced, never backwards

    def target(self, wait: Wait) -> timedelta | None:
        return self.first_target if wait.number == 1 else self.next_target


class DueKind(StrEnum):
    """What may fall due on a conversation's clock."""

    WARNING = "warning"
    BREACH = "breach"
    ESCALATION = "escalation"
    CLAIM_LAPSES = "claim_lapses"
    HOLD_ENDS = "hold_ends"
    ABANDONED = "abandoned"
    CHECK_IN = "check_in"
    GOES_SILENT = "goes_silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that happens at a moment unless the conversation moves first."""

    kind: DueKind
    at: datetime
    occasion: str


def draft_due(first: datetime, latest: datetime, asks: bool, policy: Policy) -> datetime:
    """Return when a burst counts as over: quiet a while, sooner after a question, never past 3 minutes."""
    quiet = policy.quiet_after_question if asks else policy.quiet
    return min(latest + quiet, first + LONGEST_BURST) if latest < first + LONGEST_BURST else latest


def deadlines(conversation: Conversation, policy: Policy) -> tuple[Due, ...]:
    """Return everything that is due on a conversation's clock from its state alone, past moments included."""
    return (*_of_wait(conversation, policy), *_of_claim(conversation), *_of_quiet(conversation, policy))


def next_due(conversation: Conversation, policy: Policy, done: frozenset[tuple[str, str]]) -> Due | None:
    """Return the earliest deadline whose (kind, occasion) has not been dealt with."""
    open_ones = (due for due in deadlines(conversation, policy) if (due.kind.value, due.occasion) not in done)
    return min(open_ones, key=lambda due: due.at, default=None)


def _of_wait(conversation: Conversation, policy: Policy) -> Sequence[Due]:
    wait = conversation.wait
    target = policy.target(wait) if wait else None
    if wait is None or target is None or conversation.status is Status.ON_HOLD:
        return ()
    if policy.step is not Step.ALERTS:
        return ()
    occasion = f"wait {wait.number} from {wait.opened_at.isoformat()}"
    return [
        Due(kind=kind, at=policy.hours.deadline(wait.opened_at, target * share), occasion=occasion)
        for kind, share in (
            (DueKind.WARNING, policy.warn_at),
            (DueKind.BREACH, 1.0),
            (DueKind.ESCALATION, policy.escalate_at),
        )
    ]


def _of_claim(conversation: Conversation) -> Sequence[Due]:
    if conversation.claimed_at is None:
        return ()
    at = conversation.claimed_at + CLAIM_LAPSES
    return [Due(kind=DueKind.CLAIM_LAPSES, at=at, occasion=conversation.claimed_at.isoformat())]


def _abandoned_at(spoken: datetime, policy: Policy) -> datetime:
    """Return when silence counts as having left: a day, counted from when somebody could have answered."""
    return policy.hours.opens_after(spoken) + ABANDONED_AFTER


def _of_quiet(conversation: Conversation, policy: Policy) -> Sequence[Due]:
    spoken = conversation.last_customer_at or conversation.opened_at
    answered = conversation.last_human_at
    match conversation.status:
        case Status.OPEN:
            return [
                Due(kind=DueKind.ABANDONED, at=_abandoned_at(spoken, policy), occasion=spoken.isoformat()),
            ]
        case Status.AWAITING_CUSTOMER if answered:
            check_in = max(spoken, answered) + CHECK_IN_AFTER
            occasion = max(spoken, answered).isoformat()
            return [
                Due(kind=DueKind.CHECK_IN, at=check_in, occasion=occasion),
                Due(kind=DueKind.GOES_SILENT, at=check_in + SILENT_AFTER_CHECK_IN, occasion=occasion),
            ]
        case Status.LIKELY_RESOLVED:
            quiet_since = max(spoken, answered or spoken)
            at = quiet_since + SILENT_WHEN_LIKELY_RESOLVED
            return [Due(kind=DueKind.GOES_SILENT, at=at, occasion=quiet_since.isoformat())]
        case Status.ON_HOLD if conversation.hold_until:
            at = conversation.hold_until
            return [Due(kind=DueKind.HOLD_ENDS, at=at, occasion=at.isoformat())]
        case _:
            return ()
