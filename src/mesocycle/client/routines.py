"""Routines, their versions and drafts, and the exercises they are made of."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, BinaryIO, Literal

import msgspec

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.diff import SideBySide, VersionDiff
from mesocycle.domain.plan.draft import (
    DraftCheck,
    DraftPublication,
    DraftShare,
    DraftState,
    DraftSummary,
    NewDraft,
    Presence,
    RoutineDraft,
    SavedDraft,
)
from mesocycle.domain.plan.fillers import FilledSets, Filler, FillerRequest
from mesocycle.domain.plan.keeping import KeptInsertion, KeptKind, KeptPart, NewKeptPart, Tagged, Tags, TagSubject
from mesocycle.domain.plan.library import ExerciseChange, ExercisesImported, LibraryExercise, NewExercise
from mesocycle.domain.plan.proposal import Proposal
from mesocycle.domain.plan.routine import Routine, RoutineCopy, RoutineVersion, ShippedRoutine, VersionSummary
from mesocycle.domain.reference.resolution import WorkoutPreview, WorkoutPreviewRequest

RoutineFile = Mapping[str, Any]
"""A routine as a file says it: ids, order and version may be left out, sets may be notation (`3x5 @ 100 kg`)."""

ExerciseKind = Literal["strength", "bodyweight", "mobility", "running"]


class Routines:
    """The routines that the caller may see."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(
        self,
        *,
        search: str | None = None,
        mine: bool | None = None,
        archived: bool | None = None,
        tag: str | None = None,
    ) -> Iterator[Routine]:
        """Give routines, each with its latest version's number and id."""
        return self._at.pages("/routines", Routine, {"search": search, "mine": mine, "archived": archived, "tag": tag})

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

    def side_by_side(self, routine_id: Id, *, older: int | None = None, newer: int | None = None) -> SideBySide:
        """Put two versions side by side, line by line; without numbers, the latest and the one before."""
        return self._at.get(f"/routines/{routine_id}/side-by-side", SideBySide, {"from": older, "to": newer})

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

    def archive_version(self, version_id: Id) -> RoutineVersion:
        """Archive one version: nobody comes to it any more."""
        return self._at.change("POST", f"/routines/versions/{version_id}/archive", RoutineVersion)

    def delete_version(self, version_id: Id) -> RoutineVersion:
        """Delete one version that nobody ever followed."""
        return self._at.change("DELETE", f"/routines/versions/{version_id}", RoutineVersion)

    def propose(
        self, routine_id: Id, first: Date | None = None, last: Date | None = None, *, members: Sequence[Id] = ()
    ) -> Proposal:
        """Propose what the next version should change, from what was trained; nothing is changed."""
        asked = {"members": tuple(members) or None, "from": first, "to": last}
        return self._at.get(f"/routines/{routine_id}/proposal", Proposal, asked)

    def accept_proposal(
        self,
        routine_id: Id,
        lines: Sequence[Id],
        first: Date | None = None,
        last: Date | None = None,
        *,
        members: Sequence[Id] = (),
    ) -> RoutineVersion:
        """Publish the next version with the proposed lines that are named, and nothing else changed."""
        asked = {"lines": tuple(lines), "members": tuple(members) or None, "from": first, "to": last}
        drafted = self._at.send("GET", f"/routines/{routine_id}/proposal/draft", query=asked)
        file = msgspec.json.decode(drafted.body)
        path = f"/routines/{routine_id}/versions"
        return self._at.change("POST", path, RoutineVersion, file, if_match=drafted.etag)

    def fill(self, filler: Filler) -> FilledSets:
        """Fill in the sets of a scheme, as they stand in a file; nothing is kept."""
        return self._at.change("POST", "/notations/fill", FilledSets, FillerRequest(filler=filler))


