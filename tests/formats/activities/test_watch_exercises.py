from importlib.resources import files

import garmin_fit_sdk.profile

from mesocycle.domain.activity.activity import GuessedExercise
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.formats.activities.watch_exercises import variants_of, watch_exercise
from mesocycle.formats.documents.exercise_library import parse_library

_TYPES = garmin_fit_sdk.profile.Profile["types"]
_LIBRARY = parse_library(files("mesocycle").joinpath("data/exercises.yaml").read_bytes())
_KNOWN = [each for each in _LIBRARY if watch_exercise(each.exercise_variant_id)]


def meant_by_the_makers(exercise: LibraryExercise) -> tuple[str, ...]:
    """Go from our numbers through the makers' own names back to variants."""
    found = watch_exercise(exercise.exercise_variant_id)
    assert found is not None
    category = _TYPES["exercise_category"][found.category]
    name = _TYPES[f"{category}_exercise_name"][found.name]
    return variants_of(GuessedExercise(category=category, name=name))


def test_at_least_150_lifts_have_a_watchs_exercise() -> None:
    assert len(_KNOWN) >= 150


def test_the_numbers_of_a_watchs_exercise_are_those_of_the_formats_makers() -> None:
    wrong = [each.name for each in _KNOWN if each.exercise_variant_id not in meant_by_the_makers(each)]

    assert wrong == []


def test_the_first_of_several_variants_is_the_likeliest() -> None:
    assert variants_of(GuessedExercise(category="squat", name="barbell_back_squat"))[0] == "squat.barbell-back"


def test_a_category_alone_may_be_any_of_its_variants() -> None:
    assert {"deadlift.barbell", "deadlift.sumo"} <= set(variants_of(GuessedExercise(category="deadlift")))


def test_what_nobody_mapped_is_unknown() -> None:
    assert watch_exercise("own-exercise") is None
    assert variants_of(GuessedExercise(category="pose", name="lizard")) == ()


def test_no_mapping_names_a_variant_that_is_not_in_the_library() -> None:
    text = files("mesocycle").joinpath("data/watch_exercises.yaml").read_text(encoding="utf-8")
    named = [line.partition(":")[0] for line in text.splitlines() if line and not line.startswith("#")]

    assert set(named) == {each.exercise_variant_id for each in _KNOWN}
    assert len(named) == len(set(named))
