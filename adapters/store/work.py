"""What can be written, inside one transaction. Each method is one or two statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, insert, select, update

from adapters.store import channels, claims, policies, rows, scores
from adapters.store.aftercare import AftercareWrites
from adapters.store.claims import FREE
from adapters.store.clock_rows import ClockWrites
from adapters.store.database import Connection
from adapters.store.learned import LearnedWrites
from adapters.store.purging import purge
from adapters.store.reading import LOCKED, Policies, Rows
from adapters.store.tables import (
    channel,
    conversation,
    draft,
    event,
    line,
    notice,
    policy,
    post,
    reply,
)
from adapters.store.upserts import UPSERTS, wanted_again
from bot.conversation import Conversation, Event
from bot.messages import Person
from bot.policy import Policy
from bot.record import (
    Claim,
    Draft,
    DraftState,
    FirstReply,
    Line,
    Notice,
    NoticeState,
    PostKind,
    Queue,
    Reply,
    Spent,
)
from bot.record import (
    Post as ShownPost,
)

_id: BindParameter[Any] = bindparam("row")
_held = LOCKED.where(conversation.c.holder == bindparam("me"))
_open = insert(conversation).returning(conversation.c.id)
_save = update(conversation).where(conversation.c.id == _id)
_change_line = update(line).where(line.c.channel == bindparam("in_channel"), line.c.id == _id)
_save_draft = update(draft).where(draft.c.id == _id)
_queue_reply = insert(reply).returning(reply.c.id)
_save_reply = update(reply).where(reply.c.id == _id)
_renew_posts = (
    update(post)
    .where(post.c.kind == bindparam("of_kind"), post.c.subject == bindparam("about"))
    .values(**wanted_again(bindparam("due", type_=post.c.due_at.type)))
)
_there = post.alias("there")
_move_post = (
    update(post)
    .where(
        post.c.kind == bindparam("of_kind"),
        post.c.subject == bindparam("about"),
        post.c.place == bindparam("old"),
        ~select(_there.c.id)
        .where(
            _there.c.kind == post.c.kind,
            _there.c.subject == post.c.subject,
            _there.c.place == bindparam("new"),
        )
        .exists(),
    )
    .values(
        place=bindparam("new"),
        platform_id=None,
        error=None,
        **wanted_again(bindparam("due", type_=post.c.due_at.type)),
    )
)
_save_notice = update(notice).where(notice.c.id == _id)
_lock = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), 0)))
_any_channel = select(channel, policy.c.settings).join(
    policy, (policy.c.channel == channel.c.key) & (policy.c.version == channel.c.version)
)
_channel = _any_channel.where(channel.c.key == _id).with_for_update()


class Writes(Rows, ClockWrites):
    """`bot.ports.Work`: one write transaction."""

    def __init__(self, connection: Connection, policies: Policies, dialect: str) -> None:
        super().__init__(connection, policies)
        self._upserts = UPSERTS[dialect]
        self._locks = dialect == "postgresql"  # SQLite has one writer at a time anyway
        self.touched: set[Queue] = set()

    @property
    def learned(self) -> LearnedWrites:
        return LearnedWrites(self._connection, self._upserts)

    @property
    def aftercare(self) -> AftercareWrites:
        return AftercareWrites(self._connection, self._upserts)

    async def forget(self, person: Person, alias: str) -> Mapping[str, int]:
        self.touched |= {Queue.POST}
        told = await purge(self._connection, person.id, person.name, alias)
        await self._do(self._upserts.shelf, steps=1)
        return told

    async def lock(self, channel: str, customer: str) -> None:
        if self._locks:
            await self._do(_lock, key=f"{channel} {customer}")

    async def holds(self, claim: Claim) -> bool:
        return await claims.holds(self._connection, claim)

    async def held(self, claim: Claim) -> Conversation | None:
        row = await self._first(_held, row=claim.id, me=claim.holder)
        return rows.conversation(row) if row else None

    async def done(self, claim: Claim, *, due: datetime | None = None) -> bool:
        return await claims.done(self._connection, claim, due)

    async def open(self, conversation: Conversation, due: datetime | None) -> Conversation:
        values = rows.opening_values(conversation) | rows.conversation_values(conversation)
        self.touched.add(Queue.CLOCK)
        return replace(conversation, id=await self._one(_open, **values, due_at=due))

    async def save(self, conversation: Conversation, *events: Event, due: datetime | None) -> None:
        """Store a conversation. Whoever works on its clock loses the claim: what it saw has changed."""
        values = rows.conversation_values(conversation)
        await self._do(_save, row=conversation.id, **values, due_at=due, **FREE)
        if events:
            await self._connection.execute(
                insert(event), [rows.event_values(conversation.id, each) for each in events]
            )
        self.touched.add(Queue.CLOCK)

    async def for_update(self, id: int) -> Conversation | None:
        row = await self._first(LOCKED, row=id)
        return rows.conversation(row) if row else None

    async def add_line(self, line: Line) -> bool:
        return await self._first(self._upserts.line, **rows.line_values(line)) is not None

    async def change_line(self, line: Line) -> None:
        values = rows.line_values(line)
        await self._do(_change_line, in_channel=values.pop("channel"), row=values.pop("id"), **values)

    async def want_draft(self, draft: Draft, due: datetime) -> Draft:
        """Ask for a draft, or move the wanted one; whoever is writing that one starts again."""
        given = {
            "asked": draft.request is not None,
            "excludes": bool(draft.excluded),
            "sourced": bool(draft.sources),
        }
        self.touched.add(Queue.DRAFT)
        return rows.draft(
            await self._first(self._upserts.draft, **rows.draft_values(draft), **given, due_at=due)
        )

    async def save_draft(self, draft: Draft, *, due: datetime | None = None) -> None:
        """Store a draft. One that is no longer wanted leaves whoever holds it, and the queue unless `due`."""
        over = {} if draft.state is DraftState.WANTED else {"due_at": due, **FREE}
        if due:
            self.touched.add(Queue.DRAFT)
        await self._do(_save_draft, row=draft.id, **rows.draft_values(draft), **over)

    async def queue_reply(self, reply: Reply) -> Reply:
        values = rows.reply_values(reply)
        self.touched.add(Queue.REPLY)
        due = reply.queued_at if reply.wish else None
        return replace(reply, id=await self._one(_queue_reply, **values, due_at=due))

    async def save_reply(self, reply: Reply, *, due: datetime | None = None) -> None:
        """Store a reply. A new moment, or no wish left, takes it out of the hands of whoever holds it."""
        moved = {"due_at": due, **FREE} if due or reply.wish is None else {}
        if due:
            self.touched.add(Queue.REPLY)
        await self._do(_save_reply, row=reply.id, **rows.reply_values(reply), **moved)

    async def want_score(self, first: FirstReply, due: datetime) -> None:
        self.touched.add(Queue.SCORE)
        await scores.want(self._connection, first, due)

    async def drop_score(self, conversation: int) -> None:
        await scores.drop(self._connection, conversation)

    async def save_score(self, first: FirstReply) -> None:
        await scores.save(self._connection, first)

    async def spend(self, draft: int, took: Spent, at: datetime) -> None:
        await scores.spend(self._connection, draft, took, at)

    async def warn(self, conversation: int, by: str, codes: Collection[str]) -> None:
        await scores.warn(self._connection, conversation, by, codes)

    async def want_post(
        self, kind: PostKind, subject: str, place: str, *, due: datetime, create: bool = True
    ) -> None:
        """Ask for a post to be shown; without `create` every post of this kind and subject there is."""
        self.touched.add(Queue.POST)
        if create:
            await self._do(self._upserts.post, **_new_post(kind, subject, place, due))
        else:
            await self._do(_renew_posts, of_kind=kind.value, about=subject, due=due)

    async def move_post(self, kind: PostKind, subject: str, old: str, new: str, *, due: datetime) -> None:
        self.touched.add(Queue.POST)
        await self._do(_move_post, of_kind=kind.value, about=subject, old=old, new=new, due=due)

    async def plan_post(self, kind: PostKind, subject: str, place: str, *, due: datetime) -> None:
        self.touched.add(Queue.POST)
        await self._do(self._upserts.planned_post, **_new_post(kind, subject, place, due))

    async def shown(self, claim: Claim, post: ShownPost, *, due: datetime | None = None) -> bool:
        return await claims.shown(self._connection, claim, post, due)

    async def plan(self, notice: Notice) -> Notice | None:
        due = notice.due_at if notice.state is NoticeState.PLANNED else None
        row = await self._first(self._upserts.notice, **rows.notice_values(notice), due_at=due)
        self.touched.add(Queue.NOTICE)
        return rows.notice(row) if row else None

    async def save_notice(self, notice: Notice, *, due: datetime | None = None) -> None:
        """Store a notice: planned, it is due at `due` or its own moment; else only if `due` says so."""
        planned = notice.due_at if notice.state is NoticeState.PLANNED else None
        self.touched.add(Queue.NOTICE)
        await self._do(
            _save_notice, row=notice.id, **rows.notice_values(notice), due_at=due or planned, **FREE
        )

    async def fire(self, conversation: int, kind: str, occasion: str) -> bool:
        told = {"conversation": conversation, "kind": kind, "occasion": occasion}
        return await self._first(self._upserts.fired, **told) is not None

    async def fire_all(self, conversation: int, dealt_with: Collection[tuple[str, str]]) -> None:
        told = [
            {"conversation": conversation, "kind": kind, "occasion": occasion}
            for kind, occasion in dealt_with
        ]
        if told:
            await self._connection.execute(self._upserts.all_fired, told)

    async def save_person(self, person: Person) -> None:
        await self._do(self._upserts.person, **rows.person_values(person))

    async def watch(self, channel: str, name: str, policy: Policy, *, by: str, at: datetime) -> int:
        known = await self._first(_channel, row=channel)
        before = policies.policy_of(known.settings) if known and known.watched else None
        version = known.version + 1 if known else 1
        described = {"name": name, "version": version, "watched": True, "staff": policy.staff_channel}
        await self._do(self._upserts.channel, key=channel, **described)
        await self._do(
            insert(_POLICY),
            channel=channel,
            version=version,
            by=by,
            at=at,
            settings=policies.settings_of(policy),
        )
        await self._noted(channel, by, at, policies.changes(before, policy))
        return version

    async def unwatch(self, channel: str, *, by: str, at: datetime) -> None:
        known = await self._first(_channel, row=channel)
        if known and known.watched:
            await channels.mark(self._connection, channel, watched=False)
            await self._noted(channel, by, at, [("watched", "yes", "no")])

    async def mark_channel(
        self, channel: str, *, watermark: str | None = None, name: str | None = None
    ) -> None:
        if watermark is not None:
            await channels.heard(self._connection, channel, watermark)
        if name is not None:
            await channels.mark(self._connection, channel, name=name)

    async def mark_gap(self, channel: str, after: str | None) -> None:
        await channels.mark(self._connection, channel, gap_after=after)

    async def move_channel(self, old: str, new: str) -> None:
        await channels.move(self._connection, old, new)

    async def degrade(self, channel: str, reason: str | None) -> None:
        await channels.mark(self._connection, channel, degraded=reason)


_POLICY = policy


def _new_post(kind: PostKind, subject: str, place: str, due: datetime) -> dict[str, Any]:
    made = {"wanted": 1, "shown": 0, "due_at": due, "made_at": due}
    return {"kind": kind.value, "subject": subject, "place": place, **made}