class ShippedRoutines:
    """The routines that come with the program."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[ShippedRoutine]:
        """Give them, by id."""
        return self._at.pages("/shipped-routines", ShippedRoutine)

    def get(self, shipped_routine_id: Id) -> dict[str, Any]:
        """Give one as a file says it: change it or not, and create a routine of it."""
        return self._at.get(f"/shipped-routines/{shipped_routine_id}", dict[str, Any])


class Exercises:
    """The exercise library, with the caller's own exercises."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(
        self,
        *,
        search: str | None = None,
        kind: ExerciseKind | None = None,
        muscle: str | None = None,
        equipment: str | None = None,
        own: bool | None = None,
        tag: str | None = None,
        archived: bool = False,
    ) -> Iterator[LibraryExercise]:
        """Give exercises by name; `archived` gives those that were taken back, in the place of the others."""
        asked = {"search": search, "kind": kind, "muscle": muscle, "equipment": equipment, "own": own, "tag": tag}
        return self._at.pages("/exercises", LibraryExercise, {**asked, "archived": archived or None})

    def get(self, exercise_variant_id: Id) -> LibraryExercise:
        """Give one exercise."""
        return self._at.get(f"/exercises/{exercise_variant_id}", LibraryExercise)

    def add(self, new: NewExercise, *, for_all: bool = False) -> LibraryExercise:
        """Add an exercise of one's own, or as an admin one for everybody."""
        return self._at.change("POST", "/exercises", LibraryExercise, new, query={"forAll": for_all or None})

    def change(
        self, exercise_variant_id: Id, change: ExerciseChange, *, if_match: str | None = None
    ) -> LibraryExercise:
        """Change one of one's own, take it back or bring it back."""
        at = f"/exercises/{exercise_variant_id}"
        return self._at.change("PATCH", at, LibraryExercise, change, if_match=if_match)

    def put_picture(self, exercise_variant_id: Id, stream: BinaryIO) -> LibraryExercise:
        """Put a picture on one of one's own: a JPEG, PNG or WebP of at most 2 MB."""
        return self._at.upload(f"/exercises/{exercise_variant_id}/picture", LibraryExercise, stream, method="PUT")

    def picture(self, exercise_variant_id: Id, to: Path | BinaryIO) -> int:
        """Write the picture of an exercise to a file or a stream, as WebP; give its bytes."""
        return self._at.download(f"/exercises/{exercise_variant_id}/picture", to)

    def take_picture_away(self, exercise_variant_id: Id) -> LibraryExercise:
        """Take the picture of one of one's own away."""
        return self._at.change("DELETE", f"/exercises/{exercise_variant_id}/picture", LibraryExercise)

    def import_collection(self, collection: Sequence[Mapping[str, Any]], *, for_all: bool = False) -> ExercisesImported:
        """Import a collection of the free-exercise-db kind; what can't be taken over is named and holds up no other."""
        query = {"forAll": for_all or None}
        return self._at.change("POST", "/exercises/import", ExercisesImported, collection, query=query)


class TagsOnThings:
    """The caller's own words on exercises, routines and what they keep."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self, *, kind: TagSubject | None = None) -> Iterator[Tagged]:
        """Give all that has tags, with them."""
        return self._at.pages("/tags", Tagged, {"kind": None if kind is None else kind.value})

    def get(self, kind: TagSubject, subject_id: Id) -> Tagged:
        """Give those on one thing."""
        return self._at.get(f"/tags/{kind}/{subject_id}", Tagged)

    def put(self, kind: TagSubject, subject_id: Id, tags: Sequence[str], *, if_match: str | None = None) -> Tagged:
        """Let something have these tags and no others."""
        at = f"/tags/{kind}/{subject_id}"
        return self._at.change("PUT", at, Tagged, Tags(tags=tuple(tags)), if_match=if_match)


class KeptParts:
    """Workouts and sections that the caller keeps to use again."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self, *, kind: KeptKind | None = None, tag: str | None = None) -> Iterator[KeptPart]:
        """Give them by name."""
        return self._at.pages("/kept-parts", KeptPart, {"kind": None if kind is None else kind.value, "tag": tag})

    def get(self, kept_part_id: Id) -> KeptPart:
        """Give one."""
        return self._at.get(f"/kept-parts/{kept_part_id}", KeptPart)

    def keep(self, new: NewKeptPart) -> KeptPart:
        """Keep a copy of a workout or a section."""
        return self._at.change("POST", "/kept-parts", KeptPart, new)

    def remove(self, kept_part_id: Id) -> None:
        """Keep one no more."""
        self._at.change("DELETE", f"/kept-parts/{kept_part_id}", NoneType)

    def insert(self, draft_id: Id, kept_part_id: Id, *, revision: int, workout: int | None = None) -> RoutineDraft:
        """Put one into a draft that was seen at a revision; a section comes into one of its workouts, from 0."""
        wanted = KeptInsertion(revision=revision, kept_part_id=kept_part_id, workout=workout)
        return self._at.change("POST", f"/routine-drafts/{draft_id}/kept-parts", RoutineDraft, wanted)


