"""The tables of imports and recorded activities: what came from where, and what names were chosen to mean."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Text

from mesocycle.domain.imports.result import ImportSource, ImportStatus, ItemOutcome
from mesocycle.storage.tables.training import Bytes, one_of, user_owned

data_import = user_owned(
    "data_import",
    Column("id", Bytes, nullable=False),
    Column("source", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("at", Bytes, nullable=False),
    Column("by", Bytes, nullable=False),
    Column("undone_at", Bytes),
    one_of("source", ImportSource),
    keys_apart=True,
)
"""One row per import that changed something."""

import_item = user_owned(
    "import_item",
    Column("key", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("session_id", Bytes, nullable=False),
    Column("import_id", Bytes, nullable=False),
    Column("made_session", Boolean(create_constraint=False), nullable=False),
    ForeignKeyConstraint(["user_id", "import_id"], ["data_import.user_id", "data_import.id"]),
    Index("ix_import_item_user_id_import_id", "user_id", "import_id"),
    key=("key", "content"),
)
"""An item by the hashes of its source with what that calls it, and of all it says.

`made_session` is false where it was matched to a session that stood there before.
"""

exercise_choice = user_owned(
    "exercise_choice",
    Column("name", Bytes, nullable=False),
    Column("exercise_variant_id", Bytes, nullable=False),
    Column("at", Bytes, nullable=False),
    key=("name",),
)
"""What a name from elsewhere means to a user: confirmed once, kept."""

import_run = user_owned(
    "import_run",
    Column("id", Bytes, nullable=False),
    Column("source", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("dry_run", Boolean(create_constraint=False), nullable=False),
    Column("status", Text, nullable=False),
    Column("of", Integer),
    Column("exercises", Text),
    Column("refusal", Text),
    Column("at", Bytes, nullable=False),
    Column("by", Bytes, nullable=False),
    Column("alive_until", Bytes, nullable=False),
    one_of("source", ImportSource),
    one_of("status", ImportStatus),
    keys_apart=True,
)
"""One row per file that was sent to a server; an import that changed something has the same id in `data_import`.

Whoever carries it out moves `alive_until` on; a moment that has passed says that nobody does any more.
"""

import_run_item = user_owned(
    "import_run_item",
    Column("run_id", Bytes, nullable=False),
    Column("place", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("document", Text, nullable=False),
    ForeignKeyConstraint(["user_id", "run_id"], ["import_run.user_id", "import_run.id"]),
    one_of("outcome", ItemOutcome),
    key=("run_id", "place"),
)
"""What came of each item, written in the transaction that did it."""


activity = user_owned(
    "activity",
    Column("session_id", Bytes, nullable=False),
    Column("document", Text, nullable=False),
    key=("session_id",),
    keys_apart=True,
)
"""One row per session that came of an activity file or was matched by one; the session may be a tombstone by now."""
