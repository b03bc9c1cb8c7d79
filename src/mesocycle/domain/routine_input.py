"""What people say of a routine beside its file, and how its versions read in a list."""

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.routine import RoutineVersion


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


def summary_of(version: RoutineVersion) -> VersionSummary:
    """Leave a version's content out."""
    return VersionSummary(**{name: getattr(version, name) for name in VersionSummary.__struct_fields__})
