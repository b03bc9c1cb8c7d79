"""Recorded activities, and the sessions that wait for one: every statement names the user."""

from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.matching import OpenSession
from mesocycle.domain.document import Date, Id, TimeOfDay, encode
from mesocycle.domain.permission import Scope
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.people.coachings import within
from mesocycle.storage.tables.imports import activity, import_item
from mesocycle.storage.tables.training import workout_session, workout_snapshot


class WaitingSession(msgspec.Struct, frozen=True):
    """A session that waits for its deed, with what people know it by."""

    facts: OpenSession
    name: str
    scheduled_date: Date
    scheduled_time: TimeOfDay


class _Head(msgspec.Struct):
    """What is read of a snapshot; of a foreign one perhaps nothing."""

    name: str = ""
    type: str = ""


_DAY = sa.func.coalesce(workout_session.c.performed_date, workout_session.c.scheduled_date)
_WAITING = (
    sa.select(
        workout_session.c.id,
        workout_session.c.status,
        workout_session.c.started_at,
        workout_session.c.scheduled_date,
        workout_session.c.scheduled_time,
        _DAY.label("day"),
        workout_snapshot.c.body,
    )
    .select_from(workout_session.join(workout_snapshot, workout_session.c.snapshot_hash == workout_snapshot.c.hash))
    .where(
        workout_session.c.user_id == sa.bindparam("user_id"),
        workout_session.c.status.in_([SessionStatus.SCHEDULED.value, SessionStatus.IN_PROGRESS.value]),
        sa.bindparam("first") <= _DAY,
        sa.bindparam("last") >= _DAY,
    )
    .order_by(_DAY, workout_session.c.scheduled_time, workout_session.c.id)
)


def waiting(read: Read, user_id: Id, first: Date, last: Date, scope: Scope) -> list[WaitingSession]:
    """Give the scheduled and begun sessions of some days, in the order of the calendar."""
    found = []
    asked = _WAITING.where(within(workout_session, user_id, scope))
    for row in read.execute(asked, {"user_id": user_id, "first": first, "last": last}):
        head = _head(row.body)
        if head.type not in set(WorkoutType):
            continue
        facts = OpenSession(
            id=row.id,
            type=WorkoutType(head.type),
            day=row.day,
            status=SessionStatus(row.status),
            started_at=row.started_at,
        )
        found.append(WaitingSession(facts, head.name, row.scheduled_date, row.scheduled_time))
    return found


def keep(write: Write, recorded: Mapping[Id, Activity]) -> None:
    """Keep what devices recorded beside the sessions; what stood there is overwritten."""
    insert(
        write.connection,
        activity,
        ("user_id", "session_id", "document"),
        [(write.owner, session_id, encode(each).decode()) for session_id, each in recorded.items()],
        tail="on conflict (user_id, session_id) do update set document = excluded.document",
    )


def find(read: Read, user_id: Id, session_id: Id) -> Activity | None:
    """Give what a device recorded of a session, or None."""
    document = read.execute(
        sa.select(activity.c.document).where(activity.c.user_id == user_id, activity.c.session_id == session_id)
    ).scalar_one_or_none()
    return None if document is None else msgspec.json.decode(document, type=Activity)


def matched(read: Read, user_id: Id, *, import_id: Id | None = None, session_id: Id | None = None) -> list[Id]:
    """Give the sessions that an import's activities were matched to, or the one session if it is so matched."""
    asked = [import_item.c.import_id == import_id] if import_id is not None else []
    asked += [import_item.c.session_id == session_id] if session_id is not None else []
    found = read.execute(
        sa.select(import_item.c.session_id)
        .where(import_item.c.user_id == user_id, import_item.c.made_session.is_(False), *asked)
        .order_by(import_item.c.session_id)
    )
    return [row.session_id for row in found]


def forget(write: Write, session_ids: Sequence[Id]) -> None:
    """Forget activities matched to sessions, and that their files were ever taken in."""
    ids = list(session_ids)
    write.execute(
        sa.delete(import_item).where(
            import_item.c.user_id == write.owner,
            import_item.c.session_id.in_(ids),
            import_item.c.made_session.is_(False),
        )
    )
    write.execute(sa.delete(activity).where(activity.c.user_id == write.owner, activity.c.session_id.in_(ids)))


def _head(body: str) -> _Head:
    try:
        return msgspec.json.decode(body, type=_Head)
    except msgspec.ValidationError:
        return _Head()
