"""Copy a version of a routine into a routine of one's own."""

from mesocycle.domain.act import Act
from mesocycle.domain.copying import copied
from mesocycle.domain.document import Id
from mesocycle.domain.permission import require_copyable
from mesocycle.domain.routine import RoutineVersion
from mesocycle.domain.rules import check_version
from mesocycle.storage import readable_versions, routines
from mesocycle.storage.database import Database, Write


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
