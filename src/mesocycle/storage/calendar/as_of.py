"""The calendar as of a past moment: sessions and tombstones, with the events recorded since taken back.

"As of" means the server's time (`recorded_at`, `removed_at`): work done offline counts from when it came in,
an imported session from its own `createdAt`.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.as_of import Absence, PastEvent, as_it_was, last_performed_in, was_there
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import within
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.tables.training import deleted_session, session_event, workout_session, workout_snapshot

_USER = sa.bindparam("user_id", type_=sa.Text)
_AT = sa.bindparam("at", type_=sa.Text)
_DETAILS = msgspec.json.Decoder(dict[str, Raw])

_CHANGED_SINCE = sa.select(session_event.c.session_id).where(
    session_event.c.user_id == _USER, session_event.c.recorded_at > _AT
)


def _candidates(table: sa.Table) -> sa.Select[Any]:
    """Select what stands between the days now, or has changed since and so may have stood there."""
    day = sa.func.coalesce(table.c.performed_date, table.c.scheduled_date)
    return (
        sa.select(*table.c, workout_snapshot.c.body)
        .select_from(table.join(workout_snapshot, table.c.snapshot_hash == workout_snapshot.c.hash))
        .where(
            table.c.user_id == _USER,
            table.c.created_at <= _AT,
            ((day >= sa.bindparam("first")) & (day <= sa.bindparam("last"))) | table.c.id.in_(_CHANGED_SINCE),
        )
    )


_LIVE = _candidates(workout_session)
_GONE = _candidates(deleted_session)
_EVENTS = (
    sa.select(session_event)
    .where(
        session_event.c.user_id == _USER,
        (session_event.c.recorded_at > _AT) | (session_event.c.kind == EventKind.REVIVED.value),
    )
    .order_by(session_event.c.change_seq, session_event.c.id)
)
_LAST_CHANGES = (
    sa.select(session_event.c.session_id, sa.func.max(session_event.c.recorded_at).label("at"))
    .where(session_event.c.user_id == _USER, session_event.c.recorded_at <= _AT)
    .group_by(session_event.c.session_id)
)


def between(
    read: Read, user_id: Id, first: Date, last: Date, at: Instant, *, scope: Scope = ALL
) -> list[WorkoutSession]:
    """Give the sessions that stood between two days at a past instant, as they were then, by day and time."""
    asked = {"user_id": user_id, "first": first, "last": last, "at": at}
    later: dict[Id, list[PastEvent]] = defaultdict(list)
    absences: dict[Id, list[Absence]] = defaultdict(list)
    for row in read.execute(_EVENTS, asked):
        if row.recorded_at > at:
            later[row.session_id].append(_event(row))
        if row.kind == EventKind.REVIVED.value:
            removed_at = msgspec.json.decode(row.before)["removedAt"]
            absences[row.session_id].append(Absence(removed_at, row.recorded_at))
    touched = {row.session_id: row.at for row in read.execute(_LAST_CHANGES, asked)}
    found = []
    for session in _known(read, asked, absences, scope):
        if not was_there(session, absences[session.id], at):
            continue
        then = _then(session, later[session.id], at, touched)
        if first <= _day(then) <= last:
            found.append(then)
    return sorted(found, key=lambda one: (_day(one), one.scheduled_time, one.id))


def _known(
    read: Read, asked: Mapping[str, Any], absences: dict[Id, list[Absence]], scope: Scope
) -> list[WorkoutSession]:
    """Give each candidate once, from its own row or its tombstone, noting when the removed ones went."""
    live = _LIVE.where(within(workout_session, _USER, scope))
    known = [sessions.document(row) for row in read.execute(live, asked)]
    for row in read.execute(_GONE.where(within(deleted_session, _USER, scope)), asked):
        if row.revived_at is None:
            tombstone = tombstones.document(row)
            absences[row.id].append(Absence(tombstone.removed_at, None))
            known.append(tombstone.session)
    return known


def _event(row: Row) -> PastEvent:
    return PastEvent(
        session_id=row.session_id,
        kind=EventKind(row.kind),
        recorded_at=row.recorded_at,
        status_before=None if row.status_before is None else SessionStatus(row.status_before),
        date_before=row.date_before,
        time_before=row.time_before,
        before={} if row.before is None else _DETAILS.decode(row.before),
        after={} if row.after is None else _DETAILS.decode(row.after),
    )


def _then(
    session: WorkoutSession, later: list[PastEvent], at: Instant, touched: Mapping[Id, Instant]
) -> WorkoutSession:
    if session.updated_at <= at:
        return session
    then = as_it_was(session, later, at)
    last = touched.get(session.id, session.created_at)
    return replace(then, updated_at=max(last, last_performed_in(then.performance_log)))


def _day(session: WorkoutSession) -> Date:
    return session.performed_date or session.scheduled_date
