"""What came in, as values and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.store.rows.moments import Values, read, written
from bot.conversation import Conversation, End, Event, FirstResponse, Kind, Matter, Status, Wait, opened
from bot.messages import Role, Thread
from bot.record import (
    Inboxed,
    Line,
)


def inboxed(row: Any) -> Inboxed:
    return Inboxed(id=row.id, platform=row.platform, raw=row.raw, received_at=row.received_at)


def conversation_values(conversation: Conversation) -> Values:
    """Return what may change about a conversation, as columns."""
    first, wait = conversation.first_response, conversation.wait
    return {
        "status": conversation.status.value,
        "version": conversation.version,
        "waits": [_wait_json(each) for each in conversation.waits],
        "waiting_since": wait.opened_at if wait else None,
        "last_wait_at": conversation.waits[-1].opened_at if conversation.waits else None,
        "first_by": first.by if first else None,
        "first_at": first.at if first else None,
        "first_message": first.message if first else None,
        "claimed_by": conversation.claimed_by,
        "claimed_at": conversation.claimed_at,
        "hold_until": conversation.hold_until,
        "snoozed_until": conversation.snoozed_until,
        "matters": " ".join(sorted(conversation.matters)),
        "ended_at": conversation.ended_at,
        "last_customer_at": conversation.last_customer_at,
        "last_human_at": conversation.last_human_at,
        "last_human_by": conversation.last_human_by,
        "checked_in_at": conversation.checked_in_at,
    }


def opening_values(conversation: Conversation) -> Values:
    """Return what never changes about a conversation, as columns."""
    return {
        "channel": conversation.thread.channel,
        "root": conversation.thread.root,
        "customer": conversation.customer,
        "opened_at": conversation.opened_at,
        "opening_line": conversation.waits[0].line if conversation.waits else None,
        "first_contact": conversation.first_contact,
        "linked_to": conversation.linked_to,
    }


def conversation(row: Any) -> Conversation:
    first = FirstResponse(by=row.first_by, at=row.first_at, message=row.first_message)
    return Conversation(
        id=row.id,
        thread=Thread(row.channel, row.root),
        customer=row.customer,
        opened_at=row.opened_at,
        first_contact=row.first_contact,
        linked_to=row.linked_to,
        status=Status(row.status),
        version=row.version,
        waits=tuple(_wait(each) for each in row.waits),
        first_response=first if row.first_by else None,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        hold_until=row.hold_until,
        snoozed_until=row.snoozed_until,
        matters=frozenset(map(Matter, row.matters.split())),
        ended_at=row.ended_at,
        last_customer_at=row.last_customer_at,
        last_human_at=row.last_human_at,
        last_human_by=row.last_human_by,
        checked_in_at=row.checked_in_at,
    )


def origin(row: Any) -> Conversation:
    fresh = opened(
        Thread(row.channel, row.root),
        row.customer,
        row.opened_at,
        line=row.opening_line,
        first_contact=row.first_contact,
        linked_to=row.linked_to,
    )
    return replace(fresh, id=row.id)


def _wait_json(wait: Wait) -> Values:
    told = {
        "number": wait.number,
        "opened_at": written(wait.opened_at),
        "line": wait.line,
        "ended_at": written(wait.ended_at),
        "end": wait.end,
        "reason": wait.reason,
        "answered_by": wait.answered_by,
        "answer": wait.answer,
    }
    return {name: value for name, value in told.items() if value is not None}


def _wait(told: Mapping[str, Any]) -> Wait:
    return Wait(
        number=told["number"],
        opened_at=datetime.fromisoformat(told["opened_at"]),
        line=told.get("line"),
        ended_at=read(told.get("ended_at")),
        end=End(told["end"]) if "end" in told else None,
        reason=told.get("reason"),
        answered_by=told.get("answered_by"),
        answer=told.get("answer"),
    )


def event_values(conversation: int, event: Event) -> Values:
    return {
        "conversation": conversation,
        "kind": event.kind.value,
        "at": event.at,
        "by": event.by,
        "message": event.message,
        "reason": event.reason,
        "until": event.until,
    }


def event(row: Any) -> Event:
    return Event(
        kind=Kind(row.kind), at=row.at, by=row.by, message=row.message, reason=row.reason, until=row.until
    )


def line_values(line: Line) -> Values:
    return {
        "conversation": line.conversation,
        "channel": line.channel,
        "id": line.id,
        "author": line.author,
        "name": line.name,
        "role": line.role.value,
        "at": line.at,
        "text": line.text,
        "edited_at": line.edited_at,
        "deleted_at": line.deleted_at,
        "reply": line.reply,
    }


def line(row: Any) -> Line:
    return Line(
        conversation=row.conversation,
        channel=row.channel,
        id=row.id,
        author=row.author,
        name=row.name,
        role=Role(row.role),
        at=row.at,
        text=row.text,
        edited_at=row.edited_at,
        deleted_at=row.deleted_at,
        reply=row.reply,
    )
