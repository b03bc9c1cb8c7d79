"""What a session's plan means on the bar and the road: with the values frozen at its start, else those in force."""

from collections.abc import Sequence

from mesocycle.domain.document import Date
from mesocycle.domain.instant import LAST_DAY
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.resolution import Resolved, resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import WorkoutSession


def resolve_session(
    session: WorkoutSession,
    snapshot: WorkoutSnapshot,
    log: WorkoutPerformanceLog | None,
    athlete: User,
    values: Sequence[ReferenceValue],
    today: Date,
) -> Resolved:
    """Resolve with the values frozen into the log; without any, with those in force on the day, at least today."""
    frozen = {used.reference_value_id for used in (log.references if log else None) or ()}
    if frozen:
        known = [value for value in values if value.id in frozen]
        return resolve(snapshot, known, LAST_DAY, athlete.load_step, athlete.units)
    on = session.performed_date or max(session.scheduled_date, today)
    return resolve(snapshot, values, on, athlete.load_step, athlete.units)
