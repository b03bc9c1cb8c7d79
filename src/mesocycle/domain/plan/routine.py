"""A routine, its numbered, frozen versions, and what people say of it beside its file."""

from typing import Literal

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.plan.workout import Workout

SCHEMA_VERSION = 1
"""Of the routine version's form."""


class RoutineVersion(Document, frozen=True, kw_only=True):
    """One frozen state of a routine: its content never changes after publishing, only `isLatest` and `isArchived`."""

    id: Id = field(name="_id")
    parent_routine_id: Id
    version: int
    is_latest: bool
    name: str
    description: str | None = None
    routine_type: Literal["template", "user-created"]
    created_by: Id
    difficulty: Literal["beginner", "intermediate", "advanced"]
    goal: Literal["strength", "hypertrophy", "endurance", "weight-loss", "race", "general"]
    duration: int
    """Weeks, 1-52."""
    objectives: tuple[str, ...]
    tags: tuple[str, ...]
    is_public: bool
    allow_copy: bool
    change_note: str | None = None
    workouts: tuple[Workout, ...]
    schema_version: int
    created_at: Instant
    updated_at: Instant
    is_archived: bool | None = None


class Routine(Document, frozen=True, kw_only=True):
    """The line of a routine's versions, as lists show it; `routineVersionId` is the latest."""

    parent_routine_id: Id
    name: str
    owner_id: Id
    latest_version: int
    routine_version_id: Id
    versions: int
    is_archived: bool | None = None


class RoutineCopy(Document, frozen=True, kw_only=True):
    """What the copy is called; without a name, as its source with `(copy)` behind it."""

    name: str | None = None


class VersionSummary(Document, frozen=True, kw_only=True):
    """A routine version without its content."""

    id: Id = field(name="_id")
    parent_routine_id: Id
    version: int
    is_latest: bool
    name: str
    change_note: str | None = None
    created_by: Id
    is_public: bool
    is_archived: bool | None = None
    created_at: Instant
    updated_at: Instant


class ShippedRoutine(Document, frozen=True, kw_only=True):
    """What a list tells of a shipped routine."""

    id: Id = field(name="_id")
    name: str
    description: str | None = None
    difficulty: str
    goal: str
    duration: int


def version_summary(version: RoutineVersion) -> VersionSummary:
    """Leave a version's content out."""
    return VersionSummary(**{name: getattr(version, name) for name in VersionSummary.__struct_fields__})
