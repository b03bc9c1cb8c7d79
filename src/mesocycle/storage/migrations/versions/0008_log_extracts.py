"""Extracts of logs, which sums over years read instead of the logs."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.engine.rows import Row
from mesocycle.storage.sessions.log_extract import extract

revision = "0008_log_extracts"
down_revision = "0007_sets_by_day"

_PAGE = 500


def upgrade() -> None:
    """Give sessions and tombstones the column, filled for every log there is."""
    for name in ("workout_session", "deleted_session"):
        op.add_column(name, sa.Column("log_extract", sa.Text(), nullable=True))
        _fill(sa.table(name, *(sa.column(of) for of in ("user_id", "id", "performance_log", "log_extract"))))


def _fill(table: sa.TableClause) -> None:
    set_extract = (
        table.update()
        .where(table.c.user_id == sa.bindparam("owner"), table.c.id == sa.bindparam("session"))
        .values(log_extract=sa.bindparam("extract"))
    )
    for page in _pages(table):
        made = [{"owner": row.user_id, "session": row.id, "extract": extract(row.performance_log)} for row in page]
        op.get_bind().execute(set_extract, made)


def _pages(table: sa.TableClause) -> Iterator[Sequence[Row]]:
    key, last = sa.tuple_(table.c.user_id, table.c.id), ("", "")  # before every id
    asked = (
        sa.select(table.c.user_id, table.c.id, table.c.performance_log)
        .where(table.c.performance_log.is_not(None))
        .order_by(table.c.user_id, table.c.id)
        .limit(_PAGE)
    )
    while page := op.get_bind().execute(asked.where(key > last)).all():
        yield page
        last = (page[-1].user_id, page[-1].id)
