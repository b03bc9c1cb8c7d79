"""What a log may hold but nobody means: asked back where it is typed, never silently counted.

Devices and work done offline are taken as they come; this is about what somebody just said.
"""

from collections.abc import Iterator
from datetime import timedelta

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import instant, moment
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.merging import Entry
from mesocycle.domain.log.performance import PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import AmrapSection, CircuitSection, EmomSection, Section, TabataSection
from mesocycle.domain.quantity import load_kg
from mesocycle.domain.refusal import DocumentNotValid, PathMessage

MOST_KG = 1_500
"""Nobody loads more; sledges and leg presses come to half of it."""
MOST_SET_KG = 50_000
"""Nor moves more in one set: repetitions × load."""
_CLOCK_SKEW = timedelta(minutes=5)


def refuse_implausible(entry: Entry, lines: Lines, now: Instant) -> None:
    """Refuse a set or effort that was done in the future, in a round too many, or with what nobody lifts."""
    errors = tuple(_errors(entry, lines, instant(moment(now) + _CLOCK_SKEW)))
    if errors:
        raise DocumentNotValid(
            f"That can hardly be meant: {errors[0].path} {errors[0].message}.",
            "Say it as it was; what was done beside the plan is marked as added.",
            errors=errors,
        )


def refuse_implausible_log(
    new: WorkoutPerformanceLog, old: WorkoutPerformanceLog | None, lines: Lines, now: Instant
) -> None:
    """Refuse the same of any entry of a log that did not stand in the one before."""
    sets = {} if old is None else {one.id: one for _, one in each_set(old)}
    efforts = {} if old is None else {one.id: one for _, one in each_effort(old)}
    for place, one in each_set(new):
        if sets.get(one.id) != one:
            refuse_implausible(SetEntry(exercise_id=place.exercise_id, set=one), lines, now)
    for _, effort in each_effort(new):
        if efforts.get(effort.id) != effort:
            refuse_implausible(EffortEntry(effort=effort), lines, now)


def _errors(entry: Entry, lines: Lines, latest: Instant) -> Iterator[PathMessage]:
    if isinstance(entry, EffortEntry):
        effort = entry.effort
        yield from _future(effort.performed_at, latest, "effort.performedAt")
        section = lines.sections.get(lines.section_of_step.get(effort.step_id or "", ""))
        rounds = None if section is None else expand(section).rounds
        yield from _too_many(effort.round, rounds, "effort.round")
        return
    yield from _future(entry.set.performed_at, latest, "set.performedAt")
    if not entry.set.added:
        yield from _too_many(entry.set.round, _rounds(entry, lines), "set.round")
    yield from _too_heavy(entry.set)


def _future(at: Instant | None, latest: Instant, path: str) -> Iterator[PathMessage]:
    if at is not None and at > latest:
        yield PathMessage(path=path, message=f"is in the future: {at}")


def _too_many(round_: int | None, rounds: int | None, path: str) -> Iterator[PathMessage]:
    if round_ is not None and rounds is not None and round_ > rounds:
        yield PathMessage(path=path, message=f"is round {round_} of {rounds}")


def _rounds(entry: SetEntry, lines: Lines) -> int | None:
    """Give how many rounds are planned where a set stands; None where nobody planned their number."""
    exercise_id = lines.exercise_of_set.get(entry.set.set_id or "") or entry.exercise_id or ""
    section: Section | None = lines.sections.get(lines.section_of_exercise.get(exercise_id, ""))
    if isinstance(section, AmrapSection):
        return None
    return section.rounds if isinstance(section, CircuitSection | EmomSection | TabataSection) else None


def _too_heavy(done: PerformedSet) -> Iterator[PathMessage]:
    performance = done.performance
    if performance.weight is None:
        return
    kg = float(load_kg(performance.weight, performance.weight_unit or "kg"))
    if kg > MOST_KG:
        yield PathMessage(path="set.performance.weight", message=f"is more than {MOST_KG} kg")
    elif kg * (performance.reps or 0) > MOST_SET_KG:
        message = f"beside {performance.reps} repetitions is more than {MOST_SET_KG:,} kg in one set"
        yield PathMessage(path="set.performance.weight", message=message)
