"""What becomes of a channel: what was heard there last, what it is called, whether we can work there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, Text, and_, bindparam, delete, func, insert, or_, select, update

from adapters.store import policies
from adapters.store.database import Connection
from adapters.store.tables import audit, channel, conversation, line, policy, post, reply, wait

_old: BindParameter[Any] = bindparam("old")
_new: BindParameter[Any] = bindparam("new")
_mark = update(channel).where(channel.c.key == bindparam("row"))
_last, _to = channel.c.watermark, bindparam("to", type_=Text)
_heard = (  # platforms count up, and a longer number is a later one
    update(channel)
    .where(
        channel.c.key == bindparam("row"),
        or_(
            _last.is_(None),
            func.length(_last) < func.length(_to),
            and_(func.length(_last) == func.length(_to), _last < _to),
        ),
    )
    .values(watermark=_to)
)
_channel = select(channel).where(channel.c.key == _old).with_for_update()
_named = [
    update(table).where(table.c.channel == _old).values(channel=_new)
    for table in (conversation, line, reply, policy, audit, wait)
]
_places = update(post).where(post.c.place == _old).values(place=_new)
_subjects = update(post).where(post.c.subject == _old).values(subject=_new)
_staff = update(channel).where(channel.c.staff == _old).values(staff=_new)
_settings = select(policy.c.channel, policy.c.version, policy.c.settings)
_resettle = update(policy).where(policy.c.channel == bindparam("of"), policy.c.version == bindparam("as"))


async def mark(connection: Connection, key: str, **marks: Any) -> None:
    """Change what is noted about a channel itself."""
    await connection.execute(_mark.values(**marks), {"row": key})


async def heard(connection: Connection, key: str, message: str) -> None:
    """Note the last message that was taken in, unless a later one was."""
    await connection.execute(_heard, {"row": key, "to": message})


async def move(connection: Connection, old: str, new: str) -> None:
    """Let everything that is known under a channel's old key stand under its new one."""
    known = (await connection.execute(_channel, {"old": old})).mappings().first()
    if known:
        await connection.execute(insert(channel), {**known, "key": new})
    for renamed in (*_named, _places, _subjects):
        await connection.execute(renamed, {"old": old, "new": new})
    if known:
        await connection.execute(delete(channel).where(channel.c.key == _old), {"old": old})
    await _move_staff(connection, old, new)


async def _move_staff(connection: Connection, old: str, new: str) -> None:
    """Let policies whose cards stand in the moved channel name its new key."""
    await connection.execute(_staff, {"old": old, "new": new})
    for row in (await connection.execute(_settings)).all():
        told = policies.policy_of(row.settings)
        if told.staff_channel == old:
            settings = policies.settings_of(replace(told, staff_channel=new))
            await connection.execute(
                _resettle.values(settings=settings), {"of": row.channel, "as": row.version}
            )
