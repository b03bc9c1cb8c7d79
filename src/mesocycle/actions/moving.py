"""Move a session by the table of moves: the guard stands in the statement, every move writes an event."""

from collections.abc import Mapping
from typing import Any

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import MoveNotAllowed
from mesocycle.domain.session.rules import SessionChanged, changed_fields
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import MOVES, EventKind, Move, move
from mesocycle.storage.engine.database import Write
from mesocycle.storage.people import coachings
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import events, sessions


def session_in(write: Write, session_id: Id, deed: Deed) -> WorkoutSession:
    """Give the owner's session if the acting user may do the deed with it, or refuse."""
    scope = coachings.permit(write, write.act.actor, write.owner, deed)
    return sessions.get(write, write.owner, session_id, scope)


def move_session_in(
    write: Write,
    session: WorkoutSession,
    by: Move,
    values: Mapping[str, Any],
    *,
    at: Instant | None = None,
    kind: EventKind | None = None,
    before: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> WorkoutSession:
    """Move a session that was just read and set `values` with it; a refusal says who moved it to where it stands.

    `at` is a device's clock; `before` and `told` are what the event keeps beside times and notes: what
    stood there, and what the move itself said.
    """
    to = MOVES[session.status].get(by)
    if to is None:
        raise _refusal(write, session, by)
    changes = {**values, "status": to.value}
    after = session_changes.change(write, session.id, [session.status], changes, snapshot=session.workout_snapshot)
    if after is None:
        raise _refusal(write, sessions.get(write, write.owner, session.id), by)
    old, new = changed_fields(session, after)
    details = {**old, **(before or {})}
    sides = (details or None, {**new, **(told or {})} or None)
    events.add(
        write, write.new_id(), kind or by.event, before=session, after=after, at=at, changes=sides, reason=reason
    )
    return after


def done_at(write: Write, at: Instant | None) -> Instant:
    """Give when something was done: by the device's clock, but never after the server's now."""
    return write.now if at is None else min(at, write.now)


def changed_meanwhile(write: Write, session_id: Id) -> SessionChanged:
    """Say that a session's status is no longer the one that was read; removed, it is refused as such."""
    session = sessions.get(write, write.owner, session_id)
    return SessionChanged(
        f"The session was changed at the same moment and is {session.status} now.",
        "Look at the session, then try again.",
        facts={"status": session.status.value},
    )


def _refusal(write: Write, session: WorkoutSession, by: Move) -> MoveNotAllowed | SessionChanged:
    try:
        move(session.status, by)
    except MoveNotAllowed as no:
        latest = events.latest_move(write, write.owner, session.id)
        if latest is None:
            return no
        return MoveNotAllowed(
            f"{latest.name} moved the session to {session.status} at {latest.at}, "
            f"and from there it can't be moved by {by}.",
            no.remedy,
            facts={**(no.facts or {}), "movedBy": latest.by, "movedAt": latest.at},
        )
    return changed_meanwhile(write, session.id)
