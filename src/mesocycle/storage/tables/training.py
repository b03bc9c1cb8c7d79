"""Every table, for both engines; user-owned ones start keys and indexes with `user_id`, so they can be spread."""

import enum
from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from mesocycle.domain.assignment.assignment import LIVE, AssignmentStatus, Origin
from mesocycle.domain.assignment.receipt import ReceiptKind
from mesocycle.domain.people.user import CoachingStatus, Sees, Units
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.session.session import RemovalReason, SessionStatus
from mesocycle.domain.session.status import EventKind

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

SPREAD_BY = "spread by"
"""Under this name a table says by which column it is spread over machines; all others are the same on every one."""

ROWS_AT_ONCE = "rows at once"
"""Under this name a table with long rows says how many of them are held at a time by what reads all."""

Bytes = Text().with_variant(Text(collation="C"), "postgresql")
"""Text ordered by its bytes on both engines."""


def one_of(column: str, kinds: Iterable[enum.StrEnum], *, name: str | None = None) -> CheckConstraint:
    """Check that a column holds a value of a Python enum; a test compares the two."""
    values = ", ".join(f"'{kind.value}'" for kind in kinds)
    return CheckConstraint(f"{column} in ({values})", name=name or column)


def user_owned(
    name: str, *columns: Column[object] | object, key: tuple[str, ...] = ("id",), keys_apart: bool = False
) -> Table:
    """Make a table whose rows belong to one user: key `(user_id, …)`, clustered by it on SQLite.

    Not where rows are long or others refer to them (`keys_apart`): SQLite reads the whole of a clustered row, a log of
    megabytes, to compare its key, and does so for every row that refers to it.
    """
    return Table(
        name,
        metadata,
        Column("user_id", Bytes, nullable=False),
        *columns,  # type: ignore[arg-type]  # columns, constraints and indexes alike
        PrimaryKeyConstraint("user_id", *key),
        sqlite_with_rowid=keys_apart,
        info={SPREAD_BY: "user_id"},
    )


