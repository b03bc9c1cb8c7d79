"""A trainer's templates of messages."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0022_templates"
down_revision = "0019_groups"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "message_template",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "text")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_message_template")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_message_template_user_id_name")),
        sqlite_with_rowid=False,
    )
