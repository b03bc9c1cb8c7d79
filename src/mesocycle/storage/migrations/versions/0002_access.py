"""Who may come in: passwords, sign-ins, tokens, invitations, reset links, limits of tries, and answers by key."""

import sqlalchemy as sa
from alembic import op

revision = "0002_access"
down_revision = "0001_initial"

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make the tables of access and of answered requests."""
    _password()
    _sign_in()
    _api_token()
    _invitation()
    _reset_link()
    _sign_in_attempt()
    _request_key()


def _password() -> None:
    op.create_table(
        "password",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("changed_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_password"),
    )


def _sign_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("expires_at", BYTES, nullable=False),
        sa.Column("last_used_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_user_id", "sign_in", ["user_id"])
    op.create_index("ix_sign_in_expires_at", "sign_in", ["expires_at"])


def _api_token() -> None:
    op.create_table(
        "api_token",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("expires_at", BYTES, nullable=True),
        sa.Column("revoked_at", BYTES, nullable=True),
        sa.Column("last_used_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_api_token"),
        sa.CheckConstraint("scope in ('read', 'write')", name="ck_api_token_scope"),
    )
    op.create_index("ix_api_token_user_id", "api_token", ["user_id"])


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("email", BYTES, nullable=True),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("invited_by", BYTES, nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("expires_at", BYTES, nullable=False),
        sa.Column("used_at", BYTES, nullable=True),
        sa.Column("used_by", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_invitation"),
    )
    op.create_index("ix_invitation_invited_by", "invitation", ["invited_by"])
    op.create_index("ix_invitation_used_by", "invitation", ["used_by"])


def _reset_link() -> None:
    op.create_table(
        "reset_link",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("made_by", BYTES, nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("expires_at", BYTES, nullable=False),
        sa.Column("used_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_reset_link"),
    )
    op.create_index("ix_reset_link_user_id", "reset_link", ["user_id"])
    op.create_index("ix_reset_link_made_by", "reset_link", ["made_by"])


def _sign_in_attempt() -> None:
    op.create_table(
        "sign_in_attempt",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("since", BYTES, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_since", "sign_in_attempt", ["since"])


def _request_key() -> None:
    op.create_table(
        "request_key",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("actor_id", BYTES, nullable=False),
        sa.Column("key", BYTES, nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "actor_id", "key", name="pk_request_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_request_key_at", "request_key", ["at"])
