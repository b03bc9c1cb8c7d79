"""Archive a routine with all its versions: it is neither assigned nor published any more."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import readable_versions, routines


def archive_routine(db: Database, routine_id: Id, act: Act) -> RoutineVersion:
    """Archive the acting user's routine and give its latest version; those who follow it go on."""
    with db.read() as read:
        owner = readable_versions.owner_of(read, act.actor, routine_id)
    return db.write(owner, act, lambda write: archive_routine_in(write, routine_id))


def archive_routine_in(write: Write, routine_id: Id) -> RoutineVersion:
    """Archive for the write's owner."""
    require_author(write.act.actor, write.owner)
    routines.require_not_own(write, routine_id)
    routines.archive_routine(write, routine_id)
    return routines.get_latest(write, routine_id)
