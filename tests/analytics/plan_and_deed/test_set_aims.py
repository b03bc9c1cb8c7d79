"""A set against what was aimed at: repetitions, load, effort."""

from typing import Any

import pytest

from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import (
    BodyweightExercise,
)
from mesocycle.domain.reference.value import ReferenceValue
from tests.analytics.compared import (
    a_plan,
    compared,
    did,
    lines,
    performed,
    sets_planned,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import FIVE_BY_100
from tests.builders import a_section, a_set

# ------------------------------------------------------------------------------------------------------- sets


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ({"reps": 5, "weight": 100}, "met"),
        ({"reps": 5, "weight": 96}, "met"),
        ({"reps": 4, "weight": 100}, "under"),
        ({"reps": 2, "weight": 100}, "partial"),
        ({"reps": 7, "weight": 100}, "over"),
        ({"reps": 5, "weight": 90}, "under"),
        ({"reps": 5, "weight": 110}, "over"),
        ({"reps": 4, "weight": 110}, "under"),
        ({"reps": 5}, "met"),
        ({}, "met"),
    ],
)
def test_a_set_is_met_within_five_per_cent_and_repetitions_decide_before_the_load(
    done: dict[str, Any], verdict: str
) -> None:
    found = compared(FIVE_BY_100, did(performed(**done)))

    assert verdicts(found) == [verdict]


def test_a_deviation_is_told_with_its_amount_its_percentage_and_its_unit() -> None:
    (line,) = lines(compared(FIVE_BY_100, did(performed(reps=5, weight=90, rpe=9))))

    (reps, load) = line.deviations
    assert (reps.measure, reps.difference) == ("repetitions", 0)
    assert (load.measure, load.low, load.high, load.done) == ("load", 100, 100, 90)
    assert (load.difference, load.percent, load.unit) == (-10, -10, "kg")


@pytest.mark.parametrize(("reps", "verdict"), [(7, "under"), (8, "met"), (12, "met"), (13, "over")])
def test_of_a_range_both_ends_and_all_between_are_met(reps: int, verdict: str) -> None:
    plan = sets_planned(a_set(rep_type="range", reps=None, reps_min=8, reps_max=12))

    assert verdicts(compared(plan, did(performed(reps=reps, weight=100)))) == [verdict]


@pytest.mark.parametrize(("reps", "verdict"), [(4, "under"), (5, "met"), (20, "met")])
def test_a_set_of_five_or_more_has_no_upper_end(reps: int, verdict: str) -> None:
    plan = sets_planned(a_set(rep_type="max", reps=None, reps_min=5))

    assert verdicts(compared(plan, did(performed(reps=reps, weight=100)))) == [verdict]


@pytest.mark.parametrize(
    ("done", "verdict"),
    [({"rpe": 8}, "met"), ({"rpe": 8.5}, "met"), ({"rpe": 9}, "over"), ({"rir": 2}, "met"), ({"rir": 4}, "under")],
)
def test_effort_is_met_within_half_a_point_and_reserve_is_effort_too(done: dict[str, Any], verdict: str) -> None:
    plan = sets_planned(a_set(weight=None, weight_unit=None, rpe=8))

    assert verdicts(compared(plan, did(performed(reps=5, **done)))) == [verdict]


def test_reserve_from_one_to_three_is_effort_from_seven_to_nine() -> None:
    plan = sets_planned(a_set(weight=None, weight_unit=None, rir=1, rir_max=3))

    (line,) = lines(compared(plan, did(performed(reps=5, rpe=7))))

    assert [(one.low, one.high, one.verdict) for one in line.deviations if one.measure == "effort"] == [(7, 9, "met")]


def test_a_percentage_is_compared_as_the_load_it_was_on_that_day() -> None:
    plan = sets_planned(a_set(weight=None, weight_unit=None, percent_of_training_max=85))
    value = ReferenceValue(
        id="tm",
        user_id="athlete-1",
        kind=ReferenceKind.TRAINING_MAX,
        exercise_id="squat",
        exercise_variant_id="back-squat",
        value=100,
        unit="kg",
        valid_from="2026-01-01",
        source="entered",
    )

    with_value = compared(plan, did(performed(reps=5, weight=75)), values=[value])
    without = compared(plan, did(performed(reps=5, weight=75)))

    assert verdicts(with_value) == ["under"]
    assert verdicts(without) == ["met"]


def test_pounds_and_kilograms_are_compared_alike() -> None:
    pounds = sets_planned(a_set(weight=225, weight_unit="lb"))
    kilograms = sets_planned(a_set(weight=102.0582833, weight_unit="kg"))

    one = compared(pounds, did(performed(reps=5, weight=225, weight_unit="lb")))
    other = compared(kilograms, did(performed(reps=5, weight=102.0582833)))

    assert [line.deviations for line in lines(one)] == [line.deviations for line in lines(other)]
    assert one.done.load_kg == pytest.approx(other.done.load_kg)


def test_the_body_alone_is_no_load_to_compare() -> None:
    chin_up = BodyweightExercise(
        id="exercise-1",
        exercise_id="chin-up",
        exercise_variant_id="chin-up",
        name="Chin-up",
        order_index=0,
        sets=(a_set(weight=0),),
    )

    found = compared(a_plan(a_section(exercises=(chin_up,))), did(performed(reps=5, weight=10)))

    assert verdicts(found) == ["met"]
