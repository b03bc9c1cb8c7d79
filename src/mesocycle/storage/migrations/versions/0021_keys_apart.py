"""On SQLite long rows, and those that others refer to, have their keys apart: a key is compared without its row."""

import sqlalchemy as sa
from alembic import op

revision = "0021_keys_apart"
down_revision = "0020_copies"

_TABLES = ("routine_assignment", "workout_session", "activity", "data_import", "import_run")


def upgrade() -> None:
    """Make the tables anew, with the same columns, checks and indexes; PostgreSQL has always kept keys apart."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for table in _TABLES:
            _make_anew(connection, table)


def _make_anew(connection: sa.Connection, table: str) -> None:
    made = connection.exec_driver_sql("select sql from sqlite_master where name = ?", (table,)).scalar_one()
    indexes = "select sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null order by name"
    kept = connection.exec_driver_sql(indexes, (table,)).scalars().all()
    columns = made[made.index("(") :].rstrip().removesuffix("WITHOUT ROWID")
    op.execute(f"create table anew_{table} {columns}")
    op.execute(f"insert into anew_{table} select * from {table}")  # noqa: S608  # names of our own tables
    op.drop_table(table)
    op.rename_table(f"anew_{table}", table)
    for index in kept:
        op.execute(index)
