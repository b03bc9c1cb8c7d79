"""Drafts of routines, and who is in them."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0017_drafts"
down_revision = "0016_favourites"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "routine_draft",
        *(sa.Column(name, Bytes, nullable=False) for name in ("id", "owner_id")),
        sa.Column("name", sa.Text(), nullable=False),
        *(sa.Column(name, Bytes, nullable=True) for name in ("parent_routine_id", "based_on")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        *(sa.Column(name, Bytes, nullable=False) for name in ("created_at", "saved_at", "saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine_draft")),
    )
    op.create_index(op.f("ix_routine_draft_owner_id"), "routine_draft", ["owner_id"])
    op.create_table(
        "draft_person",
        *(sa.Column(name, Bytes, nullable=False) for name in ("draft_id", "person_id")),
        sa.Column("shared", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("seen_at", Bytes, nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name=op.f("pk_draft_person")),
    )
    op.create_index(op.f("ix_draft_person_person_id"), "draft_person", ["person_id"])
