"""Names of exercises from elsewhere, matched to the library: sure ones at once, likely ones as a suggestion.

The order of words counts, for low to high is not high to low, and no word is dropped but an article.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

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
_EMPTY = frozenset(["the", "a", "an"])
"""Words without which an exercise is the same."""
_SMALL = _EMPTY | {"of", "on", "with", "and", "in", "to", "using", "bar"}
"""Words that make no two exercises alike; an exercise without them may be another, so this is for suggestions only."""
_TOOLS = frozenset(
    {
        *("barbell", "dumbbell", "kettlebell", "cable", "machine", "smith", "ezbar", "trapbar", "hexbar", "band"),
        *("plate", "landmine", "bodyweight"),
    }
)
"""What an exercise is done with may stand anywhere in its name: `Barbell Row`, `Row (Barbell)`."""
_PARTS = re.compile(r"[()\[\],;:/|]|(?<!\w)-|-(?!\w)")
_MOST_PARTS = 4
_LIKELY = 0.62
"""The score from which a likeness is worth a question."""
_MOST_SUGGESTED = 3
_LONGEST = 100
"""Of a longer name the rest says nothing more, and comparing takes time by its square."""


class How(StrEnum):
    """Why a name means an exercise: the person chose it, it or another program calls it so, the same words say it."""

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
    """Match names to one user's library; `choices` are theirs, by `normal_name`, as variant ids.

    `elsewhere` says what other programs call the shared exercises, in the same form: somebody looked at each.
    """

    def __init__(self, library: Library, choices: Mapping[str, Id], elsewhere: Mapping[str, Id] | None = None) -> None:
        """Index the library by the words of all its names."""
        self._library = library
        self._choices = choices
        self._elsewhere = elsewhere or {}
        self._entries = [
            _Entry(each, _spelled(name), tools)
            for each in library.offered()
            for tools in (frozenset[str]().union(*map(_words, each.equipment)),)
            for name in (each.name, *each.aliases)
        ]
        self._by_core: dict[str, list[_Entry]] = {}
        for entry in self._entries:
            for core in entry.spelled.cores:
                self._by_core.setdefault(core, []).append(entry)

    def match(self, name: str) -> ExerciseMatch:
        """Say what a name means, and how that is known."""
        normal = normal_name(name)
        chosen = self._library.variant(self._choices.get(normal, ""))
        if chosen is not None:
            return _sure(name, How.CHOSEN, chosen)
        exact = self._library.find(name)
        if exact is None or exact.owner_id is None:  # there a name may be that of another exercise
            exact = self._library.variant(self._elsewhere.get(normal, "")) or exact
        if exact is not None:
            return _sure(name, How.EXACT, exact)
        spelled = _spelled(name[:_LONGEST])
        same = self._same_words(spelled)
        if same is not None:
            return _sure(name, How.NORMALISED, same)
        suggestions = self._suggestions(spelled.words)
        how = How.SUGGESTED if suggestions else How.UNKNOWN
        return ExerciseMatch(name=name, how=how, suggestions=suggestions)

    def _same_words(self, spelled: "_Spelled") -> LibraryExercise | None:
        """Find the one exercise with the same words in order, else the one that has them with its equipment."""
        near = [entry for core in spelled.cores for entry in self._by_core.get(core, ())]
        alike = {each.exercise.id: each.exercise for each in near if each.spelled.tools == spelled.tools}
        if not alike:
            alike = {
                each.exercise.id: each.exercise
                for each in near
                if each.spelled.tools < spelled.tools and spelled.tools - each.spelled.tools <= each.equipment
            }
        return next(iter(alike.values())) if len(alike) == 1 else None

    def _suggestions(self, words: frozenset[str]) -> tuple[SuggestedExercise, ...]:
        best: dict[Id, SuggestedExercise] = {}
        written = " ".join(sorted(words))
        for each, spelled, tools in self._entries:
            theirs = spelled.words
            shared = words & theirs
            overlap = len(shared | (words & tools)) / (len(words | theirs) or 1)
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


class _Spelled(NamedTuple):
    """A name taken apart."""

    cores: frozenset[str]
    """Its words but tools in their order; what brackets, dashes and commas set apart stands in front or behind."""
    tools: frozenset[str]
    words: frozenset[str]
    """All that are more than small ones."""


class _Entry(NamedTuple):
    """One name of an exercise of the library."""

    exercise: LibraryExercise
    spelled: _Spelled
    equipment: frozenset[str]


def _sure(name: str, how: How, exercise: LibraryExercise) -> ExerciseMatch:
    return ExerciseMatch(
        name=name, how=how, exercise_variant_id=exercise.exercise_variant_id, exercise_name=exercise.name
    )


@lru_cache(maxsize=4096)  # the library's names are asked for again and again
def _spelled(name: str) -> _Spelled:
    parts = [[word for word in _in_order(part) if word not in _EMPTY] for part in _PARTS.split(name)]
    words = frozenset(word for part in parts for word in part)
    bare = [" ".join(word for word in part if word not in _TOOLS) for part in parts]
    told = [part for part in bare if part]
    orders = permutations(told) if len(told) <= _MOST_PARTS else [tuple(told)]
    return _Spelled(frozenset(" ".join(each) for each in orders if each), words & _TOOLS, words - _SMALL)


@lru_cache(maxsize=1024)  # a library has twenty sorts of equipment, and each exercise names some
def _words(name: str) -> frozenset[str]:
    return frozenset(_in_order(name))


def _in_order(name: str) -> list[str]:
    """Take a name apart into its words: singular, without accents, spelled one way."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    found = _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
    singular = [_singular(word) for word in _joined(found)]
    return [word for each in singular for word in _SAME.get(each, each).split()]


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
