"""The rules of content, beyond a document's form; each check refuses with all places at once."""

from collections.abc import Iterable
from itertools import chain, pairwise

from mesocycle.domain.assignment import RoutineAssignment
from mesocycle.domain.misfit import Fault
from mesocycle.domain.plan import Workout
from mesocycle.domain.reading import at, refusal
from mesocycle.domain.reference import ReferenceKind, ReferenceValue
from mesocycle.domain.routine import RoutineVersion
from mesocycle.domain.value_rules import (
    MOST_METRES,
    Faults,
    check_date,
    check_id,
    check_number,
    check_one_of,
    check_size,
    check_text,
    check_time,
)
from mesocycle.domain.version_rules import line_id_faults, version_faults, workout_faults

_ZONES = (ReferenceKind.HEART_RATE_ZONES, ReferenceKind.PACE_ZONES)
_OF_EXERCISE = (ReferenceKind.ONE_REP_MAX, ReferenceKind.TRAINING_MAX)
_LOADS, _PACES, _BEATS = ("kg", "lb"), ("s/km", "s/mile"), ("bpm",)
UNITS = {
    ReferenceKind.ONE_REP_MAX: _LOADS,
    ReferenceKind.TRAINING_MAX: _LOADS,
    ReferenceKind.BODYWEIGHT: _LOADS,
    ReferenceKind.MAX_HEART_RATE: _BEATS,
    ReferenceKind.RESTING_HEART_RATE: _BEATS,
    ReferenceKind.THRESHOLD_HEART_RATE: _BEATS,
    ReferenceKind.THRESHOLD_PACE: _PACES,
    ReferenceKind.RACE_PACE: _PACES,
    ReferenceKind.THRESHOLD_POWER: ("W",),
    ReferenceKind.HEART_RATE_ZONES: _BEATS,
    ReferenceKind.PACE_ZONES: _PACES,
}
"""The units of each kind of reference value."""


def check_version(version: RoutineVersion) -> None:
    """Refuse a version that breaks a rule, naming every place."""
    _refuse(version_faults(version))


def check_workout(workout: Workout, duration: int) -> None:
    """Refuse a workout that breaks a rule (one-off and adjusted sessions bring one without a version).

    Its own `_id` is left aside: such a workout gets one from whoever takes it in.
    """
    _refuse(chain(workout_faults("", workout, duration), line_id_faults("", workout)))


def check_reference_value(value: ReferenceValue) -> None:
    """Refuse a reference value whose number, bounds or unit do not fit its kind."""
    _refuse(_reference(value))


def check_assignment(assignment: RoutineAssignment) -> None:
    """Refuse an assignment whose days, weeks or weekday map can't be, whatever the version."""
    _refuse(_assignment(assignment))


def _refuse(faults: Iterable[Fault]) -> None:
    if found := list(faults):
        raise refusal(found)


def _reference(value: ReferenceValue) -> Faults:
    for name, each in (
        ("_id", value.id),
        ("userId", value.user_id),
        ("exerciseId", value.exercise_id),
        ("exerciseVariantId", value.exercise_variant_id),
    ):
        yield from check_id(name, each)
    yield from check_one_of("", {"value": value.value, "bounds": value.bounds})
    wanted, other = ("bounds", "value") if value.kind in _ZONES else ("value", "bounds")
    if getattr(value, other) is not None:
        yield Fault(other, f"does not go with {value.kind}", f"Give `{wanted}`.")
    yield from check_number("value", value.value, 0, 10_000, above=True)
    yield from _bounds(value.bounds)
    if value.unit not in UNITS[value.kind]:
        yield Fault("unit", f"can't be {value.unit[:20]!r}", f"Write {' or '.join(UNITS[value.kind])}.")
    if value.kind in _OF_EXERCISE and value.exercise_id is None:
        yield Fault("exerciseId", "is missing", f"Say which exercise the {value.kind} is of.")
    if value.distance is not None and value.kind is not ReferenceKind.RACE_PACE:
        yield Fault("distance", f"does not go with {value.kind}", "Leave it out.")
    yield from check_number("distance", value.distance, 0, MOST_METRES, above=True)
    yield from check_date("validFrom", value.valid_from)
    yield from check_text("notes", value.notes)


def _bounds(bounds: tuple[float, ...] | None) -> Faults:
    if bounds is None:
        return
    yield from check_size("bounds", len(bounds), 20, least=1)
    for index, bound in enumerate(bounds[:20]):
        yield from check_number(at("bounds", index), bound, 0, 10_000, above=True)
    if any(second <= first for first, second in pairwise(bounds)):
        yield Fault("bounds", "do not rise", "Write the upper limits of the zones, the smallest first.")


def _assignment(assignment: RoutineAssignment) -> Faults:
    for name, each in (
        ("_id", assignment.id),
        ("userId", assignment.user_id),
        ("parentRoutineId", assignment.parent_routine_id),
        ("routineVersionId", assignment.routine_version_id),
        ("assignedBy", assignment.assigned_by),
        ("replacedById", assignment.replaced_by_id),
    ):
        yield from check_id(name, each)
    yield from check_date("startDate", assignment.start_date)
    yield from check_date("raceDate", assignment.race_date)
    yield from check_number("startWeek", assignment.start_week, 1, 52)
    yield from check_number("startDay", assignment.start_day, 1, 7)
    yield from check_number("shiftDays", assignment.shift_days, -3_660, 3_660)
    yield from check_number("cycles", assignment.cycles, 1, 100)
    if assignment.race_date is not None and assignment.cycles > 1:
        yield Fault("cycles", "is more than 1 beside a race date", "Leave one of the two out.")
    yield from check_time("defaultTime", assignment.default_time)
    yield from check_text("notesForUser", assignment.notes_for_user)
    days = list((assignment.weekday_map or {}).values())
    if len(set(days)) < len(days):
        yield Fault("weekdayMap", "puts two days on one", "Give each weekday a day of its own.")
    for index, pause in enumerate(assignment.pauses):
        yield from check_date(f"pauses[{index}].from", pause.from_)
        yield from check_date(f"pauses[{index}].to", pause.to)
