"""Take exercises over into the library: for everybody by an admin, as one's own by anyone."""

from collections.abc import Sequence

import msgspec

from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_admin
from mesocycle.domain.plan.library import LibraryExercise, own_id
from mesocycle.domain.refusal import AlreadyExists
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import exercises


def import_exercises(
    db: Database, found: Sequence[LibraryExercise], act: Act, *, own: bool = False
) -> tuple[LibraryExercise, ...]:
    """Store exercises; imported again, they are replaced but for their links, so a mended file can be imported."""
    return db.write(act.actor.id, act, lambda write: import_exercises_in(write, found, own=own))


def import_exercises_in(write: Write, found: Sequence[LibraryExercise], *, own: bool) -> tuple[LibraryExercise, ...]:
    """Store exercises as the write's owner."""
    if not own:
        require_admin(write.act.actor)
    owner = write.owner if own else None
    owned = tuple(
        msgspec.structs.replace(each, id=own_id(owner, each.id) if owner else each.id, owner_id=owner) for each in found
    )
    taken = exercises.taken_by_others(write, [each.id for each in owned], owner)
    if taken:
        raise AlreadyExists(f"The exercise id {taken[0]} belongs to somebody's own exercise.", "Use another id.")
    links = {each.id: each.link for each in exercises.readable_by(write, write.owner)}
    linked = tuple(msgspec.structs.replace(each, link=each.link or links.get(each.id)) for each in owned)
    exercises.add(write, linked)
    return linked
