"""The tables of what trainer and athlete tell each other; all of it is the athlete's."""

from sqlalchemy import Column, Index, Text

from mesocycle.domain.conversation import ReadSubject
from mesocycle.storage.tables.training import Bytes, one_of, user_owned

read_mark = user_owned(
    "read_mark",
    Column("reader_id", Bytes, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Bytes, nullable=False),
    Column("at", Bytes, nullable=False),
    one_of("subject", ReadSubject),
    key=("reader_id", "subject", "subject_id"),
)
"""Who has read what of an athlete's: a mark is set once."""

roster_filter = user_owned(
    "roster_filter",
    Column("id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
)
"""Views of the roster that a trainer keeps."""

message = user_owned(
    "message",
    Column("id", Bytes, nullable=False),
    Column("by", Bytes, nullable=False),
    Column("at", Bytes, nullable=False),
    Column("text", Text, nullable=False),
    Column("session_id", Bytes),
    Column("set_id", Bytes),
    Column("receipt_id", Bytes),
    Index("ix_message_user_id_session_id", "user_id", "session_id"),
    Index("ix_message_user_id_receipt_id", "user_id", "receipt_id"),
)
"""What was written on an athlete's session or receipt: theirs, also when the coaching has ended."""

trainer_note = user_owned(
    "trainer_note",
    Column("athlete_id", Bytes, nullable=False),
    Column("text", Text, nullable=False),
    Column("updated_at", Bytes, nullable=False),
    key=("athlete_id",),
)
"""What a trainer notes for themselves; the owner is the trainer."""
