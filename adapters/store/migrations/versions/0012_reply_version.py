"""Which state of its conversation a reply was meant for: one that lay in the queue may be overtaken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reply", sa.Column("version", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE reply SET version = "
        "(SELECT version FROM conversation WHERE conversation.id = reply.conversation)"
    )


def downgrade() -> None:
    with op.batch_alter_table("reply") as batch:
        batch.drop_column("version")
