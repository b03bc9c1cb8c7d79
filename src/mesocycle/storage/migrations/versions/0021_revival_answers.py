"""What became of work that came back is a read mark too: asked once, answered once."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0021_revival_answers"
down_revision = "0020_tags"

_SUBJECTS = "subject in ('feedback', 'message', 'receipt', 'revived')"
_COLUMNS = "user_id, reader_id, subject, subject_id, at"


def upgrade() -> None:
    """Let a mark be of it; SQLite changes no check, so there the table is made anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_read_mark_subject"), "read_mark", type_="check")
        op.create_check_constraint(op.f("ck_read_mark_subject"), "read_mark", _SUBJECTS)
        return
    op.rename_table("read_mark", "former_read_mark")
    op.create_table(
        "read_mark",
        sa.Column("user_id", Bytes, nullable=False),
        sa.Column("reader_id", Bytes, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", Bytes, nullable=False),
        sa.Column("at", Bytes, nullable=False),
        sa.CheckConstraint(_SUBJECTS, name=op.f("ck_read_mark_subject")),
        sa.PrimaryKeyConstraint("user_id", "reader_id", "subject", "subject_id", name=op.f("pk_read_mark")),
        sqlite_with_rowid=False,
    )
    op.execute(f"insert into read_mark ({_COLUMNS}) select {_COLUMNS} from former_read_mark")  # noqa: S608  # our own
    op.drop_table("former_read_mark")
