"""Add one exercise: a user's own, or by an admin one for everybody."""

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_admin
from mesocycle.domain.plan.library import LibraryExercise, NewExercise, check_exercise
from mesocycle.domain.refusal import AlreadyExists
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import exercises


def add_exercise(db: Database, new: NewExercise, act: Act, *, for_all: bool = False) -> LibraryExercise:
    """Add an exercise; a name that the user's library knows already is refused."""
    return db.write(act.actor.id, act, lambda write: add_exercise_in(write, new, for_all=for_all))


def add_exercise_in(write: Write, new: NewExercise, *, for_all: bool) -> LibraryExercise:
    """Add an exercise as the write's owner."""
    if for_all:
        require_admin(write.act.actor)
    known = find_exercises_in(write, write.owner).find(new.name)
    if known is not None:
        raise AlreadyExists(
            f"The library has {new.name.strip()!r} already, as {known.name}.", "Use it, or choose another name."
        )
    made = write.new_id()
    added = LibraryExercise(
        id=made,
        exercise_id=new.exercise_id or made,
        exercise_variant_id=made,
        name=new.name.strip(),
        aliases=new.aliases,
        kind=new.kind,
        primary_muscles=new.primary_muscles,
        secondary_muscles=new.secondary_muscles,
        equipment=new.equipment,
        unilateral=new.unilateral,
        link=new.link,
        owner_id=None if for_all else write.owner,
    )
    check_exercise(added)
    exercises.add(write, [added])
    return added
