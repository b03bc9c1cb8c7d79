"""A routine and its numbered, frozen versions."""

from typing import Literal

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.plan import Workout

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
