"""What came in: events, conversations, their history and their lines."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from adapters.store.columns import Moment, Number, Words
from adapters.store.tables.base import metadata, of_conversation, queued, row_id

inbox = queued(
    "inbox",
    row_id(),
    Column("platform", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("raw", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("platform", "event_id"),
)

# What a conversation was opened with stays in `opened_at`, `opening_line`, `first_contact` and `linked_to`.
# Its waits are one JSON value: they are only ever read and written with it, and in one statement then.
conversation = queued(
    "conversation",
    row_id(),
    Column("channel", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opening_line", Text),
    Column("first_contact", Boolean, nullable=False),
    Column("linked_to", Number),
    Column("status", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("waits", JSON, nullable=False),
    Column("waiting_since", Moment),  # the start of the wait that runs
    Column("last_wait_at", Moment),  # the start of the last wait, running or not
    Column("first_by", Text),
    Column("first_at", Moment),
    Column("first_message", Text),
    Column("claimed_by", Text),
    Column("claimed_at", Moment),
    Column("hold_until", Moment),
    Column("snoozed_until", Moment),
    Column("matters", Text, nullable=False, server_default=""),
    Column("ended_at", Moment),
    Column("last_customer_at", Moment),
    Column("last_human_at", Moment),
    Column("last_human_by", Text),
    Column("checked_in_at", Moment),
)

# The root first: what asks for a channel alone is to use the small indexes below.
Index("ix_conversation_thread", conversation.c.root, conversation.c.channel)

Index("ix_conversation_customer", conversation.c.customer, conversation.c.opened_at)

Index("ix_conversation_opened_at", conversation.c.opened_at)

Index("ix_conversation_last_wait_at", conversation.c.last_wait_at)

_lives = conversation.c.ended_at.is_(None)

Index("ix_conversation_live", conversation.c.channel, sqlite_where=_lives, postgresql_where=_lives)

_waits = conversation.c.waiting_since.is_not(None)

Index(
    "ix_conversation_waiting",
    conversation.c.channel,
    conversation.c.customer,
    conversation.c.waiting_since,
    sqlite_where=_waits,
    postgresql_where=_waits,
)

event = Table(
    "event",
    metadata,
    Column("seq", Number, primary_key=True),
    of_conversation(),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("message", Text),
    Column("reason", Words),
    Column("until", Moment),
)

Index("ix_event_conversation", event.c.conversation, event.c.seq)

line = Table(
    "line",
    metadata,
    Column("seq", Number, primary_key=True),
    of_conversation(),
    Column("channel", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("name", Words, nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Words, nullable=False),
    Column("edited_at", Moment),
    Column("deleted_at", Moment),
    Column("reply", Number),
    Column("told", Text),  # what its words gave reports, once they are forgotten
    UniqueConstraint("channel", "id"),
)

Index("ix_line_conversation", line.c.conversation)
