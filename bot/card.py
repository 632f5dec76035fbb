"""What staff see, as values: Card, Alert, Nudge, Waiting, Trouble. Pure; adapters only render them.

Every button is an `Action` with a verb of the desk. A click comes back as a `Click` with the version the
person saw, so that a stale one can be refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.forms import Form
from bot.messages import Person, Role, Thread
from bot.reports.chart import Chart


class Verb(StrEnum):
    """What a button asks the desk for."""

    SEND = "send"
    SEND_ANYWAY = "send_anyway"  # a stale draft, knowingly
    EDIT = "edit"
    CLOSE = "close"
    CLAIM = "claim"
    RELEASE = "release"
    REMIND = "remind"
    WARMER = "warmer"
    SHORTER = "shorter"
    ASK_FIRST = "ask_first"
    HOLDING = "holding"
    OTHER_SOURCE = "other_source"
    WRONG_DRAFT = "wrong_draft"
    CORRECT = "correct"
    TAKE_BACK = "take_back"
    RESOLVED = "resolved"  # staff: likely resolved
    SCORECARD = "scorecard"
    REASONS = "reasons"  # why this draft?
    WHY = "why"  # why is this late?
    USE_TEXT = "use_text"  # a nudge's words, through the edit form
    DONE = "done"
    SNOOZE = "snooze"
    NOT_USEFUL = "not_useful"
    KEEP = "keep"  # the customer's question, as an alternate of the article that answered it
    SAVE_ANSWERS = "save_answers"  # of a day, written by hand
    REVIEWED = "reviewed"  # an article whose marks called for a look
    GIVE = "give"  # put it into somebody's hands, and tell them
    NOTE = "note"  # for colleagues only: no customer sees it, no clock stops
    SAME_PROBLEM = "same_problem"  # note that it is about a problem others report, too
    FIXED = "fixed"  # the problem is: tell everybody who reported it


class Style(StrEnum):
    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button. `more` puts it behind the More menu; `key` is its keyboard shortcut where there is one."""

    verb: Verb
    label: str
    style: Style = Style.PLAIN
    more: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A pressed button, or a submitted form with its `inputs`.

    `conversation` and `version` are what the person saw; `draft`, `reply` or `notice` what they acted on.
    """

    verb: Verb
    by: Person
    at: datetime
    conversation: int
    version: int
    draft: int | None = None
    reply: int | None = None
    notice: int | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The click was carried out, or refused for a reason that is all there is to say; the text is private."""

    text: str
    ok: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """More is needed: show this form; its submit comes back as a `Click` with `verb` and its inputs."""

    form: Form
    verb: Verb
    click: Click


Outcome = Answered | Ask


class Tone(StrEnum):
    """How a view wants to look: colour is never the only sign."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A line of the conversation as it may be shown to staff."""

    name: str
    role: Role
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source under a draft."""

    title: str
    url: str | None
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One conversation for agents. One per conversation, for life."""

    conversation: int
    version: int
    draft_id: int | None
    reply_id: int | None
    thread: Thread
    channel_name: str
    tone: Tone
    state: str  # "Waiting", "Answered by Ana in 3 min"
    customer: str
    about: str  # "Acme · last time: Export your contacts, solved in May · 14:05 for them (3 h ahead)"
    waiting_since: datetime | None  # set while the wait runs: adapters let it count up
    target_at: datetime | None
    quotes: tuple[Quote, ...]
    more_lines: int
    feeling: str | None
    caution: str | None  # high stakes: what to do before sending
    draft: str | None
    changed: str | None  # what a rewrite changed: "Shorter: 61 -> 34 words"
    drafting: bool  # a draft is being written
    sources: tuple[Cited, ...]
    writer: str | None  # "composer", "model", or why the model did not write
    unsure: bool
    hint: str | None
    notice: str | None  # what changed: "Nadia added a line"
    actions: tuple[Action, ...]
    notes: tuple[str, ...] = ()  # what was or would be promised, and what the customer is still owed
    folded: bool = False
    solved: bool = False  # the customer confirmed it
    mention: tuple[str, ...] = ()
    summary: str = ""  # the whole card as one sentence, for screen readers and notifications


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A wait that runs late, with the cure: the card's draft and buttons."""

    notice_id: int
    level: str
    headline: str  # "Maya has waited 16 min (promise 15) · claimed by Dana"
    late: str | None  # "Frontdesk was not running when this fell due at 14:05"
    over: str | None  # how it ended: "answered by Ana at 14:07"
    mention: tuple[str, ...]
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Several late waits in one message: longest first, ended ones last; `more` run that it does not show."""

    rows: tuple[Alert, ...]
    mention: tuple[str, ...]
    more: int = 0

    @property
    def headline(self) -> str:
        late = sum(row.over is None for row in self.rows) + self.more
        if late == 0:
            return "Nobody here is waiting any more"
        waiting = f"{late} customers are waiting" if late > 1 else "1 customer is waiting"
        return f"{waiting}: the {late - self.more} longest" if self.more else waiting

    @property
    def tone(self) -> Tone:
        tones = {row.card.tone for row in self.rows if not row.over}
        return next((tone for tone in (Tone.LATE, Tone.SOON, Tone.CALM) if tone in tones), Tone.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A private reminder with the words ready."""

    notice_id: int
    kind: str
    conversation: int
    version: int
    thread: Thread
    headline: str
    text: str
    over: str | None
    actions: tuple[Action, ...]
    mention: tuple[str, ...] = ()
    source: Cited | None = None  # the article it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudges:
    """Several private reminders of one person in one message."""

    parts: tuple[Nudge, ...]
    mention: tuple[str, ...] = ()

    @property
    def thread(self) -> Thread:
        return self.parts[0].thread

    @property
    def over(self) -> bool:
        return all(part.over for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingAsked:
    """The bot's question to one customer, how it was. `choices` are (answer, label); none once answered."""

    rating_id: int
    customer: str
    thread: Thread
    question: str
    note: str
    choices: tuple[tuple[str, str], ...]
    thanks: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    """One row of the Waiting now list."""

    conversation: int
    thread: Thread
    customer: str
    channel_name: str
    waiting_since: datetime
    target_at: datetime | None
    topic: str
    claimed_by: str | None
    tone: Tone
    first_contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The live Waiting now message of one staff channel, longest first."""

    rows: tuple[Waiter, ...]
    as_of: datetime
    title: str = "Waiting now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something is wrong with the desk itself: what it means for the reader, and the fix."""

    name: str
    text: str
    since: datetime
    over: bool = False
    mention: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image on its way to a chat. `alt` says what it shows."""

    name: str  # a file name
    data: bytes
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """News for everybody on a staff channel: a digest, the thirty-day page, an announcement. Never changed.

    Chats get the chart as a `picture`; the console draws it itself.
    """

    title: str
    lines: tuple[str, ...]
    chart: Chart | None = None
    picture: Picture | None = None
    mention: tuple[str, ...] = ()


View = Card | Alert | Alerts | Nudge | Nudges | RatingAsked | Waiting | Trouble | Bulletin
