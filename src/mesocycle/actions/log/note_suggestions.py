"""Note beside a performed set what was suggested for it, so that plan and suggestion stay apart and both count."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from mesocycle.actions.log.guiding import LineGuide
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.log.performance import PerformedSet, Suggestion, WorkoutPerformanceLog
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import ALL
from mesocycle.domain.plan.lines import Lines, sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Exercise, ExerciseSet
from mesocycle.domain.reference.loads import ResolvedLoad, converted
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values


def suggestions_in(
    write: Write,
    user: User,
    values: list[ReferenceValue],
    session: WorkoutSession,
    lines: Iterable[Exercise],
    loads: Mapping[Id, ResolvedLoad],
    on: Date,
) -> dict[Id, Suggestion]:
    """Give what is suggested for the sets of some lines of a user's session on a day, by set id."""
    guide = LineGuide(write, user, values, ALL)
    found: dict[Id, Suggestion] = {}
    for line in lines:
        if line.progression_method is not None:
            found.update(guide.sets_of(line, loads, on, session.id))
    return found


def noted_set_in(
    write: Write, user: User, session: WorkoutSession, snapshot: WorkoutSnapshot, performed: PerformedSet
) -> PerformedSet:
    """Give a set with what was suggested for it, where it was done otherwise than planned and does not say."""
    note = _noting(write, user, session, snapshot, [performed])
    return performed if note is None else note(performed)


def noted_log_in(
    write: Write, user: User, session: WorkoutSession, snapshot: WorkoutSnapshot, log: WorkoutPerformanceLog
) -> WorkoutPerformanceLog:
    """Give a log whose sets say what was suggested for them, as `noted_set_in` does of one."""
    every = [one for section in log.sections for exercise in section.exercises for one in exercise.sets]
    note = _noting(write, user, session, snapshot, every)
    if note is None:
        return log
    return replace(
        log,
        sections=tuple(
            replace(
                section,
                exercises=tuple(
                    exercise
                    if exercise.substituted_by is not None
                    else replace(exercise, sets=tuple(map(note, exercise.sets)))
                    for exercise in section.exercises
                ),
            )
            for section in log.sections
        ),
    )


def _noting(
    write: Write, user: User, session: WorkoutSession, snapshot: WorkoutSnapshot, sets: Iterable[PerformedSet]
) -> Callable[[PerformedSet], PerformedSet] | None:
    lines = Lines(snapshot)
    asking = {
        exercise.id: exercise
        for one in sets
        if one.suggested is None and (exercise := _otherwise(lines, one)) is not None
    }
    if not asking:
        return None
    on = session.performed_date or civil_day(write.now, users.zone_at(write, write.owner, write.now))
    values = reference_values.of_user(write, user.id)
    loads = resolve(snapshot, values, on, user.load_step, user.units).loads
    shown = suggestions_in(write, user, values, session, asking.values(), loads, on)

    def note(one: PerformedSet) -> PerformedSet:
        meant = shown.get(one.set_id or "")
        return one if meant is None or one.suggested is not None else replace(one, suggested=meant)

    return note


def _otherwise(lines: Lines, one: PerformedSet) -> Exercise | None:
    """Give the line of a set, where the line goes on by a progression and the set was not done as it is written."""
    exercise = lines.exercises.get(lines.exercise_of_set.get(one.set_id or "", ""))
    if exercise is None or exercise.progression_method is None:
        return None
    planned = next(each for each in sets_of(exercise) if each.id == one.set_id)
    return None if _as_written(planned, one) else exercise


def _as_written(planned: ExerciseSet, one: PerformedSet) -> bool:
    done = one.performance
    if done.weight is not None and planned.weight is not None:
        written = converted(planned.weight, planned.weight_unit or "kg", "kg")
        if converted(done.weight, done.weight_unit or "kg", "kg") != written:
            return False
    elif done.weight is not None:
        return False  # a percentage, or nothing: whether it was meant, only the loads of the day say
    least = planned.reps if planned.reps is not None else planned.reps_min
    most = planned.reps_max if planned.reps is None else planned.reps
    few = done.reps is not None and least is not None and done.reps < least
    many = done.reps is not None and most is not None and done.reps > most
    longer = planned.duration is not None and done.duration not in (None, planned.duration)
    return not (few or many or longer)
