"""Tombstones: the whole of every removed session, and the way back."""

from collections.abc import Collection

import msgspec
import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.session import RemovalReason, Tombstone
from mesocycle.domain.session.status import EventKind
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import Row, insert
from mesocycle.storage.people.coachings import within
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import (
    SESSION_COLUMNS,
    deleted_session,
    session_event,
    workout_session,
    workout_snapshot,
)

FULL = (*deleted_session.c, workout_snapshot.c.body)
_JOIN = deleted_session.join(workout_snapshot, deleted_session.c.snapshot_hash == workout_snapshot.c.hash)


def document(row: Row) -> Tombstone:
    """Make a tombstone of a row that holds `FULL`."""
    return Tombstone(
        session=sessions.document(row),
        removed_at=row.removed_at,
        reason=RemovalReason(row.reason),
        receipt_id=row.receipt_id,
        overdue=bool(row.overdue),
        revived_at=row.revived_at,
    )


class Laid(msgspec.Struct, frozen=True):
    """A standing tombstone and the feed position at which its session was removed."""

    tombstone: Tombstone
    seq: int


def find(read: Read, user_id: Id, session_id: Id) -> Laid | None:
    """Give the tombstone of a session that is removed now, or None."""
    row = read.execute(
        sa.select(*FULL)
        .select_from(_JOIN)
        .where(
            deleted_session.c.user_id == user_id,
            deleted_session.c.id == session_id,
            deleted_session.c.revived_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else Laid(document(row), row.change_seq)


def get(read: Read, user_id: Id, session_id: Id, scope: Scope = ALL) -> Tombstone:
    """Give the tombstone of a session that is removed now, or refuse where there is none, or none in scope."""
    row = read.execute(
        sa.select(*FULL)
        .select_from(_JOIN)
        .where(
            deleted_session.c.user_id == user_id,
            deleted_session.c.id == session_id,
            deleted_session.c.revived_at.is_(None),
            within(deleted_session, user_id, scope),
        )
    ).one_or_none()
    if row is None:
        raise NotFound(
            "No session of this id was removed.", "Look at the session itself, or at the calendar for the ids."
        )
    return document(row)


def of_assignment(read: Read, user_id: Id, assignment_id: Id) -> list[Tombstone]:
    """Give the tombstones of an assignment, by day."""
    rows = read.execute(
        sa.select(*FULL)
        .select_from(_JOIN)
        .where(deleted_session.c.user_id == user_id, deleted_session.c.routine_assignment_id == assignment_id)
        .order_by(deleted_session.c.scheduled_date, deleted_session.c.id)
    )
    return [document(row) for row in rows]


def of_receipt(read: Read, user_id: Id, receipt_id: Id, assignment_id: Id) -> list[Id]:
    """Give the ids of an assignment's sessions that a receipt removed and that are still removed."""
    return list(
        read.execute(
            sa.select(deleted_session.c.id)
            .where(
                deleted_session.c.user_id == user_id,
                deleted_session.c.receipt_id == receipt_id,
                deleted_session.c.routine_assignment_id == assignment_id,
                deleted_session.c.revived_at.is_(None),
            )
            .order_by(deleted_session.c.id)
        ).scalars()
    )


def burial(rest: str, *, seq: str, reason: str, receipt: str, overdue: str) -> str:
    """Give the SQL that lays a tombstone for each session `s` of `rest`, over one that was laid there before.

    The other arguments are the SQL of what it says; `:now` is when the session left.
    """
    kept = [f'"{name}"' for name in SESSION_COLUMNS if name != "change_seq"]
    again = [f'"{name}" = excluded."{name}"' for name in SESSION_COLUMNS if name not in ("user_id", "id")]
    return f"""insert into deleted_session ({", ".join(kept)}, change_seq, removed_at, reason, receipt_id, overdue)
               select {", ".join(f"s.{name}" for name in kept)}, {seq}, :now, {reason}, {receipt}, {overdue}
               from {rest}
               on conflict (user_id, id) do update set {", ".join(again)}, removed_at = excluded.removed_at,
                 reason = excluded.reason, receipt_id = excluded.receipt_id, overdue = excluded.overdue,
                 revived_at = null"""  # noqa: S608  # column names of our own tables


_COPIED = tuple(name for name in SESSION_COLUMNS if name not in ("updated_at", "change_seq"))
_LIFTED = (
    deleted_session.c.id,
    deleted_session.c.removed_at,
    deleted_session.c.reason,
    deleted_session.c.receipt_id,
    deleted_session.c.overdue,
    deleted_session.c.change_seq,
)


def revive(write: Write, event_ids: dict[Id, Id], *, reason: str) -> set[Id]:
    """Bring removed sessions back as they were; `event_ids` by session id. Gives those that came back.

    The tombstone stays, marked; the event keeps when and why the session was away.
    """
    lifted = _lift(write, event_ids.keys())
    if not lifted:
        return set()
    ids = list(lifted)
    source = sa.select(
        *(deleted_session.c[name] for name in _COPIED),
        sa.bindparam("b_now", write.now, sa.Text),
        sa.bindparam("b_seq", write.seq, sa.BigInteger),
    ).where(deleted_session.c.user_id == write.owner, deleted_session.c.id.in_(ids))
    write.execute(workout_session.insert().from_select([*_COPIED, "updated_at", "change_seq"], source))
    _tell(write, lifted, event_ids, reason)
    return set(ids)


def _lift(write: Write, ids: Collection[Id]) -> dict[Id, dict[str, object]]:
    standing = (
        deleted_session.c.user_id == write.owner,
        deleted_session.c.id.in_(list(ids)),
        deleted_session.c.revived_at.is_(None),
    )
    found = {
        row.id: {
            "removedAt": row.removed_at,
            "reason": row.reason,
            "receiptId": row.receipt_id,
            "overdue": bool(row.overdue),
        }
        for row in write.execute(sa.select(*_LIFTED).where(*standing))
    }
    lifted = write.execute(
        deleted_session.update()
        .where(*standing)
        .values(revived_at=write.now, change_seq=write.seq)
        .returning(deleted_session.c.id)
    ).scalars()
    return {session_id: found[session_id] for session_id in lifted}


_EVENT = (
    "user_id",
    "id",
    "session_id",
    "kind",
    "at",
    "recorded_at",
    "by",
    "before",
    "reason",
    "change_seq",
)


def _tell(write: Write, lifted: dict[Id, dict[str, object]], event_ids: dict[Id, Id], reason: str) -> None:
    insert(
        write.connection,
        session_event,
        _EVENT,
        [
            (
                write.owner,
                event_ids[session_id],
                session_id,
                EventKind.REVIVED.value,
                write.now,
                write.now,
                write.by,
                msgspec.json.encode({k: v for k, v in before.items() if v is not None}).decode(),
                reason,
                write.seq,
            )
            for session_id, before in lifted.items()
        ],
    )
