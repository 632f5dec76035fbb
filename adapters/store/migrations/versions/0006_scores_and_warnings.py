"""First replies' scorecards, warnings that were seen, why drafts were edited or wrong, what they cost."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment, Number, Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _draft() -> list[sa.Column[Any]]:
    return [
        sa.Column("changed", Words()),
        sa.Column("wrong", sa.Text()),
        sa.Column("promise", sa.Text()),
        sa.Column("public", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("high_stakes", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("tokens_in", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("tokens_out", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("cost", sa.Float()),
    ]


def _reply() -> list[sa.Column[Any]]:
    return [
        sa.Column("edit", sa.Text()),
        sa.Column("overruled", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("warnings", sa.JSON(), nullable=False, server_default="[]"),
    ]


def upgrade() -> None:
    for column in _draft():
        op.add_column("draft", column)
    for column in _reply():
        op.add_column("reply", column)
    _index("ix_draft_paid", "draft", ["made_at"], "tokens_in > 0")
    op.create_table(
        "first_reply",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("message", sa.Text()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("draft", Number),
        sa.Column("draft_score", sa.Integer()),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("distance", sa.Float()),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("because", sa.JSON()),
        sa.Column("suggestions", sa.JSON(), nullable=False),
        sa.Column("due_at", Moment()),
        sa.Column("holder", sa.Text()),
        sa.Column("lease_until", Moment()),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("parked_at", Moment()),
        sa.Column("failure", sa.Text()),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_first_reply_conversation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_reply")),
        sa.UniqueConstraint("conversation", name=op.f("uq_first_reply_conversation")),
    )
    op.create_index("ix_first_reply_at", "first_reply", ["at"])
    op.create_index("ix_first_reply_by", "first_reply", ["by", "at"])
    _index("ix_first_reply_due", "first_reply", ["due_at"], "due_at IS NOT NULL AND parked_at IS NULL")
    _index("ix_first_reply_held", "first_reply", ["lease_until"], "lease_until IS NOT NULL")
    _index("ix_first_reply_parked", "first_reply", ["parked_at"], "parked_at IS NOT NULL")
    op.create_table(
        "warned",
        sa.Column("conversation", Number, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_warned_conversation")),
        sa.PrimaryKeyConstraint("conversation", "by", "code", name=op.f("pk_warned")),
    )


def downgrade() -> None:
    op.drop_table("warned")
    op.drop_table("first_reply")
    op.drop_index("ix_draft_paid", "draft")
    for column in reversed(_reply()):
        op.drop_column("reply", column.name)
    for column in reversed(_draft()):
        op.drop_column("draft", column.name)


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
