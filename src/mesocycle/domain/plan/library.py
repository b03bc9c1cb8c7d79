"""The exercise library: a movement and its variants."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from msgspec import UNSET, UnsetType, field
from msgspec.structs import replace

from mesocycle.domain.document import Document, Id
from mesocycle.domain.reading.checks import NAME, Faults, check_id, check_text, check_texts
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Phrase, Refusal, RefusalKind

MOST_SENT_BYTES = 2_000_000
MOST_PIXELS = 24_000_000
"""Of a JPEG that is sent, half of it of others; looked at before any of it is unpacked."""
LONGEST_SIDE = 1_280
"""Of a picture that is kept, in pixels."""
MOST_KEPT_BYTES = 500_000
PICTURE_TYPE = "image/webp"


class ExercisePicture(Document, frozen=True, kw_only=True):
    """What an exercise's picture is like; it is always WebP, and its hash changes with it."""

    sha256: str
    width: int
    height: int


class MadePicture(NamedTuple):
    """A picture as it is kept: drawn anew from what was sent, so that nothing but its points came along."""

    told: ExercisePicture
    body: bytes


class PictureNotUsable(Refusal):
    """What was sent is no picture that can be kept: no JPEG, PNG or WebP, damaged, too long or of too many points."""

    kind = RefusalKind.INVALID


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
    link: str | None = None
    """Where it is shown or told, an https address."""
    picture: ExercisePicture | None = None
    """What is told of its picture, where it has one; kept beside it."""
    owner_id: Id | None = None
    is_archived: bool | None = None
    """Taken back: no list offers it and no name means it any more; what was planned and done with it keeps it."""


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
    link: str | None = None


class ExerciseChange(Document, frozen=True, kw_only=True):
    """A merge patch: what is absent stays, a null link takes it away."""

    name: str | UnsetType = UNSET
    aliases: tuple[str, ...] | UnsetType = UNSET
    kind: Literal["strength", "bodyweight", "mobility", "running"] | UnsetType = UNSET
    primary_muscles: tuple[str, ...] | UnsetType = UNSET
    secondary_muscles: tuple[str, ...] | UnsetType = UNSET
    equipment: tuple[str, ...] | UnsetType = UNSET
    unilateral: bool | UnsetType = UNSET
    link: str | UnsetType | None = UNSET
    is_archived: bool | UnsetType = UNSET


class ExerciseRejected(Document, frozen=True, kw_only=True):
    """One exercise of a collection that was not taken over: its line, what is wrong, what to do."""

    line: int
    reason: str
    remedy: str


class ExercisesImported(Document, frozen=True, kw_only=True):
    """What came of importing a collection."""

    imported: int
    rejected: tuple[ExerciseRejected, ...]


def changed_exercise(exercise: LibraryExercise, change: ExerciseChange) -> LibraryExercise:
    """Give the exercise with what a change says."""
    said = {name: value for name in change.__struct_fields__ if (value := getattr(change, name)) is not UNSET}
    if "name" in said:
        said["name"] = said["name"].strip()
    if "is_archived" in said:
        said["is_archived"] = said["is_archived"] or None
    return replace(exercise, **said)


def own_id(owner: Id, exercise_id: Id) -> Id:
    """Give the id under which an imported exercise is a user's own: the same each time, nobody else's."""
    return hashlib.sha256(f"{owner} {exercise_id}".encode()).hexdigest()[:24]


class ExerciseFilter(NamedTuple):
    """Which of the exercises are asked for; None asks for any."""

    kind: str | None = None
    muscle: str | None = None
    equipment: str | None = None
    own: bool | None = None
    archived: bool = False
    """Those that were taken back, in the place of the others."""
    among: Collection[Id] | None = None
    """Only these, by their variants."""

    def fits(self, exercise: LibraryExercise) -> bool:
        """Tell whether an exercise is one of those."""
        return (
            self.archived == bool(exercise.is_archived)
            and (self.among is None or exercise.exercise_variant_id in self.among)
            and self.own in (None, exercise.owner_id is not None)
            and self.kind in (None, "", exercise.kind)
            and _among(self.muscle, (*exercise.primary_muscles, *exercise.secondary_muscles))
            and _among(self.equipment, exercise.equipment)
        )


