"""Bringing two logs of one session together: late work, two devices. Nothing performed is ever lost."""

from functools import partial
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from mesocycle.domain.document import Id
from mesocycle.domain.lines import Lines
from mesocycle.domain.log_place import EffortEntry, Place, SetEntry, place_effort, place_set
from mesocycle.domain.performance import (
    Effort,
    Feedback,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    UsedReference,
    WorkoutPerformanceLog,
)
from mesocycle.domain.performance_log import (
    change_exercise,
    change_section,
    each_effort,
    each_set,
    place_of,
    same_efforts,
    same_sets,
    swap_effort,
    swap_set,
)

_Performed = TypeVar("_Performed", PerformedSet, Effort)


class Merged(NamedTuple):
    """The log of both, and every entry that gave way to a later one for the same set or effort."""

    log: WorkoutPerformanceLog
    set_aside: tuple[PerformedSet | Effort, ...]
    """Belongs into the event, with the log as it stood before."""


def merge_set(log: WorkoutPerformanceLog, entry: SetEntry, lines: Lines) -> Merged:
    """Merge one set in; of two entries for one performed set the later `performedAt` wins, else the new."""
    return _merge_set(log, place_set(entry, lines), entry.set, lines)


def merge_effort(log: WorkoutPerformanceLog, entry: EffortEntry, lines: Lines) -> Merged:
    """Merge one effort in; of two entries for one effort the later `performedAt` wins, of equals the new."""
    return _merge_effort(log, place_effort(entry, lines), entry.effort, lines)


def merge_log(log: WorkoutPerformanceLog, late: WorkoutPerformanceLog, lines: Lines) -> Merged:
    """Merge a whole log in: every set and effort of both stays or is set aside.

    What has no instant (notes, skipped, results, feedback) is taken from the late one where it says
    something. Values frozen into the first log stay as they are.
    """
    merged = replace(
        log,
        references=_references(log.references, late.references),
        feedback=_feedback(log.feedback, late.feedback),
    )
    aside: list[PerformedSet | Effort] = []
    for place, performed in each_set(late):
        merged, lost = _merge_set(merged, place, performed, lines)
        aside.extend(lost)
    for section_id, effort in each_effort(late):
        merged, lost = _merge_effort(merged, section_id, effort, lines)
        aside.extend(lost)
    for section in late.sections:
        merged = _merge_words(merged, section, lines)
    return Merged(merged, tuple(aside))


def _merge_set(log: WorkoutPerformanceLog, place: Place, new: PerformedSet, lines: Lines) -> Merged:
    if (place, new) in each_set(log):
        return Merged(log, ())
    there = same_sets(log, place, new)
    if not _wins(new, there):
        return Merged(log, () if new in there else (new,))
    return Merged(swap_set(log, there, place, new, lines), there)


def _merge_effort(log: WorkoutPerformanceLog, section_id: Id, new: Effort, lines: Lines) -> Merged:
    if (section_id, new) in each_effort(log):
        return Merged(log, ())
    there = same_efforts(log, section_id, new)
    if not _wins(new, there):
        return Merged(log, () if new in there else (new,))
    return Merged(swap_effort(log, there, section_id, new, lines), there)


def _wins(new: _Performed, there: tuple[_Performed, ...]) -> bool:
    """Compare instants; an entry without one gives way to any that has one."""
    return all((new.performed_at or "") >= (one.performed_at or "") for one in there)


def _merge_words(log: WorkoutPerformanceLog, late: PerformedSection, lines: Lines) -> WorkoutPerformanceLog:
    """Take over what is said of a section and its exercises beside their sets and efforts."""
    if late.result is not None:
        log = change_section(log, late.section_id, lines, lambda section: replace(section, result=late.result))
    for exercise in late.exercises:
        if exercise.notes or exercise.skipped:
            log = change_exercise(log, place_of(late, exercise), lines, partial(_words, exercise))
    return log


def _words(late: PerformedExercise, first: PerformedExercise) -> PerformedExercise:
    return replace(first, notes=late.notes or first.notes, skipped=late.skipped or first.skipped)


def _feedback(first: Feedback | None, late: Feedback | None) -> Feedback | None:
    if first is None or late is None:
        return late or first
    return Feedback(
        rpe=first.rpe if late.rpe is None else late.rpe,
        feeling=first.feeling if late.feeling is None else late.feeling,
        pain=first.pain if late.pain is None else late.pain,
        reason=late.reason or first.reason,
        notes=late.notes or first.notes,
    )


def _references(
    first: tuple[UsedReference, ...] | None, late: tuple[UsedReference, ...] | None
) -> tuple[UsedReference, ...] | None:
    known = {one.reference_value_id for one in first or ()}
    return (*(first or ()), *(one for one in late or () if one.reference_value_id not in known)) or None
