"""What can be asked of the store: every question is one statement, made once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select, union_all

from adapters.store import rows, scores
from adapters.store.aftercare import AftercareRows
from adapters.store.asked import only
from adapters.store.clock_rows import ClockRows
from adapters.store.database import Connection
from adapters.store.facts import facts
from adapters.store.learned import LearnedRows
from adapters.store.policies import policy_of
from adapters.store.tables import (
    LIVE,
    WANTED,
    audit,
    channel,
    conversation,
    draft,
    event,
    fired,
    inbox,
    line,
    notice,
    person,
    policy,
    post,
    reply,
)
from bot.conversation import Conversation, Event
from bot.messages import Person, Role, Thread
from bot.policy import Policy
from bot.record import (
    Draft,
    FirstReply,
    Inboxed,
    Line,
    Notice,
    NoticeKind,
    PolicyChange,
    Post,
    PostKind,
    Reply,
    Spent,
    Watched,
)
from bot.reports.facts import Facts

Policies = dict[tuple[str, int], Policy]  # a version never changes, so one that was read is kept

_id: BindParameter[Any] = bindparam("row")
_of: BindParameter[int] = bindparam("of")
_conversation = select(conversation).where(conversation.c.id == _id)
LOCKED = _conversation.with_for_update(key_share=True)  # or rows that refer to it could not be stored
_in_thread = (
    select(conversation)
    .where(conversation.c.channel == bindparam("in_channel"), conversation.c.root == bindparam("under"))
    .order_by(conversation.c.id.desc())
    .limit(1)
)
_waiting = (
    select(conversation)
    .where(conversation.c.waiting_since.is_not(None))
    .order_by(conversation.c.waiting_since, conversation.c.id)
)
_live = (
    select(conversation)
    .where(conversation.c.channel == bindparam("in_channel"), conversation.c.ended_at.is_(None))
    .order_by(conversation.c.opened_at, conversation.c.id)
)
_latest = select(conversation).order_by(conversation.c.opened_at.desc(), conversation.c.id.desc())
_lines = select(line).where(line.c.conversation == _of).order_by(line.c.at, line.c.seq)
_line = select(line).where(line.c.channel == bindparam("in_channel"), line.c.id == _id)
_events = select(event).where(event.c.conversation == _of).order_by(event.c.seq)
_draft = select(draft).where(draft.c.id == _id)
_drafts = select(draft).where(draft.c.conversation == _of).order_by(draft.c.id)
_last_draft = select(draft).where(draft.c.conversation == _of).order_by(draft.c.id.desc()).limit(1)
_inboxed = select(inbox).where(inbox.c.id == _id)
_open_draft = _last_draft.where(draft.c.state == "open")
_open_drafts = select(draft).where(
    draft.c.conversation.in_(bindparam("of", expanding=True)), draft.c.state == "open"
)
_latest_draft = _last_draft.where(draft.c.made_at.is_not(None))
_wanted_draft = select(draft).where(draft.c.conversation == _of, WANTED)
_reply = select(reply).where(reply.c.id == _id)
_replies = select(reply).where(reply.c.conversation == _of).order_by(reply.c.queued_at, reply.c.id)
_said = (
    select(reply.c.text, reply.c.queued_at.label("at"))
    .where(reply.c.by == bindparam("by"), reply.c.text != "")
    .order_by(reply.c.id.desc())
    .limit(bindparam("most"))
)
_drafted = (
    select(draft.c.text, draft.c.made_at.label("at"))
    .where(draft.c.made_at.is_not(None), draft.c.text != "")
    .order_by(draft.c.id.desc())
    .limit(bindparam("most"))
)
_texts = union_all(select(_said.subquery()), select(_drafted.subquery())).subquery()
_recent = select(_texts.c.text).order_by(_texts.c.at.desc())
_notice = select(notice).where(notice.c.id == _id)
_notices = select(notice).order_by(notice.c.planned_for, notice.c.id)
_of_kind: BindParameter[str] = bindparam("of_kind")
_fired = select(fired.c.kind, fired.c.occasion).where(fired.c.conversation == _of)
_posts = select(post).order_by(post.c.id)
_one_post = _posts.where(post.c.id == _id)
_post = (
    select(post)
    .where(post.c.kind == bindparam("of_kind"), post.c.subject == bindparam("about"))
    .order_by(post.c.id.desc())
    .limit(1)
)
_person = select(person).where(person.c.id == _id)
_people = select(person).where(person.c.id.in_(bindparam("ids", expanding=True)))
_everybody = select(person).order_by(person.c.id)
_ours = _everybody.where(person.c.role.in_([role.value for role in Role if role.acts]))
_watched = (
    select(channel, policy.c.settings)
    .join(policy, (policy.c.channel == channel.c.key) & (policy.c.version == channel.c.version))
    .where(channel.c.watched)
    .order_by(channel.c.key)
)
_watched_one = _watched.where(channel.c.key == _id)
_served_by = _watched.where(channel.c.staff == _id)
_audit = select(audit).order_by(audit.c.id.desc()).limit(bindparam("most"))


@cache
def _notices_by(*, conversation: bool, kind: bool, live: bool) -> Select[Any]:
    wanted = _notices.where(LIVE) if live else _notices
    wanted = wanted.where(notice.c.conversation == _of) if conversation else wanted
    return wanted.where(notice.c.kind == _of_kind) if kind else wanted


@cache
def _latest_by(*, since: bool, customer: bool, staff: bool) -> Select[Any]:
    one: BindParameter[str] = bindparam("staff")
    theirs = conversation.c
    wanted = _latest.limit(bindparam("most"))
    wanted = wanted.where(theirs.opened_at >= bindparam("since")) if since else wanted
    wanted = wanted.where(theirs.customer == bindparam("customer")) if customer else wanted
    return wanted.where((theirs.last_human_by == one) | (theirs.claimed_by == one)) if staff else wanted


@cache
def _waiting_by(*, channel: bool, customer: bool, channels: bool, limit: bool) -> Select[Any]:
    wanted = _waiting.limit(bindparam("most")) if limit else _waiting
    among: BindParameter[str] = bindparam("channels", expanding=True)
    wanted = wanted.where(conversation.c.channel.in_(among)) if channels else wanted
    wanted = wanted.where(conversation.c.channel == bindparam("channel")) if channel else wanted
    return wanted.where(conversation.c.customer == bindparam("customer")) if customer else wanted


class Rows(ClockRows):
    """`bot.ports.Reading` over one transaction."""

    def __init__(self, connection: Connection, policies: Policies) -> None:
        super().__init__(connection)
        self._policies = policies

    @property
    def learned(self) -> LearnedRows:
        return LearnedRows(self._connection)

    @property
    def aftercare(self) -> AftercareRows:
        return AftercareRows(self._connection)

    async def inboxed(self, id: int) -> Inboxed | None:
        row = await self._first(_inboxed, row=id)
        return rows.inboxed(row) if row else None

    async def conversation(self, id: int) -> Conversation | None:
        row = await self._first(_conversation, row=id)
        return rows.conversation(row) if row else None

    async def conversation_in(self, thread: Thread) -> Conversation | None:
        row = await self._first(_in_thread, in_channel=thread.channel, under=thread.root)
        return rows.conversation(row) if row else None

    async def waiting(
        self,
        *,
        channel: str | None = None,
        customer: str | None = None,
        channels: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Conversation]:
        wanted = _waiting_by(
            channel=channel is not None,
            customer=customer is not None,
            channels=channels is not None,
            limit=limit is not None,
        )
        among = list(channels) if channels is not None else None
        given = only(channel=channel, customer=customer, channels=among, most=limit)
        return [rows.conversation(row) for row in await self._all(wanted, **given)]

    async def live(self, channel: str) -> list[Conversation]:
        return [rows.conversation(row) for row in await self._all(_live, in_channel=channel)]

    async def conversations(
        self,
        *,
        since: datetime | None = None,
        customer: str | None = None,
        staff: str | None = None,
        limit: int = 200,
    ) -> list[Conversation]:
        wanted = _latest_by(since=since is not None, customer=customer is not None, staff=staff is not None)
        given = only(since=since, customer=customer, staff=staff, most=limit)
        return [rows.conversation(row) for row in await self._all(wanted, **given)]

    async def lines(self, conversation: int) -> list[Line]:
        return [rows.line(row) for row in await self._all(_lines, of=conversation)]

    async def line(self, channel: str, id: str) -> Line | None:
        row = await self._first(_line, in_channel=channel, row=id)
        return rows.line(row) if row else None

    async def events(self, conversation: int) -> list[Event]:
        return [rows.event(row) for row in await self._all(_events, of=conversation)]

    async def origin(self, conversation: int) -> Conversation | None:
        row = await self._first(_conversation, row=conversation)
        return rows.origin(row) if row else None

    async def draft(self, id: int) -> Draft | None:
        row = await self._first(_draft, row=id)
        return rows.draft(row) if row else None

    async def open_draft(self, conversation: int) -> Draft | None:
        row = await self._first(_open_draft, of=conversation)
        return rows.draft(row) if row else None

    async def open_drafts(self, conversations: Collection[int]) -> dict[int, Draft]:
        if not conversations:
            return {}
        found = await self._all(_open_drafts, of=list(conversations))
        return {row.conversation: rows.draft(row) for row in found}

    async def latest_draft(self, conversation: int) -> Draft | None:
        row = await self._first(_latest_draft, of=conversation)
        return rows.draft(row) if row else None

    async def drafts(self, conversation: int) -> list[Draft]:
        return [rows.draft(row) for row in await self._all(_drafts, of=conversation)]

    async def wanted_draft(self, conversation: int) -> Draft | None:
        row = await self._first(_wanted_draft, of=conversation)
        return rows.draft(row) if row else None

    async def reply(self, id: int) -> Reply | None:
        row = await self._first(_reply, row=id)
        return rows.reply(row) if row else None

    async def replies(self, conversation: int) -> list[Reply]:
        return [rows.reply(row) for row in await self._all(_replies, of=conversation)]

    async def recent_texts(self, by: str, limit: int = 10) -> list[str]:
        return [row.text for row in await self._all(_recent, by=by, most=limit)]

    async def notice(self, id: int) -> Notice | None:
        row = await self._first(_notice, row=id)
        return rows.notice(row) if row else None

    async def notices(
        self, *, conversation: int | None = None, kind: NoticeKind | None = None, live: bool = False
    ) -> list[Notice]:
        wanted = _notices_by(conversation=conversation is not None, kind=kind is not None, live=live)
        given = only(of=conversation, of_kind=kind.value if kind else None)
        return [rows.notice(row) for row in await self._all(wanted, **given)]

    async def fired(self, conversation: int) -> frozenset[tuple[str, str]]:
        return frozenset((row.kind, row.occasion) for row in await self._all(_fired, of=conversation))

    async def posts(
        self,
        place: str | None = None,
        *,
        id: int | None = None,
        messages: Collection[str] | None = None,
        refused: bool = False,
    ) -> list[Post]:
        if id is not None:
            found = [rows.post(row) for row in await self._all(_one_post, row=id)]
            return [known for known in found if place in (None, known.place)]
        wanted = _posts if place is None else _posts.where(post.c.place == place)
        if messages is not None:
            wanted = wanted.where(post.c.platform_id.in_(messages))
        if refused:
            wanted = wanted.where(post.c.error.is_not(None))
        return [rows.post(row) for row in await self._all(wanted)]

    async def post(self, kind: PostKind, subject: str) -> Post | None:
        row = await self._first(_post, of_kind=kind.value, about=subject)
        return rows.post(row) if row else None

    async def person(self, id: str) -> Person | None:
        row = await self._first(_person, row=id)
        return rows.person(row) if row else None

    async def people(self, ids: Collection[str]) -> dict[str, Person]:
        if not ids:
            return {}
        return {row.id: rows.person(row) for row in await self._all(_people, ids=list(ids))}

    async def ours(self) -> list[Person]:
        return [rows.person(row) for row in await self._all(_ours)]

    async def called(self, name: str) -> list[Person]:
        wanted = name.strip().casefold()
        return [rows.person(row) for row in await self._all(_everybody) if row.name.casefold() == wanted]

    async def watched(self, channel: str) -> Watched | None:
        row = await self._first(_watched_one, row=channel)
        return self._watched(row) if row else None

    async def all_watched(self) -> list[Watched]:
        return [self._watched(row) for row in await self._all(_watched)]

    async def served_by(self, staff_channel: str) -> list[Watched]:
        return [self._watched(row) for row in await self._all(_served_by, row=staff_channel)]

    async def audit(self, limit: int = 200) -> list[PolicyChange]:
        return [
            PolicyChange(
                at=row.at,
                by=row.by,
                channel=row.channel,
                field=row.field,
                before=row.before,
                after=row.after,
            )
            for row in await self._all(_audit, most=limit)
        ]

    async def facts(self, since: datetime, until: datetime) -> Facts:
        return await facts(self._connection, since, until)

    async def first_reply(self, id: int) -> FirstReply | None:
        return await scores.one(self._connection, id)

    async def scores(self, since: datetime, until: datetime) -> Sequence[Mapping[str, Any]]:
        return await scores.told(self._connection, since, until)

    async def scores_of(self, by: str, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        return await scores.told_of(self._connection, by, limit)

    async def warned(self, conversation: int, by: str) -> frozenset[str]:
        return await scores.seen(self._connection, conversation, by)

    async def warned_of(self, by: str, code: str) -> bool:
        return await scores.seen_anywhere(self._connection, by, code)

    async def spent(self, since: datetime, until: datetime) -> Spent:
        return await scores.spent(self._connection, since, until)

    def _watched(self, row: Any) -> Watched:
        version = (row.key, row.version)
        if version not in self._policies:
            self._policies[version] = policy_of(row.settings)
        return Watched(
            channel=row.key,
            name=row.name,
            policy=self._policies[version],
            version=row.version,
            watermark=row.watermark,
            gap_after=row.gap_after,
            degraded=row.degraded,
            baseline_at=row.baseline_at,
        )
