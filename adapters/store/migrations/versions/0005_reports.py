"""What reports keep of a line when its words are forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("line", sa.Column("told", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("line") as line:
        line.drop_column("told")
