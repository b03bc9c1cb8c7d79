"""The tables of who may come in: passwords, sign-ins, tokens, invitations, calendar addresses, what limits tries."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from mesocycle.domain.calendar.address import Whose
from mesocycle.domain.people.caller import TokenScope
from mesocycle.storage.tables.training import Bytes, metadata, one_of, user_owned

password = Table(
    "password",
    metadata,
    Column("user_id", Bytes, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("changed_at", Bytes, nullable=False),
)
"""Argon2id, with its parameters and salt in the text."""

sign_in = Table(
    "sign_in",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("id", Bytes, nullable=False),
    Column("user_id", Bytes, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("expires_at", Bytes, nullable=False),
    Column("last_used_at", Bytes),
    Index("ix_sign_in_user_id", "user_id"),
    Index("ix_sign_in_expires_at", "expires_at"),
)
"""One browser that somebody signed in with; the key is the SHA-256 of its cookie's secret."""

api_token = Table(
    "api_token",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("id", Bytes, nullable=False),
    Column("user_id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("expires_at", Bytes),
    Column("revoked_at", Bytes),
    Column("last_used_at", Bytes),
    one_of("scope", TokenScope),
    Index("ix_api_token_user_id", "user_id"),
)
"""What a program shows instead of a password; the key is the secret's SHA-256."""

invitation = Table(
    "invitation",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("id", Bytes, nullable=False),
    Column("email", Bytes),
    Column("roles", Text, nullable=False),
    Column("invited_by", Bytes, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("expires_at", Bytes, nullable=False),
    Column("used_at", Bytes),
    Column("used_by", Bytes),
    Index("ix_invitation_invited_by", "invited_by"),
    Index("ix_invitation_used_by", "used_by"),
)
"""Good for one sign-up, for whoever has the code or, where an address is named, for that address."""

reset_link = Table(
    "reset_link",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("user_id", Bytes, nullable=False),
    Column("made_by", Bytes, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("expires_at", Bytes, nullable=False),
    Column("used_at", Bytes),
    Index("ix_reset_link_user_id", "user_id"),
    Index("ix_reset_link_made_by", "made_by"),
)
"""Lets its user choose a password once, without the old one."""

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("subject", LargeBinary, primary_key=True),
    Column("since", Bytes, nullable=False),
    Column("tries", Integer, nullable=False),
    Index("ix_sign_in_attempt_since", "since"),
)
"""How often an account or an address was tried in vain, and since when; the key is the SHA-256 of either.

Accounts that do not exist are counted too, and no table of ours should list what people typed there.
"""

request_key = user_owned(
    "request_key",
    Column("actor_id", Bytes, nullable=False),
    Column("key", Bytes, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary),
    Column("at", Bytes, nullable=False),
    Index("ix_request_key_at", "at"),
    key=("actor_id", "key"),
)
"""Answers of requests that named an idempotency key: the same request sent again gets the same answer."""

sync_operation = user_owned(
    "sync_operation",
    Column("id", Bytes, nullable=False),
    Column("session_id", Bytes, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
    Column("result", Text, nullable=False),
    Index("ix_sync_operation_user_id_session_id", "user_id", "session_id"),
)
"""Answers of offline operations: an operation sent again gets the same answer."""

favourite_routine = user_owned(
    "favourite_routine",
    Column("routine", Bytes, nullable=False),
    key=("routine",),
)
"""Routines that somebody wants to find at once: the id of one, or the name of one that ships with the program."""

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

device = Table(
    "device",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("user_id", Bytes, nullable=False),
    Column("sign_in_id", Bytes, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("p256dh", Text, nullable=False),
    Column("auth", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
    Index("ix_device_user_id", "user_id"),
)
"""A browser that may be called; the key is the SHA-256 of its push address. It is called while its sign-in is good."""

rest_call = Table(
    "rest_call",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("user_id", Bytes, nullable=False),
    Column("session_id", Bytes, nullable=False),
    Column("begun_at", Bytes, nullable=False),
    Column("ends_at", Bytes, nullable=False),
    Column("due_at", Bytes, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Index("ix_rest_call_due_at", "due_at"),
    Index("ix_rest_call_user_id", "user_id"),
)
"""The call at the end of a rest, one a device: a new rest takes the place of the one before."""

server_key = Table(
    "server_key",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("created_at", Bytes, nullable=False),
)
"""What the server itself shows others; all servers on one database show the same."""
