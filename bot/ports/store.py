"""Where everything is kept. Its in-memory twin is the same code on SQLite's `:memory:`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.conversation import Conversation, Event
from bot.messages import Person
from bot.policy import Policy
from bot.ports.aftercare import AftercareWork
from bot.ports.alone import Alone
from bot.ports.clock import ClockWork
from bot.ports.reading import Reading
from bot.record import (
    Claim,
    Draft,
    FirstReply,
    Line,
    Notice,
    Post,
    PostKind,
    Queue,
    Reply,
    Spent,
)
from knowledge.learned import Learning
from knowledge.ports import Shelf


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

    async def held(self, claim: Claim) -> Conversation | None:
        """Return the conversation of a claimed clock as `for_update` does, if the claim is still ours."""
        ...

    async def done(self, claim: Claim, *, due: datetime | None = None) -> bool:
        """Give a claimed row back: finished, or due again at `due`. `False`: it was not ours any more."""
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

    async def save_draft(self, draft: Draft, *, due: datetime | None = None) -> None:
        """Store a draft. One that is no longer wanted leaves the queue, unless it is `due` once more."""
        ...

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

    async def move_post(self, kind: PostKind, subject: str, old: str, new: str, *, due: datetime) -> None:
        """Let a post that stands at an old place be made anew at another; what was posted there stays."""
        ...

    async def plan_post(self, kind: PostKind, subject: str, place: str, *, due: datetime) -> None:
        """Ask once, ever, for a post of this subject; one that is not out yet is moved to `due`."""
        ...

    async def shown(self, claim: Claim, post: Post, *, due: datetime | None = None) -> bool:
        """Record what a claimed post shows now (`platform_id`, `shown`, `error`) and give it back.

        `False`: it was not ours any more, and nothing is recorded.
        """
        ...

    async def plan(self, notice: Notice) -> Notice | None:
        """Store a notice; `None` if this (conversation, kind, occasion) was ever planned."""
        ...

    async def save_notice(self, notice: Notice, *, due: datetime | None = None) -> None: ...

    async def fire(self, conversation: int, kind: str, occasion: str) -> bool:
        """Record that a deadline was dealt with; `False` if it was before."""
        ...

    async def fire_all(self, conversation: int, dealt_with: Collection[tuple[str, str]]) -> None:
        """Record that deadlines, each a kind and an occasion, were dealt with."""
        ...

    async def save_person(self, person: Person) -> None: ...

    async def forget(self, person: Person, alias: str) -> Mapping[str, int]:
        """Take a person out of every row, and return how much of what that was.

        Their words, what was made and learned from them, and their name go; their key becomes `alias`, so
        that figures stay.
        """
        ...

    async def watch(self, channel: str, name: str, policy: Policy, *, by: str, at: datetime) -> int:
        """Store a channel's new policy version, with an audit row for each changed field."""
        ...

    async def unwatch(self, channel: str, *, by: str, at: datetime) -> None: ...

    async def mark_channel(
        self, channel: str, *, watermark: str | None = None, name: str | None = None
    ) -> None:
        """Record the last message taken in (an older one moves nothing back), or the channel's name now."""
        ...

    async def mark_gap(self, channel: str, after: str | None) -> None:
        """Record after which message something may be missing, or that nothing is any more."""
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

    def alone(self, what: str) -> AbstractAsyncContextManager[Alone]:
        """Open what says whether this process alone may do `what`, among all that share this store.

        Raises:
            StoreLost: the store cannot be reached.
        """
        ...

    async def beat(self, now: datetime) -> None:
        """Write one row that says that a process of ours runs at `now`.

        Raises:
            StoreLost: the database cannot be written.
        """
        ...

    async def healthy(self) -> None:
        """Write and read one row, whether or not a process of ours runs.

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
