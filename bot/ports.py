"""What the desk needs from outside, in its own words: a store, chat platforms, and the time.

The store's in-memory twin is the same code on SQLite's `:memory:`; the platform's is `adapters/memory.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.aftercare.ports import Aftercare, AftercareWork
from bot.card import View
from bot.clock_ports import ClockReading, ClockWork
from bot.conversation import Conversation, Event
from bot.messages import Heard, Person, Said, Thread
from bot.policy import Policy
from bot.record import (
    Claim,
    Draft,
    FirstReply,
    Inboxed,
    Line,
    Notice,
    NoticeKind,
    PolicyChange,
    Post,
    PostKind,
    Queue,
    Reply,
    Spent,
    Watched,
)
from bot.reports.chart import Chart
from bot.reports.facts import Facts
from knowledge.learned import Learned, Learning
from knowledge.ports import Found, Shelf


class Clock(Protocol):
    """The time, and waiting for it. The real one is in `bot/app.py`, a virtual one in `bot/replay.py`."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a message of ours ended up, with the platform's own time."""

    id: str
    at: datetime


class Draw(Protocol):
    """Makes a picture of a chart: a PNG that a chat shows whole. Nothing on the loop waits for it."""

    async def __call__(self, chart: Chart, /) -> bytes: ...


class Shows(Protocol):
    """Somewhere a staff post can be shown."""

    async def show(self, view: View, *, place: str, message: str | None, key: str) -> str: ...


class Platform(Protocol):
    """A chat platform: what it says, who its people are, and what we post there.

    Every posting method raises `RateLimited` or `Unreachable` when nothing was posted and the same call is
    safe again, and `NotAllowed` when it never will be (its text says what to change).
    """

    name: str

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        """Translate a stored event, or return `None` when no person said, edited or deleted anything."""
        ...

    async def person(self, key: str, channel: str) -> Person:
        """Return who somebody is in a channel: name, zone, and what they are to the desk there."""
        ...

    async def public(self, thread: Thread) -> bool:
        """Whether others than the customer and staff can read a thread. A cached answer will do."""
        ...

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        """Post `text` to the customer in `thread` for a person of ours; the same `key` never posts twice.

        Raises:
            ThreadGone: the thread no longer takes messages.
            Unsure: the answer was lost, and reading the thread did not tell.
        """
        ...

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        """Change the text of a reply of ours."""
        ...

    async def remove(self, thread: Thread, message: str) -> None:
        """Delete a reply of ours. Gone already is fine."""
        ...

    async def show(self, view: View, *, place: str, message: str | None, key: str) -> str:
        """Make a staff message show `view` and return its id: update `message`, or post when there is none.

        `place` is a channel or, for a private message, a person. A `message` that is gone is posted anew. A
        bulletin is posted once, with its picture and the picture's words; where pictures are not allowed, the
        words alone.
        """
        ...

    def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        """Yield (event id, raw event) for what was said in a channel after message `since`, oldest first."""
        ...

    def history(self, channel: str, *, since: datetime, until: datetime) -> AsyncIterator[Said]:
        """Yield what was said in a channel and its threads in [`since`, `until`), oldest first.

        Lines as they stand today, machines' included; ours to staff are none. Nothing of it is stored. May
        take as long as the platform's limits ask for.
        """
        ...


