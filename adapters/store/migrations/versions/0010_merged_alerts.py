"""In which message an alert was told, and when that message was made: late waits gather in few of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment, Number

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("post", sa.Column("made_at", Moment()))
    op.drop_index("ix_post_place", "post")
    op.create_index("ix_post_place", "post", ["place", "made_at"])
    op.add_column("telling", sa.Column("message", Number))
    op.execute("UPDATE telling SET message = id WHERE how = 'page'")
    op.create_index("ix_telling_message", "telling", ["message"])
    op.create_index("ix_telling_target", "telling", ["target", "at"])


def downgrade() -> None:
    op.drop_index("ix_telling_target", "telling")
    op.drop_index("ix_telling_message", "telling")
    with op.batch_alter_table("telling") as batch:
        batch.drop_column("message")
    op.drop_index("ix_post_place", "post")
    op.create_index("ix_post_place", "post", ["place"])
    with op.batch_alter_table("post") as batch:
        batch.drop_column("made_at")