def _among(wanted: str | None, names: Iterable[str]) -> bool:
    return not wanted or wanted.casefold() in [name.casefold() for name in names]


class Library:
    """Find exercises by name, alias or variant; of equal names a user's own goes before the shared one."""

    def __init__(self, exercises: Iterable[LibraryExercise]) -> None:
        self._by_variant: dict[Id, LibraryExercise] = {}
        self._ordered = sorted(exercises, key=lambda each: each.owner_id is None)
        for each in self._ordered:
            self._by_variant.setdefault(each.exercise_variant_id, each)

    def all(self) -> list[LibraryExercise]:
        """Give every exercise, by name; those too that were taken back, for what was done with them has a name."""
        return sorted(self._by_variant.values(), key=lambda each: (normal_name(each.name), each.id))

    def offered(self) -> list[LibraryExercise]:
        """Give every exercise that can be chosen, by name."""
        return [each for each in self.all() if not each.is_archived]

    def find(self, name: str) -> LibraryExercise | None:
        """Give the exercise of a name or alias, without regard to case, blanks, hyphens and accents."""
        named = self._named.get(normal_name(name))
        return None if named is None else named.exercise

    def ranks(self, text: str, elsewhere: Mapping[str, Id] | None = None) -> dict[Id, int]:
        """Give how well each exercise with a text in a name matches it, 0 the best, by its variant.

        `elsewhere` has more names of shared exercises, in their normal form: of other programs and other languages.
        """
        wanted = normal_name(text)
        ranked = {
            variant: min(_match(wanted, name, alias=place > 0) for place, name in enumerate((each.name, *each.aliases)))
            for variant, each in self._by_variant.items()
        }
        for name, variant in (elsewhere or {}).items():
            if variant in ranked:
                ranked[variant] = min(ranked[variant], _match(wanted, name, alias=True))
        return {variant: rank for variant, rank in ranked.items() if rank < _NO_MATCH}

    def matching(self, text: str, wanted: ExerciseFilter, elsewhere: Mapping[str, Id] | None = None) -> list["Match"]:
        """Give those that a filter asks for: with a text the best match of it first, without one all by name."""
        ranks = self.ranks(text, elsewhere) if text else dict.fromkeys(self._by_variant, 0)
        fitting = (each for each in self.all() if each.exercise_variant_id in ranks and wanted.fits(each))
        return sorted((Match(ranks[each.exercise_variant_id], each) for each in fitting), key=lambda each: each.rank)

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
        offered = [each for each in self._ordered if not each.is_archived]
        names = [(each.name, each) for each in offered]
        aliases = [(alias, each) for each in offered for alias in each.aliases]
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


class Match(NamedTuple):
    """An exercise that was looked for, and how well it matches, 0 the best."""

    rank: int
    exercise: LibraryExercise


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
        yield Fault("name", Phrase("no-letter", "has neither letter nor digit"), "Write a name that can be looked up.")
    yield from check_texts("aliases", exercise.aliases)
    yield from check_texts("primaryMuscles", exercise.primary_muscles)
    yield from check_texts("secondaryMuscles", exercise.secondary_muscles)
    yield from check_texts("equipment", exercise.equipment)
    yield from _check_link(exercise.link)


_LINK = re.compile(
    r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE
)
_LONGEST_LINK = 1_000


def _check_link(link: str | None) -> Faults:
    if link is not None and (len(link) > _LONGEST_LINK or not _LINK.fullmatch(link)):
        yield Fault(
            "link",
            Phrase("no-https", "is no plain https address", most=_LONGEST_LINK),
            f"Write one that begins with https:// and has a host, no user and no blank, in {_LONGEST_LINK} characters.",
        )
