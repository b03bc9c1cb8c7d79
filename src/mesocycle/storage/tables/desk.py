"""The tables of what a trainer keeps for the day at their desk; all of it is the trainer's."""

from sqlalchemy import Column, Index, Text, UniqueConstraint

from mesocycle.storage.tables.training import Bytes, user_owned

athlete_group = user_owned(
    "athlete_group",
    Column("id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("user_id", "name"),
)
"""A trainer's named groups; the owner is the trainer."""

group_member = user_owned(
    "group_member",
    Column("group_id", Bytes, nullable=False),
    Column("athlete_id", Bytes, nullable=False),
    Index("ix_group_member_user_id_athlete_id", "user_id", "athlete_id"),
    key=("group_id", "athlete_id"),
)
"""Who is in a group: only whom the trainer coaches; the end of coaching takes them out."""

message_template = user_owned(
    "message_template",
    Column("id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("user_id", "name"),
)
"""Texts that a trainer writes again and again."""
