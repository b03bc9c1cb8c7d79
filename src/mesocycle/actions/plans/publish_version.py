"""Publish the next version of a routine; those who follow an earlier one go on with it."""

from typing import Any

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_author
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import readable_versions, routines


def publish_version(
    db: Database, routine_id: Id, raw: dict[str, Any], act: Act, *, note: str | None = None
) -> RoutineVersion:
    """Publish what a file says as the next version; lines keep their ids, `note` says what changed.

    The number is given out under the owner's lock. Refuses an archived routine (`RoutineArchived`).
    """
    with db.read() as read:
        owner = readable_versions.owner_of(read, act.actor, routine_id)
    return db.write(owner, act, lambda write: publish_version_in(write, routine_id, raw, note))


def publish_version_in(write: Write, routine_id: Id, raw: dict[str, Any], note: str | None) -> RoutineVersion:
    """Publish for the write's owner, in whose name the version stands."""
    require_author(write.act.actor, write.owner)
    latest = routines.get_open(write, routine_id)
    following = complete(
        raw,
        latest=latest,
        library=find_exercises_in(write, write.owner),
        units=users.get(write, write.owner).units,
        new_id=write.new_id,
        created_by=write.owner,
        now=write.now,
        change_note=note,
    )
    routines.add_version(write, following)
    return following
