"""Workout sessions: every statement names the user, every change its guard; the rows that come back are the truth."""

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.arrangement import PlacedSession, SessionFacts
from mesocycle.domain.document import Date, Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.receipt import MovedSession
from mesocycle.domain.refusal import AlreadyExists, NotFound, SessionRemoved
from mesocycle.domain.session import SessionStatus, WorkoutSession
from mesocycle.storage.database import Read, Write
from mesocycle.storage.prepared import Prepared
from mesocycle.storage.rows import Row, given, insert
from mesocycle.storage.scopes import within
from mesocycle.storage.tables import (
    DAY,
    SESSION_COLUMNS,
    deleted_session,
    routine_assignment,
    workout_session,
    workout_snapshot,
)

FULL = (*workout_session.c, workout_snapshot.c.body)
_JOIN = workout_session.join(workout_snapshot, workout_session.c.snapshot_hash == workout_snapshot.c.hash)
_OF_USER = workout_session.c.user_id == sa.bindparam("user_id")
_ONE = sa.select(*FULL).select_from(_JOIN).where(_OF_USER, workout_session.c.id == sa.bindparam("id"))
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
_DOCUMENT = tuple(
    name
    for name in SESSION_COLUMNS
    if name not in ("snapshot_hash", "change_seq", "performance_log", "status", "all_day", "added_by")
)


def document(row: Row) -> WorkoutSession:
    """Make a session of a row that holds `FULL`."""
    values = row._asdict()
    log = values["performance_log"]
    return WorkoutSession(
        **{name: values[name] for name in _DOCUMENT},
        all_day=bool(values["all_day"]) or None,
        status=SessionStatus(values["status"]),
        workout_snapshot=Raw(values["body"]),
        performance_log=None if log is None else Raw(log),
    )


def find(read: Read, user_id: Id, session_id: Id) -> WorkoutSession | None:
    """Give one session, or None."""
    row = read.execute(_ONE, {"user_id": user_id, "id": session_id}).one_or_none()
    return None if row is None else document(row)


def get(read: Read, user_id: Id, session_id: Id, scope: Scope = ALL) -> WorkoutSession:
    """Give one session, or refuse: it never was, it is out of scope, or it was removed and by what."""
    session = find(read, user_id, session_id)
    if scope.assigned_by is not None:
        _require_within(read, deleted_session if session is None else workout_session, user_id, session_id, scope)
    if session is None:
        raise _absence(read, user_id, session_id)
    return session


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
    return NotFound("There is no such session.", "Look at `mesocycle session list` for the ids.")


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
        sa.select(*FULL)
        .select_from(_JOIN)
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
    rows = read.execute(statement, {"user_id": user_id, "first": first, "last": last})
    return [document(row) for row in rows]


def _facts(dialect: str) -> Prepared:
    return Prepared(
        sa.text(
            f"""with asked as materialized ({given(dialect, "owner", "assignment")})
            select s.user_id, s.id, s.routine_assignment_id, s.workout_id, w.name, s.plan_week, s.plan_day,
                   s.planned_date, s.scheduled_date, s.scheduled_time, s.all_day, s.status, s.performed_date
            from asked as a cross join workout_session as s join workout_snapshot as w on w.hash = s.snapshot_hash
            where s.user_id = a.owner and s.routine_assignment_id = a.assignment"""  # noqa: S608  # our own fragments
        )
    )


_FACTS = {dialect: _facts(dialect) for dialect in ("sqlite", "postgresql")}


_BY_DAY = attrgetter("scheduled_date", "scheduled_time", "id")
_STATUSES = {status.value: status for status in SessionStatus}


def of_assignment(read: Read, user_id: Id, assignment_id: Id) -> list[SessionFacts]:
    """Give the facts of all sessions of an assignment, by day and time."""
    return of_assignments(read, {user_id: [assignment_id]}).get(user_id, [])


def of_assignments(read: Read, assignments: Mapping[Id, Collection[Id]]) -> dict[Id, list[SessionFacts]]:
    """Give, by user, the facts of the sessions of the assignments named, in one statement."""
    asked = [{"owner": user_id, "assignment": each} for user_id, ids in assignments.items() for each in ids]
    found: dict[Id, list[SessionFacts]] = {user_id: [] for user_id in assignments}
    if not asked:
        return found
    for row in read.rows(_FACTS[read.dialect], given=msgspec.json.encode(asked).decode()):
        user_id, id_, assignment_id, workout_id, name, week, day, planned, on, at, all_day, status, done = row
        facts = SessionFacts(
            id=id_,
            assignment_id=assignment_id,
            workout_id=workout_id,
            workout_name=name,
            plan_week=week,
            plan_day=day,
            planned_date=planned,
            scheduled_date=on,
            scheduled_time=at,
            all_day=bool(all_day),
            status=_STATUSES[status],
            performed_date=done,
        )
        found[user_id].append(facts)
    for each in found.values():
        each.sort(key=_BY_DAY)  # SQLite would sort the rows of all users at once, which takes longer
    return found


