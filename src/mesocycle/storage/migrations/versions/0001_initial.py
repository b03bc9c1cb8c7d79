"""The first schema: people, plans, sessions, their history, and what keeps them in step."""

import sqlalchemy as sa
from alembic import op

revision = "0001_initial"
down_revision = None

BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def upgrade() -> None:
    """Make all tables, parents before children, then the triggers."""
    _app_user()
    _coaching()
    _exercise()
    _receipt()
    _reference_value()
    _roll_out()
    _routine()
    _routine_assignment()
    _session_event()
    _sync_operation()
    _user_feed()
    _user_zone()
    _workout_snapshot()
    _deleted_session()
    _roll_out_member()
    _routine_version()
    _workout_session()
    _performed_set()
    _triggers()


def _app_user() -> None:
    op.create_table(
        "app_user",
        sa.Column("id", BYTES, nullable=False),
        sa.Column("email", BYTES, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("load_step", sa.Text(), nullable=True),
        sa.Column("default_time", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_app_user"),
        sa.UniqueConstraint("email", name="uq_app_user_email"),
        sa.CheckConstraint("units in ('metric', 'imperial')", name="ck_app_user_units"),
    )


def _coaching() -> None:
    op.create_table(
        "coaching",
        sa.Column("id", BYTES, nullable=False),
        sa.Column("trainer_id", BYTES, nullable=False),
        sa.Column("athlete_id", BYTES, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("sees", sa.Text(), nullable=False),
        sa.Column("may_log", sa.Boolean(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coaching"),
        sa.CheckConstraint("sees in ('all', 'assigned')", name="ck_coaching_sees"),
        sa.CheckConstraint("status in ('invited', 'active', 'ended')", name="ck_coaching_status"),
    )
    op.create_index("ix_coaching_athlete_id_trainer_id", "coaching", ["athlete_id", "trainer_id"])
    op.create_index(
        "uq_coaching_standing",
        "coaching",
        ["trainer_id", "athlete_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'ended'"),
        postgresql_where=sa.text("status <> 'ended'"),
    )


def _exercise() -> None:
    op.create_table(
        "exercise",
        sa.Column("id", BYTES, nullable=False),
        sa.Column("exercise_variant_id", BYTES, nullable=False),
        sa.Column("owner_id", BYTES, nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exercise"),
    )
    op.create_index("ix_exercise_owner_id", "exercise", ["owner_id"])


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("old_assignment_id", BYTES, nullable=True),
        sa.Column("new_assignment_id", BYTES, nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("former", sa.Text(), nullable=False),
        sa.Column("undone_at", BYTES, nullable=True),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_receipt"),
        sa.CheckConstraint(
            "kind in ('assignment', 'replacement', 'cancellation', 'completion', 'pause', 'resume', 'shift')",
            name="ck_receipt_kind",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_receipt_user_id_change_seq", "receipt", ["user_id", "change_seq"])


def _reference_value() -> None:
    op.create_table(
        "reference_value",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("valid_from", BYTES, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_reference_value"),
        sa.CheckConstraint(
            "kind in ('oneRepMax', 'trainingMax', 'bodyweight', 'maxHeartRate', "
            "'restingHeartRate', 'thresholdHeartRate', 'thresholdPace', 'racePace', "
            "'thresholdPower', 'heartRateZones', 'paceZones')",
            name="ck_reference_value_kind",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reference_value_user_id_change_seq", "reference_value", ["user_id", "change_seq"])


def _roll_out() -> None:
    op.create_table(
        "roll_out",
        sa.Column("id", BYTES, nullable=False),
        sa.Column("routine_version_id", BYTES, nullable=False),
        sa.Column("by", BYTES, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roll_out"),
        sa.CheckConstraint("status in ('running', 'stopped', 'done')", name="ck_roll_out_status"),
    )


def _routine() -> None:
    op.create_table(
        "routine",
        sa.Column("id", BYTES, nullable=False),
        sa.Column("owner_id", BYTES, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("own_of", BYTES, nullable=True),
        sa.Column("is_archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_routine"),
        sa.UniqueConstraint("own_of", name="uq_routine_own_of"),
    )
    op.create_index("ix_routine_owner_id", "routine", ["owner_id"])


def _routine_assignment() -> None:
    op.create_table(
        "routine_assignment",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("parent_routine_id", BYTES, nullable=False),
        sa.Column("routine_version_id", BYTES, nullable=False),
        sa.Column("assigned_by", BYTES, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start_date", BYTES, nullable=False),
        sa.Column("start_week", sa.Integer(), nullable=False),
        sa.Column("start_day", sa.Integer(), nullable=False),
        sa.Column("shift_days", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.Text(), nullable=False),
        sa.Column("race_date", BYTES, nullable=True),
        sa.Column("cycles", sa.Integer(), nullable=False),
        sa.Column("weekday_map", sa.Text(), nullable=True),
        sa.Column("default_time", sa.Text(), nullable=True),
        sa.Column("replaced_by_id", BYTES, nullable=True),
        sa.Column("notes_for_user", sa.Text(), nullable=True),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_routine_assignment"),
        sa.CheckConstraint(
            "origin in ('assigned', 'own', 'imported')",
            name="ck_routine_assignment_origin",
        ),
        sa.CheckConstraint(
            "status in ('active', 'paused', 'completed', 'cancelled', 'replaced', 'undone')",
            name="ck_routine_assignment_status",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_routine_assignment_routine_version_id", "routine_assignment", ["routine_version_id"])
    op.create_index("ix_routine_assignment_user_id_change_seq", "routine_assignment", ["user_id", "change_seq"])
    op.create_index(
        "uq_routine_assignment_live",
        "routine_assignment",
        ["user_id", "parent_routine_id"],
        unique=True,
        sqlite_where=sa.text("status in ('active', 'paused')"),
        postgresql_where=sa.text("status in ('active', 'paused')"),
    )


def _session_event() -> None:
    op.create_table(
        "session_event",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("session_id", BYTES, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", BYTES, nullable=False),
        sa.Column("recorded_at", BYTES, nullable=False),
        sa.Column("by", BYTES, nullable=False),
        sa.Column("status_before", sa.Text(), nullable=True),
        sa.Column("status_after", sa.Text(), nullable=True),
        sa.Column("date_before", BYTES, nullable=True),
        sa.Column("date_after", BYTES, nullable=True),
        sa.Column("time_before", BYTES, nullable=True),
        sa.Column("time_after", BYTES, nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_session_event"),
        sa.CheckConstraint(
            "kind in ('started', 'completed', 'skipped', 'cancelled', 'put-back', 'reopened', "
            "'rescheduled', 'shifted', 'logged', 'corrected', 'noted', 'revived', 'late-work')",
            name="ck_session_event_kind",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_session_event_user_id_session_id_change_seq",
        "session_event",
        ["user_id", "session_id", "change_seq"],
    )


def _sync_operation() -> None:
    op.create_table(
        "sync_operation",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("session_id", BYTES, nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_sync_operation"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sync_operation_user_id_session_id", "sync_operation", ["user_id", "session_id"])


def _user_feed() -> None:
    op.create_table(
        "user_feed",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("epoch", BYTES, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_user_feed"),
    )


def _user_zone() -> None:
    op.create_table(
        "user_zone",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("since", BYTES, nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "since", name="pk_user_zone"),
        sqlite_with_rowid=False,
    )


def _workout_snapshot() -> None:
    op.create_table(
        "workout_snapshot",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_workout_snapshot"),
    )


def _deleted_session() -> None:
    op.create_table(
        "deleted_session",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("parent_routine_id", BYTES, nullable=False),
        sa.Column("routine_version_id", BYTES, nullable=False),
        sa.Column("routine_assignment_id", BYTES, nullable=False),
        sa.Column("workout_id", BYTES, nullable=False),
        sa.Column("scheduled_date", BYTES, nullable=False),
        sa.Column("scheduled_time", BYTES, nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=True),
        sa.Column("planned_date", BYTES, nullable=True),
        sa.Column("performed_date", BYTES, nullable=True),
        sa.Column("plan_week", sa.Integer(), nullable=True),
        sa.Column("plan_day", sa.Integer(), nullable=True),
        sa.Column("adjusted_from", BYTES, nullable=True),
        sa.Column("added_by", BYTES, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("started_at", BYTES, nullable=True),
        sa.Column("completed_at", BYTES, nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("snapshot_hash", sa.LargeBinary(), nullable=False),
        sa.Column("performance_log", sa.Text(), nullable=True),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", BYTES, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("receipt_id", BYTES, nullable=True),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("revived_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_deleted_session"),
        sa.CheckConstraint(
            "reason in ('replaced', 'cancelled', 'completed', 'adjusted', 'undone')",
            name="ck_deleted_session_reason",
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_hash"], ["workout_snapshot.hash"], name="fk_deleted_session_workout_snapshot"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_deleted_session_user_id_change_seq", "deleted_session", ["user_id", "change_seq"])
    op.create_index(
        "ix_deleted_session_user_id_routine_assignment_id",
        "deleted_session",
        ["user_id", "routine_assignment_id"],
    )


def _roll_out_member() -> None:
    op.create_table(
        "roll_out_member",
        sa.Column("roll_out_id", BYTES, nullable=False),
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("receipt_id", BYTES, nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("roll_out_id", "user_id", name="pk_roll_out_member"),
        sa.CheckConstraint("status in ('waiting', 'done', 'refused')", name="ck_roll_out_member_status"),
        sa.ForeignKeyConstraint(["roll_out_id"], ["roll_out.id"], name="fk_roll_out_member_roll_out"),
    )


def _routine_version() -> None:
    op.create_table(
        "routine_version",
        sa.Column("id", BYTES, nullable=False),
        sa.Column("parent_routine_id", BYTES, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("is_archived", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_by", BYTES, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_routine_version"),
        sa.UniqueConstraint("parent_routine_id", "version", name="uq_routine_version_parent_routine_id_version"),
        sa.ForeignKeyConstraint(["parent_routine_id"], ["routine.id"], name="fk_routine_version_routine"),
    )
    op.create_index(
        "uq_routine_version_latest",
        "routine_version",
        ["parent_routine_id"],
        unique=True,
        sqlite_where=sa.text("is_latest"),
        postgresql_where=sa.text("is_latest"),
    )


def _workout_session() -> None:
    op.create_table(
        "workout_session",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("parent_routine_id", BYTES, nullable=False),
        sa.Column("routine_version_id", BYTES, nullable=False),
        sa.Column("routine_assignment_id", BYTES, nullable=False),
        sa.Column("workout_id", BYTES, nullable=False),
        sa.Column("scheduled_date", BYTES, nullable=False),
        sa.Column("scheduled_time", BYTES, nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=True),
        sa.Column("planned_date", BYTES, nullable=True),
        sa.Column("performed_date", BYTES, nullable=True),
        sa.Column("plan_week", sa.Integer(), nullable=True),
        sa.Column("plan_day", sa.Integer(), nullable=True),
        sa.Column("adjusted_from", BYTES, nullable=True),
        sa.Column("added_by", BYTES, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("started_at", BYTES, nullable=True),
        sa.Column("completed_at", BYTES, nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("snapshot_hash", sa.LargeBinary(), nullable=False),
        sa.Column("performance_log", sa.Text(), nullable=True),
        sa.Column("created_at", BYTES, nullable=False),
        sa.Column("updated_at", BYTES, nullable=False),
        sa.Column("change_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_workout_session"),
        sa.CheckConstraint(
            "status in ('scheduled', 'in-progress', 'completed', 'skipped', 'cancelled')",
            name="ck_workout_session_status",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "routine_assignment_id"],
            ["routine_assignment.user_id", "routine_assignment.id"],
            name="fk_workout_session_routine_assignment",
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_hash"], ["workout_snapshot.hash"], name="fk_workout_session_workout_snapshot"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_workout_session_day",
        "workout_session",
        ["user_id", sa.text("coalesce(performed_date, scheduled_date)")],
    )
    op.create_index("ix_workout_session_user_id_change_seq", "workout_session", ["user_id", "change_seq"])
    op.create_index(
        "ix_workout_session_user_id_routine_assignment_id",
        "workout_session",
        ["user_id", "routine_assignment_id"],
    )


def _performed_set() -> None:
    op.create_table(
        "performed_set",
        sa.Column("user_id", BYTES, nullable=False),
        sa.Column("session_id", BYTES, nullable=False),
        sa.Column("id", BYTES, nullable=False),
        sa.Column("day", BYTES, nullable=False),
        sa.Column("section_id", BYTES, nullable=False),
        sa.Column("line_id", BYTES, nullable=True),
        sa.Column("set_id", BYTES, nullable=True),
        sa.Column("exercise_id", BYTES, nullable=True),
        sa.Column("exercise_variant_id", BYTES, nullable=True),
        sa.Column("set_type", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("sides", sa.Integer(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("load_kg", sa.Float(), nullable=True),
        sa.Column("added_kg", sa.Float(), nullable=True),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("distance_m", sa.Float(), nullable=True),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.Column("rir", sa.Float(), nullable=True),
        sa.Column("performed_at", BYTES, nullable=True),
        sa.PrimaryKeyConstraint("user_id", "session_id", "id", name="pk_performed_set"),
        sa.ForeignKeyConstraint(
            ["user_id", "session_id"],
            ["workout_session.user_id", "workout_session.id"],
            name="fk_performed_set_workout_session",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_performed_set_user_id_exercise_id_day", "performed_set", ["user_id", "exercise_id", "day"])


def _triggers() -> None:
    """Let the database itself refuse to change a snapshot; Citus takes no triggers on such tables."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _triggers_of_sqlite()
    elif connection.exec_driver_sql("select 1 from pg_extension where extname = 'citus'").first() is None:
        _triggers_of_postgresql()


def _triggers_of_sqlite() -> None:
    op.execute(
        """create trigger workout_snapshot_unchanging before update on workout_snapshot
        begin select raise(abort, 'a workout snapshot is never changed'); end"""
    )
    # `insert or replace` is an update by another name that fires no update trigger
    op.execute(
        """create trigger workout_snapshot_not_replaced before insert on workout_snapshot
        when exists (select 1 from workout_snapshot where hash = new.hash and body <> new.body)
        begin select raise(abort, 'a workout snapshot is never changed'); end"""
    )


def _triggers_of_postgresql() -> None:
    op.execute(
        """create function refuse_change_of_snapshot() returns trigger language plpgsql as $$
        begin
            raise exception 'a workout snapshot is never changed' using errcode = 'restrict_violation';
        end $$"""
    )
    op.execute(
        """create trigger workout_snapshot_unchanging before update on workout_snapshot
        for each row execute function refuse_change_of_snapshot()"""
    )
