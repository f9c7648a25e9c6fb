"""What Alembic runs: the steps, on the connection that it is given."""

from alembic import context

from magwise.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot change a column in place
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
