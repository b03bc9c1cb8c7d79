"""A receipt of copied sessions, and who copied them."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0020_copies"
down_revision = "0019_desk"

_KINDS = "kind in ('assignment', 'replacement', 'cancellation', 'completion', 'pause', 'resume', 'shift', 'copy')"
_COLUMNS = "user_id, id, kind, old_assignment_id, new_assignment_id, document, former, undone_at, change_seq"


def upgrade() -> None:
    """Let a receipt be of one kind more; SQLite changes no check, so there the table is made anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("receipt", sa.Column("copied_by", Bytes, nullable=True))
        op.drop_constraint(op.f("ck_receipt_kind"), "receipt", type_="check")
        op.create_check_constraint(op.f("ck_receipt_kind"), "receipt", _KINDS)
        return
    op.drop_index("ix_receipt_user_id_change_seq", "receipt")
    op.rename_table("receipt", "former_receipt")
    op.create_table(
        "receipt",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, Bytes, nullable=True) for name in ("old_assignment_id", "new_assignment_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("document", "former")),
        sa.Column("undone_at", Bytes, nullable=True),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.Column("copied_by", Bytes, nullable=True),
        sa.CheckConstraint(_KINDS, name=op.f("ck_receipt_kind")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_receipt")),
        sqlite_with_rowid=False,
    )
    op.execute(f"insert into receipt ({_COLUMNS}) select {_COLUMNS} from former_receipt")  # noqa: S608  # our own
    op.drop_table("former_receipt")
    op.create_index("ix_receipt_user_id_change_seq", "receipt", ["user_id", "change_seq"])
