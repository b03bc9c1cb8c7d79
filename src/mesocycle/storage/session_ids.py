"""Which ids a user's sessions have, and which are free."""

from collections.abc import Collection

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.refusal import AlreadyExists
from mesocycle.storage.database import Read
from mesocycle.storage.tables import deleted_session, workout_session


def taken_ids(read: Read, user_id: Id, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that a session or a tombstone of the user already has."""
    asked = list(ids)
    live = read.execute(
        sa.select(workout_session.c.id).where(workout_session.c.user_id == user_id, workout_session.c.id.in_(asked))
    ).scalars()
    gone = read.execute(
        sa.select(deleted_session.c.id).where(deleted_session.c.user_id == user_id, deleted_session.c.id.in_(asked))
    ).scalars()
    return {*live, *gone}


def ids_ending(read: Read, user_id: Id, ending: str) -> list[Id]:
    """Give the ids of a user's sessions that end so."""
    found = read.execute(
        sa.select(workout_session.c.id).where(
            workout_session.c.user_id == user_id, workout_session.c.id.endswith(ending, autoescape=True)
        )
    ).scalars()
    return [each for each in found if each.endswith(ending)]  # LIKE takes capitals for small letters on SQLite


def require_free(read: Read, user_id: Id, session_id: Id) -> None:
    """Refuse an id that a session or a tombstone of the user already has."""
    if taken_ids(read, user_id, [session_id]):
        raise AlreadyExists(
            f"There is already a session with the id {session_id}.", "Make another id, or leave it out."
        )
