"""The roster: what a trainer has read, and the views that they keep."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0013_roster"
down_revision = "0012_week_start"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "read_mark",
        sa.Column("user_id", Bytes, nullable=False),
        sa.Column("reader_id", Bytes, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", Bytes, nullable=False),
        sa.Column("at", Bytes, nullable=False),
        sa.CheckConstraint("subject in ('feedback', 'message', 'receipt')", name=op.f("ck_read_mark_subject")),
        sa.PrimaryKeyConstraint("user_id", "reader_id", "subject", "subject_id", name=op.f("pk_read_mark")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roster_filter",
        sa.Column("user_id", Bytes, nullable=False),
        sa.Column("id", Bytes, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_roster_filter")),
        sqlite_with_rowid=False,
    )
