"""Writing into a performance log: one set or effort in its place, whatever the order they come in."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import is_instant
from mesocycle.domain.log.entry import EffortEntry, Place, SetEntry, place_effort, place_set
from mesocycle.domain.log.performance import (
    Effort,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.steps import flatten
from mesocycle.domain.quantity import WeightUnit

EMPTY = WorkoutPerformanceLog(sections=())


class SetPut(NamedTuple):
    """The log with a set in it, and what had to give way: at most the same `_id` and the same place."""

    log: WorkoutPerformanceLog
    replaced: tuple[PerformedSet, ...]


class EffortPut(NamedTuple):
    """The log with an effort in it, and what had to give way."""

    log: WorkoutPerformanceLog
    replaced: tuple[Effort, ...]


def is_empty(log: WorkoutPerformanceLog | None) -> bool:
    """Tell whether nothing was written down about the work; feedback and reference values alone are nothing.

    An exercise marked as skipped, a note and a section's result are something.
    """
    return log is None or not any(_says_something(section) for section in log.sections)


def each_set(log: WorkoutPerformanceLog) -> Iterator[tuple[Place, PerformedSet]]:
    """Go through the performed sets with their places, in the log's order."""
    for section in log.sections:
        for exercise in section.exercises:
            for performed in exercise.sets:
                yield place_of(section, exercise), performed


def each_effort(log: WorkoutPerformanceLog) -> Iterator[tuple[Id, Effort]]:
    """Go through the efforts with the ids of their sections, in the log's order."""
    for section in log.sections:
        for effort in section.efforts or ():
            yield section.section_id, effort


def last_performed_at(log: WorkoutPerformanceLog | None) -> Instant | None:
    """Give the latest instant at which anything in the log was done; a foreign log's odd ones don't count."""
    if log is None:
        return None
    instants = [
        *(one.performed_at for _, one in each_set(log)),
        *(one.performed_at for _, one in each_effort(log)),
    ]
    return max((at for at in instants if at is not None and is_instant(at)), default=None)


def place_of(section: PerformedSection, exercise: PerformedExercise) -> Place:
    """Give the place that a performed exercise is; a planned line's own `_id` is no part of it."""
    if exercise.exercise_id is None:
        return Place(section.section_id, None, None, exercise.id, exercise.exercise)
    return Place(section.section_id, exercise.exercise_id, exercise.substituted_by)


def write_out(log: WorkoutPerformanceLog, unit: WeightUnit) -> WorkoutPerformanceLog:
    """Give every weight without a unit the user's own, once and for all."""
    sections = tuple(
        replace(
            section,
            exercises=tuple(
                replace(exercise, sets=tuple(write_out_set(one, unit, None) for one in exercise.sets))
                for exercise in section.exercises
            ),
        )
        for section in log.sections
    )
    return replace(log, sections=sections)


def write_out_set(performed: PerformedSet, unit: WeightUnit, at: Instant | None) -> PerformedSet:
    """Write out what a set leaves unsaid: the user's own unit, and when it was logged as when it was done."""
    done = performed.performance
    if done.weight is not None and done.weight_unit is None:
        done = replace(done, weight_unit=unit)
    return replace(performed, performance=done, performed_at=performed.performed_at or at)


def put_set(log: WorkoutPerformanceLog, entry: SetEntry, lines: Lines) -> SetPut:
    """Put a set in its place; what has its `_id`, or its set, round and side, is overwritten: corrected."""
    place = place_set(entry, lines)
    if (place, entry.set) in each_set(log):
        return SetPut(log, ())
    replaced = same_sets(log, place, entry.set)
    return SetPut(swap_set(log, replaced, place, entry.set, lines), replaced)


def put_effort(log: WorkoutPerformanceLog, entry: EffortEntry, lines: Lines) -> EffortPut:
    """Put an effort in its place; what has its `_id`, or its step and rounds, is overwritten: corrected."""
    section_id = place_effort(entry, lines)
    if (section_id, entry.effort) in each_effort(log):
        return EffortPut(log, ())
    replaced = same_efforts(log, section_id, entry.effort)
    return EffortPut(swap_effort(log, replaced, section_id, entry.effort, lines), replaced)


