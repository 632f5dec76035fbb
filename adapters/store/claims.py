"""The only queue there is: how due rows are handed out, kept, given back and parked.

A claimed row stays where it is and as due as it was; only its lease keeps others away. Each claim has a
holder of its own, so a worker that was away for longer than its lease changes nothing when it is back:
another claim, or a write that moved the row's moment, has taken its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    Executable,
    Select,
    Table,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)

from adapters.store.columns import Moment
from adapters.store.database import Connection
from adapters.store.tables import QUEUES, inbox, post
from bot.record import Claim, Post, Queue

FREE = {"holder": None, "lease_until": None, "attempts": 0, "parked_at": None, "failure": None}
_LONGEST = 300  # characters of a failure that are kept
_turns = count(1)
_now = bindparam("now", type_=Moment)
_id: BindParameter[int] = bindparam("row")
_me: BindParameter[str] = bindparam("me")
_due, _until = bindparam("due", type_=Moment), bindparam("lease_end", type_=Moment)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What can be done with the rows of one table."""

    claim: Executable
    renew: Executable
    lock: Executable
    done: Executable
    failed: Executable
    parked: Executable
    unpark: Executable
    next_due: Select[tuple[datetime | None]]


def _statements(table: Table) -> _Statements:
    row = table.c
    mine = (row.id == _id) & (row.holder == _me)
    waiting = row.due_at.is_not(None) & row.parked_at.is_(None)
    ripe = (
        select(row.id)
        .where(waiting, row.due_at <= _now, or_(row.lease_until.is_(None), row.lease_until <= _now))
        .order_by(row.due_at)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, key_share=True)
        .cte("ripe")
    )
    returned = {"holder": null(), "lease_until": null(), "parked_at": null(), "failure": null()}
    still_wanted = _due.is_(None) & (post.c.wanted > post.c.shown)
    later = case((still_wanted, post.c.due_at), else_=_due) if table is post else _due
    told = {"raw": case((_due.is_(None), literal({}, JSON)), else_=inbox.c.raw)} if table is inbox else {}
    lease_ends = case((row.lease_until > row.due_at, row.lease_until), else_=row.due_at)
    moments = union_all(  # each half is written so that one index alone can answer it
        select(func.min(row.due_at, type_=Moment).label("at")).where(waiting, row.lease_until.is_(None)),
        select(func.min(case((waiting, lease_ends)), type_=Moment)).where(row.lease_until.is_not(None)),
    ).subquery()
    return _Statements(
        claim=update(table)
        .where(row.id.in_(select(ripe.c.id)))
        .values(holder=_me, lease_until=_until, attempts=row.attempts + 1)
        .returning(row.id, row.attempts, row.due_at),
        renew=update(table).where(mine).values(lease_until=_until),
        lock=select(row.id).where(mine).with_for_update(key_share=True),
        done=update(table).where(mine).values(**returned, **told, attempts=0, due_at=later),
        failed=update(table)
        .where(mine)
        .values(
            holder=null(),
            lease_until=null(),
            due_at=_due,
            failure=bindparam("what_failed"),
            parked_at=bindparam("parked", type_=Moment),
        ),
        parked=select(row.id, row.failure).where(row.parked_at.is_not(None)).order_by(row.parked_at),
        unpark=update(table)
        .where(row.id == _id, row.parked_at.is_not(None))
        .values(**returned, attempts=0, due_at=_now),
        next_due=select(func.min(moments.c.at, type_=Moment)),
    )


OF = {queue: _statements(table) for queue, table in QUEUES.items()}
_showing: BindParameter[int] = bindparam("showing")
_shown = (
    update(post)
    .where(post.c.id == _id, post.c.holder == _me)
    .values(
        platform_id=bindparam("message"),
        shown=_showing,
        error=bindparam("refused", type_=post.c.error.type),
        due_at=case((_due.is_(None) & (post.c.wanted > _showing), post.c.due_at), else_=_due),
        **FREE,
    )
)

_NEXT_DUES = union_all(
    *(
        select(literal(queue.value).label("queue"), of.next_due.scalar_subquery().label("at"))
        for queue, of in OF.items()
    )
)


async def claim(
    connection: Connection, queue: Queue, now: datetime, holder: str, lease: timedelta, limit: int
) -> list[Claim]:
    """Take due rows, oldest first."""
    me = f"{holder}/{next(_turns)}"
    found = await connection.execute(
        OF[queue].claim, {"now": now, "me": me, "lease_end": now + lease, "most": limit}
    )
    taken = sorted(found, key=lambda row: (row.due_at, row.id))
    return [Claim(queue=queue, id=row.id, holder=me, attempts=row.attempts) for row in taken]


async def renew(connection: Connection, claim: Claim, until: datetime) -> bool:
    return (
        await connection.execute(OF[claim.queue].renew, {**_mine(claim), "lease_end": until})
    ).rowcount == 1


async def holds(connection: Connection, claim: Claim) -> bool:
    return (await connection.execute(OF[claim.queue].lock, _mine(claim))).first() is not None


async def done(connection: Connection, claim: Claim, due: datetime | None) -> bool:
    """Give a row back, if it is still ours.

    Without `due`, a post that was wanted again while it was being shown stays due, and an event is emptied:
    what it told is in other rows now, or was not for us.
    """
    return (await connection.execute(OF[claim.queue].done, {**_mine(claim), "due": due})).rowcount == 1


async def shown(connection: Connection, claim: Claim, post: Post, due: datetime | None) -> bool:
    """Record what a post shows and give it back in one statement, if it is still ours."""
    told = {"message": post.platform_id, "showing": post.shown, "refused": post.error, "due": due}
    return (await connection.execute(_shown, {**_mine(claim), **told})).rowcount == 1


async def failed(connection: Connection, claim: Claim, due: datetime, error: str, park: bool) -> None:
    values = {"due": due, "what_failed": error[:_LONGEST], "parked": due if park else None}
    await connection.execute(OF[claim.queue].failed, {**_mine(claim), **values})


async def parked(connection: Connection) -> list[tuple[Queue, int, str]]:
    return [
        (queue, row.id, row.failure or "")
        for queue, of in OF.items()
        for row in await connection.execute(of.parked)
    ]


async def unpark(connection: Connection, queue: Queue, id: int, now: datetime) -> None:
    await connection.execute(OF[queue].unpark, {"row": id, "now": now})


async def next_due(connection: Connection, queue: Queue) -> datetime | None:
    moment: datetime | None = await connection.scalar(OF[queue].next_due)
    return moment


async def next_dues(connection: Connection) -> dict[Queue, datetime]:
    """Return when each queue that has any work next wants it."""
    found = await connection.execute(_NEXT_DUES)
    return {Queue(row.queue): row.at for row in found if row.at}


def _mine(claim: Claim) -> dict[str, Any]:
    return {"row": claim.id, "me": claim.holder}
