"""What may stand in a log: ids of the session's snapshot or entries marked as added, and sane numbers."""

from collections.abc import Iterator

from mesocycle.domain.document import Id
from mesocycle.domain.ids import is_id
from mesocycle.domain.lines import Lines, sets_of
from mesocycle.domain.log_number_check import feedback_errors, number_errors, result_errors
from mesocycle.domain.performance import (
    Effort,
    ExerciseName,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan import Exercise, Section
from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.domain.snapshot import WorkoutSnapshot
from mesocycle.domain.steps import step_ids


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
            "Correct each place named in errors and send it again.",
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
    seen: set[Id] = set()
    for number, section in enumerate(log.sections):
        path = f"sections[{number}]"
        planned = lines.sections.get(section.section_id)
        if planned is None:
            message = f"names no section of this session: {section.section_id}"
            yield PathMessage(path=f"{path}.sectionId", message=message)
        elif section.section_id in {one.section_id for one in log.sections[:number]}:
            yield PathMessage(path=f"{path}.sectionId", message=f"comes twice: {section.section_id}")
        else:
            yield from _section_errors(section, planned, path)
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
    places = []
    for number, exercise in enumerate(section.exercises):
        where = f"{path}.exercises[{number}]"
        place = (exercise.exercise_id, exercise.substituted_by)
        if exercise.exercise_id is not None and place in places:
            yield PathMessage(path=f"{where}.exerciseId", message=f"comes twice: {exercise.exercise_id}")
        places.append(place)
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
