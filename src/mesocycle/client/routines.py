"""Routines and their versions, and the exercises they are made of."""

from collections.abc import Iterator, Mapping
from typing import Any

from mesocycle.client.connection import Connection
from mesocycle.domain.document import Id
from mesocycle.domain.plan.diff import VersionDiff
from mesocycle.domain.plan.library import LibraryExercise, NewExercise
from mesocycle.domain.plan.routine import Routine, RoutineCopy, RoutineVersion, VersionSummary

RoutineFile = Mapping[str, Any]
"""A routine as a file says it: ids, order and version may be left out, sets may be notation (`3x5 @ 100 kg`)."""


class Routines:
    """The routines that the caller may see."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self, *, search: str | None = None, mine: bool | None = None) -> Iterator[Routine]:
        """Give routines, each with its latest version's number and id."""
        return self._at.pages("/routines", Routine, {"search": search, "mine": mine})

    def create(self, file: RoutineFile) -> RoutineVersion:
        """Create a routine; its version 1 is given."""
        return self._at.change("POST", "/routines", RoutineVersion, file)

    def latest(self, routine_id: Id) -> RoutineVersion:
        """Give the latest version of a routine."""
        return self._at.get(f"/routines/{routine_id}", RoutineVersion)

    def versions(self, routine_id: Id) -> Iterator[VersionSummary]:
        """Give the versions of a routine."""
        return self._at.pages(f"/routines/{routine_id}/versions", VersionSummary)

    def publish(self, routine_id: Id, file: RoutineFile) -> RoutineVersion:
        """Publish the next version; lines keep their ids, and nobody's sessions change."""
        return self._at.change("POST", f"/routines/{routine_id}/versions", RoutineVersion, file)

    def compare(self, routine_id: Id, *, older: int | None = None, newer: int | None = None) -> VersionDiff:
        """Tell what differs between two versions; without numbers, what the latest changed."""
        return self._at.get(f"/routines/{routine_id}/diff", VersionDiff, {"from": older, "to": newer})

    def version(self, version_id: Id) -> RoutineVersion:
        """Give one version."""
        return self._at.get(f"/routines/versions/{version_id}", RoutineVersion)

    def copy(self, version_id: Id, *, name: str | None = None) -> RoutineVersion:
        """Make a routine of one's own out of a version."""
        return self._at.change("POST", f"/routines/versions/{version_id}/copy", RoutineVersion, RoutineCopy(name=name))

    def archive(self, routine_id: Id) -> RoutineVersion:
        """Archive a routine: those who follow it go on, nobody comes to it."""
        return self._at.change("POST", f"/routines/{routine_id}/archive", RoutineVersion)

    def delete(self, routine_id: Id) -> RoutineVersion:
        """Delete a routine that nobody ever followed."""
        return self._at.change("DELETE", f"/routines/{routine_id}", RoutineVersion)


class Exercises:
    """The exercise library, with the caller's own exercises."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self, *, search: str | None = None) -> Iterator[LibraryExercise]:
        """Give exercises by name."""
        return self._at.pages("/exercises", LibraryExercise, {"search": search})

    def get(self, exercise_variant_id: Id) -> LibraryExercise:
        """Give one exercise."""
        return self._at.get(f"/exercises/{exercise_variant_id}", LibraryExercise)

    def add(self, new: NewExercise) -> LibraryExercise:
        """Add an exercise of one's own."""
        return self._at.change("POST", "/exercises", LibraryExercise, new)