_NEW = (
    "user_id",
    "id",
    "parent_routine_id",
    "routine_version_id",
    "routine_assignment_id",
    "workout_id",
    "scheduled_date",
    "scheduled_time",
    "all_day",
    "planned_date",
    "plan_week",
    "plan_day",
    "adjusted_from",
    "status",
    "snapshot_hash",
    "created_at",
    "updated_at",
    "change_seq",
)


def add(writes: Mapping[Id, Write], placed: Sequence[PlacedSession]) -> None:
    """Create scheduled sessions, for one or many owners, by one statement; snapshots are there already."""
    if not placed:
        return
    status = SessionStatus.SCHEDULED.value
    rows = []
    for session in placed:
        write = writes[session.assignment.user_id]
        rows.append(
            (
                write.owner,
                session.id,
                session.parent_routine_id,
                session.routine_version_id,
                session.assignment.id,
                session.workout_id,
                session.scheduled_date,
                session.scheduled_time,
                session.all_day or None,
                session.planned_date,
                session.plan_week,
                session.plan_day,
                session.adjusted_from,
                status,
                session.snapshot_hash,
                write.now,
                write.now,
                write.seq,
            )
        )
    insert(next(iter(writes.values())).connection, workout_session, _NEW, rows)


def change(
    write: Write, session_id: Id, was: Collection[SessionStatus], values: Mapping[str, Any]
) -> WorkoutSession | None:
    """Change a session that still has one of the statuses; None where it has not: the guard is in the statement."""
    changed = write.execute(
        workout_session.update()
        .where(
            workout_session.c.user_id == write.owner,
            workout_session.c.id == session_id,
            workout_session.c.status.in_([status.value for status in was]),
        )
        .values(**values, updated_at=write.now, change_seq=write.seq)
        .returning(workout_session.c.id)
    ).scalar_one_or_none()
    return None if changed is None else find(write, write.owner, session_id)


def inherit(write: Write, session_id: Id, adjusted_from: Id) -> None:
    """Give an adjusted session the notes of the one before, and whoever added that."""
    of_old = (deleted_session.c.user_id == write.owner, deleted_session.c.id == adjusted_from)
    kept = {name: sa.select(deleted_session.c[name]).where(*of_old).scalar_subquery() for name in ("notes", "added_by")}
    write.execute(
        workout_session.update()
        .where(workout_session.c.user_id == write.owner, workout_session.c.id == session_id)
        .values(**kept)
    )


def shift(write: Write, moved: Sequence[MovedSession]) -> None:
    """Move sessions that are still scheduled where `from` says, all by one statement; each has an event."""
    if not moved:
        return
    moves = [{"id": m.session_id, "from": m.from_, "to": m.to, "event": write.new_id()} for m in moved]
    asked = {
        "user_id": write.owner,
        "now": write.now,
        "seq": write.seq,
        "by": write.by,
        "moves": msgspec.json.encode(moves).decode(),
    }
    shift_rows, tell = _SHIFT[write.dialect]
    write.execute(tell, asked)
    write.execute(shift_rows, asked)


def _shift_statements(member: str, source: str) -> tuple[sa.TextClause, sa.TextClause]:
    id_, from_, to, event = (member.format(name) for name in ("id", "from", "to", "event"))
    guard = f"""s.user_id = :user_id and s.id = {id_} and s.status = 'scheduled' and s.scheduled_date = {from_}"""
    return (
        sa.text(
            f"""update workout_session as s set scheduled_date = {to}, updated_at = :now, change_seq = :seq
                from {source} where {guard}"""  # noqa: S608  # our own fragments
        ),
        sa.text(
            f"""insert into session_event (user_id, id, session_id, kind, at, recorded_at, by, status_before,
                                           status_after, date_before, date_after, change_seq)
                select s.user_id, {event}, s.id, 'shifted', :now, :now, :by, 'scheduled', 'scheduled',
                       {from_}, {to}, :seq
                from {source} cross join workout_session as s where {guard}"""  # noqa: S608  # our own fragments
        ),
    )


_SHIFT = {
    "sqlite": _shift_statements("json_extract(m.value, '$.{}')", "json_each(:moves) as m"),
    "postgresql": _shift_statements("(m.value ->> '{}')", "json_array_elements(cast(:moves as json)) as m(value)"),
}


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
