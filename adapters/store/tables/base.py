"""What all tables share: their metadata, and the queue columns of rows that fall due."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

from adapters.store.columns import Moment, Number

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def row_id() -> Column[int]:
    return Column("id", Number, primary_key=True)


def of_conversation() -> Column[int]:
    return Column("conversation", Number, ForeignKey("conversation.id"), nullable=False)


def queued(name: str, *parts: SchemaItem) -> Table:
    """Return a table whose rows fall due: see `claims.py` for what the columns do."""
    table = Table(
        name,
        metadata,
        *parts,
        Column("due_at", Moment),
        Column("holder", Text),
        Column("lease_until", Moment),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("parked_at", Moment),
        Column("failure", Text),
    )
    ripe = table.c.due_at.is_not(None) & table.c.parked_at.is_(None)
    held = table.c.lease_until.is_not(None)
    parked = table.c.parked_at.is_not(None)
    Index(f"ix_{name}_due", table.c.due_at, sqlite_where=ripe, postgresql_where=ripe)
    Index(f"ix_{name}_held", table.c.lease_until, sqlite_where=held, postgresql_where=held)
    Index(f"ix_{name}_parked", table.c.parked_at, sqlite_where=parked, postgresql_where=parked)
    return table
