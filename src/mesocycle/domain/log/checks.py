"""What may stand in a log: ids of the session's snapshot or entries marked as added, and sane numbers."""

from collections.abc import Container, Iterator

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant, Number, is_id
from mesocycle.domain.instant import moment
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Feedback,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    SectionResult,
    WorkoutPerformanceLog,
)
from mesocycle.domain.log.size import MOST_ENTRIES, entries_in
from mesocycle.domain.plan.lines import Lines, sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import step_ids
from mesocycle.domain.plan.workout import Exercise, Section
from mesocycle.domain.refusal import DocumentNotValid, PathMessage

_DAY_S = 86_400

# Far beyond records, near enough to catch grams for kilograms and milliseconds for seconds.
_BOUNDS: tuple[tuple[str, str, Number, Number], ...] = (
    ("reps", "reps", 0, 10_000),
    ("weight", "weight", -1_000, 5_000),  # negative is assistance
    ("rpe", "rpe", 1, 10),
    ("rir", "rir", 0, 50),
    ("duration", "duration", 0, 14 * _DAY_S),
    ("hold_time", "holdTime", 0, _DAY_S),
    ("distance", "distance", 0, 2_000_000),
    ("grade_adjusted_distance", "gradeAdjustedDistance", 0, 10_000_000),
    ("moving_duration", "movingDuration", 0, 14 * _DAY_S),
    ("elevation_gain", "elevationGain", 0, 100_000),
    ("elevation_loss", "elevationLoss", 0, 100_000),
    ("average_heart_rate", "averageHeartRate", 20, 300),
    ("max_heart_rate", "maxHeartRate", 20, 300),
    ("average_power", "averagePower", 0, 5_000),
    ("average_cadence", "averageCadence", 0, 500),
    ("calories", "calories", 0, 100_000),
)


def number_errors(performance: Performance, performed_at: Instant | None, path: str) -> Iterator[PathMessage]:
    """Name the numbers out of bounds, a weight without unit, and an instant that is none."""
    for field, name, low, high in _BOUNDS:
        yield from _outside(getattr(performance, field), low, high, f"{path}.performance.{name}")
    if performance.weight is not None and performance.weight_unit is None:
        yield PathMessage(path=f"{path}.performance.weightUnit", message="is missing beside a weight")
    for number, mini in enumerate(performance.mini_sets or ()):
        where = f"{path}.performance.miniSets[{number}]"
        yield from _outside(mini.reps, 0, 10_000, f"{where}.reps")
        yield from _outside(mini.rest, 0, _DAY_S, f"{where}.rest")
    if performed_at is not None:
        try:
            moment(performed_at)
        except ValueError as reason:
            yield PathMessage(path=f"{path}.performedAt", message=f"can't be read: {reason}")


def possible(performance: Performance) -> Performance:
    """Leave out the numbers that no log may hold: sensors that fail send them."""
    wrong = {
        field: None
        for field, _, low, high in _BOUNDS
        if (amount := getattr(performance, field)) is not None and not low <= amount <= high
    }
    return replace(performance, **wrong) if wrong else performance


def result_errors(result: SectionResult, path: str) -> Iterator[PathMessage]:
    """Name the numbers of a section's score that are out of bounds."""
    yield from _outside(result.rounds, 0, 10_000, f"{path}.rounds")
    yield from _outside(result.reps, 0, 100_000, f"{path}.reps")
    yield from _outside(result.duration, 0, 14 * _DAY_S, f"{path}.duration")


def feedback_errors(feedback: Feedback, exercise_ids: Container[Id]) -> Iterator[PathMessage]:
    """Name the scores out of bounds, and pain at an exercise that the session does not have."""
    yield from _outside(feedback.rpe, 1, 10, "feedback.rpe")
    yield from _outside(feedback.feeling, 1, 5, "feedback.feeling")
    for number, pain in enumerate(feedback.pain or ()):
        path = f"feedback.pain[{number}]"
        yield from _outside(pain.level, 0, 10, f"{path}.level")
        if not pain.area.strip():
            yield PathMessage(path=f"{path}.area", message="is empty")
        if pain.exercise_id is not None and pain.exercise_id not in exercise_ids:
            message = f"names no exercise of this session: {pain.exercise_id}"
            yield PathMessage(path=f"{path}.exerciseId", message=message)


