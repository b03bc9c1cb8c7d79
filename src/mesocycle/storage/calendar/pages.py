"""Pages of a user's calendar: by day, time and id, whole or without plan and log, each page one statement."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Date, Id, TimeOfDay
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.summary import OF_SESSION, UNTITLED, SessionSummary, WorkoutTitle
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.octets import octets
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.people.coachings import theirs
from mesocycle.storage.plans import snapshots
from mesocycle.storage.plans.kept_bodies import BODIES
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import DAY, workout_session

MOST_PAGE_BYTES = 8_000_000
"""What the sessions of one page may come to; a hundred of an ordinary year are one."""
_AT_A_TIME = 200


class CalendarKey(NamedTuple):
    """What a calendar is sorted by."""

    day: Date
    time: TimeOfDay
    id: Id


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which of a user's sessions: those that every condition given holds for."""

    first: Date | None = None
    last: Date | None = None
    statuses: Collection[SessionStatus] = ()
    assignment_id: Id | None = None
    routine_id: Id | None = None

    def holds(self, session: WorkoutSession) -> bool:
        """Tell whether a session that was read by its day alone is wanted."""
        return (
            (not self.statuses or session.status in self.statuses)
            and self.assignment_id in (None, session.routine_assignment_id)
            and self.routine_id in (None, session.parent_routine_id)
        )


def calendar_key(session: WorkoutSession | SessionSummary) -> CalendarKey:
    """Give a session's place in the calendar: done ones stand on the day they were done."""
    return CalendarKey(session.performed_date or session.scheduled_date, session.scheduled_time, session.id)


def whole(
    read: Read, user_id: Id, wanted: Wanted, after: CalendarKey | None, limit: int, *, scope: Scope = ALL
) -> tuple[list[WorkoutSession], bool]:
    """Give the first sessions behind a place, with snapshot and log, and whether more follow.

    There are fewer than `limit` where they get long, but at least one.
    """
    found: list[WorkoutSession] = []
    more = True
    while more and not found:  # again only where no snapshot of a page is there, which is damage: it holds up no other
        rows = _rows(read, user_id, wanted, after, limit + 1, scope, _WHOLE, bytes=MOST_PAGE_BYTES)
        lengths = BODIES.lengths(read, [bytes(row.snapshot_hash) for row in rows])
        most = min(limit, page_length([row.size + lengths.get(bytes(row.snapshot_hash), 0) for row in rows]))
        found = sessions.documents(read, rows[:most])
        more = bool(rows) and rows[0].there > most
        after = CalendarKey(rows[most - 1].day, rows[most - 1].scheduled_time, rows[most - 1].id) if rows else after
    return found, more


def each(read: Read, user_id: Id, wanted: Wanted, *, scope: Scope = ALL) -> Iterator[WorkoutSession]:
    """Go through the sessions by day and time, with snapshot and log; a page of them is held at a time."""
    after: CalendarKey | None = None
    more = True
    while more:
        found, more = whole(read, user_id, wanted, after, _AT_A_TIME, scope=scope)
        yield from found
        after = calendar_key(found[-1]) if found else after


def page_length(sizes: Sequence[int]) -> int:
    """Count the first sessions that together are not too long, at least one."""
    together = 0
    for count, size in enumerate(sizes):
        together += size
        if together > MOST_PAGE_BYTES and count:
            return count
    return max(len(sizes), 1)


def summaries(
    read: Read, user_id: Id, wanted: Wanted, after: CalendarKey | None, limit: int, *, scope: Scope = ALL
) -> list[SessionSummary]:
    """Give the same without snapshot and log; their texts are not read."""
    return summarised(read, _rows(read, user_id, wanted, after, limit, scope, _SUMMARY))


def _rows(
    read: Read,
    user_id: Id,
    wanted: Wanted,
    after: CalendarKey | None,
    limit: int,
    scope: Scope,
    columns: tuple[sa.ColumnElement[Any], ...],
    **besides: object,
) -> list[Any]:
    given: dict[str, Any] = {
        "first": wanted.first,
        "last": wanted.last,
        "statuses": [status.value for status in wanted.statuses] or None,
        "assignment": wanted.assignment_id,
        "routine": wanted.routine_id,
        "trainer": scope.assigned_by,
    }
    if after is not None:
        given |= {"after_day": after.day, "after_time": after.time, "after_id": after.id}
    said = {name: value for name, value in given.items() if value is not None}
    return read.rows(_statement(columns, frozenset(said)), owner=user_id, most=limit, **said, **besides)


