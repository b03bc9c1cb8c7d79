"""Which of a watch's exercises our variants are, and which variant a watch's guess may be."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mesocycle.domain.activity.activity import GuessedExercise
from mesocycle.domain.document import Id
from mesocycle.domain.reading.strict import convert
from mesocycle.formats.activities.fit_frames import enumeration
from mesocycle.formats.text.yaml_text import parse_yaml

UNKNOWN_CATEGORY = 65534
"""The category of exercises a watch has no name for."""


class WatchExercise(NamedTuple):
    """A watch's exercise by the numbers of the FIT profile."""

    category: int
    name: int


def watch_exercise(exercise_variant_id: Id) -> WatchExercise | None:
    """Give a watch's exercise for a variant; None where it knows none."""
    return _by_variant().get(exercise_variant_id)


def variants_of(guess: GuessedExercise) -> tuple[Id, ...]:
    """Give the variants that a guess may mean, the likeliest first; a category alone means all in it."""
    words = _words()
    if guess.name is not None:
        return tuple(variant for variant, word in words.items() if word == f"{guess.category}/{guess.name}")
    return tuple(variant for variant, word in words.items() if word.startswith(f"{guess.category}/"))


@cache
def _words() -> dict[Id, str]:
    text = files("mesocycle").joinpath("data/watch_exercises.yaml").read_bytes()
    return convert(parse_yaml(text), dict[Id, str])


@cache
def _by_variant() -> dict[Id, WatchExercise]:
    categories = {name: number for number, name in enumeration("exercise_category").items()}
    numbers: dict[str, dict[str, int]] = {}
    found: dict[Id, WatchExercise] = {}
    for variant, words in _words().items():
        category, _, name = words.partition("/")
        if category not in numbers:
            numbers[category] = {word: number for number, word in enumeration(f"{category}_exercise_name").items()}
        found[variant] = WatchExercise(categories[category], numbers[category][name])
    return found
