"""Workout sessions as they are read: one, or those of some days; every statement names the user."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import AlreadyExists, NotFound, SessionRemoved
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.octets import octets
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import within
from mesocycle.storage.plans.kept_bodies import BODIES
from mesocycle.storage.tables.training import (
    DAY,
    deleted_session,
    routine_assignment,
    workout_session,
    workout_snapshot,
)

COLUMNS = tuple(column for column in workout_session.c if column.name != "log_extract")
"""What is read of a session; the extract of its log is there for sums alone."""
_OF_USER = workout_session.c.user_id == sa.bindparam("user_id")
ONE = Prepared(sa.select(*COLUMNS).where(_OF_USER, workout_session.c.id == sa.bindparam("asked")))
"""One of a user's sessions."""
_GONE = (
    sa.select(deleted_session.c.removed_at, deleted_session.c.reason, routine_assignment.c.replaced_by_id)
    .select_from(
        deleted_session.outerjoin(
            routine_assignment,
            (routine_assignment.c.user_id == deleted_session.c.user_id)
            & (routine_assignment.c.id == deleted_session.c.routine_assignment_id),
        )
    )
    .where(deleted_session.c.user_id == sa.bindparam("user_id"), deleted_session.c.id == sa.bindparam("id"))
)
_INSTEAD = sa.select(workout_session.c.id).where(
    workout_session.c.user_id == sa.bindparam("user_id"), workout_session.c.adjusted_from == sa.bindparam("id")
)
_STATUSES = {each.value: each for each in SessionStatus}


