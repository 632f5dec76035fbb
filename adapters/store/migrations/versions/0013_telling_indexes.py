"""Who was pinged, and what pings in a message, are answered by an index however many tellings there are."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _index_anew(message=["message", "how"], target=["target", "how", "at"])


def downgrade() -> None:
    _index_anew(message=["message"], target=["target", "at"])


def _index_anew(**columns: list[str]) -> None:
    for name, indexed in columns.items():
        op.drop_index(f"ix_telling_{name}", "telling")
        op.create_index(f"ix_telling_{name}", "telling", indexed)
