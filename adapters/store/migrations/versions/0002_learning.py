"""What people teach: alternates, articles of their own, marks, and questions without an article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment, Number, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article") as article:
        article.add_column(sa.Column("origin", sa.Text(), server_default="source", nullable=False))
        article.add_column(sa.Column("standing", sa.Text(), server_default="live", nullable=False))
        article.add_column(sa.Column("made_by", sa.Text()))
        article.add_column(sa.Column("made_at", Moment()))
        article.add_column(sa.Column("conversation", Number))
    op.create_table(
        "alternate",
        sa.Column("id", Number, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("question", Words(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("conversation", Number),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alternate")),
        sa.UniqueConstraint("article", "question", name=op.f("uq_alternate_article_question")),
    )
    op.create_index("ix_alternate_conversation", "alternate", ["conversation"])
    op.create_table(
        "mark",
        sa.Column("id", Number, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reviewed_by", sa.Text()),
        sa.Column("reviewed_at", Moment()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("article", "conversation", "by", name=op.f("uq_mark_article_conversation_by")),
    )
    op.create_table(
        "gap",
        sa.Column("id", Number, nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("article", sa.Text()),
        sa.Column("closed_by", sa.Text()),
        sa.Column("closed_at", Moment()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
    )
    op.create_table(
        "unanswered",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("wait", sa.Integer(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("near", sa.JSON(), nullable=False),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("gap", Number),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversation.id"], name=op.f("fk_unanswered_conversation")
        ),
        sa.ForeignKeyConstraint(["gap"], ["gap.id"], name=op.f("fk_unanswered_gap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered")),
        sa.UniqueConstraint("conversation", "wait", name=op.f("uq_unanswered_conversation_wait")),
    )


def downgrade() -> None:
    for table in ("unanswered", "gap", "mark", "alternate"):
        op.drop_table(table)
    op.execute("DELETE FROM article WHERE origin <> 'source' OR standing <> 'live'")
    with op.batch_alter_table("article") as article:
        for column in ("conversation", "made_at", "made_by", "standing", "origin"):
            article.drop_column(column)
