"""Who is calling: one statement from the hash of what they showed to who they are."""

from collections.abc import Collection
from functools import lru_cache

import sqlalchemy as sa

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.caller import CalledBy, Caller, TokenScope
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.tables.people import api_token, sign_in
from mesocycle.storage.tables.training import app_user

_SECOND = len("2026-01-01T00:00:00")
NOTED_EVERY_S = 60
"""How old the noted last use may be: a busy program costs one small write a minute, not one a request."""

_SEEN = (app_user.c.id.label("user_id"), app_user.c.roles)

_BY_TOKEN = Prepared(
    sa.select(api_token.c.id, api_token.c.scope, api_token.c.last_used_at, *_SEEN)
    .join_from(api_token, app_user, app_user.c.id == api_token.c.user_id)
    .where(
        api_token.c.hash == sa.bindparam("given"),
        api_token.c.revoked_at.is_(None),
        sa.or_(api_token.c.expires_at.is_(None), api_token.c.expires_at > sa.bindparam("now")),
    )
)
_BY_SIGN_IN = Prepared(
    sa.select(sign_in.c.id, sign_in.c.last_used_at, *_SEEN)
    .join_from(sign_in, app_user, app_user.c.id == sign_in.c.user_id)
    .where(sign_in.c.hash == sa.bindparam("given"), sign_in.c.expires_at > sa.bindparam("now"))
)


def by_token(read: Read, token_hash: bytes, now: Instant) -> Caller | None:
    """Give who calls by a token, or None where it is unknown, expired or revoked."""
    row = read.row(_BY_TOKEN, given=token_hash, now=now)
    if row is None:
        return None
    return Caller(
        actor=actor_of(row.user_id, row.roles),
        scope=TokenScope(row.scope),
        by=CalledBy.TOKEN,
        id=row.id,
        last_used_at=row.last_used_at,
    )


def by_sign_in(read: Read, sign_in_hash: bytes, now: Instant) -> Caller | None:
    """Give who calls from a browser that is signed in, or None where that is unknown or over."""
    row = read.row(_BY_SIGN_IN, given=sign_in_hash, now=now)
    if row is None:
        return None
    return Caller(
        actor=actor_of(row.user_id, row.roles),
        scope=TokenScope.WRITE,
        by=CalledBy.SIGN_IN,
        id=row.id,
        last_used_at=row.last_used_at,
    )


def still_good(read: Read, tokens: Collection[bytes], sign_ins: Collection[bytes], now: Instant) -> dict[bytes, Actor]:
    """Give who each of the tokens and sign-ins belongs to, those left out that are not good any more."""
    found: dict[bytes, Actor] = {}
    if tokens:
        rows = read.execute(
            sa.select(api_token.c.hash, *_SEEN)
            .join_from(api_token, app_user, app_user.c.id == api_token.c.user_id)
            .where(
                api_token.c.hash.in_(tokens),
                api_token.c.revoked_at.is_(None),
                sa.or_(api_token.c.expires_at.is_(None), api_token.c.expires_at > now),
            )
        )
        found |= {bytes(row.hash): actor_of(row.user_id, row.roles) for row in rows}
    if sign_ins:
        rows = read.execute(
            sa.select(sign_in.c.hash, *_SEEN)
            .join_from(sign_in, app_user, app_user.c.id == sign_in.c.user_id)
            .where(sign_in.c.hash.in_(sign_ins), sign_in.c.expires_at > now)
        )
        found |= {bytes(row.hash): actor_of(row.user_id, row.roles) for row in rows}
    return found


def actor_of(user_id: str, roles: str) -> Actor:
    """Make the acting user of a row."""
    return Actor(user_id, _roles(roles))


@lru_cache(maxsize=64)
def _roles(said: str) -> frozenset[Role]:
    return frozenset(map(Role, said.split(",")))


def _unnoted(table: sa.Table) -> sa.Update:
    """Begin the statement that notes a use once a minute: of several at once the first is enough."""
    return table.update().where(
        table.c.user_id == sa.bindparam("owner"),
        table.c.id == sa.bindparam("named"),
        sa.or_(table.c.last_used_at.is_(None), table.c.last_used_at <= sa.bindparam("noted")),
    )


_TOKEN_USED = Prepared(_unnoted(api_token).values(last_used_at=sa.bindparam("used")))
_SIGN_IN_USED = Prepared(
    _unnoted(sign_in)
    .where(sign_in.c.expires_at > sa.bindparam("used"))
    .values(last_used_at=sa.bindparam("used"), expires_at=sa.bindparam("ends"))
)


@lru_cache(maxsize=8)
def _a_minute_before_the_end_of(second: str) -> Instant:
    """Give an instant that no request of a second need work out again."""
    return shifted(f"{second}.000Z", seconds=1 - NOTED_EVERY_S)


def note_use(db: Database, caller: Caller, now: Instant, *, sign_in_days: int) -> bool:
    """Note when a token or a sign-in was last used, at most once a minute, and tell whether it was noted now.

    A sign-in then lasts `sign_in_days` from now. A transaction of its own under no owner's lock: it changes
    nobody's training, and must not hold up a request.
    """
    if caller.last_used_at is not None and caller.last_used_at > _a_minute_before_the_end_of(now[:_SECOND]):
        return False
    noted = shifted(now, seconds=-NOTED_EVERY_S)
    if caller.last_used_at is not None and caller.last_used_at > noted:
        return False
    values = {"owner": caller.actor.id, "named": caller.id, "noted": noted, "used": now}
    if caller.by is CalledBy.TOKEN:
        db.write_across_owners(lambda connection: _TOKEN_USED.rows(connection, values))
    else:
        ends = shifted(now, days=sign_in_days)
        db.write_across_owners(lambda connection: _SIGN_IN_USED.rows(connection, {**values, "ends": ends}))
    return True
