"""Pictures of exercises, and what people keep to use again."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0024_pictures"
down_revision = "0021_revival_answers"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "exercise_picture",
        sa.Column("exercise_id", Bytes, nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height")),
        sa.Column("at", Bytes, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_picture_exercise")),
        sa.PrimaryKeyConstraint("exercise_id", name=op.f("pk_exercise_picture")),
    )
    op.create_table(
        "kept_part",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "name", "content")),
        sa.Column("created_at", Bytes, nullable=False),
        sa.CheckConstraint("kind in ('workout', 'section')", name=op.f("ck_kept_part_kind")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_kept_part")),
        sqlite_with_rowid=False,
    )
