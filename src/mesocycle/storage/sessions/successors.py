"""What stands in the place of work that was removed and came back: the sessions of the assignments after its own."""

import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import LIVE, Origin
from mesocycle.domain.document import Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people.coachings import within
from mesocycle.storage.tables.training import DAY, routine_assignment, workout_session

_USER = sa.bindparam("user_id", type_=sa.Text)


def _successors() -> sa.Select[tuple[str]]:
    """Select the assignments that replaced one, the replacement of the replacement too."""
    first = (
        sa.select(routine_assignment.c.replaced_by_id.label("id"))
        .where(routine_assignment.c.user_id == _USER, routine_assignment.c.id == sa.bindparam("assignment"))
        .cte("successor", recursive=True)
    )
    following = sa.select(routine_assignment.c.replaced_by_id).where(
        routine_assignment.c.user_id == _USER, routine_assignment.c.id == first.c.id
    )
    return sa.select(first.union(following).c.id)


_ITS_OWN = routine_assignment.alias("its_own")
_LIVE_OF_ROUTINE = sa.select(routine_assignment.c.id).where(
    routine_assignment.c.user_id == _USER,
    routine_assignment.c.parent_routine_id  # the assignment's: a one-off session names the routine it was taken from
    == sa.select(_ITS_OWN.c.parent_routine_id)
    .where(_ITS_OWN.c.user_id == _USER, _ITS_OWN.c.id == sa.bindparam("assignment"))
    .scalar_subquery(),
    routine_assignment.c.status.in_([status.value for status in LIVE]),
    routine_assignment.c.origin != Origin.OWN.value,
)
"""After an undo, or where a routine was ended and assigned anew, nothing says `replacedById`."""

_SAME_SLOT = (workout_session.c.plan_week == sa.bindparam("week", type_=sa.Integer)) & (
    workout_session.c.plan_day == sa.bindparam("plan_day", type_=sa.Integer)
)

_SAME_DAY = (
    sa.select(workout_session.c.id)
    .where(
        workout_session.c.user_id == _USER,
        DAY.in_([sa.bindparam("day"), sa.bindparam("planned")]),
        workout_session.c.id != sa.bindparam("id"),
        workout_session.c.routine_assignment_id.in_(_successors())
        | workout_session.c.routine_assignment_id.in_(_LIVE_OF_ROUTINE)
        | (workout_session.c.adjusted_from == sa.bindparam("id")),
    )
    .order_by(sa.case((_SAME_SLOT, 0), else_=1), workout_session.c.scheduled_time, workout_session.c.id)
)


def same_day(read: Read, revived: WorkoutSession, scope: Scope = ALL) -> list[Id]:
    """Give the ids of the sessions that stand in the place of a revived one, on its day.

    That is the day it was planned for, and the one it counts on; the session of its slot comes first. They are of
    the assignments that replaced its own, of the one by which its routine is followed now, or the session as it
    was adjusted; sessions of other routines are none of them.
    """
    asked = {
        "user_id": revived.user_id,
        "assignment": revived.routine_assignment_id,
        "day": revived.performed_date or revived.scheduled_date,
        "planned": revived.scheduled_date,
        "id": revived.id,
        "week": revived.plan_week,
        "plan_day": revived.plan_day,
    }
    found = _SAME_DAY.where(within(workout_session, _USER, scope))
    return list(read.execute(found, asked).scalars())
