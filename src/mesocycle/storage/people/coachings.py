"""Coaching links; ending one touches no session, no snapshot, no log."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Coaching, CoachingStatus, Sees
from mesocycle.domain.permission import Deed, Scope, scope
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.training import coaching, routine_assignment


def document(row: Row) -> Coaching:
    """Make a coaching link of a row of its table."""
    return Coaching(
        id=row.id,
        trainer_id=row.trainer_id,
        athlete_id=row.athlete_id,
        status=CoachingStatus(row.status),
        sees=Sees(row.sees),
        may_log=bool(row.may_log),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _values(link: Coaching) -> dict[str, Any]:
    return {
        "id": link.id,
        "trainer_id": link.trainer_id,
        "athlete_id": link.athlete_id,
        "status": link.status.value,
        "sees": link.sees.value,
        "may_log": link.may_log,
        "created_at": link.created_at,
        "updated_at": link.updated_at,
    }


def add(write: Write, link: Coaching) -> None:
    """Store a new link."""
    write.execute(coaching.insert(), _values(link))


def change(write: Write, link: Coaching, *, was: Collection[CoachingStatus]) -> None:
    """Store a link's new state if it still has one of the statuses, or refuse."""
    changed = write.execute(
        coaching.update()
        .where(coaching.c.id == link.id, coaching.c.status.in_([status.value for status in was]))
        .values(**_values(link))
        .returning(coaching.c.id)
    ).scalar_one_or_none()
    if changed is None:
        raise _none_between()


_STANDING = Prepared(
    sa.select(coaching).where(
        coaching.c.trainer_id == sa.bindparam("trainer"),
        coaching.c.athlete_id == sa.bindparam("athlete"),
        coaching.c.status != sa.text(f"'{CoachingStatus.ENDED.value}'"),  # as written in the partial index
    )
)


def find_standing(read: Read, trainer_id: Id, athlete_id: Id) -> Coaching | None:
    """Give the link between two people that has not ended, or None."""
    row = read.row(_STANDING, trainer=trainer_id, athlete=athlete_id)
    return None if row is None else document(row)


def get_standing(read: Read, trainer_id: Id, athlete_id: Id, coaching_id: Id | None = None) -> Coaching:
    """Give the link between two people that has not ended, or refuse; also where it is another than is meant."""
    found = find_standing(read, trainer_id, athlete_id)
    if found is None or coaching_id not in (None, found.id):
        raise _none_between()
    return found


def get_of(read: Read, user_id: Id, coaching_id: Id) -> Coaching:
    """Give a link by its id, if the user is one of the two, whatever became of it; or refuse."""
    row = read.execute(
        sa.select(coaching).where(
            coaching.c.id == coaching_id,
            sa.or_(coaching.c.trainer_id == user_id, coaching.c.athlete_id == user_id),
        )
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such coaching of yours.", f"Look at {Do('coaching list')}.")
    return document(row)


def get_between(read: Read, one: Id, other: Id) -> Coaching:
    """Give the link between two people, whichever coaches the other; refuse where none stands."""
    found = find_standing(read, one, other) or find_standing(read, other, one)
    if found is None:
        raise _none_between()
    return found


def _none_between() -> NotFound:
    return NotFound("There is no coaching and no open invitation between the two.", f"Look at {Do('coaching list')}.")


_OF_USER = Prepared(
    sa.select(coaching)
    .where(sa.or_(coaching.c.trainer_id == sa.bindparam("user_id"), coaching.c.athlete_id == sa.bindparam("user_id")))
    .order_by(coaching.c.created_at.desc(), coaching.c.id.desc())
)


def of_user(read: Read, user_id: Id) -> list[Coaching]:
    """Give all links of a user, as trainer or athlete, newest first."""
    return [document(row) for row in read.rows(_OF_USER, user_id=user_id)]


_ACTIVE = Prepared(
    sa.select(coaching).where(
        coaching.c.trainer_id == sa.bindparam("trainer"),
        coaching.c.athlete_id.in_(sa.bindparam("athletes", expanding=True)),
        coaching.c.status == CoachingStatus.ACTIVE.value,
    )
)


def active_of_trainer(read: Read, trainer_id: Id, athletes: Collection[Id]) -> dict[Id, Coaching]:
    """Give the active links of a trainer with the athletes named, by athlete."""
    rows = read.rows(_ACTIVE, trainer=trainer_id, athletes=list(athletes))
    return {row.athlete_id: document(row) for row in rows}


def active_of_trainers(read: Read, trainers: Collection[Id]) -> list[Coaching]:
    """Give all active links of several trainers, in one statement."""
    rows = read.execute(
        sa.select(coaching).where(coaching.c.trainer_id.in_(trainers), coaching.c.status == CoachingStatus.ACTIVE.value)
    )
    return [document(row) for row in rows]


def permit(read: Read, actor: Actor, athlete_id: Id, deed: Deed) -> Scope:
    """Give the scope in which the actor may do the deed with an athlete's training, or refuse."""
    link = None if actor.id == athlete_id else find_standing(read, actor.id, athlete_id)
    return scope(actor, athlete_id, link, deed)


def in_sight_of(reader: Id | sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    """Give the condition on assignments: the reader's own, or an athlete's as far as the reader's coaching goes."""
    return sa.or_(routine_assignment.c.user_id == reader, coached_by(reader))


def routines_in_sight_of(reader: Id) -> sa.CompoundSelect[tuple[Id]]:
    """Select the routines of the assignments that are in sight; whom the reader coaches is asked first."""
    own = sa.select(routine_assignment.c.parent_routine_id).where(routine_assignment.c.user_id == reader)
    of_athletes = (
        sa.select(routine_assignment.c.parent_routine_id)
        .join_from(coaching, routine_assignment, routine_assignment.c.user_id == coaching.c.athlete_id)
        .where(_reaches(reader))
    )
    return sa.union_all(own, of_athletes)


def coached_by(reader: Id | sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    """Give the condition on assignments: an athlete's as far as the reader's coaching goes."""
    return (
        sa.select(coaching.c.id).where(coaching.c.athlete_id == routine_assignment.c.user_id, _reaches(reader)).exists()
    )


def _reaches(reader: Id | sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    """Give the condition on links and assignments of their athletes: the reader's coaching goes as far as that."""
    return sa.and_(
        coaching.c.trainer_id == reader,
        coaching.c.status == CoachingStatus.ACTIVE.value,
        sa.or_(coaching.c.sees == Sees.ALL.value, routine_assignment.c.assigned_by == reader),
    )


def theirs(
    table: sa.Table, user_id: Id | sa.ColumnElement[Any], trainer_id: Id | sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    """Give the condition on sessions or tombstones of a user: the trainer's own doing."""
    assigned = sa.select(routine_assignment.c.id).where(
        routine_assignment.c.user_id == user_id, routine_assignment.c.assigned_by == trainer_id
    )
    return sa.or_(table.c.routine_assignment_id.in_(assigned), table.c.added_by == trainer_id)


def within(table: sa.Table, user_id: Id | sa.ColumnElement[Any], scope: Scope) -> sa.ColumnElement[bool]:
    """Give the condition on sessions or tombstones of a user that a scope makes."""
    return sa.true() if scope.assigned_by is None else theirs(table, user_id, scope.assigned_by)
