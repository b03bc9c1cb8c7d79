"""Sets of an exercise as steps for a watch."""

from mesocycle.domain.plan.workout import (
    BasicSection,
    StrengthExercise,
    WorkoutType,
)
from mesocycle.domain.watch.plan import WatchPlan
from tests.builders import a_set, an_exercise
from tests.formats.watch_reading import by_fitdecode, by_the_sdk
from tests.formats.workouts.plans import a_plan, the_steps, written


def strength(*exercises: StrengthExercise) -> WatchPlan:
    section = BasicSection(id="section", name="Main", order_index=0, exercises=exercises)
    return a_plan(section, type_=WorkoutType.STRENGTH)


def test_sets_are_repetitions_with_a_load_and_a_rest() -> None:
    squat = an_exercise(
        exercise_variant_id="squat.barbell-back", sets=tuple(a_set(id=f"s{n}", set_number=n) for n in (1, 2, 3))
    )

    plan = strength(squat)

    steps = the_steps(plan)
    assert [each["duration_type"] for each in steps] == [29, 0, 29, 0, 29]
    assert steps[0]["duration_value"] == 5
    assert (steps[0]["exercise_category"], steps[0]["exercise_name"], steps[0]["exercise_weight"]) == (28, 6, 10_000)
    assert steps[1]["duration_value"] == 180_000
    assert (by_fitdecode(written(plan).body)["workout"][0]["sport"], plan.left_out) == ("training", ())


def test_a_load_in_pounds_is_shown_in_pounds() -> None:
    pounds = an_exercise(sets=(a_set(weight=225, weight_unit="lb"),))

    (step,) = the_steps(strength(pounds))

    assert (step["exercise_weight"], step["weight_display_unit"]) == (10_206, 2)


def test_an_exercise_the_watch_does_not_know_has_its_name_as_a_title() -> None:
    body = written(strength(an_exercise(exercise_variant_id="own-1", name="Zottman dance"))).body

    (title,) = by_the_sdk(body)["exercise_title"]
    assert (title["exercise_category"], title["wkt_step_name"]) == (65534, "Zottman dance")


def test_a_superset_goes_round_by_round() -> None:
    sets = [tuple(a_set(id=f"{name}{n}", set_number=n) for n in (1, 2)) for name in "ab"]
    one = an_exercise(id="a", name="Row", superset_group_id="1", sets=sets[0], rest_between_sets=None)
    other = an_exercise(id="b", name="Press", superset_group_id="1", sets=sets[1], rest_between_sets="90s")

    steps = the_steps(strength(one, other))

    assert [each["wkt_step_name"] for each in steps] == ["Row", "Press", "Rest", "Row", "Press"]


def test_a_range_shows_its_low_end_and_says_so() -> None:
    plan = strength(an_exercise(sets=(a_set(rep_type="range", reps=None, reps_min=8, reps_max=12, rpe=8),)))

    (step,) = the_steps(plan)

    assert step["duration_value"] == 8
    assert step["notes"].startswith("8-12 @ 100 kg")
    assert {each.what for each in written(plan).left_out} == {"the RPE", "the upper end of its repetitions"}
