"""Past workouts as sessions: the snapshot is their bare structure without targets, the log is what was done."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mesocycle.domain.document import DurationText, Id
from mesocycle.domain.imports.past_workout import PastEffort, PastExercise, PastSet, PastWorkout
from mesocycle.domain.imports.result import NAMES, ImportSource
from mesocycle.domain.log.performance import (
    Effort,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.library import LibraryExercise, normal_name, own_id
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import (
    BasicSection,
    BodyweightExercise,
    Exercise,
    ExerciseSet,
    Goal,
    MobilityExercise,
    Section,
    SetType,
    Side,
    Step,
    StepsSection,
    StrengthExercise,
)

_LINES: dict[str, type[StrengthExercise | BodyweightExercise | MobilityExercise]] = {
    "strength": StrengthExercise,
    "bodyweight": BodyweightExercise,
    "running": BodyweightExercise,
    "mobility": MobilityExercise,
}
_SETS = "Sets"
_ACTIVITY = "Activity"


class PastSession(NamedTuple):
    """What is stored of a past workout beside its times."""

    workout_id: Id
    snapshot: WorkoutSnapshot
    log: WorkoutPerformanceLog


def past_session(workout: PastWorkout, source: ImportSource, exercises: Mapping[str, LibraryExercise]) -> PastSession:
    """Make snapshot and log of a past workout; `exercises` has what each of its names means.

    Ids follow from names, so that workouts of one name and structure share their snapshot and its lines.
    """
    workout_id = _id(source, workout.name)
    sections: list[Section] = []
    done: list[PerformedSection] = []
    if workout.exercises:
        section, performed = _sets(workout, workout_id, exercises)
        sections.append(section)
        done.append(performed)
    if workout.efforts:
        section, performed = _activity(workout, workout_id, len(sections))
        sections.append(section)
        done.append(performed)
    snapshot = WorkoutSnapshot(
        name=workout.name,
        type=workout.type,
        objective=f"Imported from {NAMES[source]}",
        sections=tuple(sections),
        sport=workout.sport,
    )
    return PastSession(workout_id, snapshot, WorkoutPerformanceLog(sections=tuple(done), feedback=workout.feedback))


def _sets(
    workout: PastWorkout, workout_id: Id, exercises: Mapping[str, LibraryExercise]
) -> tuple[Section, PerformedSection]:
    section_id = f"{workout_id}.1"
    lines: list[Exercise] = []
    done: list[PerformedExercise] = []
    met: Counter[Id] = Counter()
    for order, past in enumerate(workout.exercises):
        known = exercises[past.name]
        met[known.exercise_variant_id] += 1
        line_id = _id(workout_id, known.exercise_variant_id, str(met[known.exercise_variant_id]))
        kinds = tuple([(each.set_type, each.rest, each.side) for each in past.sets])
        line = _line_type(past, known)(
            id=line_id,
            exercise_id=known.exercise_id,
            exercise_variant_id=known.exercise_variant_id,
            name=known.name,
            order_index=order,
            superset_group_id=past.superset,
            sets=_bare_sets(line_id, kinds),
        )
        lines.append(line)
        performed = tuple([_performed(line_id, number, each) for number, each in enumerate(past.sets, 1)])
        done.append(PerformedExercise(exercise_id=line_id, order_index=order, sets=performed, notes=past.notes))
    section = BasicSection(id=section_id, name=_SETS, order_index=0, exercises=tuple(lines))
    return section, PerformedSection(section_id=section_id, order_index=0, exercises=tuple(done))


def _line_type(
    past: PastExercise, known: LibraryExercise
) -> type[StrengthExercise | BodyweightExercise | MobilityExercise]:
    """Give the line's type; a negative weight is help, so the body was the load, whatever the exercise is."""
    helped = any((each.performance.weight or 0) < 0 for each in past.sets)
    return BodyweightExercise if helped else _LINES[known.kind]


@lru_cache(maxsize=4096)
def _bare_sets(
    line_id: Id, kinds: tuple[tuple[SetType, DurationText | None, Side | None], ...]
) -> tuple[ExerciseSet, ...]:
    """Make the sets of a line without any target: what was done is no plan, so nothing in it asks for a number.

    `fixed` without a number is what no plan may hold, so nobody takes such a set for a prescription of their own.
    """
    return tuple(
        ExerciseSet(
            id=f"{line_id}.{number}",
            set_number=number,
            set_type=kind,
            rep_type="fixed",
            unilateral_side=side,
            rest_after=rest,
        )
        for number, (kind, rest, side) in enumerate(kinds, 1)
    )


def _performed(line_id: Id, number: int, past: PastSet) -> PerformedSet:
    set_id = f"{line_id}.{number}"
    return PerformedSet(
        id=set_id,
        set_id=set_id,
        set_number=number,
        set_type=past.set_type,
        unilateral_side=past.side,
        performance=past.performance,
        notes=past.notes,
        performed_at=past.performed_at,
    )


def _activity(workout: PastWorkout, workout_id: Id, order: int) -> tuple[Section, PerformedSection]:
    """Make one open step; a single effort is that step, several are laps of it."""
    section_id, step_id = f"{workout_id}.2", f"{workout_id}.2.1"
    step = Step(id=step_id, phase="active", goal=Goal(open=True), movement=workout.movement)
    alone = len(workout.efforts) == 1
    efforts = tuple(
        _effort(past, f"{step_id}.{number}", step_id if alone else None, number)
        for number, past in enumerate(workout.efforts, 1)
    )
    section = StepsSection(id=section_id, name=_ACTIVITY, order_index=order, rounds=1, steps=(step,))
    return section, PerformedSection(section_id=section_id, order_index=order, exercises=(), efforts=efforts)


def _effort(past: PastEffort, effort_id: Id, step_id: Id | None, number: int) -> Effort:
    return Effort(
        id=effort_id,
        step_id=step_id,
        round=1 if step_id else number,
        phase=past.phase,
        performance=past.performance,
        performed_at=past.performed_at,
    )


def own_exercise(user_id: Id, name: str, sets: Sequence[PastSet]) -> LibraryExercise:
    """Make an exercise of the user's own of a name that nobody knows: `strength` if it was ever loaded, not helped.

    The same name gives the same exercise, in every import.
    """
    normal = normal_name(name)
    made = own_id(user_id, f"import:{normal or name}")
    return LibraryExercise(
        id=made,
        exercise_id=made,
        exercise_variant_id=made,
        name=name if normal else f"Exercise {name}",
        aliases=(),
        kind="strength" if any((each.performance.weight or 0) > 0 for each in sets) else "bodyweight",
        primary_muscles=(),
        secondary_muscles=(),
        equipment=(),
        unilateral=False,
        owner_id=user_id,
    )


@lru_cache(maxsize=8192)
def _id(*parts: str) -> Id:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
