"""Pictures of exercises: one each, whose the exercise is."""

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.plan.library import ExercisePicture, MadePicture
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert_rows
from mesocycle.storage.tables.library import exercise_picture

TOLD = tuple(exercise_picture.c[name] for name in ("sha256", "width", "height"))
"""All of a picture but its bytes."""


def told(row: Row) -> ExercisePicture:
    """Give what a row of a picture with `TOLD` in it tells of it."""
    return ExercisePicture(sha256=bytes(row.sha256).hex(), width=row.width, height=row.height)


def put(write: Write, exercise_id: Id, picture: MadePicture) -> None:
    """Let an exercise have this picture in the place of the one before."""
    insert_rows(
        write.connection,
        exercise_picture,
        [
            {
                "exercise_id": exercise_id,
                "sha256": bytes.fromhex(picture.told.sha256),
                "width": picture.told.width,
                "height": picture.told.height,
                "at": write.now,
                "body": picture.body,
            }
        ],
        tail="on conflict (exercise_id) do update set sha256 = excluded.sha256, width = excluded.width, "
        "height = excluded.height, at = excluded.at, body = excluded.body",
    )


def take_away(write: Write, exercise_id: Id) -> None:
    """Let an exercise have no picture any more."""
    write.execute(exercise_picture.delete().where(exercise_picture.c.exercise_id == exercise_id))


def find_body(read: Read, exercise_id: Id) -> bytes | None:
    """Give the bytes of an exercise's picture, or None."""
    body = read.execute(
        sa.select(exercise_picture.c.body).where(exercise_picture.c.exercise_id == exercise_id)
    ).scalar_one_or_none()
    return None if body is None else bytes(body)
