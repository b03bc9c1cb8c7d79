"""Sign-ins: the browsers that users signed in with."""

import sqlalchemy as sa

from mesocycle.domain.access import SignIn
from mesocycle.domain.document import Id, Instant
from mesocycle.storage.access_tables import sign_in
from mesocycle.storage.database import Read, Write
from mesocycle.storage.rows import Row


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
