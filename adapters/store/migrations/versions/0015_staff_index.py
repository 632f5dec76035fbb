"""Which channels a staff channel serves is a column with an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_channel = sa.table(
    "channel", sa.column("key", sa.Text), sa.column("version", sa.Integer), sa.column("staff", sa.Text)
)
_policy = sa.table(
    "policy", sa.column("channel", sa.Text), sa.column("version", sa.Integer), sa.column("settings", sa.JSON)
)


def upgrade() -> None:
    op.add_column("channel", sa.Column("staff", sa.Text))
    connection = op.get_bind()
    settled = sa.select(_policy.c.channel, _policy.c.settings).join(
        _channel, (_policy.c.channel == _channel.c.key) & (_policy.c.version == _channel.c.version)
    )
    for key, settings in connection.execute(settled).all():
        staff = settings["staff_channel"]
        connection.execute(_channel.update().where(_channel.c.key == key).values(staff=staff))
    op.create_index("ix_channel_staff", "channel", ["staff"])


def downgrade() -> None:
    op.drop_index("ix_channel_staff", "channel")
    with op.batch_alter_table("channel") as batch:
        batch.drop_column("staff")
