"""Tags of a person's own."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0020_tags"
down_revision = "0018_upkeep"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tag",
        sa.Column("user_id", Bytes, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", Bytes, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('exercise', 'routine', 'kept')", name=op.f("ck_tag_kind")),
        sa.PrimaryKeyConstraint("user_id", "kind", "subject_id", "name", name=op.f("pk_tag")),
        sqlite_with_rowid=False,
    )
