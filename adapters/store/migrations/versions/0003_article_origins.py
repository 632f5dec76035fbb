"""Where each article was read from, so that a sync removes only what it brought."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("read_from", sa.Text()))
    op.add_column("article", sa.Column("place", sa.Text()))


def downgrade() -> None:
    op.drop_column("article", "place")
    op.drop_column("article", "read_from")
