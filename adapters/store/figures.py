"""What reports are made of: one row a wait, times as they were, without business hours.

| column | holds |
|---|---|
| conversation, channel, customer, customer_name, first_contact | whose wait |
| number, opened_at, ended_at, end, reason | the wait; `end` is `None` while it runs |
| answered_by, answered_by_name, answer | whose line ended it, and that line's platform id |
| drafts | how many drafts were written for it |
| reply, reply_distance | our reply that ended it, if one was sent: its id, and 0 as drafted .. 1 rewritten |
| draft, writer, band, fallback, score | the draft that reply came from |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store import rows
from adapters.store.columns import Moment
from adapters.store.tables import conversation, draft, person, reply
from bot.conversation import Conversation, Wait

_TOUCHED = conversation.c.last_wait_at >= bindparam("begin", type_=Moment)
_conversations = select(conversation).where(_TOUCHED)
_drafts = (
    select(
        draft.c.id,
        draft.c.conversation,
        draft.c.wait,
        draft.c.writer,
        draft.c.band,
        draft.c.fallback,
        draft.c.score,
    )
    .join(conversation, conversation.c.id == draft.c.conversation)
    .where(_TOUCHED, draft.c.made_at.is_not(None))
)
_replies = (
    select(reply.c.id, reply.c.conversation, reply.c.platform_id, reply.c.draft, reply.c.distance)
    .join(conversation, conversation.c.id == reply.c.conversation)
    .where(_TOUCHED, reply.c.platform_id.is_not(None))
)
_names = select(person.c.id, person.c.name).where(person.c.id.in_(bindparam("ids", expanding=True)))
_AT_ONCE = 1_000


async def figures(
    connection: AsyncConnection, since: datetime, until: datetime
) -> Sequence[Mapping[str, Any]]:
    """Return the waits that began in [`since`, `until`), oldest first."""
    span = {"begin": since}
    talks = [rows.conversation(row) for row in await connection.execute(_conversations, span)]
    drafts = {row.id: row for row in await connection.execute(_drafts, span)}
    made = Counter((row.conversation, row.wait) for row in drafts.values())
    replies = {(row.conversation, row.platform_id): row for row in await connection.execute(_replies, span)}
    names = await _names_of(connection, talks)
    told = [
        _wait_told(talk, wait, names)
        | {"drafts": made[talk.id, wait.number]}
        | _reply_told(replies.get((talk.id, wait.answer)), drafts)
        for talk in talks
        for wait in talk.waits
        if since <= wait.opened_at < until
    ]
    return sorted(told, key=lambda row: (row["opened_at"], row["conversation"]))


async def _names_of(connection: AsyncConnection, talks: Sequence[Conversation]) -> dict[str, str]:
    answering = {wait.answered_by for talk in talks for wait in talk.waits if wait.answered_by}
    ids = sorted({talk.customer for talk in talks} | answering)
    names: dict[str, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found = await connection.execute(_names, {"ids": ids[start : start + _AT_ONCE]})
        names |= {row.id: row.name for row in found}
    return names


def _wait_told(talk: Conversation, wait: Wait, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "conversation": talk.id,
        "channel": talk.thread.channel,
        "customer": talk.customer,
        "customer_name": names.get(talk.customer),
        "first_contact": talk.first_contact,
        "number": wait.number,
        "opened_at": wait.opened_at,
        "ended_at": wait.ended_at,
        "end": wait.end,
        "reason": wait.reason,
        "answered_by": wait.answered_by,
        "answered_by_name": names.get(wait.answered_by) if wait.answered_by else None,
        "answer": wait.answer,
    }


def _reply_told(sent: Any, drafts: Mapping[int, Any]) -> dict[str, Any]:
    draft = drafts.get(sent.draft) if sent else None
    return {
        "reply": sent.id if sent else None,
        "reply_distance": sent.distance if sent else None,
        "draft": draft.id if draft else None,
        "writer": draft.writer if draft else None,
        "band": draft.band if draft else None,
        "fallback": draft.fallback if draft else None,
        "score": draft.score if draft else None,
    }
