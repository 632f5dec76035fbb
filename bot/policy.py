"""What a lead decided for a channel. Pure: time is an argument; what follows from it is in `bot/dues.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.alerts.ladder import LEAD_AT_200, WARN_AT_80, Ahead, Rung
from bot.business_hours.hours import ALWAYS, Calendar, Hours
from bot.business_hours.spans import WEEKDAYS, HoursError, read_clock, read_day
from bot.conversation import Conversation, Matter, Wait

QUIET = timedelta(seconds=20)
QUIET_AFTER_QUESTION = timedelta(seconds=10)
LONGEST_BURST = timedelta(minutes=3)
EVERY_CHANNEL = "*"  # the key under which a workspace's defaults are kept


class Customers(StrEnum):
    """Who counts as a customer in a channel."""

    OUTSIDERS = "outsiders"  # guests and people of other organisations
    EVERYBODY = "everybody"  # whoever is not staff


class Listens(StrEnum):
    """What begins a conversation in a channel. What is said in one that has begun always counts."""

    EVERYTHING = "everything"
    MENTIONS = "mentions"  # lines that call us


class Step(StrEnum):
    """How far a lead trusts Frontdesk in a channel."""

    MEASURE = "measure"  # watch silently: nothing is drafted, nobody is told anything
    PREVIEW = "preview"  # drafts, shown to pilots only, privately
    CARDS = "cards"  # cards for everybody, no alerts
    ALERTS = "alerts"

    @property
    def drafts(self) -> bool:
        return self is not Step.MEASURE

    @property
    def shows_all(self) -> bool:
        """Whether the staff channel sees cards and the Waiting now list."""
        return self in (Step.CARDS, Step.ALERTS)


class Acknowledge(StrEnum):
    """When a bot's labelled acknowledgement goes to the customer."""

    OFF = "off"
    OUT_OF_HOURS = "out_of_hours"


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
        HoursError: the text is neither.
    """
    day, space, at = text.strip().partition(" ")
    if not space:
        raise HoursError(f'"{day}" is no day with a time. Write it like "Mon 09:00" or "daily 09:00".')
    when = read_clock(at.strip())
    return Digest(when) if day.lower() == "daily" else Digest(when, read_day(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings of one watched channel. A target of `None` means: measured, never alerted.

    The factors make a target shorter for conversations that matter more: the smallest that applies holds.
    After a breach it is told again after `repeat_every`, then after twice as long, `repeats` times in all.
    """

    staff_channel: str
    owner: str | None = None
    backup: str | None = None
    lead: str | None = None
    customers: Customers = Customers.EVERYBODY
    listens: Listens = Listens.EVERYTHING
    step: Step = Step.ALERTS
    pilots: tuple[str, ...] = ()  # who sees drafts while in preview; nobody named: the owner
    hours: Calendar = ALWAYS
    first_target: timedelta | None = timedelta(minutes=15)
    next_target: timedelta | None = timedelta(minutes=30)
    urgent_factor: float = 1.0
    high_stakes_factor: float = 1.0
    first_contact_factor: float = 1.0
    warnings: tuple[Ahead, ...] = WARN_AT_80
    ladder: tuple[Rung, ...] = LEAD_AT_200
    repeat_every: timedelta | None = None
    repeats: int = 3
    quiet_hours: Hours | None = None  # nobody is pinged in them; urgent ones apart
    acknowledgement: Acknowledge = Acknowledge.OFF
    digest: Digest | None = None
    rating: bool = False
    quiet: timedelta = QUIET
    quiet_after_question: timedelta = QUIET_AFTER_QUESTION
    promise: timedelta | None = None  # what a holding reply may promise
    agents_since: datetime | None = None  # from when reports may name agents: announced, never backwards
    paused_until: datetime | None = None  # no alert before: what is late then is told then

    def target(self, wait: Wait) -> timedelta | None:
        """Return the target of a wait in which nothing matters more than usual."""
        return self.first_target if wait.number == 1 else self.next_target

    def target_of(self, conversation: Conversation, wait: Wait) -> timedelta | None:
        """Return the target of a conversation's wait, with what makes it more pressing."""
        target = self.target(wait)
        return target * self._factor(conversation, wait) if target else target

    def _factor(self, conversation: Conversation, wait: Wait) -> float:
        factors = [1.0]
        if Matter.URGENT in conversation.matters:
            factors.append(self.urgent_factor)
        if Matter.HIGH_STAKES in conversation.matters:
            factors.append(self.high_stakes_factor)
        if conversation.first_contact and wait.number == 1:
            factors.append(self.first_contact_factor)
        return min(factors)

    def pauses(self, now: datetime) -> datetime | None:
        """Return until when alerts rest, if they do at `now`."""
        return self.paused_until if self.paused_until and now < self.paused_until else None

    @property
    def previewing(self) -> tuple[str, ...]:
        """Who sees drafts while this channel is in preview."""
        return self.pilots or tuple(key for key in (self.owner,) if key)


def starting(channel: str, staff_channel: str, defaults: Policy | None) -> Policy:
    """Return the policy that a new channel starts from: the workspace's, or ours for its platform.

    A Discord server is a community: nobody is alerted there unless a lead wants it; a daily digest tells.
    """
    if defaults:
        return replace(defaults, staff_channel=staff_channel)
    if channel.startswith("discord:"):
        digest = Digest(time(9))
        return Policy(staff_channel=staff_channel, first_target=None, next_target=None, digest=digest)
    return Policy(staff_channel=staff_channel)


def draft_due(first: datetime, latest: datetime, asks: bool, policy: Policy, heard: datetime) -> datetime:
    """Return when a burst counts as over: quiet a while, sooner after a question, never past 3 minutes.

    A line heard late waits as long again, at most the quiet time: what was said after it stands behind it
    in the same backlog, and a draft a line would make that backlog grow.
    """
    quiet = policy.quiet_after_question if asks else policy.quiet
    over = min(latest + quiet, first + LONGEST_BURST) if latest < first + LONGEST_BURST else latest
    return max(over, heard + min(heard - latest, quiet))
