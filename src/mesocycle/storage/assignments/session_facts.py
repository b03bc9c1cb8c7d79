"""What arrangements need to know of the sessions of assignments, without snapshot and log."""

from collections.abc import Collection, Mapping
from datetime import date
from operator import attrgetter

import sqlalchemy as sa

from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.document import Id
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import given


def _facts(dialect: str, named: str) -> sa.TextClause:
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "assignment")})
        select s.user_id, s.id, s.routine_assignment_id, s.workout_id, w.name, s.plan_week, s.plan_day,
               s.planned_date, s.scheduled_date, s.scheduled_time, s.all_day, s.status, s.performed_date
        from asked as a cross join workout_session as s join workout_snapshot as w on w.hash = s.snapshot_hash
        where s.user_id = a.owner and s.routine_assignment_id = a.assignment{named}"""  # noqa: S608  # our own fragments
    )


_FACTS = ByOwner(_facts)
_BY_DAY = attrgetter("scheduled_date", "scheduled_time", "id")
_STATUSES = {status.value: status for status in SessionStatus}


def of_assignment(read: Read, user_id: Id, assignment_id: Id) -> list[SessionFacts]:
    """Give the facts of all sessions of an assignment, by day and time."""
    return of_assignments(read, {user_id: [assignment_id]}).get(user_id, [])


def of_assignments(read: Read, assignments: Mapping[Id, Collection[Id]]) -> dict[Id, list[SessionFacts]]:
    """Give, by user, the facts of the sessions of the assignments named, in one statement."""
    asked = [{"owner": user_id, "assignment": each} for user_id, ids in assignments.items() for each in ids]
    found: dict[Id, list[SessionFacts]] = {user_id: [] for user_id in assignments}
    if not asked:
        return found
    for row in _FACTS.rows(read, asked):
        user_id, id_, assignment_id, workout_id, name, week, day, planned, on, at, all_day, status, done = row
        facts = SessionFacts(
            id=id_,
            assignment_id=assignment_id,
            workout_id=workout_id,
            workout_name=name,
            plan_week=week,
            plan_day=day,
            planned_date=None if planned is None else date.fromisoformat(planned),
            scheduled_date=date.fromisoformat(on),
            scheduled_time=at,
            all_day=bool(all_day),
            status=_STATUSES[status],
            performed_date=None if done is None else date.fromisoformat(done),
        )
        found[user_id].append(facts)
    for each in found.values():
        each.sort(key=_BY_DAY)  # SQLite would sort the rows of all users at once, which takes longer
    return found
