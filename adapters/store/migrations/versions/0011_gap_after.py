"""After which line a channel may lack something: a gap stays known until it was read to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("channel", sa.Column("gap_after", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("channel") as batch:
        batch.drop_column("gap_after")
