"""The exercise library: a movement and its variants."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from msgspec import field

from mesocycle.domain.document import Document, Id
from mesocycle.domain.reading.checks import NAME, Faults, check_id, check_text, check_texts
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Told


class LibraryExercise(Document, frozen=True, kw_only=True):
    """One variant of a movement; with `ownerId` it is a user's own."""

    id: Id = field(name="_id")
    exercise_id: Id
    """The movement."""
    exercise_variant_id: Id
    name: str
    aliases: tuple[str, ...]
    kind: Literal["strength", "bodyweight", "mobility", "running"]
    primary_muscles: tuple[str, ...]
    secondary_muscles: tuple[str, ...]
    equipment: tuple[str, ...]
    unilateral: bool
    owner_id: Id | None = None


class NewExercise(Document, frozen=True, kw_only=True):
    """What is told of an exercise that is to be added; without `exerciseId` it is a movement of its own."""

    exercise_id: Id | None = None
    name: str
    aliases: tuple[str, ...] = ()
    kind: Literal["strength", "bodyweight", "mobility", "running"]
    primary_muscles: tuple[str, ...] = ()
    secondary_muscles: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    unilateral: bool = False


class ExerciseRejected(Document, frozen=True, kw_only=True):
    """One exercise of a collection that was not taken over: its line, what is wrong, what to do."""

    line: int
    reason: str
    remedy: str


class ExercisesImported(Document, frozen=True, kw_only=True):
    """What came of importing a collection."""

    imported: int
    rejected: tuple[ExerciseRejected, ...]


def own_id(owner: Id, exercise_id: Id) -> Id:
    """Give the id under which an imported exercise is a user's own: the same each time, nobody else's."""
    return hashlib.sha256(f"{owner} {exercise_id}".encode()).hexdigest()[:24]


class Library:
    """Find exercises by name, alias or variant; of equal names a user's own goes before the shared one."""

    def __init__(self, exercises: Iterable[LibraryExercise]) -> None:
        self._by_variant: dict[Id, LibraryExercise] = {}
        self._ordered = sorted(exercises, key=lambda each: each.owner_id is None)
        for each in self._ordered:
            self._by_variant.setdefault(each.exercise_variant_id, each)

    def all(self) -> list[LibraryExercise]:
        """Give every exercise, by name."""
        return sorted(self._by_variant.values(), key=lambda each: (normal_name(each.name), each.id))

    def find(self, name: str) -> LibraryExercise | None:
        """Give the exercise of a name or alias, without regard to case, blanks, hyphens and accents."""
        named = self._named.get(normal_name(name))
        return None if named is None else named.exercise

    def search(self, text: str) -> list[LibraryExercise]:
        """Give the exercises with a text in a name, best match first: the whole name, its begin, a word's, the rest."""
        ranks = self.ranks(text)
        found = (each for each in self.all() if each.exercise_variant_id in ranks)
        return sorted(found, key=lambda each: ranks[each.exercise_variant_id])

    def ranks(self, text: str) -> dict[Id, int]:
        """Give how well each exercise with a text in a name matches it, 0 the best, by its variant."""
        wanted = normal_name(text)
        ranked = {
            variant: min(_match(wanted, name, alias=place > 0) for place, name in enumerate((each.name, *each.aliases)))
            for variant, each in self._by_variant.items()
        }
        return {variant: rank for variant, rank in ranked.items() if rank < _NO_MATCH}

    def variant(self, exercise_variant_id: Id) -> LibraryExercise | None:
        """Give the exercise of a variant's id."""
        return self._by_variant.get(exercise_variant_id)

    def nearest(self, name: str) -> list[str]:
        """Give the names and aliases that look most like a name, best first, at most three exercises."""
        close = difflib.get_close_matches(normal_name(name)[:100], self._named, n=9, cutoff=0.6)
        best: dict[Id, str] = {}
        for each in close:
            named = self._named[each]
            best.setdefault(named.exercise.exercise_variant_id, named.spelled)
        return list(best.values())[:3]

    @cached_property
    def _named(self) -> dict[str, "_Named"]:
        """The names in their normal form; made when first asked for one, for reports know their exercises by id."""
        named: dict[str, _Named] = {}
        names = [(each.name, each) for each in self._ordered]
        aliases = [(alias, each) for each in self._ordered for alias in each.aliases]
        for spelled, each in (*names, *aliases):  # an alias never hides the name of another exercise
            normal = normal_name(spelled)
            if normal:
                named.setdefault(normal, _Named(spelled, each))
        return named


_LONG = 100
_NO_MATCH = 8 * _LONG


def _match(wanted: str, name: str, *, alias: bool) -> int:
    """Rank how well a name matches, 0 the best; of equals a name goes before an alias, and a shorter one first."""
    normal = normal_name(name)
    if wanted not in normal:
        return _NO_MATCH
    words = [normal_name(word) for word in re.split(r"[^\w]+", name)]
    begins = any("".join(words[place:]).startswith(wanted) for place in range(len(words)))
    rank = 0 if normal == wanted else 1 if normal.startswith(wanted) else 2 if begins else 3
    return (2 * rank + alias) * _LONG + min(len(normal), _LONG - 1)


class _Named(NamedTuple):
    spelled: str
    exercise: LibraryExercise


@lru_cache(maxsize=16_384)  # the library's names are asked for again and again
def normal_name(name: str) -> str:
    """Leave of a name its letters and digits, in lower case and without accents."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in plain if each.isalnum())


def check_exercise(exercise: LibraryExercise) -> None:
    """Refuse an exercise without a usable name or with ids that can't be, naming every place."""
    refuse_faults(_faults(exercise))


def _faults(exercise: LibraryExercise) -> Faults:
    for name, each in (
        ("_id", exercise.id),
        ("exerciseId", exercise.exercise_id),
        ("exerciseVariantId", exercise.exercise_variant_id),
    ):
        yield from check_id(name, each)
    yield from check_text("name", exercise.name, NAME)
    if exercise.name.strip() and not normal_name(exercise.name):
        yield Fault("name", Told("no-letter", "has neither letter nor digit"), "Write a name that can be looked up.")
    yield from check_texts("aliases", exercise.aliases)
    yield from check_texts("primaryMuscles", exercise.primary_muscles)
    yield from check_texts("secondaryMuscles", exercise.secondary_muscles)
    yield from check_texts("equipment", exercise.equipment)
