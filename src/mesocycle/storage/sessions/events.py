"""Events: one row per move, reschedule or correction, with what stood there before."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert
from mesocycle.storage.tables.training import app_user, session_event

_COLUMNS = (
    "user_id",
    "id",
    "session_id",
    "kind",
    "at",
    "recorded_at",
    "by",
    "status_before",
    "status_after",
    "date_before",
    "date_after",
    "time_before",
    "time_after",
    "before",
    "after",
    "reason",
    "change_seq",
)


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
    told = Told(kind, at or write.now, *(changes or (None, None)))
    insert(write.connection, session_event, _COLUMNS, [_values(write, event_id, told, before, after, reason)])


class Told(NamedTuple):
    """One of several things that happened at once: `at` by the device's clock, details before and after."""

    kind: EventKind
    at: Instant
    old: object
    new: object


def add_all(write: Write, told: Sequence[Told], *, before: WorkoutSession, after: WorkoutSession) -> None:
    """Write what happened to a session, in order, by one statement."""
    rows = [_values(write, write.new_id(), one, before, after, None) for one in told]
    insert(write.connection, session_event, _COLUMNS, rows)


def _values(
    write: Write, event_id: Id, told: Told, before: WorkoutSession, after: WorkoutSession, reason: str | None
) -> tuple[object, ...]:
    return (
        write.owner,
        event_id,
        after.id,
        told.kind.value,
        told.at,
        write.now,
        write.by,
        before.status.value,
        after.status.value,
        before.scheduled_date,
        after.scheduled_date,
        before.scheduled_time,
        after.scheduled_time,
        None if told.old is None else msgspec.json.encode(told.old).decode(),
        None if told.new is None else msgspec.json.encode(told.new).decode(),
        reason,
        write.seq,
    )


def of_session(read: Read, user_id: Id, session_id: Id) -> list[Event]:
    """Give the history of one session, oldest first; details include status, day and time where they changed."""
    rows = read.execute(
        sa.select(session_event)
        .where(session_event.c.user_id == user_id, session_event.c.session_id == session_id)
        .order_by(session_event.c.change_seq, session_event.c.id)
    )
    return [document(row) for row in rows]


class EventKey(NamedTuple):
    """What a history is sorted by."""

    seq: int
    id: Id


class PlacedEvent(NamedTuple):
    """An event, and its place in the history."""

    key: EventKey
    event: Event


_PAGE = (
    sa.select(session_event)
    .where(
        session_event.c.user_id == sa.bindparam("user_id"),
        session_event.c.session_id == sa.bindparam("session_id"),
        sa.tuple_(session_event.c.change_seq, session_event.c.id)
        > sa.tuple_(sa.bindparam("seq", type_=sa.BigInteger), sa.bindparam("id", type_=sa.Text)),
    )
    .order_by(session_event.c.change_seq, session_event.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_BEGINNING = EventKey(-1, "")


def page(read: Read, user_id: Id, session_id: Id, after: EventKey | None, limit: int) -> list[PlacedEvent]:
    """Give the first events behind a place in the history of one session, oldest first."""
    seq, event_id = after or _BEGINNING
    asked = {"user_id": user_id, "session_id": session_id, "seq": seq, "id": event_id, "most": limit}
    return [PlacedEvent(EventKey(row.change_seq, row.id), document(row)) for row in read.execute(_PAGE, asked)]


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


def document(row: Row) -> Event:
    """Make an event of a row of its table."""
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
