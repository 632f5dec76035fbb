"""First replies with their scorecards, which warnings somebody has seen, and what the model has cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from adapters.store.columns import Moment
from adapters.store.database import Connection
from adapters.store.tables import conversation, draft, first_reply, line, person, reply, warned
from bot.record import FirstReply, Spent

_of: BindParameter[int] = bindparam("of")
_by: BindParameter[str] = bindparam("who")
_most: BindParameter[int] = bindparam("most")
_since, _until = bindparam("since", type_=Moment), bindparam("until", type_=Moment)
_first = select(first_reply).where(first_reply.c.id == bindparam("row"))
_drop = delete(first_reply).where(first_reply.c.conversation == _of)
_save = update(first_reply).where(first_reply.c.id == bindparam("row"))
_told = (
    select(
        first_reply,
        conversation.c.channel,
        conversation.c.customer,
        conversation.c.first_contact,
        person.c.name.label("by_name"),
        line.c.text,
        draft.c.text.label("draft_text"),
        reply.c.edit,
        reply.c.overruled,
    )
    .join(conversation, conversation.c.id == first_reply.c.conversation)
    .outerjoin(person, person.c.id == first_reply.c.by)
    .outerjoin(line, (line.c.channel == conversation.c.channel) & (line.c.id == first_reply.c.message))
    .outerjoin(reply, reply.c.id == line.c.reply)
    .outerjoin(draft, draft.c.id == first_reply.c.draft)
    .where(first_reply.c.score.is_not(None))
)
_between = _told.where(first_reply.c.at >= _since, first_reply.c.at < _until).order_by(first_reply.c.at)
_latest_by = _told.where(first_reply.c.by == _by).order_by(first_reply.c.at.desc()).limit(_most)
_seen = select(warned.c.code).where(warned.c.conversation == _of, warned.c.by == _by)
_seen_anywhere = select(warned.c.code).where(warned.c.by == _by, warned.c.code == bindparam("which")).limit(1)
_spent = select(
    func.count().label("drafts"),
    func.sum(draft.c.tokens_in).label("tokens_in"),
    func.sum(draft.c.tokens_out).label("tokens_out"),
    func.sum(draft.c.cost).label("cost"),
).where(draft.c.spent_at >= _since, draft.c.spent_at < _until)
_add = (
    update(draft)
    .where(draft.c.id == bindparam("row"))
    .values(
        tokens_in=draft.c.tokens_in + bindparam("given"),
        tokens_out=draft.c.tokens_out + bindparam("made"),
        cost=func.coalesce(draft.c.cost, 0) + bindparam("price"),
        spent_at=bindparam("when", type_=Moment),
    )
)
_add_tokens = _add.values(cost=draft.c.cost)


async def want(connection: Connection, first: FirstReply, due: datetime) -> None:
    """Ask for a scorecard. Another first reply of the same conversation gives way to this one."""
    await connection.execute(_drop, {"of": first.conversation})
    await connection.execute(insert(first_reply), {**_values(first), "due_at": due})


async def drop(connection: Connection, conversation: int) -> None:
    await connection.execute(_drop, {"of": conversation})


async def save(connection: Connection, first: FirstReply) -> None:
    await connection.execute(_save.values(**_values(first)), {"row": first.id})


async def one(connection: Connection, id: int) -> FirstReply | None:
    row = (await connection.execute(_first, {"row": id})).first()
    return _read(row) if row else None


async def told(connection: Connection, since: datetime, until: datetime) -> Sequence[Mapping[str, Any]]:
    """Return one row a scored first reply, oldest first: see `bot.ports.Reading.scores` for the columns."""
    found = await connection.execute(_between, {"since": since, "until": until})
    return [_shown(row) for row in found]


async def told_of(connection: Connection, by: str, most: int) -> Sequence[Mapping[str, Any]]:
    """Return the latest scored first replies of one person, newest first."""
    return [_shown(row) for row in await connection.execute(_latest_by, {"who": by, "most": most})]


async def seen(connection: Connection, conversation: int, by: str) -> frozenset[str]:
    found = await connection.execute(_seen, {"of": conversation, "who": by})
    return frozenset(row.code for row in found)


async def seen_anywhere(connection: Connection, by: str, code: str) -> bool:
    found = await connection.execute(_seen_anywhere, {"who": by, "which": code})
    return found.first() is not None


async def warn(connection: Connection, conversation: int, by: str, codes: Iterable[str]) -> None:
    """Record that somebody has seen warnings; those they saw before must not be among them."""
    rows = [{"conversation": conversation, "by": by, "code": code} for code in sorted(set(codes))]
    if rows:
        await connection.execute(insert(warned), rows)


async def spend(connection: Connection, id: int, took: Spent, at: datetime) -> None:
    """Add what a model took to its draft, whoever holds it and whatever becomes of it."""
    told = {"row": id, "given": took.tokens_in, "made": took.tokens_out, "when": at}
    if took.cost is None:
        await connection.execute(_add_tokens, told)
    else:
        await connection.execute(_add, {**told, "price": took.cost})


async def spent(connection: Connection, since: datetime, until: datetime) -> Spent:
    row = (await connection.execute(_spent, {"since": since, "until": until})).one()
    return Spent(
        drafts=row.drafts, tokens_in=row.tokens_in or 0, tokens_out=row.tokens_out or 0, cost=row.cost
    )


def _values(first: FirstReply) -> dict[str, Any]:
    return {
        "conversation": first.conversation,
        "message": first.message,
        "by": first.by,
        "at": first.at,
        "draft": first.draft,
        "draft_score": first.draft_score,
        "used": first.used,
        "distance": first.distance,
        "situation": first.situation,
        "score": first.score,
        "points": dict(first.points),
        "gates": dict(first.gates),
        "because": dict(first.because),
        "suggestions": list(first.suggestions),
    }


def _read(row: Any) -> FirstReply:
    return FirstReply(
        id=row.id,
        conversation=row.conversation,
        message=row.message,
        by=row.by,
        at=row.at,
        draft=row.draft,
        draft_score=row.draft_score,
        used=row.used,
        distance=row.distance,
        situation=row.situation,
        score=row.score,
        points=row.points,
        gates=row.gates,
        because=row.because or {},
        suggestions=tuple(row.suggestions),
    )


def _shown(row: Any) -> dict[str, Any]:
    return {
        "conversation": row.conversation,
        "channel": row.channel,
        "customer": row.customer,
        "first_contact": row.first_contact,
        "by": row.by,
        "by_name": row.by_name,
        "at": row.at,
        "situation": row.situation,
        "score": row.score,
        "points": row.points,
        "gates": row.gates,
        "because": row.because or {},
        "suggestions": tuple(row.suggestions),
        "draft": row.draft,
        "draft_score": row.draft_score,
        "used": row.used,
        "distance": row.distance,
        "edit": row.edit,
        "overruled": tuple(row.overruled or ()),
        "text": row.text or "",
        "draft_text": row.draft_text or "",
    }
