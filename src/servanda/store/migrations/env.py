"""What alembic runs to bring a record database up to date; the connection is handed over by `servanda.store.migrate`."""

from alembic import context

from servanda.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
