"""Activities: what a device recorded, beside the session that it became or belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0004_activities"
down_revision = "0003_imports"

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make the table of activities."""
    op.create_table(
        "activity",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("session_id", BYTES, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "session_id", name="pk_activity"),
        sqlite_with_rowid=False,
    )