def _outside(amount: Number | None, low: Number, high: Number, path: str) -> Iterator[PathMessage]:
    if amount is not None and not low <= amount <= high:
        yield PathMessage(path=path, message=f"is {amount}, but must be {low} to {high}")


def check_log(log: WorkoutPerformanceLog, snapshot: WorkoutSnapshot) -> tuple[PathMessage, ...]:
    """Name every place where a log breaks its rules; an empty tuple means it is right."""
    return tuple(_errors(log, Lines(snapshot)))


def refuse_log(log: WorkoutPerformanceLog, snapshot: WorkoutSnapshot) -> None:
    """Raise `DocumentNotValid` with every error of `check_log`, if there is any."""
    refuse_entry(check_log(log, snapshot))


def refuse_entry(errors: tuple[PathMessage, ...]) -> None:
    """Raise `DocumentNotValid` with the errors of a log or of one entry, if there are any."""
    if errors:
        raise DocumentNotValid(
            f"What was logged does not fit the session: {errors[0].path} {errors[0].message}.",
            "Correct what is named, and say it again.",
            errors=errors,
        )


def set_errors(performed: PerformedSet, path: str) -> Iterator[PathMessage]:
    """Name what is wrong with a set by itself, whatever the snapshot holds."""
    yield from _own_id(performed.id, path)
    if performed.added and performed.set_id is not None:
        yield PathMessage(path=f"{path}.setId", message="is a planned set's id on a set marked as added")
    yield from _counts(performed.set_number, f"{path}.setNumber")
    yield from _counts(performed.round, f"{path}.round")
    yield from number_errors(performed.performance, performed.performed_at, path)


def effort_errors(effort: Effort, path: str) -> Iterator[PathMessage]:
    """Name what is wrong with an effort by itself, whatever the snapshot holds."""
    yield from _own_id(effort.id, path)
    if effort.added and effort.step_id is not None:
        yield PathMessage(path=f"{path}.stepId", message="is a planned step's id on an effort marked as added")
    yield from _counts(effort.round, f"{path}.round")
    yield from _counts(effort.inner_round, f"{path}.innerRound")
    yield from number_errors(effort.performance, effort.performed_at, path)


def _errors(log: WorkoutPerformanceLog, lines: Lines) -> Iterator[PathMessage]:
    if entries_in(log) > MOST_ENTRIES:
        yield PathMessage(path="sections", message=f"hold more than {MOST_ENTRIES} sets, mini-sets and efforts")
        return
    seen: set[Id] = set()
    sections: set[Id] = set()
    for number, section in enumerate(log.sections):
        path = f"sections[{number}]"
        planned = lines.sections.get(section.section_id)
        if planned is None:
            message = f"names no section of this session: {section.section_id}"
            yield PathMessage(path=f"{path}.sectionId", message=message)
        elif section.section_id in sections:
            yield PathMessage(path=f"{path}.sectionId", message=f"comes twice: {section.section_id}")
        else:
            yield from _section_errors(section, planned, path)
        sections.add(section.section_id)
        yield from _counts(section.order_index, f"{path}.orderIndex", first=0)
    for path, id_ in _own_ids(log):
        if id_ in seen:
            yield PathMessage(path=f"{path}._id", message=f"comes twice: {id_}")
        seen.add(id_)
    if log.feedback is not None:
        exercise_ids = {*lines.exercises, *_added_ids(log)}
        yield from feedback_errors(log.feedback, exercise_ids)


