"""People, duty, channels, and what leads set for them."""

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
)

from adapters.store.columns import Moment, Number, Words
from adapters.store.tables.base import metadata

duty = Table(
    "duty",
    metadata,
    Column("person", Text, primary_key=True),
    Column("hours", JSON),
    Column("state", Text),
    Column("until", Moment),
    Column("since", Moment),
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("role", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("locale", Text),
    Column("account", Words),
)

channel = Table(
    "channel",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("watched", Boolean, nullable=False),
    Column("watermark", Text),
    Column("gap_after", Text),
    Column("degraded", Words),
    Column("baseline_at", Moment),
    Column("staff", Text),  # the staff channel of its policy, which is asked for channels
    Index("ix_channel_staff", "staff"),
)

policy = Table(
    "policy",
    metadata,
    Column("channel", Text, ForeignKey("channel.key"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("settings", JSON, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
)
