"""Sessions that come in with all they hold: completed ones of an assignment with origin `imported`."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.assignment.assignment import AssignmentStatus, Origin, RoutineAssignment
from mesocycle.domain.document import Date, Id, Instant, TimeOfDay
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.training import routine_assignment, user_zone, workout_session


class CompletedSession(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A session that was done before it came in."""

    id: Id
    workout_id: Id
    day: Date
    time: TimeOfDay
    all_day: bool
    started_at: Instant | None
    completed_at: Instant | None
    duration_minutes: int | None
    notes: str | None
    snapshot_hash: bytes
    log: str


_COLUMNS = (
    "user_id",
    "id",
    "parent_routine_id",
    "routine_version_id",
    "routine_assignment_id",
    "workout_id",
    "scheduled_date",
    "scheduled_time",
    "all_day",
    "performed_date",
    "status",
    "started_at",
    "completed_at",
    "duration_minutes",
    "notes",
    "snapshot_hash",
    "performance_log",
    "log_extract",
    "created_at",
    "updated_at",
    "change_seq",
)


def add(write: Write, assignment: RoutineAssignment, done: Sequence[CompletedSession]) -> None:
    """Create completed sessions of an assignment by one statement; snapshots are there already."""
    insert(
        write.connection,
        workout_session,
        _COLUMNS,
        [
            (
                write.owner,
                one.id,
                assignment.parent_routine_id,
                assignment.routine_version_id,
                assignment.id,
                one.workout_id,
                one.day,
                one.time,
                one.all_day or None,
                one.day,
                SessionStatus.COMPLETED.value,
                one.started_at,
                one.completed_at,
                one.duration_minutes,
                one.notes,
                one.snapshot_hash,
                one.log,
                extract(one.log),
                write.now,
                write.now,
                write.seq,
            )
            for one in done
        ],
    )


def hold_assignment(write: Write, assignment: RoutineAssignment) -> None:
    """Store the assignment that imported sessions of one source belong to, or let it begin earlier."""
    values = {
        "user_id": write.owner,
        "id": assignment.id,
        "parent_routine_id": assignment.parent_routine_id,
        "routine_version_id": assignment.routine_version_id,
        "assigned_by": assignment.assigned_by,
        "origin": Origin.IMPORTED.value,
        "status": AssignmentStatus.COMPLETED.value,
        "start_date": assignment.start_date,
        "start_week": assignment.start_week,
        "start_day": assignment.start_day,
        "shift_days": assignment.shift_days,
        "pauses": "[]",
        "cycles": assignment.cycles,
        "notes_for_user": assignment.notes_for_user,
        "created_at": assignment.created_at,
        "updated_at": assignment.updated_at,
        "change_seq": write.seq,
    }
    insert(
        write.connection,
        routine_assignment,
        tuple(values),
        [tuple(values.values())],
        tail="on conflict (user_id, id) do update set start_date = excluded.start_date, "
        "updated_at = excluded.updated_at, change_seq = excluded.change_seq "
        "where excluded.start_date < routine_assignment.start_date",
    )


def zones(read: Read, user_id: Id) -> list[tuple[Instant, str]]:
    """Give the zones a user lived in, each with the instant from which it was valid, oldest first."""
    rows = read.execute(
        sa.select(user_zone.c.since, user_zone.c.time_zone)
        .where(user_zone.c.user_id == user_id)
        .order_by(user_zone.c.since)
    )
    return [(row.since, row.time_zone) for row in rows]
