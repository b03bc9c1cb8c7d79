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
                workout_session,
                (there.user_id == app_user.c.id)
                & (there.user_id == sa.bindparam("owner"))
                & (there.id == sa.bindparam("asked")),
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
_SHOWN = {CalledBy.TOKEN: api_token, CalledBy.SIGN_IN: sign_in}
_OWNER = {
    by: Prepared(sa.select(table.c.user_id).where(table.c.hash == sa.bindparam("given")))
    for by, table in _SHOWN.items()
}
_MOST_KNOWN = 50_000
_OWNERS: dict[bytes, Id] = {}
"""Whose a token or a sign-in is: that never changes. Whether it is still good, the statement says each time."""


def _owner(read: Read, by: CalledBy, shown_hash: bytes) -> Id | None:
    """Give whose it is: the statement names its owner, so that it goes to one machine."""
    known = _OWNERS.get(shown_hash)
    if known is None:
        row: Any = read.row(_OWNER[by], given=shown_hash)
        if row is None:
            return None
        if len(_OWNERS) >= _MOST_KNOWN:
            _OWNERS.clear()
        known = _OWNERS[shown_hash] = row.user_id
    return known


def find(read: Read, by: CalledBy, shown_hash: bytes, session_id: Id, now: Instant) -> OwnSession | None:
    """Give who calls and their session; None where what they showed is no good."""
    if read.is_spread:
        return _apart(read, by, shown_hash, session_id, now)
    owner = _owner(read, by, shown_hash)
    row: Any = read.row(_STATEMENTS[by], given=shown_hash, owner=owner, asked=session_id, now=now) if owner else None
    found = sessions.documents(read, [row]) if row is not None else []
    if not found:  # who has no such session is looked at alone: a join that gives both goes to all machines
        alone = _CALLER[by](read, shown_hash, now)
        return None if alone is None else OwnSession(alone, None, 0)
    caller = Caller(
        actor=actor_of(row.user_id, row.roles),
        scope=TokenScope(row.scope),
        by=by,
        id=row.shown_id,
        last_used_at=row.last_used_at,
    )
    return OwnSession(caller, found[0], row.change_seq)


def _apart(read: Read, by: CalledBy, shown_hash: bytes, session_id: Id, now: Instant) -> OwnSession | None:
    """Ask for both one after the other: a join is planned anew each time where tables are on several machines."""
    caller = _CALLER[by](read, shown_hash, now)
    if caller is None:
        return None
    rows = read.rows(sessions.ONE, user_id=caller.actor.id, asked=session_id)
    found = sessions.documents(read, rows)
    return OwnSession(caller, found[0], rows[0].change_seq) if found else OwnSession(caller, None, 0)
