"""Report on one exercise, with what to do next time."""

from collections.abc import Iterator

from mesocycle.analytics.attempt import Attempt
from mesocycle.analytics.estimated_max import Formula
from mesocycle.analytics.exercise_history import ExerciseOutlook, exercise_report
from mesocycle.analytics.next_step import Loading
from mesocycle.analytics.progression import Guidance, guide
from mesocycle.analytics.weeks import days_before
from mesocycle.domain.act import Actor
from mesocycle.domain.document import Date, Id
from mesocycle.domain.exercise import LibraryExercise
from mesocycle.domain.in_force import in_force
from mesocycle.domain.lines import each_exercise
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.plan import Exercise, WeightUnit
from mesocycle.domain.quantity import load_kg
from mesocycle.domain.reference import ReferenceKind, ReferenceValue
from mesocycle.domain.resolution import resolve
from mesocycle.domain.resolved_loads import smallest_step, unit_of
from mesocycle.domain.session import SessionStatus, WorkoutSession
from mesocycle.domain.stored_log import find_log, find_snapshot
from mesocycle.domain.user import User
from mesocycle.storage import attempt_history, coachings, reference_values, sessions, set_history, users
from mesocycle.storage.database import Database, Read

_ATTEMPTS = 6
"""More failures in a row than any plan allows before it steps back are not looked for."""
_AHEAD_DAYS = 28


def report_exercise(
    db: Database,
    actor: Actor,
    user_id: Id,
    exercise: LibraryExercise,
    *,
    first: Date,
    last: Date,
    formula: Formula | None = None,
) -> ExerciseOutlook:
    """Report on all variants of an exercise between two days; guidance is for what is scheduled after the last."""
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        sets = list(set_history.between(read, user_id, first, last, exercise_id=exercise.exercise_id, scope=scope))
        values = reference_values.of_user(read, user_id)
        guidance = tuple(_Outlook(read, users.get(read, user_id), values, scope).of(exercise.exercise_id, last))
    known = in_force(values, ReferenceKind.ONE_REP_MAX, last, exercise_id=exercise.exercise_id)
    report = exercise_report(
        sets,
        exercise.exercise_id,
        exercise.name,
        first=first,
        last=last,
        one_rep_max_kg=None if known is None else _kg(known),
        formula=formula,
    )
    return ExerciseOutlook(report=report, guidance=guidance)


class _Outlook:
    """Looks from a day ahead to the planned lines of an exercise, and back to what became of them."""

    def __init__(self, read: Read, user: User, values: list[ReferenceValue], scope: Scope) -> None:
        self._read = read
        self._user = user
        self._values = values
        self._scope = scope

    def of(self, exercise_id: Id, on: Date) -> Iterator[Guidance]:
        """Give guidance for each line once, at its next session."""
        ahead = sessions.between(
            self._read,
            self._user.id,
            on,
            days_before(on, -_AHEAD_DAYS),
            statuses=[SessionStatus.SCHEDULED],
            scope=self._scope,
        )
        seen: set[Id] = set()
        for session in ahead:
            snapshot = find_snapshot(session)
            for _, line in each_exercise(snapshot) if snapshot is not None else ():
                if line.exercise_id == exercise_id and line.id not in seen:
                    seen.add(line.id)
                    guidance = self._guidance(line, on)
                    if guidance is not None:
                        yield guidance

    def _guidance(self, line: Exercise, on: Date) -> Guidance | None:
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
        resolved = resolve(snapshot, values, "9999-12-31" if frozen else day, self._user.load_step, self._user.units)
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
        training_max = None if held is None or held.value is None else (held.value, _unit(held))
        return Loading(unit, smallest_step(self._user.load_step, line.exercise_variant_id, unit), training_max)


def _unit(value: ReferenceValue) -> WeightUnit:
    return "lb" if value.unit == "lb" else "kg"


def _kg(value: ReferenceValue) -> float:
    return float(load_kg(value.value or 0, _unit(value)))
