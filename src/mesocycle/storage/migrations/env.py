"""What Alembic runs: the migrations, on the connection and in the transaction that `schema.upgrade` opened.

A migration that rebuilds an SQLite table (`op.batch_alter_table`) drops the old one; `schema.upgrade` has
therefore turned foreign keys off before the transaction and looks for broken ones before it commits.
"""

from alembic import context

# No target_metadata: migrations are written by hand, for autogenerate sees neither changed checks nor
# partial indexes; tests/storage/test_schema.py compares the catalogs instead.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
