"""Sets of a strength training as a watch records them."""

from mesocycle.domain.activity.activity import GuessedExercise
from mesocycle.domain.plan.workout import WorkoutType
from tests.formats.activities.fits import activities_in, the_activity
from tests.formats.fit_bytes import (
    a_fit_file,
    file_id,
    session,
    strength_set,
)
from tests.formats.real_files import needs_real_files, real_files


def test_a_set_tells_repetitions_load_and_what_the_watch_took_it_for() -> None:
    work, rest = strength_set(0, weight_16=1000), strength_set(30, active=False)

    activity = the_activity(a_fit_file(file_id(), work, rest, session(0, 60, 0, sport=10, sub_sport=20)))

    first, second = activity.sets
    assert activity.type is WorkoutType.STRENGTH
    assert (first.kind, first.performance.reps, first.performance.weight) == ("active", 5, 62.5)
    assert first.guesses == (GuessedExercise(category="squat", name="barbell_back_squat"),)
    assert (second.kind, second.performance.reps, second.performance.duration) == ("rest", None, 30)


def test_a_weight_of_nought_was_never_entered_and_an_unknown_exercise_is_no_guess() -> None:
    body = a_fit_file(
        file_id(), strength_set(0, weight_16=0, category=65534), session(0, 60, 0, sport=10, sub_sport=20)
    )

    (only,) = the_activity(body).sets

    assert (only.performance.weight, only.performance.weight_unit, only.guesses) == (None, None, ())


@needs_real_files
def test_two_strength_trainings_have_their_sets() -> None:
    found = {path.name: activities_in(path) for path in real_files("fit-strength/*.fit")}

    counts = {name: [len(one.sets) for one in each] for name, each in found.items()}
    active = {name: sum(s.kind == "active" for one in each for s in one.sets) for name, each in found.items()}
    assert counts == {"20474406937_ACTIVITY.fit": [76], "20748058539_ACTIVITY.fit": [27]}
    assert active == {"20474406937_ACTIVITY.fit": 38, "20748058539_ACTIVITY.fit": 14}
