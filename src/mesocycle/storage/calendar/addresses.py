"""Calendar addresses: found by the hash of the secret, listed and revoked by their ids."""

import sqlalchemy as sa

from mesocycle.domain.calendar.address import CalendarFeed, Whose
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.tables.people import calendar_feed


def document(row: Row) -> CalendarFeed:
    """Make an address of a row of its table."""
    return CalendarFeed(
        id=row.id, user_id=row.user_id, whose=Whose(row.whose), created_at=row.created_at, revoked_at=row.revoked_at
    )


def add(write: Write, feed: CalendarFeed, stored: bytes) -> None:
    """Store a new address under its secret's hash."""
    write.execute(
        calendar_feed.insert(),
        {
            "hash": stored,
            "id": feed.id,
            "user_id": feed.user_id,
            "whose": feed.whose.value,
            "created_at": feed.created_at,
        },
    )


def find_good(read: Read, stored: bytes) -> CalendarFeed | None:
    """Give the address of a secret's hash, None where it is unknown or revoked."""
    row = read.execute(
        sa.select(calendar_feed).where(calendar_feed.c.hash == stored, calendar_feed.c.revoked_at.is_(None))
    ).one_or_none()
    return None if row is None else document(row)


def of_user(read: Read, user_id: Id) -> list[CalendarFeed]:
    """Give all addresses of a user, newest first, revoked ones too."""
    rows = read.execute(
        sa.select(calendar_feed)
        .where(calendar_feed.c.user_id == user_id)
        .order_by(calendar_feed.c.created_at.desc(), calendar_feed.c.id.desc())
    )
    return [document(row) for row in rows]


def count_good(read: Read, user_id: Id) -> int:
    """Count a user's addresses that are not revoked."""
    return sum(feed.revoked_at is None for feed in of_user(read, user_id))


def revoke(write: Write, feed_id: Id) -> CalendarFeed:
    """Revoke one of the owner's addresses, if it is not revoked already, and give it; or refuse."""
    write.execute(
        calendar_feed.update()
        .where(
            calendar_feed.c.user_id == write.owner, calendar_feed.c.id == feed_id, calendar_feed.c.revoked_at.is_(None)
        )
        .values(revoked_at=write.now)
    )
    found = next((feed for feed in of_user(write, write.owner) if feed.id == feed_id), None)
    if found is None:
        raise NotFound("You have no such calendar address.", f"Look at {Do('calendar list')}.")
    return found
