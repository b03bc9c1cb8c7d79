"""Percentages, zones and reserves as kilograms, beats and paces, with the values in force on a day."""

from mesocycle.domain.reference.resolution import missing
from mesocycle.domain.reference.value import MissingReference
from tests.builders import a_section
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
