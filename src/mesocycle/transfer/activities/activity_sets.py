"""The sets of a recorded strength training in the words of the athlete's library."""

from mesocycle.domain.activity.activity import Activity, GuessedExercise
from mesocycle.domain.activity.log import NamedSet
from mesocycle.domain.plan.library import Library
from mesocycle.formats.activities.watch_exercises import variants_of

UNKNOWN = "Unknown exercise"
"""What a set is called that no watch and nobody gave a name."""


def named_sets(activity: Activity, library: Library) -> tuple[NamedSet, ...]:
    """Name the active sets by the watch's first guess; the rest after each belongs to it."""
    named: list[NamedSet] = []
    for place, each in enumerate(activity.sets):
        if each.kind != "active":
            continue
        guess = each.guesses[0] if each.guesses else None
        variants = () if guess is None else variants_of(guess)
        following = activity.sets[place + 1] if place + 1 < len(activity.sets) else None
        rest_s = following.performance.duration if following is not None and following.kind == "rest" else None
        named.append(NamedSet(each, variants, _name(guess, variants, library), rest_s or None))
    return tuple(named)


def _name(guess: GuessedExercise | None, variants: tuple[str, ...], library: Library) -> str:
    """Take the library's name where the guess means one variant; a category alone is named by its word."""
    if guess is None:
        return UNKNOWN
    known = library.variant(variants[0]) if variants and guess.name is not None else None
    return known.name if known is not None else (guess.name or guess.category).replace("_", " ").capitalize()
