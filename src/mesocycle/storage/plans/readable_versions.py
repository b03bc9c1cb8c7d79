"""Versions as far as an actor may read them: own, public, followed by them or by an athlete they coach."""

from collections.abc import Sequence

import sqlalchemy as sa

from mesocycle.domain.assignment.arrangement import Content
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import may_read_version
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import coached_by
from mesocycle.storage.plans import routines
from mesocycle.storage.tables.training import routine_assignment, routine_version

_BY_ID = sa.select(routine_version).where(routine_version.c.id == sa.bindparam("id"))
_ONE = Prepared(_BY_ID)
_ONE_HELD = Prepared(_BY_ID.with_for_update(read=True, key_share=True))
_OF_ROUTINE = Prepared(
    sa.select(routine_version)
    .where(routine_version.c.parent_routine_id == sa.bindparam("routine"))
    .order_by(routine_version.c.version.desc())
)
# Who follows is asked only where it depends on it (a version may have ten thousand followers), and the reader's own
# assignments before those of everybody: they are on one machine.
_FOLLOWED = (
    sa.select(routine_assignment.c.id)
    .where(routine_assignment.c.routine_version_id == sa.bindparam("version"))
    .limit(1)
)
_READER = sa.bindparam("reader", type_=sa.Text)
_FOLLOWED_BY_READER = Prepared(_FOLLOWED.where(routine_assignment.c.user_id == _READER))
_FOLLOWED_IN_SIGHT = Prepared(_FOLLOWED.where(coached_by(_READER)))


def get(read: Read, actor: Actor, version_id: Id) -> RoutineVersion:
    """Give one version that the actor may read, or refuse; what they may not read is not there."""
    return routines.document(_row(read, actor, version_id))


def get_content(read: Read, actor: Actor, version_id: Id) -> Content:
    """Give the same with its snapshots as far as they were made before."""
    return routines.content(_row(read, actor, version_id))


def hold(write: Write, version_id: Id) -> RoutineVersion:
    """Give one version that the acting user may read and keep it from being deleted until this transaction ends."""
    return routines.document(_row(write, write.act.actor, version_id, hold=True))


def hold_content(write: Write, version_id: Id) -> Content:
    """Give the same with its snapshots as far as they were made before."""
    return routines.content(_row(write, write.act.actor, version_id, hold=True))


def of_routine(read: Read, actor: Actor, routine_id: Id) -> list[RoutineVersion]:
    """Give the versions of a routine that the actor may read, newest first; refuse where there is none."""
    found = _readable(read, actor, read.rows(_OF_ROUTINE, routine=routine_id))
    if not found:
        raise NotFound("There is no such routine.", f"Look at {Do('routine list')}.")
    return [routines.document(row) for row in found]


def owner_of(read: Read, actor: Actor, routine_id: Id) -> Id:
    """Give the owner of a routine of which the actor may read a version, or refuse."""
    of_routine(read, actor, routine_id)
    return routines.owner_of(read, routine_id)


def owner_of_version(read: Read, actor: Actor, version_id: Id) -> Id:
    """Give the owner of a version that the actor may read, or refuse."""
    return routines.owner_of(read, get(read, actor, version_id).parent_routine_id)


def _row(read: Read, actor: Actor, version_id: Id, *, hold: bool = False) -> Row:
    # Held as it is read and before it is decided: a lock on what turns out not to be readable ends with the refusal.
    statement = _ONE_HELD if hold and read.dialect == "postgresql" else _ONE
    found = _readable(read, actor, read.rows(statement, id=version_id))
    if not found:
        raise NotFound(
            "There is no such routine version.", f"Look at {Do('routine list')}, and at the versions of a routine."
        )
    return found[0]


def _readable(read: Read, actor: Actor, rows: Sequence[Row]) -> list[Row]:
    """Keep the versions that the actor may read."""
    return [row for row in rows if _may_read(read, actor, row)]


def _may_read(read: Read, actor: Actor, row: Row) -> bool:
    version = routines.document(row)
    if may_read_version(actor, version, follows=False):
        return True
    asked = {"version": version.id, "reader": actor.id}
    return bool(read.rows(_FOLLOWED_BY_READER, **asked) or read.rows(_FOLLOWED_IN_SIGHT, **asked))
