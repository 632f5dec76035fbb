"""What is written for customers: drafts, replies, and how good the first ones were."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    true,
)

from adapters.store.columns import Moment, Number, Words
from adapters.store.tables.base import metadata, of_conversation, queued, row_id

draft = queued(
    "draft",
    row_id(),
    of_conversation(),
    Column("wait", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("text", Words, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("band", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("situation", Text, nullable=False),
    Column("feeling", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("scorecard", JSON, nullable=False),
    Column("hint", Words),
    Column("why", JSON, nullable=False),
    Column("fallback", Words),
    Column("request", Words),
    Column("excluded", JSON, nullable=False),
    Column("requested_by", Text),
    Column("made_at", Moment),
    Column("changed", Words),
    Column("wrong", Text),
    Column("promise", Text),
    Column("public", Boolean, nullable=False, server_default=true()),
    Column("high_stakes", Boolean, nullable=False, server_default=false()),
    Column("spent_at", Moment),  # when tokens were last used for it
    Column("tokens_in", Integer, nullable=False, server_default="0"),
    Column("tokens_out", Integer, nullable=False, server_default="0"),
    Column("cost", Float),
)

WANTED = draft.c.state == literal_column("'wanted'")  # a literal, or SQLite would not use the index

Index("ix_draft_conversation", draft.c.conversation)

_paid = draft.c.spent_at.is_not(None)

Index("ix_draft_spent_at", draft.c.spent_at, sqlite_where=_paid, postgresql_where=_paid)

Index("uq_draft_wanted", draft.c.conversation, unique=True, sqlite_where=WANTED, postgresql_where=WANTED)

reply = queued(
    "reply",
    row_id(),
    of_conversation(),
    Column("wait", Integer, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("channel", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("draft", Number, ForeignKey("draft.id")),
    Column("text", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_name", Words, nullable=False),
    Column("key", Text, nullable=False),
    Column("distance", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("wish", Text),
    Column("queued_at", Moment, nullable=False),
    Column("platform_id", Text),
    Column("sent_at", Moment),
    Column("error", Words),
    Column("edit", Text),
    Column("overruled", JSON, nullable=False, server_default="[]"),
    Column("warnings", JSON, nullable=False, server_default="[]"),
    Column("voice", Text, nullable=False, server_default="person"),
    UniqueConstraint("key"),
)

Index("ix_reply_conversation", reply.c.conversation)

Index("ix_reply_by", reply.c.by, reply.c.id)

# What a reply said and what its draft said stays in `line` and `draft`: here are the figures, and why.
first_reply = queued(
    "first_reply",
    row_id(),
    of_conversation(),
    Column("message", Text),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("draft", Number),
    Column("draft_score", Integer),
    Column("used", Boolean, nullable=False),
    Column("distance", Float),
    Column("situation", Text, nullable=False),
    Column("score", Integer),
    Column("points", JSON, nullable=False),
    Column("gates", JSON, nullable=False),
    Column("because", JSON),  # empty once the words were forgotten
    Column("suggestions", JSON, nullable=False),
    UniqueConstraint("conversation"),
)

Index("ix_first_reply_at", first_reply.c.at)

Index("ix_first_reply_by", first_reply.c.by, first_reply.c.at)

# Which warnings about a text somebody has seen: none is shown to them twice. A code holds no words.
warned = Table(
    "warned",
    metadata,
    Column("conversation", Number, ForeignKey("conversation.id"), primary_key=True),
    Column("by", Text, primary_key=True),
    Column("code", Text, primary_key=True),
)
