"""The calendar as of a past moment: sessions and tombstones, with the events recorded since taken back.

"As of" means the server's time (`recorded_at`, `removed_at`): work done offline counts from when it came in,
an imported session from its own `createdAt`. First it is found out what stood where, from rows without snapshots and
logs; those are read only of the sessions that are told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.as_of import Absence, PastEvent, as_it_was, last_performed_in, was_there
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.calendar.pages import CalendarKey, Wanted, calendar_key, page_length
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.octets import octets
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import within
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import deleted_session, session_event, workout_session, workout_snapshot

_CHUNK = 250
"""So many sessions are read whole at a time where all are asked for."""
_UNREAD = Raw(b"{}")
_USER = sa.bindparam("user_id", type_=sa.Text)
_AT = sa.bindparam("at", type_=sa.Text)
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_DETAILS = msgspec.json.Decoder(dict[str, Raw])
_PLACED = {"before": ("performedDate", "removedAt"), "after": ("performedDate",)}
"""What of an event's details says where a session stood, or since when it was gone."""

_CHANGED_SINCE = sa.select(session_event.c.session_id).where(
    session_event.c.user_id == _USER, session_event.c.recorded_at > _AT
)


class Stood(NamedTuple):
    """A session where and as it stood, without snapshot and log."""

    session: WorkoutSession
    snapshot_hash: bytes
    size: int
    """About how many bytes are read to tell all of it."""


def _candidates(table: sa.Table) -> sa.Select[Any]:
    """Select what stands between the days now, or has changed since and so may have stood there."""
    day = sa.func.coalesce(table.c.performed_date, table.c.scheduled_date)
    light = (column for column in table.c if column.name not in ("performance_log", "log_extract"))
    return (
        sa.select(
            *light,
            sa.null().label("performance_log"),
            sessions.length_of(table).label("size"),
        )
        .select_from(table.join(workout_snapshot, table.c.snapshot_hash == workout_snapshot.c.hash))
        .where(
            table.c.user_id == _USER,
            table.c.created_at <= _AT,
            ((day >= sa.bindparam("first")) & (day <= sa.bindparam("last"))) | table.c.id.in_(_CHANGED_SINCE),
        )
    )


def _whole(table: sa.Table) -> sa.Select[Any]:
    return (
        sa.select(*table.c, workout_snapshot.c.body)
        .select_from(table.join(workout_snapshot, table.c.snapshot_hash == workout_snapshot.c.hash))
        .where(table.c.user_id == _USER, table.c.id.in_(_IDS))
    )


def _said(dialect: str, column: str, name: str) -> sa.ColumnElement[Any]:
    """Give one value of an event's details as JSON: the whole may hold the log that gave way."""
    text = {
        "sqlite": f"session_event.\"{column}\" -> '$.{name}'",
        "postgresql": f"cast(cast(session_event.\"{column}\" as json) -> '{name}' as text)",
    }
    return sa.literal_column(text[dialect], sa.Text).label(f"{column}_{name}")


_EVENT = session_event.c
_MOVED = (_EVENT.session_id, _EVENT.kind, _EVENT.recorded_at, _EVENT.status_before, _EVENT.date_before)
_PLACES = {
    dialect: sa.select(
        *_MOVED,
        _EVENT.time_before,
        *(_said(dialect, column, name) for column, names in _PLACED.items() for name in names),
        (octets(_EVENT.before) + octets(_EVENT.after)).label("size"),
    )
    .where(_EVENT.user_id == _USER, (_EVENT.recorded_at > _AT) | (_EVENT.kind == EventKind.REVIVED.value))
    .order_by(_EVENT.change_seq, _EVENT.id)
    for dialect in ("sqlite", "postgresql")
}
_LIVE, _GONE = _candidates(workout_session), _candidates(deleted_session)
_WHOLE = (
    _whole(workout_session),
    _whole(deleted_session).where(deleted_session.c.revived_at.is_(None)),
)
_EVENTS = (
    sa.select(*_MOVED, _EVENT.time_before, _EVENT.before, _EVENT.after)
    .where(_EVENT.user_id == _USER, _EVENT.recorded_at > _AT, _EVENT.session_id.in_(_IDS))
    .order_by(_EVENT.change_seq, _EVENT.id)
)
_LAST_CHANGES = (
    sa.select(_EVENT.session_id, sa.func.max(_EVENT.recorded_at).label("at"))
    .where(_EVENT.user_id == _USER, _EVENT.recorded_at <= _AT, _EVENT.session_id.in_(_IDS))
    .group_by(_EVENT.session_id)
)


def between(
    read: Read, user_id: Id, first: Date, last: Date, at: Instant, *, scope: Scope = ALL
) -> list[WorkoutSession]:
    """Give the sessions that stood between two days at a past instant, as they were then, by day and time."""
    found = stood(read, user_id, first, last, at, scope=scope)
    chunks = (found[begin : begin + _CHUNK] for begin in range(0, len(found), _CHUNK))
    return [session for chunk in chunks for session in _as_they_were(read, user_id, chunk, at)]


