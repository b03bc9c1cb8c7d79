"""Versions as far as an actor may read them: own, public, followed by them or by an athlete they coach."""

import sqlalchemy as sa

from mesocycle.domain.assignment.arrangement import Content
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.permission import may_read_version
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import in_sight_of
from mesocycle.storage.plans import routines
from mesocycle.storage.tables.training import routine_assignment, routine_version

_READER = sa.bindparam("reader", type_=sa.Text)
_READS_ANYWAY = sa.or_(
    sa.bindparam("admin", type_=sa.Boolean), routine_version.c.is_public, routine_version.c.created_by == _READER
)
_FOLLOWED = (
    sa.select(routine_assignment.c.id)
    .where(routine_assignment.c.routine_version_id == routine_version.c.id, in_sight_of(_READER))
    .exists()
)
# A version may have ten thousand followers: they are looked through only where it depends on them.
_SELECT = sa.select(routine_version, sa.case((_READS_ANYWAY, sa.false()), else_=_FOLLOWED).label("followed"))
_BY_ID = _SELECT.where(routine_version.c.id == sa.bindparam("id"))
_ONE = Prepared(_BY_ID)
_ONE_HELD = Prepared(_BY_ID.with_for_update(read=True, key_share=True, of=routine_version))
_OF_ROUTINE = Prepared(
    _SELECT.where(routine_version.c.parent_routine_id == sa.bindparam("routine")).order_by(
        routine_version.c.version.desc()
    )
)


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
    rows = read.rows(_OF_ROUTINE, routine=routine_id, **_reader(actor))
    found = [routines.document(row) for row in rows if _may_read(actor, row)]
    if not found:
        raise NotFound("There is no such routine.", f"Look at {Do('routine list')}.")
    return found


def owner_of(read: Read, actor: Actor, routine_id: Id) -> Id:
    """Give the owner of a routine of which the actor may read a version, or refuse."""
    of_routine(read, actor, routine_id)
    return routines.owner_of(read, routine_id)


def owner_of_version(read: Read, actor: Actor, version_id: Id) -> Id:
    """Give the owner of a version that the actor may read, or refuse."""
    return routines.owner_of(read, get(read, actor, version_id).parent_routine_id)


def _row(read: Read, actor: Actor, version_id: Id, *, hold: bool = False) -> Row:
    statement = _ONE_HELD if hold and read.dialect == "postgresql" else _ONE
    row: Row | None = read.row(statement, id=version_id, **_reader(actor))
    if row is None or not _may_read(actor, row):
        raise NotFound(
            "There is no such routine version.", f"Look at {Do('routine list')}, and at the versions of a routine."
        )
    return row


def _reader(actor: Actor) -> dict[str, object]:
    return {"reader": actor.id, "admin": Role.ADMIN in actor.roles}


def _may_read(actor: Actor, row: Row) -> bool:
    return may_read_version(actor, routines.document(row), follows=bool(row.followed))
