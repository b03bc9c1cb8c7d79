"""The tables of what people put into their library."""

from sqlalchemy import Column, Text

from mesocycle.domain.plan.tags import TagSubject
from mesocycle.storage.tables.training import Bytes, one_of, user_owned

tag = user_owned(
    "tag",
    Column("kind", Text, nullable=False),
    Column("subject_id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    one_of("kind", TagSubject),
    key=("kind", "subject_id", "name"),
)
"""One word of a person's own on an exercise, a routine, or what they keep to use again."""
