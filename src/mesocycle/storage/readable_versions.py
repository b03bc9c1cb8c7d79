"""Versions as far as an actor may read them: own, public, followed by them or by an athlete they coach."""

import sqlalchemy as sa

from mesocycle.domain.act import Actor
from mesocycle.domain.document import Id
from mesocycle.domain.permission import may_read_version
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.routine import RoutineVersion
from mesocycle.storage import routines
from mesocycle.storage.coachings import in_sight_of
from mesocycle.storage.database import Read
from mesocycle.storage.routines import document
from mesocycle.storage.tables import routine_assignment, routine_version


def get(read: Read, actor: Actor, version_id: Id) -> RoutineVersion:
    """Give one version that the actor may read, or refuse; what they may not read is not there."""
    found = _select(read, actor, routine_version.c.id == version_id)
    if not found:
        raise NotFound("There is no such routine version.", "Look at `mesocycle routine list` and `routine versions`.")
    return found[0]


def of_routine(read: Read, actor: Actor, routine_id: Id) -> list[RoutineVersion]:
    """Give the versions of a routine that the actor may read, newest first; refuse where there is none."""
    found = _select(read, actor, routine_version.c.parent_routine_id == routine_id)
    if not found:
        raise NotFound("There is no such routine.", "Look at `mesocycle routine list`.")
    return found


def owner_of(read: Read, actor: Actor, routine_id: Id) -> Id:
    """Give the owner of a routine of which the actor may read a version, or refuse."""
    of_routine(read, actor, routine_id)
    return routines.owner_of(read, routine_id)


def owner_of_version(read: Read, actor: Actor, version_id: Id) -> Id:
    """Give the owner of a version that the actor may read, or refuse."""
    return routines.owner_of(read, get(read, actor, version_id).parent_routine_id)


def _select(read: Read, actor: Actor, which: sa.ColumnElement[bool]) -> list[RoutineVersion]:
    followed = (
        sa.select(routine_assignment.c.id)
        .where(routine_assignment.c.routine_version_id == routine_version.c.id, in_sight_of(actor.id))
        .exists()
    )
    rows = read.execute(
        sa.select(routine_version, followed.label("followed")).where(which).order_by(routine_version.c.version.desc())
    )
    return [version for row in rows if may_read_version(actor, version := document(row), follows=bool(row.followed))]
