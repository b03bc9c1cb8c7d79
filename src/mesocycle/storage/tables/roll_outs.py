"""The tables of roll-outs: who is to get a version, and what came of it for each."""

from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, Table, Text

from mesocycle.domain.assignment.roll_out import MemberStatus, RollOutStatus
from mesocycle.storage.tables.training import Bytes, metadata, one_of

roll_out = Table(
    "roll_out",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("routine_version_id", Bytes, nullable=False),
    Column("by", Bytes, nullable=False),
    Column("status", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("undo_at", Bytes),
    Column("served_by", Bytes),
    Column("alive_until", Bytes),
    one_of("status", RollOutStatus),
)

roll_out_member = Table(
    "roll_out_member",
    metadata,
    Column("roll_out_id", Bytes, nullable=False),
    Column("user_id", Bytes, nullable=False),
    Column("status", Text, nullable=False),
    Column("receipt_id", Bytes),
    Column("refusal", Text),
    Column("expected", Text),
    Column("undone_at", Bytes),
    Column("not_undone", Text),
    PrimaryKeyConstraint("roll_out_id", "user_id"),
    ForeignKeyConstraint(["roll_out_id"], ["roll_out.id"]),
    one_of("status", MemberStatus),
)
"""A roll-out's progress: it can be broken off and taken up, stopped, and taken back.

`expected` is the fingerprint of the receipt that whoever began it had looked at.
"""
