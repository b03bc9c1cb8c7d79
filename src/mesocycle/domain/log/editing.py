"""Writing into a performance log: one set or effort in its place, whatever the order they come in."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import is_instant
from mesocycle.domain.log.draft import Draft, place_of, says_something
from mesocycle.domain.log.entry import EffortEntry, Place, SetEntry, place_effort, place_set
from mesocycle.domain.log.performance import Effort, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.plan.lines import Lines
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
    return log is None or not any(says_something(section) for section in log.sections)


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
    draft = Draft(log, lines)
    replaced = put_set_into(draft, place_set(entry, lines), entry.set)
    return SetPut(draft.close(), replaced)


def put_effort(log: WorkoutPerformanceLog, entry: EffortEntry, lines: Lines) -> EffortPut:
    """Put an effort in its place; what has its `_id`, or its step and rounds, is overwritten: corrected."""
    draft = Draft(log, lines)
    replaced = put_effort_into(draft, place_effort(entry, lines), entry.effort)
    return EffortPut(draft.close(), replaced)


def put_set_into(draft: Draft, place: Place, new: PerformedSet) -> tuple[PerformedSet, ...]:
    """Put a set in its place in an open log and give what it overwrites; itself again changes nothing."""
    if draft.holds_set(place, new):
        return ()
    replaced = draft.same_sets(place, new)
    draft.swap_set(replaced, place, new)
    return replaced


def put_effort_into(draft: Draft, section_id: Id, new: Effort) -> tuple[Effort, ...]:
    """Put an effort in its place in an open log and give what it overwrites; itself again changes nothing."""
    if draft.holds_effort(section_id, new):
        return ()
    replaced = draft.same_efforts(section_id, new)
    draft.swap_effort(replaced, section_id, new)
    return replaced