def _section_errors(section: PerformedSection, planned: Section, path: str) -> Iterator[PathMessage]:
    exercises = {one.id: one for one in planned.exercises or ()}
    places = set()
    for number, exercise in enumerate(section.exercises):
        where = f"{path}.exercises[{number}]"
        place = (exercise.exercise_id, exercise.substituted_by)
        if exercise.exercise_id is not None and place in places:
            yield PathMessage(path=f"{where}.exerciseId", message=f"comes twice: {exercise.exercise_id}")
        places.add(place)
        yield from _exercise_errors(exercise, exercises, where)
    steps = step_ids(planned)
    for number, effort in enumerate(section.efforts or ()):
        where = f"{path}.efforts[{number}]"
        if effort.step_id is not None and effort.step_id not in steps:
            message = f"names no step of this section: {effort.step_id}"
            yield PathMessage(path=f"{where}.stepId", message=message)
        yield from effort_errors(effort, where)
    if section.result is not None:
        yield from result_errors(section.result, f"{path}.result")


def _exercise_errors(exercise: PerformedExercise, planned: dict[Id, Exercise], path: str) -> Iterator[PathMessage]:
    yield from _counts(exercise.order_index, f"{path}.orderIndex", first=0)
    line = None if exercise.added else planned.get(exercise.exercise_id or "")
    if exercise.added:
        yield from _added_errors(exercise, path)
    elif line is None:
        said = exercise.exercise_id
        what = f"names no exercise of this section: {said}" if said else "is missing on an exercise not added"
        yield PathMessage(path=f"{path}.exerciseId", message=what)
        return
    yield from _named(exercise.substituted_by, f"{path}.substitutedBy")
    set_ids = {one.id for one in sets_of(line)} if line is not None else set()
    for number, performed in enumerate(exercise.sets):
        where = f"{path}.sets[{number}]"
        if performed.set_id is not None and performed.set_id not in set_ids:
            message = f"names no set of this exercise: {performed.set_id}"
            yield PathMessage(path=f"{where}.setId", message=message)
        if performed.set_id is None and set_ids and not performed.added:
            yield PathMessage(path=f"{where}.setId", message="is missing on a set not marked as added")
        yield from set_errors(performed, where)


def _added_errors(exercise: PerformedExercise, path: str) -> Iterator[PathMessage]:
    if exercise.exercise_id is not None:
        message = "is a planned exercise's id on an exercise marked as added"
        yield PathMessage(path=f"{path}.exerciseId", message=message)
    if exercise.id is None:
        yield PathMessage(path=f"{path}._id", message="is missing on an exercise marked as added")
    if exercise.exercise is None:
        yield PathMessage(path=f"{path}.exercise", message="is missing: say which exercise was added")
    yield from _named(exercise.exercise, f"{path}.exercise")


def _named(exercise: ExerciseName | None, path: str) -> Iterator[PathMessage]:
    if exercise is not None and not exercise.name.strip():
        yield PathMessage(path=f"{path}.name", message="is empty")


def _own_id(id_: Id, path: str) -> Iterator[PathMessage]:
    if not is_id(id_):
        yield PathMessage(path=f"{path}._id", message="is not 1 to 64 of the characters A-Z a-z 0-9 . _ : -")


def _counts(number: int | None, path: str, *, first: int = 1) -> Iterator[PathMessage]:
    if number is not None and not first <= number <= 10_000:
        yield PathMessage(path=path, message=f"must be {first} to 10000")


def _own_ids(log: WorkoutPerformanceLog) -> Iterator[tuple[str, Id]]:
    for number, section in enumerate(log.sections):
        for place, exercise in enumerate(section.exercises):
            path = f"sections[{number}].exercises[{place}]"
            if exercise.id is not None:
                yield path, exercise.id
            yield from ((f"{path}.sets[{at}]", one.id) for at, one in enumerate(exercise.sets))
        for at, effort in enumerate(section.efforts or ()):
            yield f"sections[{number}].efforts[{at}]", effort.id


def _added_ids(log: WorkoutPerformanceLog) -> set[Id]:
    return {one.id for section in log.sections for one in section.exercises if one.id is not None}