def remove(log: WorkoutPerformanceLog, performed_id: Id) -> tuple[WorkoutPerformanceLog, PerformedSet | Effort | None]:
    """Take one set or effort out (logged by mistake) and give it back for the event, None where none is."""
    for _, performed in each_set(log):
        if performed.id == performed_id:
            return _swept(_without(log, {performed_id}), log), performed
    for _, effort in each_effort(log):
        if effort.id == performed_id:
            return _swept(_without(log, {performed_id}), log), effort
    return log, None


def same_sets(log: WorkoutPerformanceLog, place: Place, new: PerformedSet) -> tuple[PerformedSet, ...]:
    """Find the entries for the same performed set: same `_id`, or same setId, round and side."""
    return tuple(
        one
        for at, one in each_set(log)
        if one.id == new.id
        or (
            one.set_id is not None
            and at.section_id == place.section_id
            and (one.set_id, one.round or 1, one.unilateral_side) == (new.set_id, new.round or 1, new.unilateral_side)
        )
    )


def same_efforts(log: WorkoutPerformanceLog, section_id: Id, new: Effort) -> tuple[Effort, ...]:
    """Find the entries for the same effort: same `_id`, or same step and rounds; laps only by `_id`."""
    return tuple(
        one
        for at, one in each_effort(log)
        if one.id == new.id
        or (
            one.step_id is not None
            and at == section_id
            and (one.step_id, one.round, one.inner_round or 1) == (new.step_id, new.round, new.inner_round or 1)
        )
    )


def swap_set(
    log: WorkoutPerformanceLog,
    old: tuple[PerformedSet, ...],
    place: Place,
    new: PerformedSet,
    lines: Lines,
) -> WorkoutPerformanceLog:
    """Put a set in its place and take others out, making and removing exercises and sections as needed."""

    def add(exercise: PerformedExercise) -> PerformedExercise:
        ordered = sorted((*exercise.sets, new), key=lambda one: _set_order(one, lines))
        return replace(exercise, sets=tuple(ordered))

    cleared = _without(log, {one.id for one in old})
    return _swept(change_exercise(cleared, place, lines, add), log)


def swap_effort(
    log: WorkoutPerformanceLog, old: tuple[Effort, ...], section_id: Id, new: Effort, lines: Lines
) -> WorkoutPerformanceLog:
    """Put an effort in its place and take others out, making and removing sections as needed."""
    order = _effort_order(section_id, lines)

    def add(section: PerformedSection) -> PerformedSection:
        return replace(section, efforts=tuple(sorted((*(section.efforts or ()), new), key=order)))

    cleared = _without(log, {one.id for one in old})
    return _swept(change_section(cleared, section_id, lines, add), log)


def change_section(
    log: WorkoutPerformanceLog,
    section_id: Id,
    lines: Lines,
    change: Callable[[PerformedSection], PerformedSection],
) -> WorkoutPerformanceLog:
    """Change one section of a log, made in the snapshot's order where it is missing."""
    sections = {one.section_id: one for one in log.sections}
    planned = lines.sections.get(section_id)
    new = PerformedSection(
        section_id=section_id,
        order_index=planned.order_index if planned else len(lines.sections),
        exercises=(),
    )
    sections[section_id] = change(sections.get(section_id, new))
    ordered = sorted(
        sections.values(),
        key=lambda one: (one.order_index, lines.section_position(one.section_id), one.section_id),
    )
    return replace(log, sections=tuple(ordered))


def change_exercise(
    log: WorkoutPerformanceLog,
    place: Place,
    lines: Lines,
    change: Callable[[PerformedExercise], PerformedExercise],
) -> WorkoutPerformanceLog:
    """Change one exercise of a log, made in the snapshot's order where it is missing."""

    def within(section: PerformedSection) -> PerformedSection:
        there = [one for one in section.exercises if is_at(one, place)]
        others = [one for one in section.exercises if not is_at(one, place)]
        changed = change(there[0] if there else _new_exercise(place, lines))
        ordered = sorted((*others, changed, *there[1:]), key=lambda one: _exercise_order(one, lines))
        return replace(section, exercises=tuple(ordered))

    return change_section(log, place.section_id, lines, within)


