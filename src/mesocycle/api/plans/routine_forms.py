"""What a routine file says, as the documentation tells it: looser than a version, which is made of it.

Bodies are not read by these types, but spelled out and then read strictly as a version; what is declared as
anything here counts for nothing there.
"""

from typing import Annotated, Any

from msgspec import Meta, field

from mesocycle.domain.document import Document, Id

_Passed = Annotated[Any, Meta(description="May stand here, as in a version that was read before; counts for nothing.")]
_Workouts = Annotated[
    list[dict[str, Any]],
    Meta(
        description="As in a routine version. May be left out: `_id`, `orderIndex`, `setNumber`, `exerciseId` and "
        "`exerciseVariantId` (they follow from `name`); `sets` may be set notation or a map of it by weeks."
    ),
]


class _Said(Document, frozen=True, kw_only=True):
    description: str | None = None
    routine_type: Annotated[str | None, Meta(description="template or user-created")] = None
    objectives: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    is_public: bool = False
    allow_copy: bool = False
    change_note: str | None = None
    version: _Passed = None
    is_latest: _Passed = None
    is_archived: _Passed = None
    schema_version: _Passed = None
    created_by: _Passed = None
    created_at: _Passed = None
    updated_at: _Passed = None


class RoutineFile(_Said, frozen=True, kw_only=True):
    """A new routine; ids it brings are kept, and refused where they are taken."""

    id: Id | None = field(name="_id", default=None)
    parent_routine_id: Id | None = None
    name: str
    difficulty: Annotated[str, Meta(description="beginner, intermediate or advanced")]
    goal: Annotated[str, Meta(description="strength, hypertrophy, endurance, weight-loss, race or general")]
    duration: Annotated[int, Meta(description="Weeks, 1 to 52.")]
    workouts: _Workouts


class VersionFile(_Said, frozen=True, kw_only=True):
    """The next version of a routine; what it leaves out of its head stays as it was, the workouts are all told."""

    id: _Passed = field(name="_id", default=None)
    parent_routine_id: _Passed = None
    name: str | None = None
    difficulty: str | None = None
    goal: str | None = None
    duration: int | None = None
    workouts: _Workouts
