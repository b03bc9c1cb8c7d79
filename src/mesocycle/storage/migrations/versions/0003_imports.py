"""Imports: what came from where, what names were chosen to mean, and the fields that foreign sessions bring along."""

import sqlalchemy as sa
from alembic import op

revision = "0003_imports"
down_revision = "0002_access"

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make the tables of imports; sessions and tombstones get room for fields that are not ours."""
    op.create_table(
        "data_import",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("at", BYTES, nullable=False),
        sa.Column("by", BYTES, nullable=False),
        sa.Column("undone_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_data_import"),
        sa.CheckConstraint(
            "source in ('hevy', 'strong', 'fitnotes', 'jefit', 'garmin', 'strava', 'activity', 'sessions', 'archive')",
            name="ck_data_import_source",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "import_item",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", BYTES, nullable=False),
        sa.Column("import_id", BYTES, nullable=False),
        sa.Column("made_session", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", "content", name="pk_import_item"),
        sa.ForeignKeyConstraint(
            ["user_id", "import_id"], ["data_import.user_id", "data_import.id"], name="fk_import_item_data_import"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_import_item_user_id_import_id", "import_item", ["user_id", "import_id"])
    op.create_table(
        "exercise_choice",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("name", BYTES, nullable=False),
        sa.Column("exercise_variant_id", BYTES, nullable=False),
        sa.Column("at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "name", name="pk_exercise_choice"),
        sqlite_with_rowid=False,
    )
    op.add_column("workout_session", sa.Column("foreign_fields", sa.Text(), nullable=True))
    op.add_column("deleted_session", sa.Column("foreign_fields", sa.Text(), nullable=True))
