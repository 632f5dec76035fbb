"""Forgetting what was said in conversations that ended long ago. What was done, and when, stays."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, delete, func, null, select, update

from adapters.store.columns import Moment
from adapters.store.database import Connection, Database
from adapters.store.facts import told_by
from adapters.store.tables import (
    LIVE,
    conversation,
    draft,
    event,
    first_reply,
    inbox,
    line,
    notice,
    promise,
    rating,
    reply,
    unanswered,
)
from bot.events import Kind

_AT_ONCE = 100  # rows in one transaction: nobody waits long for their turn
_after: BindParameter[int] = bindparam("after")
_upto: BindParameter[int] = bindparam("upto")
_moment = bindparam("moment", type_=Moment)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)

_over = (
    select(conversation.c.id)
    .where(conversation.c.id > _after, conversation.c.id <= _upto, conversation.c.ended_at < _moment)
    .with_for_update(key_share=True)
)
_words = select(line.c.seq, line.c.role, line.c.text).where(line.c.conversation.in_(_ids), line.c.text != "")
_tell = update(line).where(line.c.seq == bindparam("row")).values(told=bindparam("gives"))
_lines = update(line).where(line.c.conversation.in_(_ids), line.c.text != "").values(text="")
REST = (
    update(draft)
    .where(draft.c.conversation.in_(_ids), draft.c.text != "")
    .values(text="", scorecard={}, why=[], hint=None, request=None, changed=None),
    update(reply)
    .where(reply.c.conversation.in_(_ids), reply.c.text != "", reply.c.wish.is_(None))
    .values(text="", warnings=[]),
    update(first_reply)
    .where(first_reply.c.conversation.in_(_ids), first_reply.c.because.is_not(None))
    .values(because=null(), suggestions=[]),
    update(notice)
    .where(notice.c.conversation.in_(_ids), (notice.c.text != "") | (notice.c.note != ""), ~LIVE)
    .values(text="", note=""),
    update(unanswered)
    .where(unanswered.c.conversation.in_(_ids), unanswered.c.text != "")
    .values(text="", near=[]),
    update(event)
    .where(event.c.conversation.in_(_ids), event.c.kind == Kind.NOTED.value, event.c.reason.is_not(None))
    .values(reason=null()),
    update(promise).where(promise.c.conversation.in_(_ids), promise.c.words != "").values(words=""),
    update(rating).where(rating.c.conversation.in_(_ids), rating.c.words != "").values(words=""),
)
_events = delete(inbox).where(
    inbox.c.id > _after, inbox.c.id <= _upto, inbox.c.received_at < _moment, inbox.c.due_at.is_(None)
)


async def forget(database: Database, moment: datetime) -> int:
    """Empty what was said in conversations that ended before `moment`, and return how many lines that were.

    A reply that still has to reach the platform keeps its text. Events that were dealt with by then go
    altogether. It is done a little at a time; cut short, it goes on when it is asked for again.
    """
    emptied = 0
    for span in await _spans(database, conversation):
        async with database.writing() as connection:
            emptied += await _empty(connection, {**span, "moment": moment})
        await asyncio.sleep(0)  # others first: on SQLite nothing above need have waited
    for span in await _spans(database, inbox):
        async with database.writing() as connection:
            await connection.execute(_events, {**span, "moment": moment})
        await asyncio.sleep(0)
    return emptied


async def _spans(database: Database, table: Table) -> list[dict[str, int]]:
    """Return the ids of a table, a few at a time."""
    async with database.reading() as connection:
        first, last = (await connection.execute(select(func.min(table.c.id), func.max(table.c.id)))).one()
    if first is None:
        return []
    return [{"after": after, "upto": after + _AT_ONCE} for after in range(first - 1, last, _AT_ONCE)]


async def _empty(connection: Connection, span: dict[str, Any]) -> int:
    over = (await connection.execute(_over, span)).scalars().all()
    if not over:
        return 0
    words = await connection.execute(_words, {"ids": over})
    told = [{"row": row.seq, "gives": gives} for row in words if (gives := told_by(row.role, row.text))]
    if told:
        await connection.execute(_tell, told)
    lines = await connection.execute(_lines, {"ids": over})
    for statement in REST:
        await connection.execute(statement, {"ids": over})
    return lines.rowcount
