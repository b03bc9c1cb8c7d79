"""Bringing two logs of one session together: late work, two devices. Nothing performed is ever lost."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.log.checks import effort_errors, refuse_entry, set_errors
from mesocycle.domain.log.draft import Draft, place_of
from mesocycle.domain.log.editing import each_effort, each_set, put_effort_into, put_set_into, write_out_set
from mesocycle.domain.log.entry import EffortEntry, Place, SetEntry, place_effort, place_set
from mesocycle.domain.log.performance import (
    Effort,
    Feedback,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.log.size import MOST_ENTRIES, entries_of
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.value import UsedReference
from mesocycle.domain.refusal import PathMessage

_Performed = TypeVar("_Performed", PerformedSet, Effort)


class Merged(NamedTuple):
    """The log of both, and every entry that gave way to a later one for the same set or effort."""

    log: WorkoutPerformanceLog
    set_aside: tuple[PerformedSet | Effort, ...]
    """Belongs into the event, with the log as it stood before."""


def merge_set(log: WorkoutPerformanceLog, entry: SetEntry, lines: Lines) -> Merged:
    """Merge one set in; of two entries for one performed set the later `performedAt` wins, else the new."""
    return _merged(log, lines, lambda draft: merge_set_into(draft, place_set(entry, lines), entry.set))


def merge_effort(log: WorkoutPerformanceLog, entry: EffortEntry, lines: Lines) -> Merged:
    """Merge one effort in; of two entries for one effort the later `performedAt` wins, of equals the new."""
    return _merged(log, lines, lambda draft: merge_effort_into(draft, place_effort(entry, lines), entry.effort))


def merge_log(log: WorkoutPerformanceLog, late: WorkoutPerformanceLog, lines: Lines) -> Merged:
    """Merge a whole log in: every set and effort of both stays or is set aside.

    What has no instant (notes, skipped, results, feedback) is taken from the late one where it says
    something. Values frozen into the first log stay as they are.
    """
    draft = Draft(log, lines)
    aside: list[PerformedSet | Effort] = []
    for place, performed in each_set(late):
        aside.extend(merge_set_into(draft, place, performed))
    for section_id, effort in each_effort(late):
        aside.extend(merge_effort_into(draft, section_id, effort))
    for section in late.sections:
        _merge_words(draft, section)
    merged = replace(
        draft.close(),
        references=_references(log.references, late.references),
        feedback=_feedback(log.feedback, late.feedback),
    )
    return Merged(merged, tuple(aside))


def merge_set_into(draft: Draft, place: Place, new: PerformedSet) -> tuple[PerformedSet, ...]:
    """Merge one set into an open log and give what gave way."""
    if draft.holds_set(place, new):
        return ()
    there = draft.same_sets(place, new)
    if not _wins(new, there):
        return () if new in there else (new,)
    draft.swap_set(there, place, new)
    return there


def merge_effort_into(draft: Draft, section_id: Id, new: Effort) -> tuple[Effort, ...]:
    """Merge one effort into an open log and give what gave way."""
    if draft.holds_effort(section_id, new):
        return ()
    there = draft.same_efforts(section_id, new)
    if not _wins(new, there):
        return () if new in there else (new,)
    draft.swap_effort(there, section_id, new)
    return there


def _merged(
    log: WorkoutPerformanceLog, lines: Lines, merge: Callable[[Draft], tuple[PerformedSet | Effort, ...]]
) -> Merged:
    draft = Draft(log, lines)
    aside = merge(draft)
    return Merged(draft.close(), aside)


def _wins(new: _Performed, there: tuple[_Performed, ...]) -> bool:
    """Compare instants; an entry without one gives way to any that has one."""
    return all((new.performed_at or "") >= (one.performed_at or "") for one in there)


def _merge_words(draft: Draft, late: PerformedSection) -> None:
    """Take over what is said of a section and its exercises beside their sets and efforts."""
    if late.result is not None:
        draft.change_section(late.section_id, lambda section: replace(section, result=late.result))
    for exercise in late.exercises:
        if exercise.notes or exercise.skipped:
            draft.change_exercise(place_of(late, exercise), partial(_words, exercise))


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


def complete_as_planned(
    log: WorkoutPerformanceLog, planned: WorkoutPerformanceLog, lines: Lines
) -> WorkoutPerformanceLog:
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
    draft = Draft(log, lines)
    gave_way = put_into(draft, entry, lines)
    return Merged(draft.close(), gave_way)


def put_into(draft: Draft, entry: Entry, lines: Lines) -> tuple[PerformedSet | Effort, ...]:
    """Put an entry in its place in an open log and give what stood there."""
    if isinstance(entry, SetEntry):
        return put_set_into(draft, place_set(entry, lines), entry.set)
    return put_effort_into(draft, place_effort(entry, lines), entry.effort)


def merge_into(draft: Draft, entry: Entry, lines: Lines, *, strict: bool) -> tuple[PerformedSet | Effort, ...]:
    """Put an entry in its place in an open log unless a later one stands there; gives what gave way.

    Where `strict`, an entry that would break a rule of the whole log is refused, as `check_log` would find it.
    """
    if isinstance(entry, SetEntry):
        place = place_set(entry, lines)
        if strict:
            refuse_entry(tuple(_set_misfits(draft, place, entry)))
        return merge_set_into(draft, place, entry.set)
    section_id = place_effort(entry, lines)
    if strict:
        refuse_entry(tuple(_effort_misfits(draft, entry)))
    return merge_effort_into(draft, section_id, entry.effort)


def _set_misfits(draft: Draft, place: Place, entry: SetEntry) -> Iterator[PathMessage]:
    for name, exercise in (("exercise", place.exercise), ("substitutedBy", place.substituted_by)):
        if exercise is not None and not exercise.name.strip():
            yield PathMessage(path=f"{name}.name", message="is empty")
    if draft.names_exercise(entry.set.id) or draft.names_effort(entry.set.id) or entry.set.id == place.added_id:
        yield PathMessage(path="set._id", message=f"comes twice: {entry.set.id}")
    if place.added_id is not None and draft.names_another(place.added_id, place):
        yield PathMessage(path="addedExerciseId", message=f"comes twice: {place.added_id}")
    yield from _too_many(draft, entries_of(entry.set))


def _effort_misfits(draft: Draft, entry: EffortEntry) -> Iterator[PathMessage]:
    if draft.names_exercise(entry.effort.id) or draft.names_set(entry.effort.id):
        yield PathMessage(path="effort._id", message=f"comes twice: {entry.effort.id}")
    yield from _too_many(draft, 1)


def _too_many(draft: Draft, more: int) -> Iterator[PathMessage]:
    if draft.entries + more > MOST_ENTRIES:
        yield PathMessage(path="sections", message=f"would hold more than {MOST_ENTRIES} sets and efforts")
