"""What the desk knows and was taught, and what it could not answer."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from adapters.store.columns import Moment, Number, Words
from adapters.store.tables.base import metadata, of_conversation, row_id

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("audience", Text, nullable=False),
    Column("url", Text),
    Column("questions", JSON, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("product", Words),
    Column("updated_at", Moment),
    Column("digest", Text, nullable=False),
    Column("origin", Text, nullable=False, server_default="source"),
    Column("standing", Text, nullable=False, server_default="live"),
    Column("made_by", Text),  # these three for what people wrote
    Column("made_at", Moment),
    Column("conversation", Number),
    Column("read_from", Text),  # these two for what a source said
    Column("place", Text),
)

# An article that a source takes back may come again: what people said about it does not depend on it.
alternate = Table(
    "alternate",
    metadata,
    row_id(),
    Column("article", Text, nullable=False),
    Column("question", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("conversation", Number),
    Column("standing", Text, nullable=False),
    UniqueConstraint("article", "question"),
)

Index("ix_alternate_conversation", alternate.c.conversation)

mark = Table(
    "mark",
    metadata,
    row_id(),
    Column("article", Text, nullable=False),
    Column("conversation", Number, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reviewed_by", Text),
    Column("reviewed_at", Moment),
    UniqueConstraint("article", "conversation", "by"),
)

gap = Table(
    "gap",
    metadata,
    row_id(),
    Column("opened_at", Moment, nullable=False),
    Column("searched", Number, nullable=False, server_default="0"),
    Column("state", Text, nullable=False),
    Column("article", Text),
    Column("closed_by", Text),
    Column("closed_at", Moment),
)

unanswered = Table(
    "unanswered",
    metadata,
    row_id(),
    of_conversation(),
    Column("wait", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("language", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("near", JSON, nullable=False),
    Column("excluded", JSON, nullable=False),
    Column("gap", Number, ForeignKey("gap.id")),
    UniqueConstraint("conversation", "wait"),
)

shelf = Table(
    "shelf",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Number, nullable=False),
)
