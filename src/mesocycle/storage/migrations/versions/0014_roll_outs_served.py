"""Which server serves a roll-out, and until when it counts as alive: another takes over from one that is gone."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0014_roll_outs_served"
down_revision = "0013_roster"


def upgrade() -> None:
    """Give roll-outs the two columns; those that run are served by nobody until somebody takes them up."""
    op.add_column("roll_out", sa.Column("served_by", Bytes, nullable=True))
    op.add_column("roll_out", sa.Column("alive_until", Bytes, nullable=True))
