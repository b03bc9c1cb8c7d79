"""Imported exercises and users' own; the shipped library is a data file beside them."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.exercise import LibraryExercise
from mesocycle.storage.database import Read, Write
from mesocycle.storage.rows import insert
from mesocycle.storage.tables import exercise

_EXERCISE = msgspec.json.Decoder(LibraryExercise)


def add(write: Write, exercises: Sequence[LibraryExercise]) -> None:
    """Store exercises; those whose id is there already, with the same owner, are replaced."""
    insert(
        write.connection,
        exercise,
        ("id", "exercise_variant_id", "owner_id", "document"),
        [(e.id, e.exercise_variant_id, e.owner_id, msgspec.json.encode(e).decode()) for e in exercises],
        tail="on conflict (id) do update set document = excluded.document, "
        "exercise_variant_id = excluded.exercise_variant_id "
        "where coalesce(exercise.owner_id, '') = coalesce(excluded.owner_id, '')",
    )


def taken_by_others(read: Read, ids: Sequence[Id], owner: Id | None) -> list[Id]:
    """Give those of the ids that exercises of another owner have already."""
    rows = read.execute(sa.select(exercise.c.id, exercise.c.owner_id).where(exercise.c.id.in_(list(ids))))
    return sorted(row.id for row in rows if row.owner_id != owner)


def readable_by(read: Read, user_id: Id) -> list[LibraryExercise]:
    """Give the stored exercises everybody has and the user's own, by id."""
    rows = read.execute(
        sa.select(exercise.c.document)
        .where(sa.or_(exercise.c.owner_id.is_(None), exercise.c.owner_id == user_id))
        .order_by(exercise.c.id)
    )
    return [_EXERCISE.decode(row.document) for row in rows]
