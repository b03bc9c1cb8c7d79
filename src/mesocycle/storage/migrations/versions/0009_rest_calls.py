"""Browsers that may be called when a rest is over, the calls, and the key that the server shows push services."""

import sqlalchemy as sa
from alembic import op

revision = "0009_rest_calls"
down_revision = "0008_log_extracts"

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make the three tables, and give users a column for their bars and plates."""
    op.create_table(
        "device",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("sign_in_id", BYTES, nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_device"),
    )
    op.create_index("ix_device_user_id", "device", ["user_id"])
    op.create_table(
        "rest_call",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("session_id", BYTES, nullable=False),
        sa.Column("begun_at", BYTES, nullable=False),
        sa.Column("ends_at", BYTES, nullable=False),
        sa.Column("due_at", BYTES, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_rest_call"),
    )
    op.create_index("ix_rest_call_due_at", "rest_call", ["due_at"])
    op.create_index("ix_rest_call_user_id", "rest_call", ["user_id"])
    op.create_table(
        "server_key",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_server_key"),
    )
    op.add_column("app_user", sa.Column("gym", sa.Text(), nullable=True))
