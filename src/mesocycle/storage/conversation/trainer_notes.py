"""What a trainer notes of an athlete for themselves."""

import sqlalchemy as sa

from mesocycle.domain.conversation import TrainerNote
from mesocycle.domain.document import Id
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.tables.conversation import trainer_note


def find(read: Read, trainer_id: Id, athlete_id: Id) -> TrainerNote | None:
    """Give a trainer's note of an athlete, or None."""
    row = read.execute(
        sa.select(trainer_note).where(trainer_note.c.user_id == trainer_id, trainer_note.c.athlete_id == athlete_id)
    ).one_or_none()
    return None if row is None else TrainerNote(athlete_id=row.athlete_id, text=row.text, updated_at=row.updated_at)


def put(write: Write, athlete_id: Id, text: str) -> TrainerNote:
    """Put a text in the place of the owner's note of an athlete; an empty one takes it away."""
    theirs = (trainer_note.c.user_id == write.owner, trainer_note.c.athlete_id == athlete_id)
    write.execute(trainer_note.delete().where(*theirs))
    if text:
        given = {"user_id": write.owner, "athlete_id": athlete_id, "text": text, "updated_at": write.now}
        write.execute(trainer_note.insert(), given)
    return TrainerNote(athlete_id=athlete_id, text=text, updated_at=write.now)
