"""The table of recorded activities: what a device told, whole, beside the session that it became or belongs to."""

from sqlalchemy import Column, Text

from mesocycle.storage.tables import Bytes, user_owned

activity = user_owned(
    "activity",
    Column("session_id", Bytes, nullable=False),
    Column("document", Text, nullable=False),
    key=("session_id",),
)
"""One row per session that came of an activity file or was matched by one; the session may be a tombstone by now."""
