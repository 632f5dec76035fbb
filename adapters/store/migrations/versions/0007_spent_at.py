"""When a model took tokens for a draft, whatever became of it: a draft thrown away has cost them too."""

import sqlalchemy as sa
from alembic import op

from adapters.store.columns import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("draft", sa.Column("spent_at", Moment()))
    op.execute("UPDATE draft SET spent_at = made_at WHERE tokens_in > 0")
    op.drop_index("ix_draft_paid", "draft")
    _index("ix_draft_spent_at", ["spent_at"], "spent_at IS NOT NULL")


def downgrade() -> None:
    op.drop_index("ix_draft_spent_at", "draft")
    _index("ix_draft_paid", ["made_at"], "tokens_in > 0")
    with op.batch_alter_table("draft") as draft:
        draft.drop_column("spent_at")


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "draft", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
