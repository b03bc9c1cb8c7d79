"""The table of calendar addresses, which are secrets: only their hashes are kept."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text

from mesocycle.domain.calendar_feed import Whose
from mesocycle.storage.tables import Bytes, metadata, one_of

calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("id", Bytes, nullable=False),
    Column("user_id", Bytes, nullable=False),
    Column("whose", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("revoked_at", Bytes),
    one_of("whose", Whose),
    Index("ix_calendar_feed_user_id", "user_id"),
)
"""Opens a calendar to whoever knows the address; the key is the secret's SHA-256."""
