"""What follows a reply: ended waits, promised times, problems, ratings."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from adapters.store.columns import Moment, Number, Words
from adapters.store.tables.base import metadata, of_conversation, row_id

# Waits that ended, for reports; those read from a channel's history have no conversation.
wait = Table(
    "wait",
    metadata,
    row_id(),
    Column("channel", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("conversation", Number, ForeignKey("conversation.id")),
    Column("number", Integer, nullable=False),
    Column("line", Text),
    Column("opened_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("end", Text, nullable=False),
    Column("answered_by", Text),
    Column("wall_s", Float, nullable=False),
    Column("business_s", Float, nullable=False),
    Column("target_s", Float),
    UniqueConstraint("conversation", "number"),
    UniqueConstraint("channel", "line", "number"),
)

Index("ix_wait_opened_at", wait.c.opened_at)

promise = Table(
    "promise",
    metadata,
    row_id(),
    of_conversation(),
    Column("message", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("told_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", Words, nullable=False),
    Column("state", Text, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("conversation", "message"),
)

Index("ix_promise_by", promise.c.by, promise.c.state)

Index("ix_promise_told_at", promise.c.told_at)

problem = Table(
    "problem",
    metadata,
    row_id(),
    Column("name", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("fixed_at", Moment),
    Column("fixed_by", Text),
)

report = Table(
    "report",
    metadata,
    Column("problem", Number, ForeignKey("problem.id"), primary_key=True),
    Column("conversation", Number, ForeignKey("conversation.id"), primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("told_at", Moment),
    Column("waived_at", Moment),
)

Index("ix_report_conversation", report.c.conversation)

rating = Table(
    "rating",
    metadata,
    row_id(),
    of_conversation(),
    Column("customer", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("good", Boolean),
    Column("words", Words, nullable=False),
    Column("answered_at", Moment),
    UniqueConstraint("conversation"),
)

Index("ix_rating_customer", rating.c.customer, rating.c.asked_at)

Index("ix_rating_asked_at", rating.c.asked_at)
