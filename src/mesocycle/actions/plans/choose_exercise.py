"""Choose what a name of an exercise from elsewhere means: asked once, kept for every import to come."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import LibraryExercise, normal_name
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings
from mesocycle.storage.plans import exercises


def choose_exercise(db: Database, user_id: Id, name: str, meant: str, act: Act) -> LibraryExercise:
    """Let a name mean an exercise, given by its name, alias or variant id; chosen again, the later choice holds."""
    return db.write(user_id, act, lambda write: choose_exercise_in(write, name, meant))


def choose_exercise_in(write: Write, name: str, meant: str) -> LibraryExercise:
    """Choose inside a write that is open."""
    coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
    library = find_exercises_in(write, write.owner)
    found = library.find(meant) or library.variant(meant)
    if found is None:
        near = " or ".join(library.nearest(meant))
        raise NotFound(
            f"The library has no exercise {meant[:80]!r}.",
            f"Write {near}." if near else f"Look for it with {Do('exercise list')}.",
        )
    if not normal_name(name):
        raise DocumentNotValid(f"{name[:80]!r} has neither letter nor digit.", "Write the name as it is in the file.")
    exercises.keep(write, {normal_name(name): found.exercise_variant_id})
    return found
