"""Favourite routines."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0016_favourites"
down_revision = "0015_messages"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "favourite_routine",
        sa.Column("user_id", Bytes, nullable=False),
        sa.Column("routine", Bytes, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "routine", name=op.f("pk_favourite_routine")),
        sqlite_with_rowid=False,
    )
