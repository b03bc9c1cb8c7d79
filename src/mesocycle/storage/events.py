"""Events: one row per move, reschedule or correction, with what stood there before."""

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.event import Event, EventKind
from mesocycle.domain.session import WorkoutSession
from mesocycle.storage.database import Read, Write
from mesocycle.storage.rows import Row
from mesocycle.storage.tables import app_user, session_event

_ADD = session_event.insert()


def add(
    write: Write,
    event_id: Id,
    kind: EventKind,
    *,
    before: WorkoutSession,
    after: WorkoutSession,
    at: Instant | None = None,
    changes: tuple[object, object] | None = None,
    reason: str | None = None,
) -> None:
    """Write what happened to a session; `changes` are the details before and after, `at` the device's clock."""
    old, new = changes or (None, None)
    write.execute(
        _ADD,
        {
            "user_id": write.owner,
            "id": event_id,
            "session_id": after.id,
            "kind": kind.value,
            "at": at or write.now,
            "recorded_at": write.now,
            "by": write.by,
            "status_before": before.status.value,
            "status_after": after.status.value,
            "date_before": before.scheduled_date,
            "date_after": after.scheduled_date,
            "time_before": before.scheduled_time,
            "time_after": after.scheduled_time,
            "before": None if old is None else msgspec.json.encode(old).decode(),
            "after": None if new is None else msgspec.json.encode(new).decode(),
            "reason": reason,
            "change_seq": write.seq,
        },
    )


def of_session(read: Read, user_id: Id, session_id: Id) -> list[Event]:
    """Give the history of one session, oldest first; details include status, day and time where they changed."""
    rows = read.execute(
        sa.select(session_event)
        .where(session_event.c.user_id == user_id, session_event.c.session_id == session_id)
        .order_by(session_event.c.change_seq, session_event.c.id)
    )
    return [_document(row) for row in rows]


class LatestMove(msgspec.Struct, frozen=True):
    """Who brought a session to where it stands: name and id, when, and at which feed position."""

    by: Id
    name: str
    at: Instant
    seq: int


_LATEST_MOVE = (
    sa.select(session_event.c.by, app_user.c.name, session_event.c.at, session_event.c.change_seq)
    .select_from(session_event.outerjoin(app_user, app_user.c.id == session_event.c.by))
    .where(
        session_event.c.user_id == sa.bindparam("user_id"),
        session_event.c.session_id == sa.bindparam("session_id"),
        session_event.c.status_before != session_event.c.status_after,
    )
    .order_by(session_event.c.change_seq.desc(), session_event.c.id.desc())
    .limit(1)
)


def latest_move(read: Read, user_id: Id, session_id: Id) -> LatestMove | None:
    """Give the last change of a session's status, or None where it was never moved."""
    row = read.execute(_LATEST_MOVE, {"user_id": user_id, "session_id": session_id}).one_or_none()
    return None if row is None else LatestMove(row.by, row.name or "Somebody", row.at, row.change_seq)


def _document(row: Row) -> Event:
    v = row._asdict()
    return Event(
        id=v["id"],
        session_id=v["session_id"],
        kind=EventKind(v["kind"]),
        at=v["at"],
        by=v["by"],
        before=_side(v["status_before"], v["date_before"], v["time_before"], v["before"]),
        after=_side(v["status_after"], v["date_after"], v["time_after"], v["after"]),
        reason=v["reason"],
    )


def _side(status: str | None, date: str | None, time: str | None, details: str | None) -> Raw | None:
    stood = {"status": status, "scheduledDate": date, "scheduledTime": time}
    facts: dict[str, object] = {name: value for name, value in stood.items() if value is not None}
    if details is not None:
        facts["details"] = Raw(details)
    return Raw(msgspec.json.encode(facts)) if facts else None
