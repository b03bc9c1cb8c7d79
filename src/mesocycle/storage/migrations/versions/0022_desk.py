"""A trainer's groups of athletes, and templates of messages."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0022_desk"
down_revision = "0021_revival_answers"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "athlete_group",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_athlete_group")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_athlete_group_user_id_name")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_member",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "group_id", "athlete_id")),
        sa.PrimaryKeyConstraint("user_id", "group_id", "athlete_id", name=op.f("pk_group_member")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_group_member_user_id_athlete_id"), "group_member", ["user_id", "athlete_id"])
    op.create_table(
        "message_template",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "text")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_message_template")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_message_template_user_id_name")),
        sqlite_with_rowid=False,
    )
