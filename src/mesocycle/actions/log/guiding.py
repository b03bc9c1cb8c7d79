"""What a progression says of a planned line, by what became of it before: shared by the report and the deeds."""

from collections.abc import Callable, Mapping

from mesocycle.analytics.guidance.attempt import Attempt
from mesocycle.analytics.guidance.next_step import Loading
from mesocycle.analytics.guidance.progression import guide
from mesocycle.domain.document import Date, Id, Number
from mesocycle.domain.instant import LAST_DAY
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.people.user import User, unit_of
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Exercise
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.loads import ResolvedLoad, smallest_step
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.guidance import Guidance
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.domain.session.suggested_sets import suggested_sets
from mesocycle.storage.engine.database import Read
from mesocycle.storage.history import attempts as attempt_history

_ATTEMPTS = 6
"""More failures in a row than any plan allows before it steps back are not looked for."""


TO_DO = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS)
"""The statuses of a session for which something is suggested."""


class LineGuide:
    """Looks back from a planned line to what became of it, and says what to do next; `say` words its reasons."""

    def __init__(
        self,
        read: Read,
        user: User,
        values: list[ReferenceValue],
        scope: Scope,
        *,
        say: Callable[[str], str] = str,
    ) -> None:
        self._read = read
        self._user = user
        self._values = values
        self._scope = scope
        self._say = say

    def of(self, line: Exercise, on: Date, besides: Id | None = None) -> Guidance | None:
        """Guide one line on a day, by the sessions `besides` its own; None where it says no method."""
        if line.progression_method is None:
            return None
        done = attempt_history.latest(
            self._read,
            self._user.id,
            line.exercise_id,
            line.id,
            most=_ATTEMPTS,
            until=on,
            besides=besides,
            scope=self._scope,
        )
        attempts = [each for each in (self._attempt(session, line.id) for session in done) if each is not None]
        loading = self._loading(line, on, done[0] if done else None)
        if not done:  # looked up only where it is said
            user_id, exercise_id = self._user.id, line.exercise_id
            elsewhere = attempt_history.is_done(self._read, user_id, exercise_id, besides=besides)
            loading = loading._replace(elsewhere=elsewhere)
        return guide(line, attempts, loading, self._say)

    def sets_of(
        self, line: Exercise, loads: Mapping[Id, ResolvedLoad], on: Date, besides: Id | None = None
    ) -> dict[Id, Suggestion]:
        """Give what is suggested for the sets of a line, by set id; a new training max is for no set."""
        found = self.of(line, on, besides)
        if found is None or found.applies_to == "trainingMax":
            return {}
        return suggested_sets(line, loads, found.suggestion)

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

    def _loading(self, line: Exercise, on: Date, last: WorkoutSession | None) -> Loading:
        unit = unit_of(self._user.units)
        held = in_force(
            self._values,
            ReferenceKind.TRAINING_MAX,
            on,
            exercise_id=line.exercise_id,
            exercise_variant_id=line.exercise_variant_id,
        )
        step = smallest_step(self._user.load_step, line.exercise_variant_id, unit)
        body = in_force(self._values, ReferenceKind.BODYWEIGHT, on)
        return Loading(
            unit,
            step,
            _weight(held),
            _weight(body),
            renewed=self._is_new(held, line, last),
        )

    def _is_new(self, held: ReferenceValue | None, line: Exercise, last: WorkoutSession | None) -> bool:
        """Tell whether the training max was set after it was last trained by: then it was raised already."""
        log = None if last is None else find_log(last)
        used = {each.reference_value_id for each in (log.references if log is not None else None) or ()}
        trained_by = [
            value.id
            for value in self._values
            if value.id in used
            and value.kind is ReferenceKind.TRAINING_MAX
            and line.exercise_id in (value.exercise_id, None)
        ]
        return held is not None and bool(trained_by) and held.id not in trained_by


def _weight(held: ReferenceValue | None) -> tuple[Number, WeightUnit] | None:
    return None if held is None or held.value is None else (held.value, unit_of_value(held))


def unit_of_value(value: ReferenceValue) -> WeightUnit:
    """Give the unit of a reference value that is a weight."""
    return "lb" if value.unit == "lb" else "kg"
