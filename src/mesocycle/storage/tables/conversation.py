"""The tables of what trainer and athlete tell each other; all of it is the athlete's."""

from sqlalchemy import Column, Text

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