class Search(Protocol):
    """What the desk asks the articles."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found: ...


class Reading(ClockReading, Protocol):
    """What can be asked of the store. Rows come back in time order unless said otherwise."""

    @property
    def learned(self) -> Learned:
        """What people taught the desk, and what it could not answer."""
        ...

    @property
    def aftercare(self) -> Aftercare:
        """What was promised, reported and rated, and which nudges people had."""
        ...

    async def inboxed(self, id: int) -> Inboxed | None: ...

    async def conversation(self, id: int) -> Conversation | None: ...

    async def conversation_in(self, thread: Thread) -> Conversation | None:
        """Return the latest conversation of a thread."""
        ...

    async def waiting(
        self,
        *,
        channel: str | None = None,
        customer: str | None = None,
        channels: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Conversation]:
        """Return conversations whose wait runs, longest wait first; at most `limit`."""
        ...

    async def live(self, channel: str) -> list[Conversation]:
        """Return every conversation of a channel that is not over."""
        ...

    async def conversations(
        self, *, since: datetime | None = None, customer: str | None = None, limit: int = 200
    ) -> list[Conversation]:
        """Return conversations, latest first."""
        ...

    async def lines(self, conversation: int) -> list[Line]:
        """Return every line of a conversation, deleted ones included, by platform time."""
        ...

    async def line(self, channel: str, id: str) -> Line | None: ...

    async def events(self, conversation: int) -> list[Event]: ...

    async def origin(self, conversation: int) -> Conversation | None:
        """Return the conversation as it was opened: what `replayed` starts from."""
        ...

    async def draft(self, id: int) -> Draft | None: ...

    async def open_draft(self, conversation: int) -> Draft | None:
        """Return the draft on the card, if there is one."""
        ...

    async def open_drafts(self, conversations: Collection[int]) -> dict[int, Draft]:
        """Return the drafts on several cards, by conversation."""
        ...

    async def latest_draft(self, conversation: int) -> Draft | None:
        """Return the last draft that was written, whatever became of it."""
        ...

    async def drafts(self, conversation: int) -> list[Draft]:
        """Return every draft of a conversation, oldest first."""
        ...

    async def wanted_draft(self, conversation: int) -> Draft | None:
        """Return the draft that is wanted and not yet written."""
        ...

    async def reply(self, id: int) -> Reply | None: ...

    async def replies(self, conversation: int) -> list[Reply]: ...

    async def recent_texts(self, by: str, limit: int = 10) -> list[str]:
        """Return what a person sent last, and the latest drafts, newest first."""
        ...

    async def notice(self, id: int) -> Notice | None: ...

    async def notices(
        self, *, conversation: int | None = None, kind: NoticeKind | None = None, live: bool = False
    ) -> list[Notice]:
        """Return notices; `live` keeps those that somebody has still to deal with."""
        ...

    async def fired(self, conversation: int) -> frozenset[tuple[str, str]]: ...

    async def posts(self, place: str | None = None, *, id: int | None = None) -> list[Post]: ...

    async def post(self, kind: PostKind, subject: str) -> Post | None: ...

    async def person(self, id: str) -> Person | None: ...

    async def people(self, ids: Collection[str]) -> dict[str, Person]: ...

    async def watched(self, channel: str) -> Watched | None: ...

    async def all_watched(self) -> list[Watched]: ...

    async def audit(self, limit: int = 200) -> list[PolicyChange]: ...

    async def facts(self, since: datetime, until: datetime) -> Facts:
        """Return everything that reports are made from, of the conversations that began in between."""
        ...

    async def first_reply(self, id: int) -> FirstReply | None: ...

    async def scores(self, since: datetime, until: datetime) -> Sequence[Mapping[str, Any]]:
        """Return one row a scored first reply given in [`since`, `until`), oldest first.

        Columns: conversation, channel, customer, first_contact · by, by_name, at · situation, score, points
        (criterion -> 0-2), gates (name -> held), because, suggestions · draft (what stood ready, used or
        not), draft_score, used, distance (0 as drafted .. 1 rewritten), edit (`bot.edits.Edit`), overruled
        (kinds of warnings sent with) · text, draft_text. Words are empty once they were forgotten.
        """
        ...

    async def scores_of(self, by: str, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        """Return the same rows for one person's latest first replies, newest first."""
        ...

    async def warned(self, conversation: int, by: str) -> frozenset[str]:
        """Return the codes of the warnings that somebody has seen in a conversation."""
        ...

    async def spent(self, since: datetime, until: datetime) -> Spent:
        """Return what the model took in [`since`, `until`), for drafts that nobody saw too."""
        ...