def page(
    read: Read,
    user_id: Id,
    wanted: Wanted,
    days: tuple[Date, Date],
    at: Instant,
    after: CalendarKey | None,
    limit: int,
    *,
    scope: Scope = ALL,
) -> tuple[list[WorkoutSession], bool]:
    """Give the first of those that are wanted behind a place, and whether more follow; fewer where they get long."""
    first = days[0] if after is None else max(days[0], after.day)
    every = stood(read, user_id, first, days[1], at, scope=scope)
    found = [
        each for each in every if wanted.holds(each.session) and (after is None or calendar_key(each.session) > after)
    ]
    most = min(limit, page_length([each.size for each in found[:limit]]))
    return _as_they_were(read, user_id, found[:most], at), len(found) > most


def stood(read: Read, user_id: Id, first: Date, last: Date, at: Instant, *, scope: Scope = ALL) -> list[Stood]:
    """Give what stood between two days at a past instant, by day and time, each without snapshot and log."""
    asked = {"user_id": user_id, "first": first, "last": last, "at": at}
    later: dict[Id, list[PastEvent]] = defaultdict(list)
    absences: dict[Id, list[Absence]] = defaultdict(list)
    sizes: dict[Id, int] = defaultdict(int)
    for row in read.execute(_PLACES[read.dialect], {"user_id": user_id, "at": at}):
        if row.recorded_at > at:
            later[row.session_id].append(_event(row, _placed(row, "before"), _placed(row, "after")))
            sizes[row.session_id] += row.size
        if row.kind == EventKind.REVIVED.value:
            removed_at = msgspec.json.decode(row.before_removedAt)
            absences[row.session_id].append(Absence(removed_at, row.recorded_at))
    found = []
    for row in _known(read, asked, absences, scope):
        session = sessions.document(row, _UNREAD)
        if was_there(session, absences[session.id], at):
            then = session if session.updated_at <= at else as_it_was(session, later[session.id], at)
            if first <= calendar_key(then).day <= last:
                found.append(Stood(then, bytes(row.snapshot_hash), row.size + sizes[session.id]))
    return sorted(found, key=lambda one: calendar_key(one.session))


def _known(read: Read, asked: Mapping[str, Any], absences: dict[Id, list[Absence]], scope: Scope) -> Iterator[Row]:
    """Give each candidate once, from its own row or its tombstone, noting when the removed ones went."""
    yield from read.execute(_LIVE.where(within(workout_session, _USER, scope)), asked)
    for row in read.execute(_GONE.where(within(deleted_session, _USER, scope)), asked):
        if row.revived_at is None:
            absences[row.id].append(Absence(row.removed_at, None))
            yield row


def _as_they_were(read: Read, user_id: Id, found: Sequence[Stood], at: Instant) -> list[WorkoutSession]:
    """Read sessions whole, and take back what happened since."""
    if not found:
        return []
    asked = {"user_id": user_id, "at": at, "ids": [each.session.id for each in found]}
    later: dict[Id, list[PastEvent]] = defaultdict(list)
    for row in read.execute(_EVENTS, asked):
        later[row.session_id].append(_event(row, _details(row.before), _details(row.after)))
    touched = {row.session_id: row.at for row in read.execute(_LAST_CHANGES, asked)}
    known: dict[Id, WorkoutSession] = {}
    for statement in _WHOLE:
        for row in read.execute(statement, {"user_id": user_id, "ids": asked["ids"]}):
            session = sessions.document(row)
            known[session.id] = _then(session, later[session.id], at, touched)
    return [known[each.session.id] for each in found]


def _placed(row: Any, column: str) -> dict[str, Raw]:  # noqa: ANN401  # a row of any columns
    said = ((name, getattr(row, f"{column}_{name}")) for name in _PLACED[column])
    return {name: Raw(text) for name, text in said if text is not None}


def _details(text: str | None) -> dict[str, Raw]:
    return {} if text is None else _DETAILS.decode(text)


def _event(row: Any, before: dict[str, Raw], after: dict[str, Raw]) -> PastEvent:  # noqa: ANN401  # the same
    return PastEvent(
        session_id=row.session_id,
        kind=EventKind(row.kind),
        recorded_at=row.recorded_at,
        status_before=None if row.status_before is None else SessionStatus(row.status_before),
        date_before=row.date_before,
        time_before=row.time_before,
        before=before,
        after=after,
    )


def _then(
    session: WorkoutSession, later: list[PastEvent], at: Instant, touched: Mapping[Id, Instant]
) -> WorkoutSession:
    if session.updated_at <= at:
        return session
    then = as_it_was(session, later, at)
    last = touched.get(session.id, session.created_at)
    return replace(then, updated_at=max(last, last_performed_in(then.performance_log)))
