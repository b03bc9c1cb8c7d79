"""Check what a file says as if it were published, and keep nothing."""

from typing import Any

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, new_id
from mesocycle.storage.people import users
from mesocycle.storage.plans import routines


def check_routine(db: Database, raw: dict[str, Any], act: Act, *, routine_id: Id | None = None) -> RoutineVersion:
    """Give the version that a file would become, of a routine that is there or a new one; refuses all that is wrong."""
    with db.read() as read:
        return complete(
            raw,
            latest=None if routine_id is None else routines.get_open(read, routine_id),
            library=find_exercises_in(read, act.actor.id),
            units=users.get(read, act.actor.id).units,
            new_id=lambda: new_id(act.now),
            created_by=act.actor.id,
            now=act.now,
        )
