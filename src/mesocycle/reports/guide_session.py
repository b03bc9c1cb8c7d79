"""Guide a session: beside each planned line, what its progression method says to do this time."""

from mesocycle.analytics.guidance.attempt import Attempt
from mesocycle.analytics.guidance.next_step import Loading
from mesocycle.analytics.guidance.progression import Guidance, SessionGuidance, guide
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import LAST_DAY, civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User, unit_of
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Exercise
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.loads import smallest_step
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.history import attempts as attempt_history
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions

_ATTEMPTS = 6
"""More failures in a row than any plan allows before it steps back are not looked for."""
_TO_DO = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS)


def guide_session(db: Database, user_id: Id, session_id: Id, act: Act) -> SessionGuidance:
    """Guide a session that is still to do, beside its plan, which stays as it is; of others nothing is suggested."""
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
        session = sessions.get(read, user_id, session_id, scope)
        athlete = users.get(read, user_id)
        line_guide = LineGuide(read, athlete, reference_values.of_user(read, user_id), scope)
        snapshot = find_snapshot(session) if session.status in _TO_DO else None
        on = max(session.scheduled_date, civil_day(act.now, athlete.time_zone))
        lines = [] if snapshot is None else [line for _, line in each_exercise(snapshot)]
        found = [line_guide.of(line, on) for line in lines]
    return SessionGuidance(session_id=session.id, lines=tuple(each for each in found if each is not None))


class LineGuide:
    """Looks back from a planned line to what became of it, and says what to do next."""

    def __init__(self, read: Read, user: User, values: list[ReferenceValue], scope: Scope) -> None:
        self._read = read
        self._user = user
        self._values = values
        self._scope = scope

    def of(self, line: Exercise, on: Date) -> Guidance | None:
        """Guide one line on a day; None where it says no method."""
        if line.progression_method is None:
            return None
        done = attempt_history.latest(
            self._read, self._user.id, line.exercise_id, line.id, most=_ATTEMPTS, scope=self._scope
        )
        attempts = [each for each in (self._attempt(session, line.id) for session in done) if each is not None]
        return guide(line, attempts, self._loading(line, on))

    def _attempt(self, session: WorkoutSession, line_id: Id) -> Attempt | None:
        snapshot, log = find_snapshot(session), find_log(session)
        if snapshot is None or log is None:
            return None
        line = next((each for _, each in each_exercise(snapshot) if each.id == line_id), None)
        if line is None:
            return None
        frozen = {used.reference_value_id for used in log.references or ()}
        day = session.performed_date or session.scheduled_date
        values = [value for value in self._values if value.id in frozen] or self._values
        resolved = resolve(snapshot, values, LAST_DAY if frozen else day, self._user.load_step, self._user.units)
        sets = tuple(
            performed
            for section in log.sections
            for performed_line in section.exercises
            if performed_line.exercise_id == line_id and performed_line.substituted_by is None
            for performed in performed_line.sets
        )
        return Attempt(day=day, exercise=line, loads=resolved.loads, sets=sets)

    def _loading(self, line: Exercise, on: Date) -> Loading:
        unit = unit_of(self._user.units)
        held = in_force(
            self._values,
            ReferenceKind.TRAINING_MAX,
            on,
            exercise_id=line.exercise_id,
            exercise_variant_id=line.exercise_variant_id,
        )
        training_max = None if held is None or held.value is None else (held.value, unit_of_value(held))
        return Loading(unit, smallest_step(self._user.load_step, line.exercise_variant_id, unit), training_max)


def unit_of_value(value: ReferenceValue) -> WeightUnit:
    """Give the unit of a reference value that is a weight."""
    return "lb" if value.unit == "lb" else "kg"
