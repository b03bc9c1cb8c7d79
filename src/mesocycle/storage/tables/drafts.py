"""The tables of drafts, which several people may write."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from mesocycle.storage.tables.training import Bytes, metadata

routine_draft = Table(
    "routine_draft",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("owner_id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("parent_routine_id", Bytes),
    Column("based_on", Bytes),
    Column("revision", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("saved_at", Bytes, nullable=False),
    Column("saved_by", Bytes, nullable=False),
    Index("ix_routine_draft_owner_id", "owner_id"),
)
"""What is to become a version; like a routine it is its owner's, and no part of anybody's training."""

draft_person = Table(
    "draft_person",
    metadata,
    Column("draft_id", Bytes, primary_key=True),
    Column("person_id", Bytes, primary_key=True),
    Column("shared", Boolean(create_constraint=False), nullable=False),
    Column("seen_at", Bytes),
    Column("place", Text),
    Index("ix_draft_person_person_id", "person_id"),
)
"""With whom a draft is shared, and who was where in it last."""
