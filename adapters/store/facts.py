"""What reports are made of, read for the conversations that began between two moments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, bindparam, cast, exists, select

from adapters.store import rows
from adapters.store.columns import Moment
from adapters.store.database import Connection
from adapters.store.facts_after import promises, ratings
from adapters.store.tables import conversation, draft, event, first_reply, line, notice, person, post, reply
from bot.conversation import Conversation, Kind, Status
from bot.messages import Role
from bot.record import DraftState, Level, NoticeState, Result
from bot.reports.answers import gave
from bot.reports.facts import Ending, Facts, Proposed, Reminded, Response, Scored, Spoken, Talk, Waited
from bot.signals import read

_BEGAN = (conversation.c.opened_at >= bindparam("begin", type_=Moment)) & (
    conversation.c.opened_at < bindparam("end", type_=Moment)
)
_conversations = select(conversation).where(_BEGAN).order_by(conversation.c.opened_at, conversation.c.id)


def _of(table: Any, *columns: Any) -> Any:
    return select(*columns).join(conversation, conversation.c.id == table.c.conversation).where(_BEGAN)


_said = (line.c.id, line.c.author, line.c.role, line.c.at, line.c.text, line.c.told)
_lines = _of(line, line.c.conversation, *_said).where(
    line.c.deleted_at.is_(None), line.c.role != Role.BOT.value
)
_CLOSING = (Kind.THANKED, Kind.CONFIRMED, Kind.CLOSED, Kind.WENT_QUIET)
_events = (
    _of(event, event.c.conversation, event.c.kind, event.c.at)
    .where(event.c.kind.in_([kind.value for kind in _CLOSING]))
    .order_by(event.c.seq)
)
_carded = exists().where(
    post.c.kind == "card", post.c.subject == cast(conversation.c.id, Text), post.c.shown > 0
)
_drafts = _of(
    draft,
    draft.c.id,
    draft.c.conversation,
    conversation.c.channel,
    draft.c.wait,
    draft.c.made_at,
    draft.c.state,
    draft.c.feeling,
    draft.c.wrong,
    _carded.label("shown"),
).where(draft.c.made_at.is_not(None))
_replies = _of(reply, reply.c.draft, reply.c.sent_at, reply.c.distance, reply.c.by).where(
    reply.c.draft.is_not(None), reply.c.sent_at.is_not(None)
)
_notices = _of(
    notice,
    notice.c.conversation,
    conversation.c.channel,
    notice.c.kind,
    notice.c.level,
    notice.c.state,
    notice.c.shown_at,
    notice.c.to,
    notice.c.result,
    notice.c.ended_at,
).where(notice.c.shown_at.is_not(None))
_scores = _of(
    first_reply,
    first_reply.c.conversation,
    conversation.c.channel,
    first_reply.c.by,
    first_reply.c.at,
    first_reply.c.score,
    first_reply.c.points,
).where(first_reply.c.score.is_not(None))
_names = select(person.c.id, person.c.name).where(person.c.id.in_(bindparam("ids", expanding=True)))
_AT_ONCE = 1_000
_UPSET = "upset"


async def facts(connection: Connection, since: datetime, until: datetime) -> Facts:
    """Return everything about the conversations that began in [`since`, `until`), oldest first."""
    span = {"begin": since, "end": until}

    async def asked(wanted: Any) -> Sequence[Any]:
        return (await connection.execute(wanted, span)).all()

    talks = [rows.conversation(row) for row in await asked(_conversations)]
    drafts, notices = await asked(_drafts), await asked(_notices)
    around = _Around(
        lines=_by_conversation(await asked(_lines)),
        events=_by_conversation(await asked(_events)),
        drafts=_by_conversation(drafts),
    )
    told = tuple(_talk(known, around) for known in talks)
    sent = {row.draft: row for row in await asked(_replies)}
    reminders = tuple(map(_reminded, notices))
    return Facts(
        talks=told,
        drafts=tuple(_proposed(row, sent.get(row.id)) for row in drafts),
        reminders=reminders,
        scores=tuple(_scored(row) for row in await asked(_scores)),
        ratings=await ratings(connection, since, until),
        promises=await promises(connection, since, until),
        names=await _names_of(connection, told, reminders),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to conversations, by their ids."""

    lines: Mapping[int, list[Any]]
    events: Mapping[int, list[Any]]
    drafts: Mapping[int, list[Any]]


