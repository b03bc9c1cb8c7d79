"""Put a picture on an exercise, or take it away: on one's own, or by an admin on one that everybody has."""

from msgspec.structs import replace

from mesocycle.actions.library.change_exercise import hold_exercise
from mesocycle.actions.plans.library import find_exercise_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.library import LibraryExercise, MadePicture
from mesocycle.formats.documents.pictures import make_picture
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import pictures


def put_picture(db: Database, exercise_variant_id: Id, sent: bytes, act: Act) -> LibraryExercise:
    """Put a picture, as it was sent, in the place of the one before; refuses what is none (`PictureNotUsable`)."""
    with db.read_now() as look:
        find_exercise_in(look, act.actor.id, exercise_variant_id)  # for a stranger nothing is unpacked
    made = make_picture(sent)
    return db.write(act.actor.id, act, lambda write: put_picture_in(write, exercise_variant_id, made))


def put_picture_in(write: Write, exercise_variant_id: Id, made: MadePicture) -> LibraryExercise:
    """Put one that is made."""
    held = hold_exercise(write, exercise_variant_id)
    pictures.put(write, held.id, made)
    return replace(held, picture=made.told)


def take_picture_away(db: Database, exercise_variant_id: Id, act: Act) -> LibraryExercise:
    """Take the picture of an exercise away, if it has one."""
    return db.write(act.actor.id, act, lambda write: take_picture_away_in(write, exercise_variant_id))


def take_picture_away_in(write: Write, exercise_variant_id: Id) -> LibraryExercise:
    """Take it away inside a write that is open."""
    held = hold_exercise(write, exercise_variant_id)
    pictures.take_away(write, held.id)
    return replace(held, picture=None)
