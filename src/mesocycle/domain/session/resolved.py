"""What a session's plan means on the bar and the road: with the values frozen at its start, else those in force."""

from collections.abc import Sequence

from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import LAST_DAY
from mesocycle.domain.log.editing import each_set
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.loads import DoneLoad, converted
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
    done = {} if log is None else _done(log)
    frozen = {used.reference_value_id for used in (log.references if log else None) or ()}
    if frozen:
        known = [value for value in values if value.id in frozen]
        return resolve(snapshot, known, LAST_DAY, athlete.load_step, athlete.units, done)
    on = session.performed_date or max(session.scheduled_date, today)
    return resolve(snapshot, values, on, athlete.load_step, athlete.units, done)


def _done(log: WorkoutPerformanceLog) -> dict[Id, DoneLoad]:
    """Give the heaviest load that each planned set was done with."""
    found: dict[Id, DoneLoad] = {}
    for place, one in each_set(log):
        weight = one.performance.weight
        if one.set_id is None or weight is None or place.substituted_by is not None:
            continue
        load = (weight, one.performance.weight_unit or "kg")
        before = found.get(one.set_id)
        if before is None or converted(*load, "kg") > converted(*before, "kg"):
            found[one.set_id] = load
    return found
