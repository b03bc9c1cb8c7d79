"""FIT bytes."""

from mesocycle.formats.workouts.fit_writing import fitting
from tests.formats.workouts.plans import a_plan, intervals, written


def test_the_same_workout_is_the_same_bytes() -> None:
    assert written(a_plan(intervals())).body == written(a_plan(intervals())).body


def test_a_long_name_is_cut_between_characters() -> None:
    assert fitting("Läufe" * 20, 40).encode().decode() == fitting("Läufe" * 20, 40)
    assert len(fitting("Läufe" * 20, 40).encode()) <= 40
