"""Everything the first release keeps."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment, Number, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _queue() -> list[sa.Column[Any]]:
    return [
        sa.Column("due_at", Moment()),
        sa.Column("holder", sa.Text()),
        sa.Column("lease_until", Moment()),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("parked_at", Moment()),
        sa.Column("failure", sa.Text()),
    ]


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _index_queue(table: str) -> None:
    _index(f"ix_{table}_due", table, ["due_at"], "due_at IS NOT NULL AND parked_at IS NULL")
    _index(f"ix_{table}_held", table, ["lease_until"], "lease_until IS NOT NULL")
    _index(f"ix_{table}_parked", table, ["parked_at"], "parked_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("body", Words(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("product", Words()),
        sa.Column("updated_at", Moment()),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_table(
        "audit",
        sa.Column("id", Number, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", Words(), nullable=False),
        sa.Column("after", Words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "channel",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("watched", sa.Boolean(), nullable=False),
        sa.Column("watermark", sa.Text()),
        sa.Column("degraded", Words()),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_channel")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", Number, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("opening_line", sa.Text()),
        sa.Column("first_contact", sa.Boolean(), nullable=False),
        sa.Column("linked_to", Number),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("waits", sa.JSON(), nullable=False),
        sa.Column("waiting_since", Moment()),
        sa.Column("last_wait_at", Moment()),
        sa.Column("first_by", sa.Text()),
        sa.Column("first_at", Moment()),
        sa.Column("first_message", sa.Text()),
        sa.Column("claimed_by", sa.Text()),
        sa.Column("claimed_at", Moment()),
        sa.Column("hold_until", Moment()),
        sa.Column("ended_at", Moment()),
        sa.Column("last_customer_at", Moment()),
        sa.Column("last_human_at", Moment()),
        sa.Column("last_human_by", sa.Text()),
        *_queue(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    op.create_index("ix_conversation_customer", "conversation", ["customer", "opened_at"])
    _index_queue("conversation")
    op.create_index("ix_conversation_last_wait_at", "conversation", ["last_wait_at"])
    _index("ix_conversation_live", "conversation", ["channel"], "ended_at IS NULL")
    op.create_index("ix_conversation_opened_at", "conversation", ["opened_at"])
    op.create_index("ix_conversation_thread", "conversation", ["root", "channel"])
    _index(
        "ix_conversation_waiting",
        "conversation",
        ["channel", "customer", "waiting_since"],
        "waiting_since IS NOT NULL",
    )
    op.create_table(
        "inbox",
        sa.Column("id", Number, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        *_queue(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("platform", "event_id", name=op.f("uq_inbox_platform_event_id")),
    )
    _index_queue("inbox")
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text()),
        sa.Column("account", Words()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "post",
        sa.Column("id", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Text()),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("error", Words()),
        *_queue(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("kind", "subject", "place", name=op.f("uq_post_kind_subject_place")),
    )
    _index_queue("post")
    op.create_index("ix_post_place", "post", ["place"])
    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("beats", Number, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
    )
    op.create_table(
        "shelf",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("generation", Number, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf")),
    )
    op.create_table(
        "draft",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("feeling", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("scorecard", sa.JSON(), nullable=False),
        sa.Column("hint", Words()),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("fallback", Words()),
        sa.Column("request", Words()),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("requested_by", sa.Text()),
        sa.Column("made_at", Moment()),
        *_queue(),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_draft_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index("ix_draft_conversation", "draft", ["conversation"])
    _index_queue("draft")
    _index("uq_draft_wanted", "draft", ["conversation"], "state = 'wanted'", unique=True)
    op.create_table(
        "event",
        sa.Column("seq", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("message", sa.Text()),
        sa.Column("reason", Words()),
        sa.Column("until", Moment()),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_event_conversation")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    op.create_index("ix_event_conversation", "event", ["conversation", "seq"])
    op.create_table(
        "fired",
        sa.Column("conversation", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_fired_conversation")),
        sa.PrimaryKeyConstraint("conversation", "kind", "occasion", name=op.f("pk_fired")),
    )
    op.create_table(
        "line",
        sa.Column("seq", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("edited_at", Moment()),
        sa.Column("deleted_at", Moment()),
        sa.Column("reply", Number),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_line_conversation")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_line")),
        sa.UniqueConstraint("channel", "id", name=op.f("uq_line_channel_id")),
    )
    op.create_index("ix_line_conversation", "line", ["conversation"])
    op.create_table(
        "notice",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("planned_for", Moment(), nullable=False),
        sa.Column("to", sa.JSON(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.Column("late_s", sa.Float(), nullable=False),
        sa.Column("shown_at", Moment()),
        sa.Column("outcome", Words()),
        *_queue(),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_notice_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "conversation", "kind", "occasion", name=op.f("uq_notice_conversation_kind_occasion")
        ),
    )
    _index_queue("notice")
    _index("ix_notice_live", "notice", ["kind"], "state IN ('planned', 'shown')")
    op.create_table(
        "policy",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["channel"], ["channel.key"], name=op.f("fk_policy_channel")),
        sa.PrimaryKeyConstraint("channel", "version", name=op.f("pk_policy")),
    )
    op.create_table(
        "reply",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("draft", Number),
        sa.Column("text", Words(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", Words(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("distance", sa.Float(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text()),
        sa.Column("queued_at", Moment(), nullable=False),
        sa.Column("platform_id", sa.Text()),
        sa.Column("sent_at", Moment()),
        sa.Column("error", Words()),
        *_queue(),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_reply_conversation")),
        sa.ForeignKeyConstraint(["draft"], ["draft.id"], name=op.f("fk_reply_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint("key", name=op.f("uq_reply_key")),
    )
    op.create_index("ix_reply_by", "reply", ["by", "id"])
    op.create_index("ix_reply_conversation", "reply", ["conversation"])
    _index_queue("reply")


def downgrade() -> None:
    for table in (
        "reply",
        "policy",
        "notice",
        "line",
        "fired",
        "event",
        "draft",
        "shelf",
        "pulse",
        "post",
        "person",
        "inbox",
        "conversation",
        "channel",
        "audit",
        "article",
    ):
        op.drop_table(table)
