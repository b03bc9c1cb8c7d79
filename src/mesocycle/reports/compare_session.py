"""Compare a session's plan with its deed, and both with what the routine prescribes today."""

from mesocycle.analytics.plan_and_deed.comparison import SessionComparison, compare
from mesocycle.analytics.plan_and_deed.three_way import IN_ENGLISH, Telling, ThreeWay, three_way
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.resolved import resolve_session
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import readable_versions, reference_values
from mesocycle.storage.sessions import sessions


def compare_session(db: Database, user_id: Id, session_id: Id, act: Act) -> SessionComparison:
    """Compare a session that the acting user may see with its plan."""
    with db.read() as read:
        return _compared(read, user_id, session_id, act)[0]


def compare_three_ways(
    db: Database, user_id: Id, session_id: Id, act: Act, *, telling: Telling = IN_ENGLISH
) -> ThreeWay:
    """Put the routine's current version, as far as the acting user may read it, beside plan and deed."""
    with db.read() as read:
        compared, session, snapshot = _compared(read, user_id, session_id, act)
        return three_way(compared, session, snapshot, _current(read, session, act), telling=telling)


def _compared(
    read: Read, user_id: Id, session_id: Id, act: Act
) -> tuple[SessionComparison, WorkoutSession, WorkoutSnapshot | None]:
    scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
    session = sessions.get(read, user_id, session_id, scope)
    athlete = users.get(read, user_id)
    today = civil_day(act.now, athlete.time_zone)
    snapshot, log = find_snapshot(session), find_log(session)
    resolved = None
    if snapshot is not None:
        values = reference_values.of_user(read, user_id)
        resolved = resolve_session(session, snapshot, log, athlete, values, today)
    return compare(session, snapshot, log, resolved, today), session, snapshot


def _current(read: Read, session: WorkoutSession, act: Act) -> RoutineVersion | None:
    """Give the latest version of the session's routine; None where there is none that the actor may read."""
    try:
        versions = readable_versions.of_routine(read, act.actor, session.parent_routine_id)
    except NotFound:
        return None
    return versions[0]
