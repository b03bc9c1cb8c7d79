"""A caller's own session in one statement: who calls, and what they ask for, in one way to the server and back."""

from typing import Any, NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.caller import CalledBy, Caller, TokenScope
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.people import callers
from mesocycle.storage.people.callers import actor_of
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.people import api_token, sign_in
from mesocycle.storage.tables.training import app_user, workout_session


class OwnSession(NamedTuple):
    """Who asked, and what they asked for: None where it is not among their sessions."""

    caller: Caller
    session: WorkoutSession | None
    seq: int


def _statement(shown: sa.Table, scope: sa.ColumnElement[str], good: sa.ColumnElement[bool]) -> Prepared:
    there = workout_session.c
    columns = [column for column in sessions.COLUMNS if column is not there.user_id]
    return Prepared(
        sa.select(
            shown.c.id.label("shown_id"),
            scope.label("scope"),
            shown.c.last_used_at,
            app_user.c.roles,
            app_user.c.id.label("user_id"),
            *columns,
        )
        .select_from(
            shown.join(app_user, app_user.c.id == shown.c.user_id).join(
                workout_session, (there.user_id == app_user.c.id) & (there.id == sa.bindparam("asked"))
            )
        )
        .where(shown.c.hash == sa.bindparam("given"), good)
    )


_NOW: sa.BindParameter[str] = sa.bindparam("now")
_STATEMENTS = {
    CalledBy.TOKEN: _statement(
        api_token,
        api_token.c.scope,
        api_token.c.revoked_at.is_(None) & (api_token.c.expires_at.is_(None) | (api_token.c.expires_at > _NOW)),
    ),
    CalledBy.SIGN_IN: _statement(
        sign_in, sa.literal_column(f"'{TokenScope.WRITE.value}'"), sign_in.c.expires_at > _NOW
    ),
}


_CALLER = {CalledBy.TOKEN: callers.by_token, CalledBy.SIGN_IN: callers.by_sign_in}


def find(read: Read, by: CalledBy, shown_hash: bytes, session_id: Id, now: Instant) -> OwnSession | None:
    """Give who calls and their session; None where what they showed is no good."""
    row: Any = None
    if not read.is_spread:  # there a join is planned anew each time, on the coordinator and on the worker
        row = read.row(_STATEMENTS[by], given=shown_hash, asked=session_id, now=now)
    if row is None:
        return _apart(read, by, shown_hash, session_id, now)
    found = sessions.documents(read, [row])
    caller = Caller(
        actor=actor_of(row.user_id, row.roles),
        scope=TokenScope(row.scope),
        by=by,
        id=row.shown_id,
        last_used_at=row.last_used_at,
    )
    return OwnSession(caller, found[0], row.change_seq) if found else OwnSession(caller, None, 0)


def _apart(read: Read, by: CalledBy, shown_hash: bytes, session_id: Id, now: Instant) -> OwnSession | None:
    """Ask for both one after the other, or find that only the first is there."""
    caller = _CALLER[by](read, shown_hash, now)
    if caller is None:
        return None
    rows = read.rows(sessions.ONE, user_id=caller.actor.id, asked=session_id)
    found = sessions.documents(read, rows)
    return OwnSession(caller, found[0], rows[0].change_seq) if found else OwnSession(caller, None, 0)
