"""Records: the heaviest, the most, the best estimate."""

from mesocycle.analytics.strength.records import of_exercise
from tests.analytics.sets import a_lift


def test_a_warm_up_is_never_a_record() -> None:
    found = of_exercise("squat", "Squat", [a_lift(), a_lift(set_type="warmup", load_kg=200, reps=50)])

    assert [(one.reps, one.load_kg) for one in found.heaviest] == [(5, 100)]
    assert found.most_reps is not None
    assert found.most_reps.reps == 5


def test_records_are_told_per_repetition_count_with_the_day_of_the_first_time() -> None:
    sets = [a_lift(day="2026-02-01"), a_lift(), a_lift(reps=3, load_kg=110), a_lift(load_kg=95)]

    found = of_exercise("squat", "Squat", sets)

    assert [(one.reps, one.load_kg, one.day) for one in found.heaviest] == [
        (3, 110, "2026-01-05"),
        (5, 100, "2026-01-05"),
    ]


def test_the_best_estimate_is_of_a_reliable_set_where_there_is_one() -> None:
    found = of_exercise("squat", "Squat", [a_lift(), a_lift(reps=30, load_kg=90)])

    assert found.best_estimate is not None
    assert found.best_estimate.of.reps == 5
    assert found.best_estimate.estimated_max.reliable


def test_the_most_volume_of_a_day_is_summed_over_variants() -> None:
    sets = [a_lift(), a_lift(exercise_variant_id="squat.box", load_kg=80), a_lift(day="2026-01-06", load_kg=120)]

    found = of_exercise("squat", "Squat", sets)

    assert found.best_day_volume is not None
    assert (found.best_day_volume.volume_kg, found.best_day_volume.day) == (900, "2026-01-05")


def test_repetitions_without_a_known_load_can_still_be_the_most() -> None:
    found = of_exercise("pull-up", "Pull-up", [a_lift(exercise_id="pull-up", load_kg=None, reps=12)])

    assert found.heaviest == ()
    assert found.most_reps is not None
    assert (found.most_reps.reps, found.most_reps.load_kg) == (12, None)