class Work(Reading, ClockWork, Protocol):
    """One write transaction. Commits when the block ends, rolls back when it raises.

    Nothing but the store may be awaited inside one.
    """

    @property
    def learned(self) -> Learning: ...

    @property
    def aftercare(self) -> AftercareWork: ...

    async def lock(self, channel: str, customer: str) -> None:
        """Let one transaction at a time decide which conversation a customer's line is for."""
        ...

    async def holds(self, claim: Claim) -> bool:
        """Whether a claimed row is still ours. Locks it until the end, so a yes stays true."""
        ...

    async def done(self, claim: Claim, *, due: datetime | None = None) -> None:
        """Give a claimed row back: finished, or due again at `due`."""
        ...

    async def open(self, conversation: Conversation, due: datetime | None) -> Conversation:
        """Store a new conversation and return it with its id. Its origin is kept for replay."""
        ...

    async def save(self, conversation: Conversation, *events: Event, due: datetime | None) -> None:
        """Store a conversation's state with the events that led to it, and when its clock is due next."""
        ...

    async def for_update(self, id: int) -> Conversation | None:
        """Return a conversation and keep others from changing it until the transaction ends."""
        ...

    async def add_line(self, line: Line) -> bool:
        """Store a line; `False` if the platform's message is stored already."""
        ...

    async def change_line(self, line: Line) -> None: ...

    async def want_draft(self, draft: Draft, due: datetime) -> Draft:
        """Ask for a draft, or move the one that is wanted already (its `version` and due moment)."""
        ...

    async def save_draft(self, draft: Draft) -> None: ...

    async def queue_reply(self, reply: Reply) -> Reply: ...

    async def save_reply(self, reply: Reply, *, due: datetime | None = None) -> None: ...

    async def want_score(self, first: FirstReply, due: datetime) -> None:
        """Ask for the scorecard of a conversation's first reply; one that was there gives way."""
        ...

    async def drop_score(self, conversation: int) -> None:
        """Forget a conversation's first reply: it was taken back."""
        ...

    async def save_score(self, first: FirstReply) -> None: ...

    async def spend(self, draft: int, took: Spent, at: datetime) -> None:
        """Add what a model took for a draft; it counts whatever becomes of the draft."""
        ...

    async def warn(self, conversation: int, by: str, codes: Collection[str]) -> None:
        """Record that somebody has now seen warnings that are new to them."""
        ...

    async def want_post(
        self, kind: PostKind, subject: str, place: str, *, due: datetime, create: bool = True
    ) -> None:
        """Ask for a post to be shown as things stand, at `due` or, if it is due already, sooner.

        With `create=False` only a post that exists is renewed, wherever it stands (`place` is not read).
        """
        ...

    async def plan_post(self, kind: PostKind, subject: str, place: str, *, due: datetime) -> None:
        """Ask once, ever, for a post of this subject; one that is not out yet is moved to `due`."""
        ...

    async def shown(self, post: Post) -> None:
        """Record what a post shows now: its `platform_id`, `shown` and `error`."""
        ...

    async def plan(self, notice: Notice) -> Notice | None:
        """Store a notice; `None` if this (conversation, kind, occasion) was ever planned."""
        ...

    async def save_notice(self, notice: Notice, *, due: datetime | None = None) -> None: ...

    async def fire(self, conversation: int, kind: str, occasion: str) -> bool:
        """Record that a deadline was dealt with; `False` if it was before."""
        ...

    async def save_person(self, person: Person) -> None: ...

    async def watch(self, channel: str, name: str, policy: Policy, *, by: str, at: datetime) -> int:
        """Store a channel's new policy version, with an audit row for each changed field."""
        ...

    async def unwatch(self, channel: str, *, by: str, at: datetime) -> None: ...

    async def mark_channel(
        self, channel: str, *, watermark: str | None = None, name: str | None = None
    ) -> None:
        """Record the last message taken in, or what the channel is called now."""
        ...

    async def move_channel(self, old: str, new: str) -> None:
        """Let everything known under a channel's old key stand under its new one: platforms change ids."""
        ...

    async def degrade(self, channel: str, reason: str | None) -> None:
        """Record why we cannot work in a channel, or that we can again."""
        ...


class Store(Protocol):
    """Where everything is kept. State is the queue: claims hand out rows whose moment has come."""

    shelf: Shelf

    async def put(self, event_id: str, platform: str, raw: Mapping[str, Any], at: datetime) -> bool:
        """Store a platform event in one statement, before it is acknowledged; `False` if it is known.

        Raises:
            StoreLost: it is not stored; do not acknowledge.
        """
        ...

    async def put_many(
        self, platform: str, events: Iterable[tuple[str, Mapping[str, Any]]], at: datetime
    ) -> int: ...

    async def claim(
        self, queue: Queue, *, now: datetime, holder: str, lease: timedelta, limit: int
    ) -> list[Claim]:
        """Take up to `limit` rows whose moment has come, oldest first, and whose lease nobody holds."""
        ...

    async def renew(self, claim: Claim, *, until: datetime) -> bool:
        """Keep a claim for longer; `False` if it was lost."""
        ...

    async def failed(self, claim: Claim, *, due: datetime, error: str, park: bool) -> None:
        """Give a row back after a failure, due later, or park it where staff see it."""
        ...

    async def parked(self) -> list[tuple[Queue, int, str]]: ...

    async def unpark(self, queue: Queue, id: int, *, now: datetime) -> None: ...

    async def next_due(self, queue: Queue) -> datetime | None:
        """Return when the earliest row of a queue wants work (its lease's end, if one is held)."""
        ...

    async def next_dues(self) -> Mapping[Queue, datetime]:
        """Return when each queue that has any work next wants it, in one look."""
        ...

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """Open a write transaction."""
        ...

    def read(self) -> AbstractAsyncContextManager[Reading]:
        """Open a consistent read that takes no write lock."""
        ...

    async def healthy(self) -> None:
        """Write and read one row.

        Raises:
            StoreLost: the database cannot be written.
        """
        ...

    async def forget_before(self, moment: datetime) -> int:
        """Empty what was said in conversations that ended before `moment`; return how many lines that were.

        Their drafts, replies and notices are emptied too, and events dealt with by then are deleted. Who
        waited how long, and how good the reply was, stays for reports.
        """
        ...

    def woken(self) -> AsyncIterator[Queue]:
        """Yield queues in which another process has changed something (PostgreSQL), forever."""
        ...
