"""Sessions and tombstones of one or many users as calendar entries, each kind by one statement."""

from collections.abc import Mapping

import msgspec
import sqlalchemy as sa

from mesocycle.domain.calendar.entry import READ_AFTER, CalendarEntry
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.instant import moment
from mesocycle.domain.permission import Scope
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import theirs
from mesocycle.storage.tables.training import DAY, deleted_session, session_event, workout_session


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Which days a calendar shows, and since when removed sessions are still told."""

    first: Date
    last: Date
    removed_since: Instant


_FIELDS = (
    "user_id",
    "id",
    "scheduled_date",
    "scheduled_time",
    "all_day",
    "performed_date",
    "status",
    "started_at",
    "duration_minutes",
    "snapshot_hash",
    "updated_at",
)
_EVENT = session_event.c
# A removal is one change more than its events tell, so coming back must be two.
_WEIGHT = sa.case(
    (_EVENT.kind == "revived", 2),
    (
        sa.or_(
            _EVENT.status_before != _EVENT.status_after,
            _EVENT.date_before != _EVENT.date_after,
            _EVENT.time_before != _EVENT.time_after,
        ),
        1,
    ),
    else_=0,
)


def of_people(read: Read, people: Mapping[Id, Scope], window: Window) -> list[CalendarEntry]:
    """Give the entries of users, each as far as the scope goes, by user, day, time and id."""
    live = sa.select(*(workout_session.c[name] for name in _FIELDS)).where(
        _seen(workout_session, people), window.first <= DAY, window.last >= DAY
    )
    columns = (
        *(deleted_session.c[name] for name in _FIELDS),
        deleted_session.c.created_at,
        deleted_session.c.removed_at,
    )
    gone = sa.select(*columns).where(
        _seen(deleted_session, people),
        deleted_session.c.revived_at.is_(None),
        deleted_session.c.removed_at >= window.removed_since,
        deleted_session.c.scheduled_date >= window.first,
        deleted_session.c.scheduled_date <= window.last,
    )
    changes = _changes(read, people)
    found = [_entry(row, changes) for row in read.execute(live)]
    found += [_entry(row, changes, removed_at=row.removed_at) for row in read.execute(gone) if _was_seen(row)]
    return sorted(found, key=lambda each: (each.user_id, each.day, each.time or "", each.session_id))


def _was_seen(row: Row) -> bool:
    return moment(row.removed_at) - moment(row.created_at) >= READ_AFTER


def _seen(table: sa.Table, people: Mapping[Id, Scope]) -> sa.ColumnElement[bool]:
    whole = [user_id for user_id, scope in people.items() if scope.assigned_by is None]
    conditions: list[sa.ColumnElement[bool]] = [table.c.user_id.in_(whole)]
    for trainer in {scope.assigned_by for scope in people.values()} - {None}:
        partly = [user_id for user_id, scope in people.items() if scope.assigned_by == trainer]
        conditions.append(table.c.user_id.in_(partly) & theirs(table, table.c.user_id, trainer or ""))
    return sa.or_(*conditions)


def _changes(read: Read, people: Mapping[Id, Scope]) -> dict[tuple[Id, Id], int]:
    rows = read.execute(
        sa.select(_EVENT.user_id, _EVENT.session_id, sa.func.sum(_WEIGHT).label("changes"))
        .where(_EVENT.user_id.in_(list(people)))
        .group_by(_EVENT.user_id, _EVENT.session_id)
    )
    return {(row.user_id, row.session_id): int(row.changes) for row in rows}


def _entry(row: Row, changes: Mapping[tuple[Id, Id], int], *, removed_at: Instant | None = None) -> CalendarEntry:
    elsewhere = row.performed_date is not None and row.performed_date != row.scheduled_date
    whole_day = bool(row.all_day) or (elsewhere and row.started_at is None)
    return CalendarEntry(
        user_id=row.user_id,
        session_id=row.id,
        day=row.performed_date or row.scheduled_date,
        time=None if whole_day else row.scheduled_time,
        status=SessionStatus(row.status),
        removed=removed_at is not None,
        started_at=row.started_at,
        duration_minutes=row.duration_minutes,
        snapshot_hash=bytes(row.snapshot_hash),
        changed_at=removed_at or row.updated_at,
        changes=changes.get((row.user_id, row.id), 0) + (removed_at is not None),
    )
