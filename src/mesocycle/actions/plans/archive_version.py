"""Archive a version: nobody is assigned to it any more, those who follow it go on."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import readable_versions, routines


def archive_version(db: Database, version_id: Id, act: Act) -> RoutineVersion:
    """Archive one version of the acting user's routine; no session, snapshot or log changes."""
    with db.read() as read:
        owner = readable_versions.owner_of_version(read, act.actor, version_id)
    return db.write(owner, act, lambda write: archive_version_in(write, version_id))


def archive_version_in(write: Write, version_id: Id) -> RoutineVersion:
    """Archive for the write's owner."""
    require_author(write.act.actor, write.owner)
    version = routines.get_version(write, version_id)
    routines.require_not_own(write, version.parent_routine_id)
    routines.archive_version(write, version_id)
    return routines.get_version(write, version_id)
