"""Rows to values and back: `conversation(row)` reads one, `conversation_values(it)` writes one."""

from __future__ import annotations

from adapters.store.rows.articles import article, article_values
from adapters.store.rows.conversations import (
    conversation,
    conversation_values,
    event,
    event_values,
    inboxed,
    line,
    line_values,
    opening_values,
    origin,
)
from adapters.store.rows.moments import Values
from adapters.store.rows.replies import draft, draft_values, reply, reply_values
from adapters.store.rows.staff import notice, notice_values, person, person_values, post

__all__ = [
    "Values",
    "article",
    "article_values",
    "conversation",
    "conversation_values",
    "draft",
    "draft_values",
    "event",
    "event_values",
    "inboxed",
    "line",
    "line_values",
    "notice",
    "notice_values",
    "opening_values",
    "origin",
    "person",
    "person_values",
    "post",
    "reply",
    "reply_values",
]
