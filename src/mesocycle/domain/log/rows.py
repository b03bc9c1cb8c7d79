"""A log as flat rows, one per performed set: what long histories are summed from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from mesocycle.domain.document import LARGEST, Id, Instant, Number
from mesocycle.domain.log.performance import (
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    Suggestion,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, SetType, Side
from mesocycle.domain.quantity import load_kg


class PerformedRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One performed set; the volume load is `load_kg` × `reps` × `sides`, unknown where one of them is None."""

    id: Id
    section_id: Id
    line_id: Id | None
    """The snapshot exercise's `_id`, None where the exercise was added."""
    set_id: Id | None
    exercise_id: Id | None
    """The movement really done, substitutes and added ones honoured; None where only its name is known."""
    exercise_variant_id: Id | None
    exercise_name: str
    set_type: SetType
    set_number: int
    round: int | None
    side: Side | None
    sides: int
    """2 where one entry without side stands for both sides of a `perSide` set, else 1."""
    counts: int
    """As how many sets it counts: 0 where it is the other side of a set that counts already, else 1."""
    reps: int | None
    """Mini-sets counted in."""
    load_kg: float | None
    """All that was moved: both hands; with the body on bodyweight exercises, None where its weight is unknown."""
    added_kg: float | None
    """On bodyweight exercises the load beside the body, negative is assistance; else None."""
    duration_s: float | None
    distance_m: float | None
    rpe: float | None
    rir: float | None
    as_planned: bool
    performed_at: Instant | None
    suggested_kg: float | None
    """What was suggested beside the plan, as it is loaded: of one hand, or beside the body."""
    suggested_reps: int | None
    suggested_s: float | None


def performed_rows(
    log: WorkoutPerformanceLog, lines: Lines, library: Mapping[Id, LibraryExercise] | None = None
) -> tuple[PerformedRow, ...]:
    """Flatten a log; `library` (by variant id) says which substituted and added exercises move the body.

    Without it those count as loaded from outside. The body's weight is the one frozen into the log.
    """
    body_kg = _body_kg(log)
    return tuple(
        row
        for section in log.sections
        for exercise in section.exercises
        for row in _rows(section, exercise, lines, library or {}, body_kg)
    )


def other_sides(exercise: PerformedExercise) -> set[Id]:
    """Give the entries that are the other side of a set that counts already: the easier, or second, of a pair."""
    turns: defaultdict[tuple[object, ...], dict[Side, list[PerformedSet]]] = defaultdict(dict)
    for one in exercise.sets:
        if one.unilateral_side is not None:
            turn = turns[one.set_id or one.set_number, one.round or 1, one.set_type]
            turn.setdefault(one.unilateral_side, []).append(one)
    return {
        max(reversed(pair), key=_reserve).id
        for sides in turns.values()
        for pair in zip(sides.get("left", ()), sides.get("right", ()), strict=False)
    }


def shown_numbers(shown: Suggestion | None) -> tuple[float | None, int | None, float | None]:
    """Give what was suggested in kilograms, repetitions and seconds."""
    if shown is None:
        return None, None, None
    return _kg(shown.weight, shown.weight_unit or "kg"), shown.reps, _float(shown.duration)


def _reserve(one: PerformedSet) -> float:
    done = one.performance
    return float(done.rir if done.rir is not None else 10 - done.rpe if done.rpe is not None else 0)


def lacks_body(row: PerformedRow) -> bool:
    """Tell whether the body was moved and its weight is not known."""
    return row.load_kg is None and row.added_kg is not None


def with_body(row: PerformedRow, body_kg: float | None) -> PerformedRow:
    """Give a row with the body in its load where that lacks it."""
    if body_kg is None or row.added_kg is None or row.load_kg is not None:
        return row
    return replace(row, load_kg=body_kg + row.added_kg)


