"""Change an exercise, take it back or bring it back: one's own, or by an admin one that everybody has."""

from mesocycle.actions.plans.library import find_exercises_in, shipped
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_admin
from mesocycle.domain.plan.library import ExerciseChange, LibraryExercise, changed_exercise, check_exercise
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import exercises


def change_exercise(db: Database, exercise_variant_id: Id, change: ExerciseChange, act: Act) -> LibraryExercise:
    """Change what is said of an exercise; plans, snapshots and logs keep the name that they were written with."""
    return db.write(act.actor.id, act, lambda write: change_exercise_in(write, exercise_variant_id, change))


def change_exercise_in(write: Write, exercise_variant_id: Id, change: ExerciseChange) -> LibraryExercise:
    """Change one of the write's owner."""
    library = find_exercises_in(write, write.owner)
    before = hold_exercise(write, exercise_variant_id)
    after = changed_exercise(before, change)
    check_exercise(after)
    if not after.is_archived and (before.is_archived or after.name != before.name):
        _require_free(library.find(after.name), after)
    exercises.add(write, [after])
    return after


def hold_exercise(write: Write, exercise_variant_id: Id) -> LibraryExercise:
    """Give one that the acting user may change, as nobody else changes it before the write ends; or refuse."""
    held = exercises.hold(write, exercise_variant_id)
    if held is None and all(each.exercise_variant_id != exercise_variant_id for each in shipped()):
        raise NotFound("The library has no such exercise of yours.", f"Look for it with {Do('exercise list')}.")
    if held is None:
        raise NotPermitted("What ships with the program is changed by nobody.", "Add an exercise of your own.")
    if held.owner_id is None:
        require_admin(write.act.actor)
    return held


def _require_free(known: LibraryExercise | None, after: LibraryExercise) -> None:
    if known is not None and known.exercise_variant_id != after.exercise_variant_id:
        raise AlreadyExists(
            f"The library has {after.name!r} already, as {known.name}.", "Use it, or give this one another name."
        )
