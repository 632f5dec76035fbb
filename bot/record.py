"""What the desk keeps beside conversations: lines, drafts, replies, posts, notices. Values only.

State is the queue: an `Inboxed`, a `Draft`, a `Reply`, a `Post` and a `Notice` (and a conversation, for its
clock) each carry the moment at which something has to happen to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.messages import Role, Thread
from bot.policy import Policy
from knowledge.ports import Source


class Queue(StrEnum):
    """The kinds of due rows."""

    INBOX = "inbox"
    DRAFT = "draft"
    CLOCK = "clock"  # conversations whose next deadline has come
    REPLY = "reply"
    POST = "post"
    NOTICE = "notice"
    SCORE = "score"  # first replies that want their scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A row that is ours to work until the lease ends. Results are written only while `holder` still is."""

    queue: Queue
    id: int
    holder: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inboxed:
    """A platform event as it came in. Stored before it was acknowledged."""

    id: int
    platform: str
    raw: Mapping[str, Any]
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something a person (or one of our own posts) said in a conversation's thread."""

    conversation: int
    channel: str
    id: str  # the platform's
    author: str
    name: str
    role: Role
    at: datetime
    text: str
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reply: int | None = None  # the reply of ours that this line is


class DraftState(StrEnum):
    WANTED = "wanted"  # the burst is not over, or a writer is at work
    OPEN = "open"  # on the card
    SENT = "sent"
    WITHDRAWN = "withdrawn"  # the customer solved it, or a person answered by hand: kept for comparison
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposed reply to everything the customer said up to `version`.

    `request` is what an agent asked for when this one is a rewrite. `excluded` are articles that an agent
    called wrong for this conversation.
    """

    id: int = 0
    conversation: int
    wait: int
    version: int
    state: DraftState = DraftState.WANTED
    text: str = ""
    sources: tuple[Source, ...] = ()
    band: str = "none"
    writer: str = ""
    situation: str = ""
    feeling: str = ""  # in words, only when it matters: "upset", "urgent"
    score: int = 0
    scorecard: Mapping[str, Any] = field(default_factory=dict)
    hint: str | None = None
    why: tuple[str, ...] = ()
    fallback: str | None = None  # why the model did not write this one
    request: str | None = None
    excluded: tuple[str, ...] = ()
    requested_by: str | None = None
    made_at: datetime | None = None
    changed: str | None = None  # what a rewrite changed, in words
    wrong: str | None = None  # why an agent took it off the card
    promise: str | None = None  # the time it may name
    public: bool = True  # others than the customer read along
    high_stakes: bool = False  # public, upset and first contact
    tokens_in: int = 0  # these three are added up by `Work.spend` and never saved with the rest
    tokens_out: int = 0
    cost: float | None = None  # in the currency of the configured prices


class ReplyState(StrEnum):
    QUEUED = "queued"
    CALLING = "calling"  # committed before the platform is called: from here on a retry looks first
    SENT = "sent"
    UNSURE = "unsure"  # the platform's answer was lost: an agent is asked, never a blind resend
    FAILED = "failed"  # refused for good; staff see why
    TAKEN_BACK = "taken_back"


class Wish(StrEnum):
    """What the platform has still to be asked for."""

    POST = "post"
    AMEND = "amend"
    REMOVE = "remove"


class Voice(StrEnum):
    """Who speaks to the customer."""

    PERSON = "person"
    CHECK_IN = "check_in"  # a person, who asks once whether all is well
    BOT = "bot"  # ours, labelled: it answers nothing and stops no clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Text on its way to a customer, or there. `key` never posts twice."""

    id: int = 0
    conversation: int
    wait: int
    version: int  # of the conversation, when somebody decided to send it
    thread: Thread
    draft: int | None
    text: str
    by: str
    by_name: str
    key: str
    distance: float  # 0 as drafted .. 1 rewritten
    state: ReplyState = ReplyState.QUEUED
    wish: Wish | None = Wish.POST
    queued_at: datetime
    platform_id: str | None = None
    sent_at: datetime | None = None
    error: str | None = None
    voice: Voice = Voice.PERSON
    edit: str | None = None  # what the agent did to the words they were given: see `bot/acts/edits.py`
    overruled: tuple[str, ...] = ()  # kinds of warnings that the agent saw and sent it with
    warnings: tuple[str, ...] = ()  # the same in words


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReply:
    """The scorecard of the reply that was somebody's first impression, beside the draft it had.

    `draft` is what stood ready when the reply came, used or not. `distance` is how far the words are from it.
    """

    id: int = 0
    conversation: int
    message: str | None  # the line, by the platform's id
    by: str
    at: datetime
    draft: int | None = None
    draft_score: int | None = None
    used: bool = False
    distance: float | None = None
    situation: str = ""
    score: int | None = None  # `None` until it was computed
    points: Mapping[str, int] = field(default_factory=dict)  # criterion -> 0, 1 or 2
    gates: Mapping[str, bool] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)  # criterion or gate -> the sentence that told
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a model took for drafts in a stretch of time; `cost` is `None` where no prices are set."""

    drafts: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


class PostKind(StrEnum):
    CARD = "card"
    ALERT = "alert"
    NUDGE = "nudge"
    QUEUE = "queue"  # the live Waiting now message of one staff channel
    DIGEST = "digest"  # a channel's report, once for each time it is wanted
    MONTH = "month"  # the thirty-day page, when a lead posts it
    BASELINE = "baseline"  # how it was before, once a channel's history has been read
    NAMING = "naming"  # that reports name agents from now on, or no longer
    TROUBLE = "trouble"  # something is wrong with the desk itself
    PAGE = "page"  # an alert, told to one more person or place: see `bot/alerts/ledger.py`, `Told`
    UNCOVERED = "uncovered"  # a channel whose owner and backup are both away
    RATING = "rating"  # the question how it was, for the customer alone
    MORNING = "morning"  # who waited through the night, for the first person in


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message of ours for staff, as a projection: shown again while `wanted` is ahead of `shown`.

    `subject` is what it shows: a conversation's id, a notice's id, a staff channel, a trouble's name.
    `place` is a channel's key, or a person's for a private post.
    """

    id: int = 0
    kind: PostKind
    subject: str
    place: str
    platform_id: str | None = None
    wanted: int = 1
    shown: int = 0
    error: str | None = None