def is_at(exercise: PerformedExercise, place: Place) -> bool:
    """Tell whether a performed exercise of the place's section is the place."""
    if place.exercise_id is None:
        return exercise.exercise_id is None and exercise.id == place.added_id
    return (exercise.exercise_id, exercise.substituted_by) == (place.exercise_id, place.substituted_by)


def _without(log: WorkoutPerformanceLog, ids: set[Id]) -> WorkoutPerformanceLog:
    """Remove sets and efforts by their ids; their exercises and sections stay, perhaps as empty shells."""
    if not ids:
        return log
    sections = []
    for section in log.sections:
        exercises = tuple(
            replace(exercise, sets=tuple(one for one in exercise.sets if one.id not in ids))
            for exercise in section.exercises
        )
        efforts = tuple(one for one in section.efforts or () if one.id not in ids)
        sections.append(replace(section, exercises=exercises, efforts=efforts or None))
    return replace(log, sections=tuple(sections))


def _swept(log: WorkoutPerformanceLog, before: WorkoutPerformanceLog) -> WorkoutPerformanceLog:
    """Remove the shells that lost their last set or effort; empty ones that a client sent stay."""
    emptied = {place for place, _ in each_set(before)} - {place for place, _ in each_set(log)}
    if not emptied and not {at for at, _ in each_effort(before)} - {at for at, _ in each_effort(log)}:
        return log
    said_something = {section.section_id for section in before.sections if _says_something(section)}
    swept = [
        replace(
            section,
            exercises=tuple(
                exercise
                for exercise in section.exercises
                if place_of(section, exercise) not in emptied or exercise.skipped or exercise.notes
            ),
        )
        for section in log.sections
    ]
    kept = [one for one in swept if _says_something(one) or one.section_id not in said_something]
    return replace(log, sections=tuple(kept))


def _says_something(section: PerformedSection) -> bool:
    return bool(section.efforts or section.result) or any(
        exercise.sets or exercise.skipped or exercise.notes for exercise in section.exercises
    )


def _new_exercise(place: Place, lines: Lines) -> PerformedExercise:
    if place.exercise_id is None:
        # Added ones come after every planned line, and among themselves by their ids, whoever was first.
        section = lines.sections.get(place.section_id)
        planned_there = (section.exercises or ()) if section is not None else ()
        last = max((one.order_index for one in planned_there), default=-1)
        return PerformedExercise(id=place.added_id, added=True, exercise=place.exercise, order_index=last + 1, sets=())
    planned = lines.exercises.get(place.exercise_id)
    return PerformedExercise(
        exercise_id=place.exercise_id,
        order_index=planned.order_index if planned else len(lines.exercises),
        substituted_by=place.substituted_by,
        sets=(),
    )


def _exercise_order(exercise: PerformedExercise, lines: Lines) -> tuple[int, int, str, str]:
    name = exercise.substituted_by.name if exercise.substituted_by else ""
    return exercise.order_index, lines.exercise_position(exercise.exercise_id), exercise.id or "", name


def _set_order(one: PerformedSet, lines: Lines) -> tuple[int, int, int, str, str, str]:
    """Order by number, round and side; ids at the end, so that the order of logging changes nothing."""
    position = lines.set_position(one.set_id)
    side = one.unilateral_side or ""
    return one.set_number, position, one.round or 1, side, one.performed_at or "", one.id


def _effort_order(section_id: Id, lines: Lines) -> Callable[[Effort], tuple[int, str, str]]:
    """Order planned efforts as the section goes, then laps and added ones by time."""
    section = lines.sections.get(section_id)
    turns = {
        (turn.step.id, turn.round, turn.inner_round or 1): place
        for place, turn in enumerate(flatten(section) if section else ())
    }

    def order(one: Effort) -> tuple[int, str, str]:
        place = turns.get((one.step_id or "", one.round, one.inner_round or 1), len(turns))
        return place, one.performed_at or "", one.id

    return order
