"""Percentages, zones and reserves as kilograms, beats and paces, with the values in force on a day."""

from mesocycle.domain.people.user import Units
from mesocycle.domain.reference.resolution import missing, resolve
from mesocycle.domain.reference.value import MissingReference
from tests.analytics.compared import a_plan
from tests.builders import a_section, a_set, an_exercise
from tests.domain.reference.athletes import DAY, SQUAT_MAX, a_snapshot, percent, resolved, squat


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