class NoticeKind(StrEnum):
    ALERT = "alert"  # warning, breach or escalation of one wait; rises in place
    CONFIRM = "confirm"  # sounds solved: ask them to confirm, and thank them
    CHECK_IN = "check_in"  # quiet after an answer
    REMINDER = "reminder"  # "remind me in ..."
    REACH_OUT = "reach_out"  # the customer left before anybody answered
    FOLLOW_UP = "follow_up"  # the customer wrote again in a thread you answered
    UNSURE = "unsure"  # a reply may or may not have been posted: look, and decide
    UNSENT = "unsent"  # a reply of yours was refused; its words are kept
    REVIEW = "review"  # an article was called a wrong source again and again
    EVENING = "evening"  # answers you wrote by hand today: worth keeping?
    HANDOVER = "handover"  # a colleague went off duty: what they had in hand is yours
    WHICH = "which"  # you wrote at top level while several waited: whom did you answer?
    UNSEEN = "unseen"  # a first contact that nobody has looked at
    CHASING = "chasing"  # the customer asks again
    PROMISE_NEAR = "promise_near"
    PROMISE_PASSED = "promise_passed"
    THANKS = "thanks"  # they praised or reported something, and nobody has thanked them
    FEEDBACK = "feedback"  # they suggested something, and nobody has thanked them
    FIXED = "fixed"  # what they reported is done: tell them, and thank them
    HIGH_STAKES = "high_stakes"  # public, upset and for the first time
    SECURITY = "security"  # told out of hours to whoever is on call
    BOUNCED = "bounced"  # too many hands, or asked for what they had told
    HANDED = "handed"  # somebody gave you this conversation
    BAD_RATING = "bad_rating"


class Level(StrEnum):
    """How far an alert has risen."""

    WARNING = "warning"
    BREACH = "breach"
    ESCALATION = "escalation"


class NoticeState(StrEnum):
    PLANNED = "planned"
    SHOWN = "shown"
    DONE = "done"  # acted on, or answered
    DISMISSED = "dismissed"
    CANCELLED = "cancelled"  # no longer true when it fell due


class Result(StrEnum):
    """What came of a nudge, for reports and for how many more there may be."""

    USED = "used"  # its words were sent
    DONE = "done"  # somebody said so
    ACTED = "acted"  # the agent did it by hand
    USELESS = "useless"  # "not useful"
    LEFT = "left"  # shown, and nobody did anything
    OVERTAKEN = "overtaken"  # the customer moved first
    NEEDLESS = "needless"  # no longer true when it fell due

    @property
    def acted_on(self) -> bool:
        return self in (Result.USED, Result.DONE, Result.ACTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alert or a nudge. One per (conversation, kind, occasion), ever.

    A nudge that was shown is `told` to one person: pushed, alone or in the message that `head` leads, or,
    with no `pushed_at`, in their list only.
    """

    id: int = 0
    conversation: int
    kind: NoticeKind
    occasion: str  # "wait 2", "reply 7"
    due_at: datetime
    to: tuple[str, ...] = ()  # people or a channel, most responsible first
    level: Level | None = None
    bundle: int | None = None  # the alert in whose message this one stands, its own included
    state: NoticeState = NoticeState.PLANNED
    text: str = ""  # words ready to send to the customer, where the kind has them
    note: str = ""  # what the reader is told
    late: timedelta = timedelta()
    shown_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None  # what happened next: "answered by Ana at 14:07"
    told: str | None = None
    pushed_at: datetime | None = None
    head: int | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """One row of the audit log; `channel` is "*" for what holds for the whole workspace."""

    at: datetime
    by: str
    channel: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A channel with the version of its policy that holds now."""

    channel: str
    name: str
    policy: Policy
    version: int
    watermark: str | None = None  # the last message stored, for catching up
    gap_after: str | None = None  # the message after which what was said has still to be read
    degraded: str | None = None  # why we cannot work there now, in words
    baseline_at: datetime | None = None  # when its last 30 days before us had been read
