"""Delete a version that nobody ever used."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import VersionInUse
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import readable_versions, routines


def delete_version(db: Database, version_id: Id, act: Act) -> RoutineVersion:
    """Delete an unused version and give what it was; in use (`VersionInUse`), it can only be archived."""
    with db.read() as read:
        owner = readable_versions.owner_of_version(read, act.actor, version_id)
    return db.write(owner, act, lambda write: delete_version_in(write, version_id))


def delete_version_in(write: Write, version_id: Id) -> RoutineVersion:
    """Delete for the write's owner."""
    require_author(write.act.actor, write.owner)
    version = routines.get_version(write, version_id)
    if len(routines.versions_of(write, version.parent_routine_id)) == 1:
        raise VersionInUse(
            "It is the routine's only version.",
            f"Delete the routine: {Do('routine delete', (version.parent_routine_id,))}.",
        )
    routines.delete_version(write, version)
    return version