class Drafts:
    """The caller's drafts, and those that are shared with them."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[DraftSummary]:
        """Give them without their content, the latest saved first."""
        return self._at.pages("/routine-drafts", DraftSummary)

    def begin(self, *, version_id: Id | None = None, document: Mapping[str, Any] | None = None) -> RoutineDraft:
        """Begin one, of a version or of what a routine file says."""
        new = NewDraft(routine_version_id=version_id, document=None if document is None else dict(document))
        return self._at.change("POST", "/routine-drafts", RoutineDraft, new)

    def get(self, draft_id: Id) -> RoutineDraft:
        """Give one whole."""
        return self._at.get(f"/routine-drafts/{draft_id}", RoutineDraft)

    def save(self, draft_id: Id, document: Mapping[str, Any], *, revision: int) -> RoutineDraft:
        """Save content that was made from a revision; saved meanwhile by somebody else, it is refused."""
        saved = SavedDraft(revision=revision, document=dict(document))
        return self._at.change("PUT", f"/routine-drafts/{draft_id}", RoutineDraft, saved)

    def drop(self, draft_id: Id) -> None:
        """Take one away without publishing it."""
        self._at.change("DELETE", f"/routine-drafts/{draft_id}", NoneType)

    def check(self, draft_id: Id) -> DraftCheck:
        """Give all that stands against publishing it."""
        return self._at.get(f"/routine-drafts/{draft_id}/check", DraftCheck)

    def attend(self, draft_id: Id, *, place: str | None = None) -> DraftState:
        """Say that the caller is in it, and give who else is and whether it was saved."""
        return self._at.change("POST", f"/routine-drafts/{draft_id}/presence", DraftState, Presence(place=place))

    def share(self, draft_id: Id, email: str) -> RoutineDraft:
        """Let somebody else write in it too."""
        return self._at.change("POST", f"/routine-drafts/{draft_id}/people", RoutineDraft, DraftShare(email=email))

    def unshare(self, draft_id: Id, user_id: Id) -> RoutineDraft:
        """Let somebody write in it no more."""
        return self._at.change("DELETE", f"/routine-drafts/{draft_id}/people/{user_id}", RoutineDraft)

    def publish(
        self, draft_id: Id, *, revision: int, note: str | None = None, based_on: Id | None = None
    ) -> RoutineVersion:
        """Publish it; `based_on` names a version that came since it was begun, to publish after that one."""
        publication = DraftPublication(revision=revision, change_note=note, based_on=based_on)
        return self._at.change("POST", f"/routine-drafts/{draft_id}/publish", RoutineVersion, publication)


class WorkoutPreviews:
    """What a workout would be for one user."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def look(self, workout: Mapping[str, Any], *, week: int = 1, duration: int = 1) -> WorkoutPreview:
        """Give what a workout of a routine file would be in a week of the plan; nothing is kept."""
        asked = WorkoutPreviewRequest(workout=dict(workout), week=week, duration=duration)
        return self._at.change("POST", "/workout-previews", WorkoutPreview, asked, query=self._whose)