def _rows(
    section: PerformedSection,
    exercise: PerformedExercise,
    lines: Lines,
    library: Mapping[Id, LibraryExercise],
    body_kg: float | None,
) -> Iterator[PerformedRow]:
    planned = lines.exercises.get(exercise.exercise_id or "")
    done = exercise.substituted_by or exercise.exercise or _named(planned)
    other = exercise.substituted_by is not None or planned is None
    known = library.get(done.exercise_variant_id or "")
    moves_body = known is not None and known.kind == "bodyweight" if other else isinstance(planned, BodyweightExercise)
    hands = 2 if planned is not None and not other and planned.load_per == "hand" else 1
    others = other_sides(exercise)
    for performed in exercise.sets:
        total, added = _loads(performed.performance, hands, body_kg, moves_body=moves_body)
        yield _row(
            section,
            exercise,
            performed,
            done=done,
            sides=_sides(performed, lines),
            counts=0 if performed.id in others else 1,
            total_kg=total,
            added_kg=added,
        )


def _row(
    section: PerformedSection,
    exercise: PerformedExercise,
    performed: PerformedSet,
    *,
    done: ExerciseName,
    sides: int,
    counts: int,
    total_kg: float | None,
    added_kg: float | None,
) -> PerformedRow:
    performance = performed.performance
    shown_kg, shown_reps, shown_s = shown_numbers(performed.suggested)
    return PerformedRow(
        id=performed.id,
        section_id=section.section_id,
        line_id=exercise.exercise_id,
        set_id=performed.set_id,
        exercise_id=done.exercise_id,
        exercise_variant_id=done.exercise_variant_id,
        exercise_name=done.name,
        set_type=performed.set_type,
        set_number=performed.set_number,
        round=performed.round,
        side=performed.unilateral_side,
        sides=sides,
        counts=counts,
        reps=_reps(performance),
        load_kg=total_kg,
        added_kg=added_kg,
        duration_s=_float(performance.duration),
        distance_m=_float(performance.distance),
        rpe=_float(performance.rpe),
        rir=_float(performance.rir),
        as_planned=performed.as_planned is True,
        performed_at=performed.performed_at,
        suggested_kg=shown_kg,
        suggested_reps=shown_reps,
        suggested_s=shown_s,
    )


def _loads(
    done: Performance, hands: int, body_kg: float | None, *, moves_body: bool
) -> tuple[float | None, float | None]:
    """Give all that was moved and, of a bodyweight exercise, what was added to the body."""
    weight_kg = _kg(done.weight, done.weight_unit or "kg")
    if not moves_body:
        return (None if weight_kg is None else weight_kg * hands), None
    added = (weight_kg or 0.0) * hands
    return (None if body_kg is None else body_kg + added), added


def _reps(done: Performance) -> int | None:
    if not done.mini_sets:
        return done.reps
    reps = (done.reps or 0) + sum(mini.reps for mini in done.mini_sets)
    return reps if -LARGEST <= reps <= LARGEST else None  # what came from elsewhere may say anything


def _sides(performed: PerformedSet, lines: Lines) -> int:
    planned = lines.planned_set(performed.set_id)
    both = planned is not None and planned.per_side is True and performed.unilateral_side is None
    return 2 if both else 1


def _named(planned: Exercise | None) -> ExerciseName:
    if planned is None:
        return ExerciseName(name="")
    return ExerciseName(
        exercise_id=planned.exercise_id, exercise_variant_id=planned.exercise_variant_id, name=planned.name
    )


def _body_kg(log: WorkoutPerformanceLog) -> float | None:
    for used in log.references or ():
        if used.kind == ReferenceKind.BODYWEIGHT and not isinstance(used.value, tuple):
            return _kg(used.value, used.unit)
    return None


def _float(amount: Number | None) -> float | None:
    return None if amount is None else float(amount)  # a column of 7 and 7.5 is one of floats, not a mixture


def _kg(weight: Number | None, unit: str) -> float | None:
    return None if weight is None else float(load_kg(weight, "lb" if unit == "lb" else "kg"))
