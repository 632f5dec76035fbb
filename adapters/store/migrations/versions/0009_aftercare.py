"""After the reply: promised times, problems with their reporters, ratings, and how nudges went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment, Number, Words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice") as notice:
        notice.add_column(sa.Column("told", sa.Text()))
        notice.add_column(sa.Column("pushed_at", Moment()))
        notice.add_column(sa.Column("head", Number))
        notice.add_column(sa.Column("result", sa.Text()))
        notice.create_index("ix_notice_told", ["told", "shown_at"])
        notice.create_index("ix_notice_head", ["head"])
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(sa.Column("checked_in_at", Moment()))
    with op.batch_alter_table("reply") as reply:
        reply.add_column(sa.Column("voice", sa.Text(), server_default="person", nullable=False))
    op.create_table(
        "promise",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_promise_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("conversation", "message", name=op.f("uq_promise_conversation_message")),
    )
    op.create_index("ix_promise_by", "promise", ["by", "state"])
    op.create_index("ix_promise_told_at", "promise", ["told_at"])
    op.create_table(
        "problem",
        sa.Column("id", Number, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("fixed_at", Moment()),
        sa.Column("fixed_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_table(
        "report",
        sa.Column("problem", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("told_at", Moment()),
        sa.Column("waived_at", Moment()),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_report_conversation")),
        sa.ForeignKeyConstraint(["problem"], ["problem.id"], name=op.f("fk_report_problem")),
        sa.PrimaryKeyConstraint("problem", "conversation", name=op.f("pk_report")),
    )
    op.create_index("ix_report_conversation", "report", ["conversation"])
    op.create_table(
        "rating",
        sa.Column("id", Number, nullable=False),
        sa.Column("conversation", Number, nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("good", sa.Boolean()),
        sa.Column("words", Words(), nullable=False),
        sa.Column("answered_at", Moment()),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_rating_conversation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("conversation", name=op.f("uq_rating_conversation")),
    )
    op.create_index("ix_rating_customer", "rating", ["customer", "asked_at"])
    op.create_index("ix_rating_asked_at", "rating", ["asked_at"])


def downgrade() -> None:
    for table in ("rating", "report", "problem", "promise"):
        op.drop_table(table)
    with op.batch_alter_table("reply") as reply:
        reply.drop_column("voice")
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_column("checked_in_at")
    with op.batch_alter_table("notice") as notice:
        notice.drop_index("ix_notice_head")
        notice.drop_index("ix_notice_told")
        for column in ("result", "head", "pushed_at", "told"):
            notice.drop_column(column)
