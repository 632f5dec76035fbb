"""Duties, who was told of an alert, waits that ended, and what makes a conversation pressing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment, Number, Words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BUNDLED = sa.text("bundle IS NOT NULL")


def upgrade() -> None:
    op.add_column("conversation", sa.Column("snoozed_until", Moment()))
    op.add_column("conversation", sa.Column("matters", sa.Text(), server_default="", nullable=False))
    op.add_column("notice", sa.Column("ended_at", Moment()))
    op.add_column("notice", sa.Column("bundle", Number))
    op.create_index(
        "ix_notice_bundle", "notice", ["bundle"], sqlite_where=_BUNDLED, postgresql_where=_BUNDLED
    )
    op.execute("UPDATE notice SET bundle = id WHERE kind = 'alert'")
    op.add_column("channel", sa.Column("baseline_at", Moment()))
    op.create_table(
        "duty",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("hours", sa.JSON()),
        sa.Column("state", sa.Text()),
        sa.Column("until", Moment()),
        sa.Column("since", Moment()),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_duty")),
    )
    op.create_table(
        "telling",
        sa.Column("id", Number, nullable=False),
        sa.Column("notice", Number, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("failed", Words()),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name=op.f("fk_telling_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
    )
    op.create_index("ix_telling_notice", "telling", ["notice"])
    op.create_table(
        "wait",
        sa.Column("id", Number, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("conversation", Number),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Text()),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text()),
        sa.Column("wall_s", sa.Float(), nullable=False),
        sa.Column("business_s", sa.Float(), nullable=False),
        sa.Column("target_s", sa.Float()),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_wait_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
        sa.UniqueConstraint("conversation", "number", name=op.f("uq_wait_conversation_number")),
        sa.UniqueConstraint("channel", "line", "number", name=op.f("uq_wait_channel_line_number")),
    )
    op.create_index("ix_wait_opened_at", "wait", ["opened_at"])


def downgrade() -> None:
    for table in ("wait", "telling", "duty"):
        op.drop_table(table)
    with op.batch_alter_table("channel") as batch:
        batch.drop_column("baseline_at")
    op.drop_index("ix_notice_bundle", "notice")
    with op.batch_alter_table("notice") as batch:
        batch.drop_column("bundle")
        batch.drop_column("ended_at")
    with op.batch_alter_table("conversation") as batch:
        batch.drop_column("matters")
        batch.drop_column("snoozed_until")
