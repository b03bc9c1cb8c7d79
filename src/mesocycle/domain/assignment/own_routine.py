"""The routine every user has from the start: it holds one-off sessions and is never replaced."""

from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.routine import SCHEMA_VERSION, RoutineVersion

NAME = "One-off sessions"


def own_version(user: User, *, version_id: Id, routine_id: Id) -> RoutineVersion:
    """Make the one version of a user's own routine: no workouts, they come one by one as sessions."""
    return RoutineVersion(
        id=version_id,
        parent_routine_id=routine_id,
        version=1,
        is_latest=True,
        name=NAME,
        routine_type="user-created",
        created_by=user.id,
        difficulty="beginner",
        goal="general",
        duration=1,
        objectives=(),
        tags=(),
        is_public=False,
        allow_copy=False,
        workouts=(),
        schema_version=SCHEMA_VERSION,
        created_at=user.created_at,
        updated_at=user.created_at,
    )


def own_assignment(user: User, version: RoutineVersion, *, assignment_id: Id) -> RoutineAssignment:
    """Make the assignment of a user's own routine: active from their first day on, for good."""
    return RoutineAssignment(
        id=assignment_id,
        user_id=user.id,
        parent_routine_id=version.parent_routine_id,
        routine_version_id=version.id,
        assigned_by=user.id,
        origin=Origin.OWN,
        status=AssignmentStatus.ACTIVE,
        start_date=civil_day(user.created_at, user.time_zone),
        start_week=1,
        start_day=1,
        shift_days=0,
        pauses=(),
        cycles=1,
        created_at=user.created_at,
        updated_at=user.created_at,
    )
