"""What the tests of reference share."""

from mesocycle.domain.document import Number
from mesocycle.domain.people.user import LoadStep, Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import (
    Exercise,
    ExerciseSet,
    Section,
    WorkoutType,
)
from mesocycle.domain.reference.resolution import Resolved, resolve
from mesocycle.domain.reference.value import ReferenceValue
from tests.builders import a_section, a_set, an_exercise

DAY = "2026-03-10"


K = ReferenceKind


def a_value(
    kind: ReferenceKind,
    value: Number | None = None,
    *,
    unit: str = "kg",
    id_: str = "",
    since: str = "2026-01-01",
    exercise: str | None = None,
    variant: str | None = None,
    bounds: tuple[Number, ...] | None = None,
) -> ReferenceValue:
    return ReferenceValue(
        id=id_ or f"{kind}-{since}",
        user_id="athlete-1",
        kind=kind,
        exercise_id=exercise,
        exercise_variant_id=variant,
        value=value,
        bounds=bounds,
        unit=unit,
        valid_from=since,
        source="tested",
    )


def squat(*sets: ExerciseSet, **given: object) -> Exercise:
    return an_exercise(sets=sets, **given)


SQUAT_MAX = a_value(K.TRAINING_MAX, 140, exercise="squat", variant="back-squat", id_="tm")


def a_snapshot(*sections: Section) -> WorkoutSnapshot:
    return WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections)


def percent(id_: str, number: int = 1, **given: object) -> ExerciseSet:
    return a_set(id=id_, set_number=number, weight=None, weight_unit=None, **given)


def resolved(
    *exercises: Exercise,
    values: tuple[ReferenceValue, ...] = (SQUAT_MAX,),
    load_step: LoadStep | None = None,
    units: Units = Units.METRIC,
) -> Resolved:
    return resolve(a_snapshot(a_section(exercises=exercises)), values, DAY, load_step, units)