def _by_conversation(found: Iterable[Any]) -> Mapping[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in found:
        grouped[row.conversation].append(row)
    return grouped


def _talk(known: Conversation, around: _Around) -> Talk:
    lines = sorted(around.lines[known.id], key=lambda row: row.at)
    theirs = [row for row in lines if row.role == Role.CUSTOMER.value]
    events, first = around.events[known.id], known.first_response
    thanked = [row for row in events if row.kind in (Kind.THANKED.value, Kind.CONFIRMED.value)]
    return Talk(
        id=known.id,
        channel=known.thread.channel,
        customer=known.customer,
        opened_at=known.opened_at,
        first_contact=known.first_contact,
        again=known.linked_to is not None,
        status=known.status,
        ending=_ending(known, events),
        waits=tuple(
            Waited(
                number=wait.number,
                opened_at=wait.opened_at,
                ended_at=wait.ended_at,
                end=wait.end.value if wait.end else None,
                reason=wait.reason,
                by=wait.answered_by,
                answer=wait.answer,
            )
            for wait in known.waits
        ),
        ours=tuple(
            Spoken(id=row.id, at=row.at, by=row.author, gave=_gave(row))
            for row in lines
            if row.role != Role.CUSTOMER.value
        ),
        theirs=tuple(row.at for row in theirs),
        upset=_upset(theirs, around.drafts[known.id]),
        thanked=first is not None and any(row.at > first.at for row in thanked),
    )


def _ending(known: Conversation, events: Sequence[Any]) -> Ending:
    match known.status:
        case Status.CONFIRMED:
            return Ending.CONFIRMED
        case Status.LIKELY_RESOLVED:
            return Ending.LIKELY
        case Status.ABANDONED:
            return Ending.ABANDONED
        case Status.CLOSED:
            ended = [row.kind for row in events if row.kind in (Kind.CLOSED.value, Kind.WENT_QUIET.value)]
            return Ending.SILENT if ended[-1:] == [Kind.WENT_QUIET.value] else Ending.CLOSED
        case _:
            return Ending.OPEN


def _upset(theirs: Sequence[Any], drafts: Sequence[Any]) -> bool:
    """Whether the first message was upset: as its draft read it or, without one, as its words read now."""
    first = next((row for row in sorted(drafts, key=lambda row: row.id) if row.wait == 1), None)
    if first:
        return "upset" in first.feeling
    return bool(theirs) and (theirs[0].told or told_by(theirs[0].role, theirs[0].text)) == _UPSET


def _gave(row: Any) -> Response | None:
    told = row.told or told_by(row.role, row.text)
    return Response(told) if told else None


def told_by(role: str, text: str) -> str | None:
    """Return what reports keep of a line when its words are forgotten: what a reply gave, or how a customer
    felt."""
    if role == Role.CUSTOMER.value:
        return _UPSET if text and read((text,)).upset else None
    kind = gave(text)
    return kind.value if kind else None


def _proposed(row: Any, sent: Any) -> Proposed:
    return Proposed(
        conversation=row.conversation,
        channel=row.channel,
        made_at=row.made_at,
        state=DraftState(row.state),
        shown=bool(row.shown),
        reason=row.wrong,
        sent_at=sent.sent_at if sent else None,
        distance=sent.distance if sent else None,
        by=sent.by if sent else None,
    )


def _scored(row: Any) -> Scored:
    return Scored(
        conversation=row.conversation,
        channel=row.channel,
        by=row.by,
        at=row.at,
        total=row.score,
        parts=row.points,
    )


def _reminded(row: Any) -> Reminded:
    return Reminded(
        conversation=row.conversation,
        channel=row.channel,
        kind=row.kind,
        state=NoticeState(row.state),
        shown_at=row.shown_at,
        to=tuple(row.to),
        level=Level(row.level) if row.level else None,
        acted=Result(row.result).acted_on if row.result else None,
        left=row.result == Result.LEFT.value,
        after=row.ended_at - row.shown_at if row.ended_at else None,
    )


async def _names_of(
    connection: Connection, talks: Sequence[Talk], reminders: Sequence[Reminded]
) -> dict[str, str]:
    """Return the names of our own people; customers are not named in reports."""
    ours = {line.by for talk in talks for line in talk.ours} | {who for one in reminders for who in one.to}
    ours |= {wait.by for talk in talks for wait in talk.waits if wait.by}
    ids = sorted(ours)
    names: dict[str, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found = await connection.execute(_names, {"ids": ids[start : start + _AT_ONCE]})
        names |= {row.id: row.name for row in found}
    return names
