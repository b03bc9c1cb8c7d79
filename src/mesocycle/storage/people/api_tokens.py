"""API tokens: what programs show, found by its hash in `callers.py`, listed and revoked here."""

import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.people.caller import ApiToken, TokenScope
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.people import api_token


def document(row: Row) -> ApiToken:
    """Make a token of a row of its table."""
    return ApiToken(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        scope=TokenScope(row.scope),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )


def add(write: Write, token: ApiToken, stored: bytes) -> None:
    """Store a new token under its secret's hash."""
    values = {name: getattr(token, name) for name in token.__struct_fields__}
    write.execute(api_token.insert(), {"hash": stored, **values, "scope": token.scope.value})


def of_user(read: Read, user_id: Id) -> list[ApiToken]:
    """Give all tokens of a user, newest first, those that are over too."""
    rows = read.execute(
        sa.select(api_token)
        .where(api_token.c.user_id == user_id)
        .order_by(api_token.c.created_at.desc(), api_token.c.id.desc())
    )
    return [document(row) for row in rows]


def get(read: Read, user_id: Id, token_id: Id) -> ApiToken:
    """Give one of a user's tokens, or refuse."""
    row = read.execute(
        sa.select(api_token).where(api_token.c.user_id == user_id, api_token.c.id == token_id)
    ).one_or_none()
    if row is None:
        raise NotFound("You have no such token.", f"Look at {Do('token list')}.")
    return document(row)


def count_good(read: Read, user_id: Id, now: Instant) -> int:
    """Count a user's tokens that are neither revoked nor expired."""
    good = sa.or_(api_token.c.expires_at.is_(None), api_token.c.expires_at > now)
    statement = sa.select(sa.func.count()).where(api_token.c.user_id == user_id, api_token.c.revoked_at.is_(None), good)
    return int(read.execute(statement).scalar_one())


def revoke(write: Write, token_id: Id) -> None:
    """Revoke one of the owner's tokens, if it is not revoked already."""
    write.execute(
        api_token.update()
        .where(api_token.c.user_id == write.owner, api_token.c.id == token_id, api_token.c.revoked_at.is_(None))
        .values(revoked_at=write.now)
    )
