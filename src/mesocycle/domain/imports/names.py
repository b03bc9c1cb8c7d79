"""Names of exercises from elsewhere, matched to the library: sure ones at once, likely ones as a suggestion."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum

from mesocycle.domain.document import Document, Id
from mesocycle.domain.plan.library import Library, LibraryExercise, normal_name

_WORD = re.compile(r"[^\W_]+")
_SAME = {
    "db": "dumbbell",
    "bb": "barbell",
    "kb": "kettlebell",
    "bw": "bodyweight",
    "ez": "ezbar",
    "flye": "fly",
    "flie": "fly",
    "1": "single",
    "one": "single",
    "unilateral": "single",
    "legged": "leg",
    "armed": "arm",
    "rdl": "romanian deadlift",
    "ohp": "overhead press",
    "tricep": "triceps",
    "bicep": "biceps",
    "ab": "abs",
    "seat": "seated",
}
_JOINED = frozenset(
    {
        *("pullup", "pushup", "chinup", "situp", "stepup", "warmup", "pulldown", "pushdown", "pullover", "crossover"),
        *("kickback", "skullcrusher", "deadlift", "trapbar", "ezbar", "hexbar", "bodyweight", "kettlebell"),
        *("dumbbell", "barbell", "handstand"),
    }
)
_EMPTY = frozenset(["the", "a", "an", "of", "on", "with", "and", "in", "to", "using", "bar"])
_LIKELY = 0.62
"""The score from which a likeness is worth a question."""
_MOST_SUGGESTED = 3
_LONGEST = 100
"""Of a longer name the rest says nothing more, and comparing takes time by its square."""


class How(StrEnum):
    """Why a name means an exercise: the person chose it, it is its name or alias, the same words say it."""

    CHOSEN = "chosen"
    EXACT = "exact"
    NORMALISED = "normalised"
    SUGGESTED = "suggested"
    UNKNOWN = "unknown"

    @property
    def sure(self) -> bool:
        """Whether it is taken without asking."""
        return self in (How.CHOSEN, How.EXACT, How.NORMALISED)


class SuggestedExercise(Document, frozen=True, kw_only=True):
    """An exercise that a name may mean; the score is 0 to 1."""

    exercise_variant_id: Id
    name: str
    score: float


class ExerciseMatch(Document, frozen=True, kw_only=True):
    """What a name from elsewhere means; `suggested` and `unknown` ones become the user's own exercises.

    Confirm a suggestion, and the name means that exercise from then on.
    """

    name: str
    how: How
    exercise_variant_id: Id | None = None
    exercise_name: str | None = None
    suggestions: tuple[SuggestedExercise, ...] = ()


class Matcher:
    """Match names to one user's library; `choices` are theirs, by `normal_name`, as variant ids."""

    def __init__(self, library: Library, choices: Mapping[str, Id]) -> None:
        """Index the library by the words of all its names."""
        self._library = library
        self._choices = choices
        self._entries = [
            (each, _words(name), frozenset(word for tool in each.equipment for word in _words(tool)))
            for each in library.all()
            for name in (each.name, *each.aliases)
        ]

    def match(self, name: str) -> ExerciseMatch:
        """Say what a name means, and how that is known."""
        chosen = self._library.variant(self._choices.get(normal_name(name), ""))
        if chosen is not None:
            return _sure(name, How.CHOSEN, chosen)
        exact = self._library.find(name)
        if exact is not None:
            return _sure(name, How.EXACT, exact)
        words = _words(name[:_LONGEST])
        same = self._same_words(words)
        if same is not None:
            return _sure(name, How.NORMALISED, same)
        suggestions = self._suggestions(words)
        how = How.SUGGESTED if suggestions else How.UNKNOWN
        return ExerciseMatch(name=name, how=how, suggestions=suggestions)

    def _same_words(self, words: frozenset[str]) -> LibraryExercise | None:
        """Find the one exercise whose name has the same words, else the one that has them with its equipment."""
        if not words:
            return None
        alike = {each.exercise_variant_id: each for each, theirs, _ in self._entries if theirs == words}
        if not alike:
            alike = {
                each.exercise_variant_id: each
                for each, theirs, tools in self._entries
                if theirs < words and words - theirs <= tools
            }
        return next(iter(alike.values())) if len(alike) == 1 else None

    def _suggestions(self, words: frozenset[str]) -> tuple[SuggestedExercise, ...]:
        best: dict[Id, SuggestedExercise] = {}
        written = " ".join(sorted(words))
        for each, theirs, tools in self._entries:
            shared = words & theirs
            overlap = len(shared | (words & tools)) / len(words | theirs)
            if not shared or 0.6 * overlap + 0.4 < _LIKELY:  # however alike the letters, it would not do
                continue
            alike = SequenceMatcher(None, written, " ".join(sorted(theirs | (words & tools)))).ratio()
            score = round(0.6 * overlap + 0.4 * alike, 2)
            known = best.get(each.exercise_variant_id)
            if score >= _LIKELY and (known is None or known.score < score):
                best[each.exercise_variant_id] = SuggestedExercise(
                    exercise_variant_id=each.exercise_variant_id, name=each.name, score=score
                )
        ordered = sorted(best.values(), key=lambda each: (-each.score, each.name))
        return tuple(ordered[:_MOST_SUGGESTED])


def _sure(name: str, how: How, exercise: LibraryExercise) -> ExerciseMatch:
    return ExerciseMatch(
        name=name, how=how, exercise_variant_id=exercise.exercise_variant_id, exercise_name=exercise.name
    )


def _words(name: str) -> frozenset[str]:
    """Take a name apart into its words: singular, without accents, spelled one way."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    found = _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
    singular = [_singular(word) for word in _joined(found)]
    return frozenset(word for each in singular for word in _SAME.get(each, each).split() if word not in _EMPTY)


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Write `pull up` as `pullup`: some put a blank or a hyphen between, some do not."""
    before = ""
    for word in words:
        if before and _singular(before + word) in _JOINED:
            yield before + word
            before = ""
            continue
        if before:
            yield before
        before = word
    if before:
        yield before


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