def document(row: Row, snapshot: Raw | None = None) -> WorkoutSession:
    """Make a session of a row that holds `COLUMNS`, with its `snapshot`; where that is None, its body is in the row."""
    log = row.performance_log
    return WorkoutSession(
        id=row.id,
        user_id=row.user_id,
        parent_routine_id=row.parent_routine_id,
        routine_version_id=row.routine_version_id,
        routine_assignment_id=row.routine_assignment_id,
        workout_id=row.workout_id,
        scheduled_date=row.scheduled_date,
        scheduled_time=row.scheduled_time,
        all_day=bool(row.all_day) or None,
        planned_date=row.planned_date,
        performed_date=row.performed_date,
        plan_week=row.plan_week,
        plan_day=row.plan_day,
        adjusted_from=row.adjusted_from,
        status=_STATUSES[row.status],
        started_at=row.started_at,
        completed_at=row.completed_at,
        duration_minutes=row.duration_minutes,
        notes=row.notes,
        workout_snapshot=Raw(row.body) if snapshot is None else snapshot,
        performance_log=None if log is None else Raw(log),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def documents(read: Read, rows: Sequence[Row]) -> list[WorkoutSession]:
    """Make sessions of rows that hold `COLUMNS`; their snapshots are kept, or read.

    Who does not look at one state of the database may find one swept meanwhile: then its session is gone, and left out.
    """
    bodies = BODIES.of(read, {bytes(row.snapshot_hash) for row in rows})
    found = ((row, bodies.get(bytes(row.snapshot_hash))) for row in rows)
    return [document(row, body) for row, body in found if body is not None]


def find(read: Read, user_id: Id, session_id: Id) -> WorkoutSession | None:
    """Give one session, or None."""
    return next(iter(documents(read, read.rows(ONE, user_id=user_id, asked=session_id))), None)


_SEVERAL = Prepared(sa.select(*COLUMNS).where(_OF_USER, workout_session.c.id.in_(sa.bindparam("ids", expanding=True))))


def several(read: Read, user_id: Id, ids: Sequence[Id]) -> list[WorkoutSession]:
    """Give those of a user's sessions that have one of the ids."""
    return documents(read, read.rows(_SEVERAL, user_id=user_id, ids=list(ids))) if ids else []


_STATE = Prepared(
    sa.select(workout_session.c.change_seq, workout_session.c.updated_at).where(
        _OF_USER, workout_session.c.id == sa.bindparam("asked")
    )
)


def state_of(read: Read, user_id: Id, session_id: Id) -> tuple[int, Instant] | None:
    """Give the feed position and the moment of a session's present state, or None where it is not there."""
    row = read.row(_STATE, user_id=user_id, asked=session_id)
    return None if row is None else (row.change_seq, row.updated_at)


def length_of(table: sa.Table) -> sa.ColumnElement[int]:
    """Give how many bytes the snapshot and the log of a session, or of a tombstone, are together."""
    return octets(workout_snapshot.c.body) + octets(table.c.performance_log)


_SIZE = Prepared(
    sa.select(length_of(workout_session).label("size"))
    .select_from(workout_session.join(workout_snapshot, workout_session.c.snapshot_hash == workout_snapshot.c.hash))
    .where(_OF_USER, workout_session.c.id == sa.bindparam("asked"))
)


def size(read: Read, user_id: Id, session_id: Id) -> int:
    """Give about how long a session's snapshot and log are together; 0 where it is not there."""
    row = read.row(_SIZE, user_id=user_id, asked=session_id)
    return 0 if row is None else int(row.size)


def added_by(read: Read, user_id: Id, session_id: Id) -> Id | None:
    """Give who added a one-off session; None where it is another, or none."""
    asked = sa.select(workout_session.c.added_by)
    return read.execute(
        asked.where(workout_session.c.user_id == user_id, workout_session.c.id == session_id)
    ).scalar_one_or_none()


def get(read: Read, user_id: Id, session_id: Id, scope: Scope = ALL) -> WorkoutSession:
    """Give one session, or refuse: it never was, it is out of scope, or it was removed and by what."""
    session = find(read, user_id, session_id)
    if scope.assigned_by is not None:
        _require_within(read, deleted_session if session is None else workout_session, user_id, session_id, scope)
    if session is None:
        raise _absence(read, user_id, session_id)
    return session


def require_known(read: Read, user_id: Id, session_id: Id, scope: Scope = ALL) -> None:
    """Refuse a session that never was, or is out of scope; a removed one has a history too."""
    for table in (workout_session, deleted_session):
        there = sa.select(table.c.id).where(
            table.c.user_id == user_id, table.c.id == session_id, within(table, user_id, scope)
        )
        if read.execute(there).first() is not None:
            return
    raise _unknown()


def _require_within(read: Read, table: sa.Table, user_id: Id, session_id: Id, scope: Scope) -> None:
    there = sa.select(table.c.id).where(
        table.c.user_id == user_id, table.c.id == session_id, within(table, user_id, scope)
    )
    if read.execute(there).first() is None:
        raise _unknown()


def _absence(read: Read, user_id: Id, session_id: Id) -> NotFound | SessionRemoved:
    gone = read.execute(_GONE, {"user_id": user_id, "id": session_id}).one_or_none()
    if gone is None:
        return _unknown()
    facts = {"reason": gone.reason, "removedAt": gone.removed_at}
    instead = read.execute(_INSTEAD, {"user_id": user_id, "id": session_id}).scalars().first()
    if instead is not None:
        return SessionRemoved(
            f"The session was adjusted at {gone.removed_at}; {instead} stands in its place.",
            "Do that session; work done offline can still be sent by sync.",
            facts={**facts, "sessionId": instead},
        )
    if gone.replaced_by_id is None:
        return SessionRemoved(
            f"The session was removed at {gone.removed_at} ({gone.reason}).",
            "Look at the calendar for what stands there now; work done offline can still be sent by sync.",
            facts=facts,
        )
    return SessionRemoved(
        f"The session was removed at {gone.removed_at}: its assignment was replaced by {gone.replaced_by_id}.",
        "Do the session of the new assignment; work done offline can still be sent by sync.",
        facts={**facts, "newAssignmentId": gone.replaced_by_id},
    )


def _unknown() -> NotFound:
    return NotFound("There is no such session.", f"Look at {Do('session list')} for the ids.")


def between(
    read: Read,
    user_id: Id,
    first: Date,
    last: Date,
    *,
    statuses: Collection[SessionStatus] = (),
    scope: Scope = ALL,
) -> list[WorkoutSession]:
    """Give a user's sessions between two days, by day and time; done ones on the day they were done."""
    statement = (
        sa.select(*COLUMNS)
        .where(
            _OF_USER,
            sa.bindparam("first") <= DAY,
            sa.bindparam("last") >= DAY,
            within(workout_session, user_id, scope),
        )
        .order_by(DAY, workout_session.c.scheduled_time, workout_session.c.id)
    )
    if statuses:
        statement = statement.where(workout_session.c.status.in_([status.value for status in statuses]))
    return documents(read, read.execute(statement, {"user_id": user_id, "first": first, "last": last}).all())


def taken_ids(read: Read, user_id: Id, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that a session or a tombstone of the user already has."""
    asked = list(ids)
    live = read.execute(
        sa.select(workout_session.c.id).where(workout_session.c.user_id == user_id, workout_session.c.id.in_(asked))
    ).scalars()
    gone = read.execute(
        sa.select(deleted_session.c.id).where(deleted_session.c.user_id == user_id, deleted_session.c.id.in_(asked))
    ).scalars()
    return {*live, *gone}


def ids_ending(read: Read, user_id: Id, ending: str) -> list[Id]:
    """Give the ids of a user's sessions that end so."""
    found = read.execute(
        sa.select(workout_session.c.id).where(
            workout_session.c.user_id == user_id, workout_session.c.id.endswith(ending, autoescape=True)
        )
    ).scalars()
    return [each for each in found if each.endswith(ending)]  # LIKE takes capitals for small letters on SQLite


def require_free(read: Read, user_id: Id, session_id: Id) -> None:
    """Refuse an id that a session or a tombstone of the user already has."""
    if taken_ids(read, user_id, [session_id]):
        raise AlreadyExists(
            f"There is already a session with the id {session_id}.", "Make another id, or leave it out."
        )
