"""When a process last ran, and when none did: only then was an alert late because of us."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("at", "away_since", "away_until"):
        op.add_column("pulse", sa.Column(name, Moment))


def downgrade() -> None:
    with op.batch_alter_table("pulse") as batch:
        for name in ("at", "away_since", "away_until"):
            batch.drop_column(name)
