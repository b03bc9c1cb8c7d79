"""Find exercises: the shipped library, what was imported for everybody, and the user's own."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from mesocycle.domain.document import Id
from mesocycle.domain.plan.library import ExercisePicture, Library, LibraryExercise
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.formats.documents.exercise_library import parse_library, parse_names_elsewhere
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.plans import exercises, pictures


def find_exercises(db: Database, user_id: Id) -> Library:
    """Give all exercises that a user can write into a routine."""
    with db.read() as read:
        return find_exercises_in(read, user_id)


def find_exercises_in(read: Read, user_id: Id) -> Library:
    """Give them inside a transaction that is open."""
    return Library((*exercises.readable_by(read, user_id), *shipped()))


def find_exercise_in(read: Read, user_id: Id, exercise_variant_id: Id) -> LibraryExercise:
    """Give one that a user may see: shared, their own, or one of a trainer's whose plans they follow; or refuse."""
    found = find_exercises_in(read, user_id).variant(exercise_variant_id)
    found = found or exercises.of_trainers(read, user_id, exercise_variant_id)
    if found is None:
        raise NotFound("The library has no such exercise.", f"Look for it with {Do('exercise list')}.")
    return found


def find_picture_in(read: Read, user_id: Id, exercise_variant_id: Id) -> tuple[ExercisePicture, bytes]:
    """Give the picture of an exercise that a user may see, or refuse."""
    found = find_exercise_in(read, user_id, exercise_variant_id)
    body = None if found.picture is None else pictures.find_body(read, found.id)
    if found.picture is None or body is None:
        raise NotFound("The exercise has no picture.", "Look at the exercise itself.")
    return found.picture, body


@lru_cache(maxsize=1)
def shipped() -> tuple[LibraryExercise, ...]:
    """Give the exercises that come with the program."""
    return parse_library(_data("exercises.yaml"))


@lru_cache(maxsize=1)
def named_elsewhere() -> Mapping[str, Id]:
    """Give what other programs call them, by `normal_name`."""
    return MappingProxyType(parse_names_elsewhere(_data("names_elsewhere.yaml")))


def _data(name: str) -> bytes:
    return resources.files("mesocycle.data").joinpath(name).read_bytes()
