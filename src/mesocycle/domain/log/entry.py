"""Where a performed set or effort belongs in a log: found from the snapshot's ids, or as the caller says."""

from typing import NamedTuple

from mesocycle.domain.document import Document, Id
from mesocycle.domain.log.checks import effort_errors, refuse_entry, set_errors
from mesocycle.domain.log.performance import Effort, ExerciseName, PerformedSet
from mesocycle.domain.plan.lines import Lines, sets_of
from mesocycle.domain.refusal import DocumentNotValid, PathMessage


class SetEntry(Document, frozen=True, kw_only=True):
    """What is sent to log one set.

    With `set.setId` section and exercise are found from the snapshot. A set of an exercise without sets, or
    an added one, names `exerciseId` (the snapshot exercise's `_id`). A set of an exercise that isn't planned
    names `sectionId`, `addedExerciseId` (the entry's own `_id`) and `exercise`.
    """

    section_id: Id | None = None
    exercise_id: Id | None = None
    added_exercise_id: Id | None = None
    exercise: ExerciseName | None = None
    substituted_by: ExerciseName | None = None
    set: PerformedSet


class EffortEntry(Document, frozen=True, kw_only=True):
    """What is sent to log one effort; with `effort.stepId` the section is found from the snapshot."""

    section_id: Id | None = None
    effort: Effort


class ToldLog(Document, frozen=True, kw_only=True):
    """What was done, told in the notation: `Bench Press: 8,7,6 @ 80 kg RPE 9; Row: 3x10 @ 60`."""

    done: str


class Place(NamedTuple):
    """A performed exercise inside a log: a planned line (perhaps substituted), or an added exercise."""

    section_id: Id
    exercise_id: Id | None = None
    substituted_by: ExerciseName | None = None
    added_id: Id | None = None
    exercise: ExerciseName | None = None


def place_set(entry: SetEntry, lines: Lines) -> Place:
    """Find the exercise a set belongs to; `DocumentNotValid` where ids or numbers can't be."""
    refuse_entry(tuple(set_errors(entry.set, "set")))
    set_id = entry.set.set_id
    if set_id is not None and set_id not in lines.exercise_of_set:
        raise _misplaced("set.setId", f"names no set of this session: {set_id}")
    exercise_id = lines.exercise_of_set[set_id] if set_id is not None else entry.exercise_id
    if exercise_id is None:
        return _added(entry, lines)
    if exercise_id not in lines.exercises:
        raise _misplaced("exerciseId", f"names no exercise of this session: {exercise_id}")
    if set_id is None and sets_of(lines.exercises[exercise_id]) and not entry.set.added:
        raise _misplaced("set.setId", "is missing on a set not marked as added")
    if entry.exercise_id not in {None, exercise_id} or entry.added_exercise_id is not None:
        raise _misplaced("exerciseId", f"is not the exercise of the set, which is {exercise_id}")
    section_id = lines.section_of_exercise[exercise_id]
    if entry.section_id not in {None, section_id}:
        raise _misplaced("sectionId", f"is not the section of the exercise, which is {section_id}")
    return Place(section_id, exercise_id, entry.substituted_by)


def place_effort(entry: EffortEntry, lines: Lines) -> Id:
    """Find the section an effort belongs to; `DocumentNotValid` where ids or numbers can't be."""
    refuse_entry(tuple(effort_errors(entry.effort, "effort")))
    step_id = entry.effort.step_id
    if step_id is None:
        return _section(entry.section_id, lines)
    if step_id not in lines.section_of_step:
        raise _misplaced("effort.stepId", f"names no step of this session: {step_id}")
    section_id = lines.section_of_step[step_id]
    if entry.section_id not in {None, section_id}:
        raise _misplaced("sectionId", f"is not the section of the step, which is {section_id}")
    return section_id


def _added(entry: SetEntry, lines: Lines) -> Place:
    if entry.added_exercise_id is None or entry.exercise is None:
        raise _misplaced("set.setId", "is missing, and nothing else says which exercise the set belongs to")
    return Place(_section(entry.section_id, lines), None, None, entry.added_exercise_id, entry.exercise)


def _section(section_id: Id | None, lines: Lines) -> Id:
    if section_id is None:
        raise _misplaced("sectionId", "is missing, and nothing else says which section it belongs to")
    if section_id not in lines.sections:
        raise _misplaced("sectionId", f"names no section of this session: {section_id}")
    return section_id


def _misplaced(path: str, message: str) -> DocumentNotValid:
    return DocumentNotValid(
        f"There is no place for this in the session: {path} {message}.",
        "Name setId or stepId, or exerciseId, of the session's snapshot; for an exercise that isn't planned "
        "name sectionId, addedExerciseId and exercise.",
        errors=(PathMessage(path=path, message=message),),
    )
