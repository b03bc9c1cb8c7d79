"""Calendar addresses, by the hashes of their secrets."""

import sqlalchemy as sa
from alembic import op

revision = "0005_calendar_feeds"
down_revision = "0004_activities"

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make the table of calendar addresses."""
    op.create_table(
        "calendar_feed",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("revoked_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_calendar_feed"),
        sa.CheckConstraint("whose in ('own', 'athletes')", name="ck_calendar_feed_whose"),
    )
    op.create_index("ix_calendar_feed_user_id", "calendar_feed", ["user_id"])
