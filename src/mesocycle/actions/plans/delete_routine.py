"""Delete a routine of which no version was ever used."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.keeping import TagSubject
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import readable_versions, routines, tags


def delete_routine(db: Database, routine_id: Id, act: Act) -> RoutineVersion:
    """Delete an unused routine and give its latest version as it was; in use, it can only be archived."""
    with db.read() as read:
        owner = readable_versions.owner_of(read, act.actor, routine_id)
    return db.write(owner, act, lambda write: delete_routine_in(write, routine_id))


def delete_routine_in(write: Write, routine_id: Id) -> RoutineVersion:
    """Delete for the write's owner."""
    require_author(write.act.actor, write.owner)
    routines.require_not_own(write, routine_id)
    latest = routines.get_latest(write, routine_id)
    routines.delete_routine(write, routine_id)
    tags.put(write, TagSubject.ROUTINE, routine_id, ())
    return latest
