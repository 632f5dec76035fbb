"""Posts, notices and people as values and back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.store.rows.moments import Values
from bot.messages import Person, Role
from bot.record import (
    Level,
    Notice,
    NoticeKind,
    NoticeState,
    Post,
    PostKind,
    Result,
)


def post(row: Any) -> Post:
    return Post(
        id=row.id,
        kind=PostKind(row.kind),
        subject=row.subject,
        place=row.place,
        platform_id=row.platform_id,
        wanted=row.wanted,
        shown=row.shown,
        error=row.error,
    )


def notice_values(notice: Notice) -> Values:
    return {
        "conversation": notice.conversation,
        "kind": notice.kind.value,
        "occasion": notice.occasion,
        "planned_for": notice.due_at,
        "to": list(notice.to),
        "level": notice.level.value if notice.level else None,
        "state": notice.state.value,
        "text": notice.text,
        "note": notice.note,
        "late_s": notice.late.total_seconds(),
        "shown_at": notice.shown_at,
        "ended_at": notice.ended_at,
        "bundle": notice.bundle,
        "outcome": notice.outcome,
        "told": notice.told,
        "pushed_at": notice.pushed_at,
        "head": notice.head,
        "result": notice.result.value if notice.result else None,
    }


def notice(row: Any) -> Notice:
    return Notice(
        id=row.id,
        conversation=row.conversation,
        kind=NoticeKind(row.kind),
        occasion=row.occasion,
        due_at=row.planned_for,
        to=tuple(row.to),
        level=Level(row.level) if row.level else None,
        state=NoticeState(row.state),
        text=row.text,
        note=row.note,
        late=timedelta(seconds=row.late_s),
        shown_at=row.shown_at,
        ended_at=row.ended_at,
        bundle=row.bundle,
        outcome=row.outcome,
        told=row.told,
        pushed_at=row.pushed_at,
        head=row.head,
        result=Result(row.result) if row.result else None,
    )


def person_values(person: Person) -> Values:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "zone": person.zone,
        "locale": person.locale,
        "account": person.account,
    }


def person(row: Any) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        zone=row.zone,
        locale=row.locale,
        account=row.account,
    )
