"""One exercise over time."""

import pytest

from mesocycle.analytics.guidance.exercise_history import exercise_report
from mesocycle.analytics.strength.strength import intensity
from tests.analytics.sets import a_lift
from tests.analytics.strength.lifted import YEAR


def test_bands_share_out_all_repetitions_by_percent_of_the_1rm() -> None:
    sets = [a_lift(load_kg=59.9), a_lift(load_kg=60), a_lift(load_kg=90, reps=2), a_lift(load_kg=105, reps=1)]

    found = intensity(sets, 100)

    assert [(one.sets, one.reps) for one in found] == [(1, 5), (1, 5), (0, 0), (0, 0), (2, 3)]
    assert sum(one.share or 0 for one in found) == pytest.approx(1, abs=0.001)


def test_without_a_1rm_there_are_no_bands() -> None:
    assert intensity([a_lift()], None) == ()


def test_an_exercise_is_followed_across_its_variants() -> None:
    sets = [a_lift(), a_lift(exercise_variant_id="squat.box", load_kg=80), a_lift(exercise_id="bench")]

    found = exercise_report(sets, "squat", "Squat", **YEAR)

    assert [(one.exercise_variant_id, one.top_load_kg) for one in found.days] == [
        ("squat.barbell-back", 100),
        ("squat.box", 80),
    ]
