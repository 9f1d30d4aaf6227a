"""Alembic's entry: runs the migrations on the database that `config` names."""

from alembic import context

from handoff.migrations import engine
from handoff.store.tables.metadata import metadata

with engine(context.config.attributes["url"]).connect() as connection:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, user_module_prefix=""
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
