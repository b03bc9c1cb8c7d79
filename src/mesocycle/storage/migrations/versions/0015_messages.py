"""Messages between trainer and athlete, and the trainer's own notes."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0015_messages"
down_revision = "0014_roll_outs_served"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "message",
        sa.Column("user_id", Bytes, nullable=False),
        *(sa.Column(name, Bytes, nullable=False) for name in ("id", "by", "at")),
        sa.Column("text", sa.Text(), nullable=False),
        *(sa.Column(name, Bytes, nullable=True) for name in ("session_id", "set_id", "receipt_id")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_message")),
        sqlite_with_rowid=False,
    )
    for about in ("session_id", "receipt_id"):
        op.create_index(op.f(f"ix_message_user_id_{about}"), "message", ["user_id", about])
    op.create_table(
        "trainer_note",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "athlete_id")),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated_at", Bytes, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "athlete_id", name=op.f("pk_trainer_note")),
        sqlite_with_rowid=False,
    )
