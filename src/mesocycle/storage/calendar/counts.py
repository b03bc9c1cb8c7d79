"""How far the assignments of one athlete are, counted where the rows are."""

from collections import Counter
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.tables.training import workout_session

_COUNTS = Prepared(
    sa.select(workout_session.c.routine_assignment_id, workout_session.c.status, sa.func.count().label("how_many"))
    .where(
        workout_session.c.user_id == sa.bindparam("owner", type_=sa.Text),
        workout_session.c.routine_assignment_id.in_(sa.bindparam("assignments", expanding=True)),
    )
    .group_by(workout_session.c.routine_assignment_id, workout_session.c.status)
)


def of_assignments(read: Read, user_id: Id, ids: Collection[Id]) -> Mapping[Id, Counter[SessionStatus]]:
    """Count the sessions of each assignment by status."""
    found: dict[Id, Counter[SessionStatus]] = {each: Counter() for each in ids}
    if found:
        for row in read.rows(_COUNTS, owner=user_id, assignments=list(found)):
            found[row.routine_assignment_id][SessionStatus(row.status)] = row.how_many
    return found
