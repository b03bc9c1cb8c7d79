"""What a scope leaves of an athlete's sessions: those a trainer assigned, and those they added beside any routine."""

from typing import Any

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.permission import Scope
from mesocycle.storage.tables import routine_assignment


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