@lru_cache(maxsize=256)
def _statement(columns: tuple[sa.ColumnElement[Any], ...], said: frozenset[str]) -> Prepared:
    """Give the statement with just the conditions that are asked for: each form is compiled once."""
    conditions = [condition for name, condition in _CONDITIONS.items() if name in said]
    page = (
        sa.select(*columns)
        .where(workout_session.c.user_id == _OWNER, *conditions)
        .order_by(DAY, workout_session.c.scheduled_time, workout_session.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
    )
    return Prepared(_bounded(page) if columns is _WHOLE else page)


def _bounded(page: sa.Select[Any]) -> sa.Select[Any]:
    """Give of a page the first sessions whose logs together are not too long, and how many are `there` in all.

    It is counted without logs, and those of the others are not given: SQLite would carry them all along.
    """
    first = page.cte("first_ones")
    order = (first.c.day, first.c.scheduled_time, first.c.id)
    counted = sa.select(
        first.c.id,
        first.c.day,
        first.c.size,
        sa.func.row_number().over(order_by=order).label("place"),
        sa.func.sum(first.c.size).over(order_by=order).label("together"),
        sa.func.count().over().label("there"),
    ).subquery()
    fits = (counted.c.together <= sa.bindparam("bytes", type_=sa.BigInteger)) | (counted.c.place == 1)
    return (
        sa.select(*sessions.COLUMNS, counted.c.day, counted.c.size, counted.c.there)
        .select_from(counted)
        .join(workout_session, workout_session.c.id == counted.c.id)
        .where(workout_session.c.user_id == _OWNER, fits)
        .order_by(counted.c.place)
    )


_OWNER = sa.bindparam("owner", type_=sa.Text)
_PLACE = sa.tuple_(DAY, workout_session.c.scheduled_time, workout_session.c.id)
_AFTER = sa.tuple_(*(sa.bindparam(name, type_=sa.Text) for name in ("after_day", "after_time", "after_id")))
_CONDITIONS: dict[str, sa.ColumnElement[bool]] = {
    "first": sa.bindparam("first", type_=sa.Text) <= DAY,
    "last": sa.bindparam("last", type_=sa.Text) >= DAY,
    "statuses": workout_session.c.status.in_(sa.bindparam("statuses", expanding=True)),
    "assignment": workout_session.c.routine_assignment_id == sa.bindparam("assignment"),
    "routine": workout_session.c.parent_routine_id == sa.bindparam("routine"),
    "trainer": theirs(workout_session, _OWNER, sa.bindparam("trainer", type_=sa.Text)),
    "after_day": sa.and_(sa.bindparam("after_day", type_=sa.Text) <= DAY, _PLACE > _AFTER),
}
"""By the name of what is said; the day stands before the whole key, for the index to begin at it."""

_WHOLE: tuple[sa.ColumnElement[Any], ...] = (
    workout_session.c.id,
    DAY.label("day"),
    workout_session.c.scheduled_time,
    octets(workout_session.c.performance_log).label("size"),
)
"""What a page of whole sessions is counted by."""
_SUMMARY: tuple[sa.ColumnElement[Any], ...] = (
    *(workout_session.c[name] for name in OF_SESSION),
    workout_session.c.snapshot_hash,
)


def summarised(read: Read, rows: Sequence[Any]) -> list[SessionSummary]:
    """Make summaries of rows that hold a session's own columns and its snapshot's hash."""
    hashes = [bytes(row.snapshot_hash) for row in rows]
    titles = snapshots.of_snapshots(read, hashes)
    return [_summary(row, titles.get(each, UNTITLED)) for row, each in zip(rows, hashes, strict=True)]


def _summary(row: Any, title: WorkoutTitle) -> SessionSummary:  # noqa: ANN401  # a row of any columns
    values = {name: getattr(row, name) for name in OF_SESSION}
    values |= {"all_day": bool(row.all_day) or None, "status": SessionStatus(row.status)}
    return SessionSummary(**values, workout_name=title.name, workout_type=title.type, sport=title.sport)