app_user = Table(
    "app_user",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("email", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("units", Text, nullable=False),
    Column("load_step", Text),
    Column("default_time", Text),
    Column("locale", Text),
    Column("created_at", Bytes, nullable=False),
    Column("updated_at", Bytes, nullable=False),
    Column("gym", Text),
    Column("week_start", Text),
    UniqueConstraint("email"),
    one_of("units", Units),
)

user_feed = Table(
    "user_feed",
    metadata,
    Column("user_id", Bytes, primary_key=True),
    Column("epoch", Bytes, nullable=False),
    Column("seq", BigInteger, nullable=False),
    info={SPREAD_BY: "user_id"},
)
"""The owner lock and the feed's counter: the first statement of every Write."""

user_zone = user_owned(
    "user_zone",
    Column("since", Bytes, nullable=False),
    Column("time_zone", Text, nullable=False),
    key=("since",),
)
"""Which zone was valid from when: a deed's civil day uses the zone valid then."""

coaching = Table(
    "coaching",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("trainer_id", Bytes, nullable=False),
    Column("athlete_id", Bytes, nullable=False),
    Column("status", Text, nullable=False),
    Column("sees", Text, nullable=False),
    Column("may_log", Boolean(create_constraint=False), nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("updated_at", Bytes, nullable=False),
    one_of("status", CoachingStatus),
    one_of("sees", Sees),
    Index("ix_coaching_athlete_id_trainer_id", "athlete_id", "trainer_id"),
    Index("ix_coaching_trainer_id", "trainer_id"),
)
Index(
    "uq_coaching_standing",
    coaching.c.trainer_id,
    coaching.c.athlete_id,
    unique=True,
    sqlite_where=text("status <> 'ended'"),
    postgresql_where=text("status <> 'ended'"),
)

exercise = Table(
    "exercise",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("exercise_variant_id", Bytes, nullable=False),
    Column("owner_id", Bytes),
    Column("document", Text, nullable=False),
    Index("ix_exercise_owner_id", "owner_id"),
)
"""Imported exercises and users' own; the shipped library is a data file."""

reference_value = user_owned(
    "reference_value",
    Column("id", Bytes, nullable=False),
    Column("kind", Text, nullable=False),
    Column("valid_from", Bytes, nullable=False),
    Column("document", Text, nullable=False),
    Column("change_seq", BigInteger, nullable=False),
    one_of("kind", ReferenceKind),
    Index("ix_reference_value_user_id_change_seq", "user_id", "change_seq"),
)

routine = Table(
    "routine",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("owner_id", Bytes, nullable=False),
    Column("name", Text, nullable=False),
    Column("own_of", Bytes),
    Column("is_archived", Boolean(create_constraint=False), nullable=False),
    Column("created_at", Bytes, nullable=False),
    Column("updated_at", Bytes, nullable=False),
    UniqueConstraint("own_of"),
    Index("ix_routine_owner_id", "owner_id"),
)
"""The line of versions; `own_of` marks a user's own routine, which holds one-off sessions."""

routine_version = Table(
    "routine_version",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("parent_routine_id", Bytes, nullable=False),
    Column("version", Integer, nullable=False),
    Column("is_latest", Boolean(create_constraint=False), nullable=False),
    Column("is_archived", Boolean(create_constraint=False), nullable=False),
    Column("is_public", Boolean(create_constraint=False), nullable=False),
    Column("created_by", Bytes, nullable=False),
    Column("document", Text, nullable=False),
    Column("updated_at", Bytes, nullable=False),
    UniqueConstraint("parent_routine_id", "version"),
    ForeignKeyConstraint(["parent_routine_id"], ["routine.id"]),
)
Index(
    "uq_routine_version_latest",
    routine_version.c.parent_routine_id,
    unique=True,
    sqlite_where=text("is_latest"),
    postgresql_where=text("is_latest"),
)

workout_snapshot = Table(
    "workout_snapshot",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
)
"""Once per content: the key is the SHA-256 of the canonical JSON."""

routine_assignment = user_owned(
    "routine_assignment",
    Column("id", Bytes, nullable=False),
    Column("parent_routine_id", Bytes, nullable=False),
    Column("routine_version_id", Bytes, nullable=False),
    Column("assigned_by", Bytes, nullable=False),
    Column("origin", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start_date", Bytes, nullable=False),
    Column("start_week", Integer, nullable=False),
    Column("start_day", Integer, nullable=False),
    Column("shift_days", Integer, nullable=False),
    Column("pauses", Text, nullable=False),
    Column("race_date", Bytes),
    Column("cycles", Integer, nullable=False),
    Column("weekday_map", Text),
    Column("default_time", Text),
    Column("replaced_by_id", Bytes),
    Column("notes_for_user", Text),
    Column("created_at", Bytes, nullable=False),
    Column("updated_at", Bytes, nullable=False),
    Column("change_seq", BigInteger, nullable=False),
    one_of("status", AssignmentStatus),
    one_of("origin", Origin),
    Index("ix_routine_assignment_user_id_change_seq", "user_id", "change_seq"),
    Index("ix_routine_assignment_routine_version_id", "routine_version_id"),
    keys_apart=True,
)
_LIVE = "status in ({})".format(", ".join(f"'{status.value}'" for status in LIVE))
Index(
    "uq_routine_assignment_live",
    routine_assignment.c.user_id,
    routine_assignment.c.parent_routine_id,
    unique=True,
    sqlite_where=text(_LIVE),
    postgresql_where=text(_LIVE),
)


def _session_columns() -> list[Column[object]]:
    """Give the columns of a session, alike in the live table and among the tombstones.

    `added_by` is told of one-off sessions only: a trainer who sees only their own doing sees what they added.
    Both tables also end in `foreign_fields`, what a session from elsewhere says beside
    (`domain/imports/foreign_session.py`), and `log_extract`, what sums over years read instead of the log.
    """
    return [
        Column("id", Bytes, nullable=False),
        Column("parent_routine_id", Bytes, nullable=False),
        Column("routine_version_id", Bytes, nullable=False),
        Column("routine_assignment_id", Bytes, nullable=False),
        Column("workout_id", Bytes, nullable=False),
        Column("scheduled_date", Bytes, nullable=False),
        Column("scheduled_time", Bytes, nullable=False),
        Column("all_day", Boolean(create_constraint=False)),
        Column("planned_date", Bytes),
        Column("performed_date", Bytes),
        Column("plan_week", Integer),
        Column("plan_day", Integer),
        Column("adjusted_from", Bytes),
        Column("added_by", Bytes),
        Column("status", Text, nullable=False),
        Column("started_at", Bytes),
        Column("completed_at", Bytes),
        Column("duration_minutes", Integer),
        Column("notes", Text),
        Column("snapshot_hash", LargeBinary, nullable=False),
        Column("performance_log", Text),
        Column("created_at", Bytes, nullable=False),
        Column("updated_at", Bytes, nullable=False),
        Column("change_seq", BigInteger, nullable=False),
    ]


workout_session = user_owned(
    "workout_session",
    *_session_columns(),
    Column("foreign_fields", Text),
    Column("log_extract", Text),
    one_of("status", SessionStatus),
    ForeignKeyConstraint(["snapshot_hash"], ["workout_snapshot.hash"]),
    ForeignKeyConstraint(["user_id", "routine_assignment_id"], ["routine_assignment.user_id", "routine_assignment.id"]),
    Index("ix_workout_session_user_id_change_seq", "user_id", "change_seq"),
    Index("ix_workout_session_user_id_routine_assignment_id", "user_id", "routine_assignment_id"),
    keys_apart=True,
)
DAY = func.coalesce(workout_session.c.performed_date, workout_session.c.scheduled_date)
"""The day a session shows and counts on: done sessions on the day they were done."""
Index("ix_workout_session_day", workout_session.c.user_id, DAY)

deleted_session = user_owned(
    "deleted_session",
    *_session_columns(),
    Column("removed_at", Bytes, nullable=False),
    Column("reason", Text, nullable=False),
    Column("receipt_id", Bytes),
    Column("overdue", Boolean(create_constraint=False), nullable=False),
    Column("revived_at", Bytes),
    Column("foreign_fields", Text),
    Column("log_extract", Text),
    one_of("reason", RemovalReason),
    ForeignKeyConstraint(["snapshot_hash"], ["workout_snapshot.hash"]),
    Index("ix_deleted_session_user_id_change_seq", "user_id", "change_seq"),
    Index("ix_deleted_session_user_id_routine_assignment_id", "user_id", "routine_assignment_id"),
)
"""Tombstones: the whole of every removed session."""

SESSION_COLUMNS = tuple(column.name for column in workout_session.c)

session_event = user_owned(
    "session_event",
    Column("id", Bytes, nullable=False),
    Column("session_id", Bytes, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Bytes, nullable=False),
    Column("recorded_at", Bytes, nullable=False),
    Column("by", Bytes, nullable=False),
    Column("status_before", Text),
    Column("status_after", Text),
    Column("date_before", Bytes),
    Column("date_after", Bytes),
    Column("time_before", Bytes),
    Column("time_after", Bytes),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text),
    Column("change_seq", BigInteger, nullable=False),
    one_of("kind", EventKind),
    Index("ix_session_event_user_id_session_id_change_seq", "user_id", "session_id", "change_seq"),
)
"""One row per move, reschedule or correction; `recorded_at` is the server's time."""

receipt = user_owned(
    "receipt",
    Column("id", Bytes, nullable=False),
    Column("kind", Text, nullable=False),
    Column("old_assignment_id", Bytes),
    Column("new_assignment_id", Bytes),
    Column("document", Text, nullable=False),
    Column("former", Text, nullable=False),
    Column("undone_at", Bytes),
    Column("change_seq", BigInteger, nullable=False),
    Column("copied_by", Bytes),
    one_of("kind", ReceiptKind),
    Index("ix_receipt_user_id_change_seq", "user_id", "change_seq"),
)
"""`former` holds the assignments as they stood before, for undo; `copied_by` who copied, of that kind alone."""

performed_set = user_owned(
    "performed_set",
    Column("session_id", Bytes, nullable=False),
    Column("id", Bytes, nullable=False),
    Column("day", Bytes, nullable=False),
    Column("section_id", Bytes, nullable=False),
    Column("line_id", Bytes),
    Column("set_id", Bytes),
    Column("exercise_id", Bytes),
    Column("exercise_variant_id", Bytes),
    Column("set_type", Text, nullable=False),
    Column("round", Integer),
    Column("side", Text),
    Column("sides", Integer, nullable=False),
    Column("reps", Integer),
    Column("load_kg", Float),
    Column("added_kg", Float),
    Column("duration_s", Float),
    Column("distance_m", Float),
    Column("rpe", Float),
    Column("rir", Float),
    Column("performed_at", Bytes),
    Column("counts", Integer, nullable=False, server_default=text("1")),
    Column("suggested_kg", Float),
    Column("suggested_reps", Integer),
    Column("suggested_s", Float),
    ForeignKeyConstraint(["user_id", "session_id"], ["workout_session.user_id", "workout_session.id"]),
    Index("ix_performed_set_user_id_exercise_id_day", "user_id", "exercise_id", "day"),
    Index(
        "ix_performed_set_day",
        *("user_id", "day", "exercise_variant_id", "exercise_id", "set_type", "section_id"),
        *("sides", "reps", "load_kg", "rpe", "rir", "counts"),
    ),
    key=("session_id", "id"),
)
"""One row per performed set, or per side of one, written with the log; its id is unique inside its session.

Of two sides `counts` is 1 and 0, so that sums over it are sums of sets.

The index by day holds all that is summed of weeks and records, so reports read it alone.
"""
