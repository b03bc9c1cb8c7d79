"""Import runs: files sent to a server, how far each is, and what came of its items."""

import sqlalchemy as sa
from alembic import op

revision = "0006_import_runs"
down_revision = "0005_calendar_feeds"

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make the tables of import runs and their items."""
    op.create_table(
        "import_run",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("dry_run", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("exercises", sa.Text(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("at", BYTES, nullable=False),
        sa.Column("by", BYTES, nullable=False),
        sa.Column("alive_until", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_import_run"),
        sa.CheckConstraint(
            "source in ('hevy', 'strong', 'fitnotes', 'jefit', 'garmin', 'strava', 'activity', 'sessions', 'archive')",
            name="ck_import_run_source",
        ),
        sa.CheckConstraint(
            "status in ('waiting', 'running', 'done', 'refused', 'broken-off')", name="ck_import_run_status"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "import_run_item",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("run_id", BYTES, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "run_id", "place", name="pk_import_run_item"),
        sa.ForeignKeyConstraint(
            ["user_id", "run_id"], ["import_run.user_id", "import_run.id"], name="fk_import_run_item_import_run"
        ),
        sa.CheckConstraint(
            "outcome in ('imported', 'brought-back', 'already-there', 'rejected', 'matched', 'undecided')",
            name="ck_import_run_item_outcome",
        ),
        sqlite_with_rowid=False,
    )
