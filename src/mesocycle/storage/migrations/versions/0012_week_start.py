"""The day on which a user's weeks begin."""

import sqlalchemy as sa
from alembic import op

revision = "0012_week_start"
down_revision = "0011_sets_of_two_sides"


def upgrade() -> None:
    """Add the setting; without it weeks begin on Monday, as they did."""
    op.add_column("app_user", sa.Column("week_start", sa.Text(), nullable=True))
