"""The trainer's desk: tags, pictures, what is kept to use again, groups, templates; a mark on work that came back."""

import sqlalchemy as sa
from alembic import op

from mesocycle.storage.tables.training import Bytes

revision = "0019_desk"
down_revision = "0018_upkeep"

_SUBJECTS = "subject in ('feedback', 'message', 'receipt', 'revived')"
_COLUMNS = "user_id, reader_id, subject, subject_id, at"


def upgrade() -> None:
    """Make the tables, and let a read mark be of one kind more."""
    _tags()
    _read_marks()
    _groups_and_templates()
    _pictures_and_kept_parts()


def _tags() -> None:
    """Make the table of tags."""
    op.create_table(
        "tag",
        sa.Column("user_id", Bytes, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", Bytes, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('exercise', 'routine', 'kept')", name=op.f("ck_tag_kind")),
        sa.PrimaryKeyConstraint("user_id", "kind", "subject_id", "name", name=op.f("pk_tag")),
        sqlite_with_rowid=False,
    )


def _read_marks() -> None:
    """Let a mark be of work that came back; SQLite changes no check, so there the table is made anew."""
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


def _groups_and_templates() -> None:
    """Make a trainer's groups of athletes, and templates of messages."""
    op.create_table(
        "athlete_group",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_athlete_group")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_athlete_group_user_id_name")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_member",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "group_id", "athlete_id")),
        sa.PrimaryKeyConstraint("user_id", "group_id", "athlete_id", name=op.f("pk_group_member")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_group_member_user_id_athlete_id"), "group_member", ["user_id", "athlete_id"])
    op.create_table(
        "message_template",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "text")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_message_template")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_message_template_user_id_name")),
        sqlite_with_rowid=False,
    )


def _pictures_and_kept_parts() -> None:
    """Make pictures of exercises, and what people keep to use again."""
    op.create_table(
        "exercise_picture",
        sa.Column("exercise_id", Bytes, nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height")),
        sa.Column("at", Bytes, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_picture_exercise")),
        sa.PrimaryKeyConstraint("exercise_id", name=op.f("pk_exercise_picture")),
    )
    op.create_table(
        "kept_part",
        *(sa.Column(name, Bytes, nullable=False) for name in ("user_id", "id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "name", "content")),
        sa.Column("created_at", Bytes, nullable=False),
        sa.CheckConstraint("kind in ('workout', 'section')", name=op.f("ck_kept_part_kind")),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_kept_part")),
        sqlite_with_rowid=False,
    )
