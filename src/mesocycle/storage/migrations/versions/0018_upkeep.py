"""Backups and checks that are made while the server runs."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0018_upkeep"
down_revision = "0017_drafts"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "upkeep_run",
        sa.Column("id", Bytes, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        *(sa.Column(name, Bytes, nullable=False) for name in ("by", "at", "alive_until")),
        sa.Column("ended_at", Bytes, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("file", "verification", "refusal")),
        sa.CheckConstraint("kind in ('backup', 'check-backup', 'verify')", name=op.f("ck_upkeep_run_kind")),
        sa.CheckConstraint("status in ('running', 'done', 'refused', 'broken-off')", name=op.f("ck_upkeep_run_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upkeep_run")),
    )
    op.create_index(
        "uq_upkeep_run_running",
        "upkeep_run",
        ["status"],
        unique=True,
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )
