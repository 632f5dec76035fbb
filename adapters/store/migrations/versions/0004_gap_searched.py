"""In which generation of the shelf an article for a gap was last looked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Number

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("gap") as gap:
        gap.add_column(sa.Column("searched", Number, server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("gap") as gap:
        gap.drop_column("searched")
