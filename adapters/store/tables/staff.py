"""What staff see: posts, notices, and whom an alert reached."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from adapters.store.columns import Moment, Number, Words
from adapters.store.tables.base import metadata, of_conversation, queued, row_id

post = queued(
    "post",
    row_id(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("platform_id", Text),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("error", Words),
    Column("made_at", Moment),
    UniqueConstraint("kind", "subject", "place"),
)

Index("ix_post_place", post.c.place, post.c.made_at)

# `due_at` is the queue's and empty once the notice was dealt with; `planned_for` stays.
notice = queued(
    "notice",
    row_id(),
    of_conversation(),
    Column("kind", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("planned_for", Moment, nullable=False),
    Column("to", JSON, nullable=False),
    Column("level", Text),
    Column("state", Text, nullable=False),
    Column("text", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("late_s", Float, nullable=False),
    Column("shown_at", Moment),
    Column("ended_at", Moment),
    Column("outcome", Words),
    Column("bundle", Number),
    Column("told", Text),
    Column("pushed_at", Moment),
    Column("head", Number),
    Column("result", Text),
    UniqueConstraint("conversation", "kind", "occasion"),
)

_bundled = notice.c.bundle.is_not(None)

Index("ix_notice_bundle", notice.c.bundle, sqlite_where=_bundled, postgresql_where=_bundled)

Index("ix_notice_told", notice.c.told, notice.c.shown_at)

Index("ix_notice_head", notice.c.head)

LIVE = notice.c.state.in_((literal_column("'planned'"), literal_column("'shown'")))

Index("ix_notice_live", notice.c.kind, sqlite_where=LIVE, postgresql_where=LIVE)

fired = Table(
    "fired",
    metadata,
    Column("conversation", Number, ForeignKey("conversation.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("occasion", Text, primary_key=True),
)

telling = Table(
    "telling",
    metadata,
    row_id(),
    Column("notice", Number, ForeignKey("notice.id"), nullable=False),
    Column("target", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("how", Text, nullable=False),
    Column("why", Words, nullable=False),
    Column("failed", Words),
    Column("message", Number),
)

Index("ix_telling_notice", telling.c.notice)
Index("ix_telling_message", telling.c.message, telling.c.how)
Index("ix_telling_target", telling.c.target, telling.c.how, telling.c.at)
