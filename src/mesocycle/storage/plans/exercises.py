"""Imported exercises and users' own, and what names from elsewhere mean to a user; the shipped library is a file."""

from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.user import CoachingStatus
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert
from mesocycle.storage.plans import pictures
from mesocycle.storage.tables.imports import exercise_choice
from mesocycle.storage.tables.library import exercise_picture
from mesocycle.storage.tables.training import coaching, exercise

_EXERCISE = msgspec.json.Decoder(LibraryExercise)


def add(write: Write, exercises: Sequence[LibraryExercise]) -> None:
    """Store exercises; those whose id is there already, with the same owner, are replaced."""
    insert(
        write.connection,
        exercise,
        ("id", "exercise_variant_id", "owner_id", "document"),
        [(e.id, e.exercise_variant_id, e.owner_id, _without_picture(e)) for e in exercises],
        tail="on conflict (id) do update set document = excluded.document, "
        "exercise_variant_id = excluded.exercise_variant_id "
        "where coalesce(exercise.owner_id, '') = coalesce(excluded.owner_id, '')",
    )


def _without_picture(told: LibraryExercise) -> str:
    """Write an exercise as it is kept: its picture has a row of its own."""
    return msgspec.json.encode(msgspec.structs.replace(told, picture=None)).decode()


_WITH_PICTURE = sa.select(exercise.c.document, *pictures.TOLD).outerjoin_from(
    exercise, exercise_picture, exercise_picture.c.exercise_id == exercise.c.id
)


def _told(row: Row) -> LibraryExercise:
    found = _EXERCISE.decode(row.document)
    return found if row.sha256 is None else msgspec.structs.replace(found, picture=pictures.told(row))


def taken_by_others(read: Read, ids: Sequence[Id], owner: Id | None) -> list[Id]:
    """Give those of the ids that exercises of another owner have already."""
    rows = read.execute(sa.select(exercise.c.id, exercise.c.owner_id).where(exercise.c.id.in_(list(ids))))
    return sorted(row.id for row in rows if row.owner_id != owner)


def readable_by(read: Read, user_id: Id) -> list[LibraryExercise]:
    """Give the stored exercises everybody has and the user's own, by id."""
    rows = read.execute(
        _WITH_PICTURE.where(sa.or_(exercise.c.owner_id.is_(None), exercise.c.owner_id == user_id)).order_by(
            exercise.c.id
        )
    )
    return [_told(row) for row in rows]


def of_trainers(read: Read, athlete_id: Id, exercise_variant_id: Id) -> LibraryExercise | None:
    """Give an exercise that is the own one of somebody who coaches the athlete now, or None."""
    row = read.execute(
        _WITH_PICTURE.join(coaching, coaching.c.trainer_id == exercise.c.owner_id)
        .where(
            exercise.c.exercise_variant_id == exercise_variant_id,
            coaching.c.athlete_id == athlete_id,
            coaching.c.status == CoachingStatus.ACTIVE.value,
        )
        .order_by(exercise.c.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else _told(row)


def hold(write: Write, exercise_variant_id: Id) -> LibraryExercise | None:
    """Give a stored exercise of the write's owner, else the shared one; nobody changes it before the write ends."""
    statement = (
        _WITH_PICTURE.where(
            exercise.c.exercise_variant_id == exercise_variant_id,
            sa.or_(exercise.c.owner_id == write.owner, exercise.c.owner_id.is_(None)),
        )
        .order_by(exercise.c.owner_id.is_(None), exercise.c.id)
        .limit(1)
    )
    if write.dialect == "postgresql":
        statement = statement.with_for_update(of=exercise)
    row = write.execute(statement).one_or_none()
    return None if row is None else _told(row)


def keep(write: Write, choices: Mapping[str, Id]) -> None:
    """Store what names mean, each by its `normal_name`; a choice made again takes the place of the first."""
    insert(
        write.connection,
        exercise_choice,
        ("user_id", "name", "exercise_variant_id", "at"),
        [(write.owner, name, variant, write.now) for name, variant in choices.items()],
        tail="on conflict (user_id, name) do update set exercise_variant_id = excluded.exercise_variant_id, "
        "at = excluded.at where exercise_choice.exercise_variant_id <> excluded.exercise_variant_id",
    )


def of_user(read: Read, user_id: Id) -> dict[str, Id]:
    """Give all that a user chose: variant ids by `normal_name`."""
    rows = read.execute(
        sa.select(exercise_choice.c.name, exercise_choice.c.exercise_variant_id).where(
            exercise_choice.c.user_id == user_id
        )
    )
    return {row.name: row.exercise_variant_id for row in rows}
