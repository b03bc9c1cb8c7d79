"""Copy a version of a routine into a routine of one's own."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_copyable
from mesocycle.domain.plan.publishing.copying import copied
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_version
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import readable_versions, routines


def copy_routine(db: Database, version_id: Id, act: Act, *, name: str | None = None) -> RoutineVersion:
    """Copy a version that the acting user can read and whose owner allows it; the copy has ids of its own."""
    return db.write(act.actor.id, act, lambda write: copy_routine_in(write, version_id, name))


def copy_routine_in(write: Write, version_id: Id, name: str | None) -> RoutineVersion:
    """Copy for the write's owner."""
    source = readable_versions.get(write, write.act.actor, version_id)
    routines.require_not_own(write, source.parent_routine_id)
    require_copyable(write.act.actor, source)
    copy = copied(
        source, name=name or f"{source.name} (copy)", created_by=write.owner, now=write.now, new_id=write.new_id
    )
    check_version(copy)
    routines.add(write, copy.name, copy)
    return copy
