"""Where alembic starts: on the connection that `migrate.py` hands over, in its transaction."""

from alembic import context

from adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
