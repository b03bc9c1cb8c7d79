"""What percentages mean on the bar."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import Number
from mesocycle.domain.people.user import LoadStep, Units
from mesocycle.domain.plan.workout import (
    BodyweightExercise,
    Exercise,
    ExerciseSet,
)
from mesocycle.domain.reference.loads import ResolvedLoad, rounded
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.reference.value import MissingReference, UsedReference
from tests.builders import a_set
from tests.domain.reference.athletes import K, a_value, percent, resolved, squat


def loads(answer: Resolved) -> dict[str, Number]:
    return {set_id: load.weight for set_id, load in answer.loads.items()}


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
