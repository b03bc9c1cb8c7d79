"""Roll-outs that were looked at beforehand, and are taken back as a whole."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0010_roll_out_undo"
down_revision = "0009_rest_calls"


def upgrade() -> None:
    """Give roll-outs and their members what says so."""
    op.add_column("roll_out", sa.Column("undo_at", Bytes, nullable=True))
    op.add_column("roll_out_member", sa.Column("expected", sa.Text(), nullable=True))
    op.add_column("roll_out_member", sa.Column("undone_at", Bytes, nullable=True))
    op.add_column("roll_out_member", sa.Column("not_undone", sa.Text(), nullable=True))
