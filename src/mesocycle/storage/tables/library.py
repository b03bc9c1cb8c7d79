"""The tables of what people put into their library."""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, LargeBinary, Table, Text

from mesocycle.domain.plan.keeping import KeptKind, TagSubject
from mesocycle.storage.tables.training import ROWS_AT_ONCE, Bytes, metadata, one_of, user_owned

tag = user_owned(
    "tag",
    Column("kind", Text, nullable=False),
    Column("subject_id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    one_of("kind", TagSubject),
    key=("kind", "subject_id", "name"),
)
"""One word of a person's own on an exercise, a routine, or what they keep to use again."""

exercise_picture = Table(
    "exercise_picture",
    metadata,
    Column("exercise_id", Bytes, primary_key=True),
    Column("sha256", LargeBinary, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("at", Bytes, nullable=False),
    Column("body", LargeBinary, nullable=False),
    ForeignKeyConstraint(["exercise_id"], ["exercise.id"], name="fk_exercise_picture_exercise"),
    info={ROWS_AT_ONCE: 20},
)
"""The picture of an exercise, as WebP; it is whose the exercise is. Its bytes stand last: lists skip them."""

kept_part = user_owned(
    "kept_part",
    Column("id", Bytes, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
    one_of("kind", KeptKind),
)
"""A workout or a section that somebody keeps to use again; what they used it for has nothing to do with it any more."""
