"""Sign-ins: the browsers that users signed in with, and the taking away of what opens nothing any more."""

import sqlalchemy as sa

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.caller import SignIn
from mesocycle.domain.people.sign_in_limit import window_begin
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.people import invitation, reset_link, sign_in, sign_in_attempt


def document(row: Row) -> SignIn:
    """Make a sign-in of a row of its table."""
    return SignIn(
        id=row.id,
        user_id=row.user_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )


def add(write: Write, begun: SignIn, stored: bytes) -> None:
    """Store a new sign-in under its secret's hash."""
    values = {name: getattr(begun, name) for name in begun.__struct_fields__}
    write.execute(sign_in.insert(), {"hash": stored, **values})


def of_user(read: Read, user_id: Id, now: Instant) -> list[SignIn]:
    """Give a user's sign-ins that are good now, newest first."""
    rows = read.execute(
        sa.select(sign_in)
        .where(sign_in.c.user_id == user_id, sign_in.c.expires_at > now)
        .order_by(sign_in.c.created_at.desc(), sign_in.c.id.desc())
    )
    return [document(row) for row in rows]


def end(write: Write, sign_in_id: Id) -> bool:
    """End one of the owner's sign-ins and tell whether there was such a one."""
    gone = write.execute(
        sa.delete(sign_in).where(sign_in.c.user_id == write.owner, sign_in.c.id == sign_in_id).returning(sign_in.c.id)
    )
    return gone.first() is not None


def end_all(write: Write, *, keep: Id | None = None) -> int:
    """End all of the owner's sign-ins but the one to keep, and give their number."""
    others = sa.true() if keep is None else sign_in.c.id != keep
    gone = write.execute(sa.delete(sign_in).where(sign_in.c.user_id == write.owner, others).returning(sign_in.c.id))
    return len(gone.all())


KEPT_DAYS = 90
"""How long an invitation that is over can still be looked up."""


def prune(connection: sa.Connection, now: Instant) -> None:
    """Delete it all; every statement finds its rows by an index on time, or in a table of a few rows."""
    connection.execute(sa.delete(sign_in_attempt).where(sign_in_attempt.c.since <= window_begin(now)))
    connection.execute(sa.delete(sign_in).where(sign_in.c.expires_at <= now))
    connection.execute(sa.delete(reset_link).where(reset_link.c.expires_at <= now))
    connection.execute(sa.delete(invitation).where(invitation.c.expires_at <= shifted(now, days=-KEPT_DAYS)))
