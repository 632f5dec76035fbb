"""Forgetting one person: what they said and what was made of it goes, figures stay under an alias."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Table, Text, bindparam, cast, delete, null, or_, select, update
from sqlalchemy.types import JSON

from adapters.store.database import Connection
from adapters.store.facts import told_by
from adapters.store.forgetting import REST
from adapters.store.learned import ARTICLES
from adapters.store.tables import (
    alternate,
    article,
    audit,
    conversation,
    duty,
    event,
    inbox,
    line,
    metadata,
    notice,
    person,
    post,
    reply,
)
from bot.record import NoticeKind

FORGOTTEN = "(forgotten)"
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_key: BindParameter[str] = bindparam("who")
_theirs = select(conversation.c.id).where(conversation.c.customer == _key)
_lines = select(line.c.seq, line.c.role, line.c.text).where(
    or_(line.c.conversation.in_(_ids), line.c.author == _key), or_(line.c.text != "", line.c.name != "")
)
_tell = update(line).where(line.c.seq == bindparam("row")).values(told=bindparam("gives"))
_empty = update(line).where(line.c.seq.in_(_ids)).values(text="", name="")
_live_notices = update(notice).where(notice.c.conversation.in_(_ids)).values(text="", note="")
_spoke_in = select(line.c.conversation).where(line.c.author == _key)
_may_name = select(notice.c.id, notice.c.note, notice.c.text).where(
    or_(notice.c.conversation.in_(_spoke_in), notice.c.kind == NoticeKind.WHICH.value),
    or_(notice.c.note != "", notice.c.text != ""),
)
_named_notices = update(notice).where(notice.c.id.in_(_ids)).values(text="", note="", outcome=FORGOTTEN)
_of_articles = select(audit.c.id, audit.c.field, audit.c.before, audit.c.after).where(
    audit.c.channel == ARTICLES
)
_of_duty = update(audit).where(audit.c.field == bindparam("duty")).values(field=FORGOTTEN)
_gone = {
    "questions kept for articles": alternate,
    "articles written here": article,
}
_said = update(event).where(event.c.conversation.in_(_ids), event.c.kind.in_(("snoozed", "held")))
_of_them = (*REST, _live_notices, _said.values(reason=null()))  # other reasons of events are ours
_by_them = (
    update(reply).where(reply.c.by == _key).values(by_name=""),
    delete(post).where(post.c.place == _key),
    delete(duty).where(duty.c.person == _key),
)
_person = delete(person).where(person.c.id == _key)


async def purge(connection: Connection, key: str, name: str, alias: str) -> Mapping[str, int]:
    """Take one person out of every row, and return how much of what that was."""
    ids = list((await connection.execute(_theirs, {"who": key})).scalars())
    told = {"conversations": len(ids), "lines": await _silence(connection, ids, key)}
    statement: Any
    for statement in _of_them:
        await connection.execute(statement, {"ids": ids})
    for statement in _by_them:
        await connection.execute(statement, {"who": key})
    if name:
        await _unname(connection, key, name)
    words: list[str] = []
    for what, table in _gone.items():
        told[what] = await _drop(connection, table, ids, words)
    told["events received"] = await _unhear(connection, key)
    told["changes on the record"] = await _unrecord(connection, words, name)
    await connection.execute(_person, {"who": key})
    told["rows under an alias"] = await _rename(connection, key, alias)
    return told


async def _silence(connection: Connection, ids: list[int], key: str) -> int:
    """Empty every line of their conversations and of theirs elsewhere; what reports keep of one is noted."""
    found = (await connection.execute(_lines, {"ids": ids, "who": key})).all()
    told = [{"row": row.seq, "gives": gives} for row in found if (gives := told_by(row.role, row.text))]
    if told:
        await connection.execute(_tell, told)
    if found:
        await connection.execute(_empty, {"ids": [row.seq for row in found]})
    return len(found)


async def _drop(connection: Connection, table: Table, ids: list[int], words: list[str]) -> int:
    """Delete what was learned from conversations; its words are added to `words`."""
    came = table.c.conversation.in_(ids)
    if table is article:
        bodies = await connection.execute(select(article.c.title, article.c.body, article.c.id).where(came))
        found = bodies.all()
        words += [text for row in found for text in (row.title, row.body)]
        await connection.execute(delete(alternate).where(alternate.c.article.in_([row.id for row in found])))
    else:
        words += (await connection.execute(select(alternate.c.question).where(came))).scalars()
    return (await connection.execute(delete(table).where(came))).rowcount


async def _unhear(connection: Connection, key: str) -> int:
    """Delete the stored events that name them: by our key, or by the id their platform uses."""
    native = re.split("[:/]", key)[-1]
    named = _whole(native)
    dealt = select(inbox.c.id, cast(inbox.c.raw, Text).label("raw")).where(
        inbox.c.due_at.is_(None), cast(inbox.c.raw, Text).contains(native)
    )
    ids = [row.id for row in await connection.execute(dealt) if named.search(row.raw)]
    await connection.execute(delete(inbox).where(inbox.c.id.in_(ids)))
    return len(ids)


async def _unname(connection: Connection, key: str, name: str) -> None:
    """Empty the notices that say their name: where they spoke, and where several who waited are listed."""
    named = _word(name)
    found = (await connection.execute(_may_name, {"who": key})).all()
    ids = [row.id for row in found if named.search(row.note) or named.search(row.text)]
    await connection.execute(_named_notices, {"ids": ids})


async def _unrecord(connection: Connection, words: Iterable[str], name: str) -> int:
    """Take words out of the audit log; who changed what, and when, stays.

    Only what changed about articles quotes people, and only a duty names one: what a lead set is not touched.
    """
    said = [_word(text) for text in (*words, name) if text]
    changed = (await connection.execute(_of_duty, {"duty": f"duty of {name}"})).rowcount if name else 0
    for row in (await connection.execute(_of_articles)).all():
        held = {"field": row.field, "before": row.before, "after": row.after}
        gone = {at: FORGOTTEN for at, text in held.items() if any(word.search(text) for word in said)}
        if gone:
            await connection.execute(update(audit).where(audit.c.id == row.id).values(gone))
            changed += len(gone)
    return changed


async def _rename(connection: Connection, key: str, alias: str) -> int:
    """Put the alias wherever the key still stands, in every table."""
    named, changed = _whole(key), 0
    for table in metadata.sorted_tables:
        ids = list(table.primary_key.columns)
        for column in table.columns:
            if not isinstance(column.type, JSON | Text) or column.foreign_keys:
                continue
            held = cast(column, Text)
            rows = (
                await connection.execute(select(*ids, held.label("held")).where(held.contains(key)))
            ).all()
            for row in rows:
                text = named.sub(alias, row.held)
                value = json.loads(text) if isinstance(column.type, JSON) else text
                where = [id == given for id, given in zip(ids, row, strict=False)]
                changed += text != row.held
                await connection.execute(update(table).where(*where).values({column: value}))
    return changed


def _word(text: str) -> re.Pattern[str]:
    """Match a name or a sentence as it is written, where it is no part of a longer word."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


def _whole(key: str) -> re.Pattern[str]:
    """Match a key where it is not the beginning or the end of a longer one."""
    return re.compile(rf"(?<![\w/:-]){re.escape(key)}(?![\w-])")
