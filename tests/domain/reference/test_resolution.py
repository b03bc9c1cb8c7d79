"""Percentages, zones and reserves as kilograms, beats and paces, with the values in force on a day."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import Number
from mesocycle.domain.people.user import LoadStep, Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import (
    BodyweightExercise,
    Exercise,
    ExerciseSet,
    RunSection,
    Section,
    Target,
    WorkoutType,
)
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.loads import ResolvedLoad, rounded
from mesocycle.domain.reference.resolution import Resolved, missing, resolve
from mesocycle.domain.reference.value import MissingReference, ReferenceValue, UsedReference
from tests.analytics.compared import a_plan
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


def squat(*sets: ExerciseSet, **given: object) -> Exercise:
    return an_exercise(sets=sets, **given)


def loads(answer: Resolved) -> dict[str, Number]:
    return {set_id: load.weight for set_id, load in answer.loads.items()}


def test_the_latest_value_not_after_the_day_is_in_force_and_of_equals_the_last_added() -> None:
    values = [
        a_value(K.BODYWEIGHT, 80, id_="old", since="2026-01-01"),
        a_value(K.BODYWEIGHT, 79, id_="first", since="2026-03-10"),
        a_value(K.BODYWEIGHT, 78, id_="second", since="2026-03-10"),
        a_value(K.BODYWEIGHT, 70, id_="future", since="2026-03-11"),
    ]

    found = in_force(values, K.BODYWEIGHT, DAY)

    assert found is not None
    assert found.id == "second"
    assert in_force(values, K.BODYWEIGHT, "2025-12-31") is None


def test_a_value_of_the_variant_goes_before_one_of_the_movement_and_another_variants_does_not_count() -> None:
    movement = a_value(K.ONE_REP_MAX, 150, exercise="squat", id_="movement", since="2026-02-01")
    front = a_value(K.ONE_REP_MAX, 120, exercise="squat", variant="front-squat", id_="front")

    def found(variant: str) -> str | None:
        value = in_force([front, movement], K.ONE_REP_MAX, DAY, exercise_id="squat", exercise_variant_id=variant)
        return value.id if value else None

    assert found("front-squat") == "front"
    assert found("back-squat") == "movement"
    assert in_force([front], K.ONE_REP_MAX, DAY, exercise_id="squat", exercise_variant_id="back-squat") is None


def test_percentages_of_the_training_max_are_rounded_to_the_load_step() -> None:
    answer = resolved(squat(percent("a", percent_of_training_max=85, percent_max=90)))

    assert answer.loads["a"] == ResolvedLoad(weight=120, weight_max=125, weight_unit="kg", typed=False)
    assert answer.references == (UsedReference(reference_value_id="tm", kind="trainingMax", value=140, unit="kg"),)
    assert answer.missing == ()


def test_typed_weights_are_never_rounded() -> None:
    answer = resolved(squat(a_set(id="a", weight=101.3, weight_max=103)))

    assert answer.loads["a"] == ResolvedLoad(weight=101.3, weight_max=103, weight_unit="kg", typed=True)


@pytest.mark.parametrize(
    ("weight", "step", "expected"),
    [("101.25", 2.5, 100), ("101.26", 2.5, 102.5), ("98.75", 2.5, 97.5), ("61", 2, 60), ("0.3", 0.1, 0.3)],
)
def test_loads_go_to_the_nearest_step_and_a_half_goes_down(weight: str, step: Number, expected: Number) -> None:
    assert rounded(Fraction(weight), step) == expected


@given(st.fractions(0, 500, max_denominator=1000), st.sampled_from([0.5, 1, 1.25, 2, 2.5, 5]))
def test_a_rounded_load_is_a_multiple_of_the_step_and_within_half_of_it(weight: Fraction, step: Number) -> None:
    near = Fraction(str(rounded(weight, step)))
    size = Fraction(str(step))

    assert (near / size).denominator == 1
    assert -size / 2 <= near - weight < size / 2


def test_a_user_of_pounds_gets_pounds_in_fives_whatever_the_unit_of_the_value() -> None:
    answer = resolved(squat(percent("a", percent_of_training_max=90)), units=Units.IMPERIAL)

    assert answer.loads["a"] == ResolvedLoad(weight=280, weight_unit="lb", typed=False)  # 126 kg = 277.8 lb


def test_a_variant_has_a_load_step_of_its_own() -> None:
    steps = LoadStep(default=5, variants={"back-squat": 1})

    assert loads(resolved(squat(percent("a", percent_of_training_max=85)), load_step=steps)) == {"a": 119}


def test_the_percentage_may_be_of_another_exercise() -> None:
    pause = squat(
        percent("a", percent_of_training_max=80, percent_exercise_id="squat"),
        exercise_id="pause-squat",
        exercise_variant_id="pause-squat",
    )

    assert loads(resolved(pause)) == {"a": 112.5}


def test_back_off_sets_follow_the_heaviest_working_set_wherever_it_stands() -> None:
    answer = resolved(
        squat(
            percent("back-off", percent_of_top_set=80),
            a_set(id="warm", set_number=2, set_type="warmup", weight=200),
            percent("top", 3, percent_of_training_max=90),
            percent("after", 4, percent_of_previous_set=90),
        )
    )

    # 126 rounds to 125; 80 % of it is 100, 90 % of the set before 112.5.
    assert loads(answer) == {"back-off": 100, "warm": 200, "top": 125, "after": 112.5}


def test_without_the_value_there_is_no_load_and_the_value_is_named_once() -> None:
    exercise = squat(
        percent("a", percent_of_training_max=80),
        percent("b", 2, percent_of_training_max=90),
        percent("c", 3, percent_of_top_set=90),
    )

    answer = resolved(exercise, values=())

    lack = MissingReference(kind="trainingMax", exercise_id="squat", exercise_name="Back squat")
    assert answer.loads == {}
    assert answer.missing == (lack,)
    snapshot = a_snapshot(a_section(exercises=(exercise,)))
    assert missing([snapshot, snapshot], (), DAY) == (lack,)
    assert missing([snapshot], (SQUAT_MAX,), DAY) == ()


def pull_up(*sets: ExerciseSet) -> Exercise:
    return BodyweightExercise(
        id="pull-up",
        exercise_id="pull-up",
        exercise_variant_id="pull-up",
        name="Pull-up",
        order_index=0,
        sets=sets,
    )


def test_percentages_on_a_bodyweight_exercise_count_the_body() -> None:
    exercise = pull_up(percent("a", percent_of_1rm=80), percent("b", 2, percent_of_1rm=60))
    best = a_value(K.ONE_REP_MAX, 120, exercise="pull-up", variant="pull-up")
    body = a_value(K.BODYWEIGHT, 80)

    assert loads(resolved(exercise, values=(best, body))) == {"a": 15, "b": -7.5}
    assert resolved(exercise, values=(best,)).loads == {}
    assert resolved(exercise, values=(best,)).missing == (MissingReference(kind="bodyweight"),)


def target(metric: str, basis: str, low: Number | None, high: Number | None, of: str | None = None) -> Target:
    return Target(metric=metric, low=low, high=high, unit="", basis=basis, of=of)  # type: ignore[arg-type]  # both are drawn from their literals


def aimed(aim: Target, *values: ReferenceValue, units: Units = Units.METRIC) -> tuple[object, ...]:
    run = RunSection(id="s", name="Run", order_index=0, distance=5000, targets=(aim,))
    (found,) = resolve(a_snapshot(run), values, DAY, None, units).targets["s:work"]
    return found.low, found.high, found.unit, found.basis


HEART_ZONES = a_value(K.HEART_RATE_ZONES, unit="bpm", bounds=(120, 140, 155, 170, 190))
PACE_ZONES = a_value(K.PACE_ZONES, unit="s/km", bounds=(240, 270, 300, 360))
THRESHOLD = a_value(K.THRESHOLD_PACE, 300, unit="s/km")
RESERVE = (a_value(K.MAX_HEART_RATE, 190, unit="bpm"), a_value(K.RESTING_HEART_RATE, 50, unit="bpm"))


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        (target("heart-rate", "zone", 2, 2), (120, 140, "bpm", "absolute")),
        (target("heart-rate", "zone", 2, 3, "heartRateZones"), (120, 155, "bpm", "absolute")),
        (target("heart-rate", "zone", 1, 1), (None, 120, "bpm", "absolute")),
        (target("heart-rate", "zone", None, 2), (None, 140, "bpm", "absolute")),
        (target("heart-rate", "percent", 60, 70, "heartRateReserve"), (134, 148, "bpm", "absolute")),
        (target("heart-rate", "percent", None, 80, "maxHeartRate"), (None, 152, "bpm", "absolute")),
        (target("pace", "zone", 1, 1), (300, 360, "s/km", "absolute")),
        (target("pace", "zone", 2, 3), (240, 300, "s/km", "absolute")),
        (target("pace", "zone", 4, 4), (None, 240, "s/km", "absolute")),
        (target("pace", "percent", 80, 100, "thresholdPace"), (300, 375, "s/km", "absolute")),
        (target("pace", "percent", None, 80, "thresholdPace"), (375, None, "s/km", "absolute")),
        (target("speed", "percent", 50, 100, "thresholdPace"), (6.0, 12.0, "km/h", "absolute")),
    ],
)
def test_zones_and_percentages_become_ranges(aim: Target, expected: tuple[object, ...]) -> None:
    assert aimed(aim, HEART_ZONES, PACE_ZONES, THRESHOLD, *RESERVE) == expected


@pytest.mark.parametrize(
    "aim",
    [
        target("heart-rate", "percent", 80, 90, "thresholdPace"),
        target("pace", "zone", 2, 2, "heartRateZones"),
        target("cadence", "percent", 90, 95, "maxHeartRate"),
    ],
)
def test_a_target_of_a_value_that_does_not_measure_it_stays_as_a_foreign_document_has_it(aim: Target) -> None:
    assert aimed(aim, HEART_ZONES, THRESHOLD, *RESERVE) == (aim.low, aim.high, "", aim.basis)


def test_a_pace_comes_in_the_users_units() -> None:
    aim = target("pace", "percent", 100, 100, "thresholdPace")

    assert aimed(aim, THRESHOLD, units=Units.IMPERIAL) == (483, 483, "s/mile", "absolute")


def test_zones_given_as_speeds_mean_the_same_paces() -> None:
    speeds = a_value(K.PACE_ZONES, unit="km/h", bounds=(10, 12, 15))

    assert aimed(target("pace", "zone", 2, 2), speeds) == (300, 360, "s/km", "absolute")


def test_power_is_a_percentage_of_the_threshold() -> None:
    aim = target("power", "percent", 90, 95, "thresholdPower")

    assert aimed(aim, a_value(K.THRESHOLD_POWER, 300, unit="W")) == (270, 285, "W", "absolute")


def test_a_target_whose_value_is_missing_stays_as_written_and_the_value_is_named() -> None:
    aim = target("heart-rate", "percent", 60, 70, "heartRateReserve")
    run = RunSection(id="s", name="Run", order_index=0, distance=5000, targets=(aim,))

    answer = resolve(a_snapshot(run), RESERVE[:1], DAY, None, Units.METRIC)

    assert answer.targets == {"s:work": (aim,)}
    assert answer.missing == (MissingReference(kind="restingHeartRate"),)


@given(st.integers(60, 100), st.integers(0, 20), st.integers(150, 600))
def test_a_faster_percentage_is_never_a_slower_pace(low: int, more: int, pace: int) -> None:
    value = a_value(K.THRESHOLD_PACE, pace, unit="s/km")

    fast, slow, _, _ = aimed(target("pace", "percent", low, low + more, "thresholdPace"), value)

    assert isinstance(fast, int)
    assert isinstance(slow, int)
    assert fast <= slow


# ------------------------------------------------------------------------ what was done of a top set without a load


def test_a_percentage_of_a_top_set_without_a_load_waits_for_what_is_logged_of_it() -> None:
    top = a_set(id="top", weight=None, weight_unit=None, rpe=8)
    back = a_set(id="back", set_number=2, weight=None, weight_unit=None, percent_of_top_set=90)
    plan = a_plan(a_section(exercises=(an_exercise(sets=(top, back)),)))

    waiting = resolve(plan, (), "2026-01-05", None, Units.METRIC)
    logged = resolve(plan, (), "2026-01-05", None, Units.METRIC, {"top": (150, "kg")})

    assert "back" not in waiting.loads
    assert logged.loads["back"].weight == 135


def test_a_top_set_whose_load_is_planned_stays_the_measure_whatever_was_done() -> None:
    top, back = a_set(id="top"), a_set(id="back", set_number=2, weight=None, weight_unit=None, percent_of_top_set=90)
    plan = a_plan(a_section(exercises=(an_exercise(sets=(top, back)),)))

    found = resolve(plan, (), "2026-01-05", None, Units.METRIC, {"top": (150, "kg")})

    assert found.loads["back"].weight == 90
