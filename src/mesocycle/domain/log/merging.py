"""Bringing two logs of one session together: late work, two devices. Nothing performed is ever lost."""

from functools import partial
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.log.checks import effort_errors, refuse_entry, set_errors
from mesocycle.domain.log.editing import (
    change_exercise,
    change_section,
    each_effort,
    each_set,
    place_of,
    put_effort,
    put_set,
    same_efforts,
    same_sets,
    swap_effort,
    swap_set,
    write_out_set,
)
from mesocycle.domain.log.entry import EffortEntry, Place, SetEntry, place_effort, place_set
from mesocycle.domain.log.performance import (
    Effort,
    Feedback,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.value import UsedReference

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


def fill(log: WorkoutPerformanceLog, planned: WorkoutPerformanceLog, lines: Lines) -> WorkoutPerformanceLog:
    """Add the entries of `planned` for everything that `log` says nothing about; what was logged stays."""
    logged = _Logged(log)
    rest = replace(planned, sections=tuple(logged.without(section) for section in planned.sections))
    kept = replace(rest, sections=tuple(one for one in rest.sections if one.exercises or one.efforts))
    return merge_log(kept, log, lines).log


class _Logged:
    """Which planned exercises and sets a log already speaks of."""

    def __init__(self, log: WorkoutPerformanceLog) -> None:
        self._sets: set[tuple[Id, int]] = set()
        self._exercises: set[Id] = set()
        self._skipped: set[Id] = set()
        for section in log.sections:
            for exercise in section.exercises:
                if exercise.exercise_id is not None and exercise.sets:
                    self._exercises.add(exercise.exercise_id)
                if exercise.exercise_id is not None and exercise.skipped is not None:
                    self._skipped.add(exercise.exercise_id)
                self._sets.update((one.set_id, one.round or 1) for one in exercise.sets if one.set_id is not None)

    def without(self, section: PerformedSection) -> PerformedSection:
        """Leave out of a section what was logged, and exercises that were skipped."""
        left = (self._left(exercise) for exercise in section.exercises)
        return replace(section, exercises=tuple(exercise for exercise in left if exercise.sets))

    def _left(self, exercise: PerformedExercise) -> PerformedExercise:
        if exercise.exercise_id in self._skipped:
            return replace(exercise, sets=())
        sets = tuple(
            one
            for one in exercise.sets
            if (exercise.exercise_id not in self._exercises if one.set_id is None else True)
            and (one.set_id or "", one.round or 1) not in self._sets
        )
        return replace(exercise, sets=sets)


Entry = SetEntry | EffortEntry


def written_out(entry: Entry, unit: WeightUnit, when: Instant) -> Entry:
    """Give an entry with the user's own unit and its instant written out, or refuse what can't be."""
    if isinstance(entry, EffortEntry):
        effort = replace(entry.effort, performed_at=entry.effort.performed_at or when)
        refuse_entry(tuple(effort_errors(effort, "effort")))
        return replace(entry, effort=effort)
    performed = write_out_set(entry.set, unit, when)
    refuse_entry(tuple(set_errors(performed, "set")))
    return replace(entry, set=performed)


def put(log: WorkoutPerformanceLog, entry: Entry, lines: Lines) -> Merged:
    """Put an entry in its place, whatever stands there."""
    if isinstance(entry, SetEntry):
        return Merged(*put_set(log, entry, lines))
    return Merged(*put_effort(log, entry, lines))


def merge(log: WorkoutPerformanceLog, entry: Entry, lines: Lines) -> Merged:
    """Put an entry in its place unless a later one stands there."""
    if isinstance(entry, SetEntry):
        return merge_set(log, entry, lines)
    return merge_effort(log, entry, lines)
