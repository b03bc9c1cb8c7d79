"""Assignments page by page, and the state of one: what lists and conditions ask for."""

from collections.abc import Collection

import sqlalchemy as sa

from mesocycle.domain.assignment import AssignmentStatus, RoutineAssignment
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.permission import Scope
from mesocycle.storage import assignments
from mesocycle.storage.database import Read
from mesocycle.storage.tables import routine_assignment


def newest_first(
    read: Read,
    user_id: Id,
    scope: Scope,
    *,
    statuses: Collection[AssignmentStatus] = (),
    routine_id: Id | None = None,
    after: tuple[Instant, Id] | None,
    limit: int,
) -> list[RoutineAssignment]:
    """Give a user's assignments in scope, those made last first, from behind (moment, id) on."""
    statement = (
        sa.select(routine_assignment)
        .where(*_within(user_id, scope))
        .order_by(routine_assignment.c.created_at.desc(), routine_assignment.c.id.desc())
        .limit(limit)
    )
    if statuses:
        statement = statement.where(routine_assignment.c.status.in_([status.value for status in statuses]))
    if routine_id is not None:
        statement = statement.where(routine_assignment.c.parent_routine_id == routine_id)
    if after is not None:
        key = sa.tuple_(routine_assignment.c.created_at, routine_assignment.c.id)
        statement = statement.where(key < after)
    return [assignments.document(row) for row in read.execute(statement)]


def state_of(read: Read, user_id: Id, assignment_id: Id, scope: Scope) -> tuple[int, Instant] | None:
    """Give the feed position and the moment of an assignment's present state, or None where it is not in scope."""
    row = read.execute(
        sa.select(routine_assignment.c.change_seq, routine_assignment.c.updated_at).where(
            *_within(user_id, scope), routine_assignment.c.id == assignment_id
        )
    ).one_or_none()
    return None if row is None else (row.change_seq, row.updated_at)


def _within(user_id: Id, scope: Scope) -> list[sa.ColumnElement[bool]]:
    conditions = [routine_assignment.c.user_id == user_id]
    if scope.assigned_by is not None:
        conditions.append(routine_assignment.c.assigned_by == scope.assigned_by)
    return conditions
