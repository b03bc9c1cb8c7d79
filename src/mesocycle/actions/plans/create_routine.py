"""Create a routine of what a file says: its version 1."""

from typing import Any

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.people import users
from mesocycle.storage.plans import routines


def create_routine(db: Database, raw: dict[str, Any], act: Act) -> RoutineVersion:
    """Create a routine that the acting user owns, from a file's plain values; ids it brings are kept.

    Refuses ids that are taken (`AlreadyExists`), and content with every path that is wrong.
    """
    return db.write(act.actor.id, act, lambda write: create_routine_in(write, raw))


def create_routine_once(db: Database, raw: dict[str, Any], act: Act) -> RoutineVersion:
    """Create it, or give the latest version of the acting user's routine of that name, pressed twice or ten times."""
    with db.read() as read:  # most often it is there, and a look is no change that others would hear of
        found = _latest_named(read, act.actor.id, raw["name"])
    return found or db.write(
        act.actor.id, act, lambda write: _latest_named(write, write.owner, raw["name"]) or create_routine_in(write, raw)
    )


def _latest_named(read: Read, owner_id: Id, name: str) -> RoutineVersion | None:
    routine_id = routines.owned_by_name(read, owner_id, name)
    return None if routine_id is None else routines.get_latest(read, routine_id)


def create_routine_in(write: Write, raw: dict[str, Any]) -> RoutineVersion:
    """Create a routine of the write's owner."""
    first = complete(
        raw,
        latest=None,
        library=find_exercises_in(write, write.owner),
        units=users.get(write, write.owner).units,
        new_id=write.new_id,
        created_by=write.owner,
        now=write.now,
    )
    routines.require_free(write, first)
    routines.add(write, first.name, first)
    return first
