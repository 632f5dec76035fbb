"""What reports are made of, about the time after a reply: ratings that were asked for, and promised times."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from adapters.store.columns import Moment
from adapters.store.database import Connection
from adapters.store.tables import conversation, promise, rating
from bot.aftercare.record import PromiseState
from bot.reports.facts import Promised, Rated

_BEGAN = (conversation.c.opened_at >= bindparam("begin", type_=Moment)) & (
    conversation.c.opened_at < bindparam("end", type_=Moment)
)
_ratings = (
    select(rating, conversation.c.channel, conversation.c.last_human_by)
    .join(conversation, conversation.c.id == rating.c.conversation)
    .where(_BEGAN)
    .order_by(rating.c.asked_at)
)
_promises = (
    select(promise, conversation.c.channel)
    .join(conversation, conversation.c.id == promise.c.conversation)
    .where(_BEGAN, promise.c.state != PromiseState.RELEASED.value)
    .order_by(promise.c.at)
)
_KEPT = {PromiseState.KEPT.value: True, PromiseState.BROKEN.value: False}


async def ratings(connection: Connection, since: datetime, until: datetime) -> tuple[Rated, ...]:
    return tuple(
        Rated(
            conversation=row.conversation,
            channel=row.channel,
            at=row.asked_at,
            good=row.good,
            by=row.last_human_by,
        )
        for row in await _asked(connection, _ratings, since, until)
    )


async def promises(connection: Connection, since: datetime, until: datetime) -> tuple[Promised, ...]:
    """Return promised times but those that were released: nobody could keep or break them."""
    return tuple(
        Promised(
            conversation=row.conversation,
            channel=row.channel,
            due_at=row.at,
            kept=_KEPT.get(row.state),
            by=row.by,
        )
        for row in await _asked(connection, _promises, since, until)
    )


async def _asked(connection: Connection, wanted: Any, since: datetime, until: datetime) -> Any:
    return (await connection.execute(wanted, {"begin": since, "end": until})).all()
