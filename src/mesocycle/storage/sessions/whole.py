"""Sessions and tombstones that come in whole, as they stood elsewhere: status, times, log, foreign fields and all."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.document import Id
from mesocycle.domain.plan.snapshot import stored_body
from mesocycle.domain.session.session import Tombstone, WorkoutSession
from mesocycle.domain.session.summary import title_of
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.plans import snapshots
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.training import SESSION_COLUMNS, deleted_session, workout_session


class WholeSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session with what its document does not say: its place in the feed, who added it, foreign fields."""

    session: WorkoutSession
    seq: int
    added_by: Id | None = None
    foreign: Raw | None = None


class WholeTombstone(WholeSession, frozen=True, kw_only=True):
    """The same of a removed session."""

    tombstone: Tombstone


_OF_TOMBSTONE = ("removed_at", "reason", "receipt_id", "overdue", "revived_at")
_MADE = ("status", "snapshot_hash", "performance_log", "log_extract", "added_by", "foreign_fields", "change_seq")
"""What does not come as it stands in the document."""
_PLAIN = tuple(name for name in SESSION_COLUMNS if name not in ("user_id", *_MADE))
_COLUMNS = ("user_id", *_PLAIN, *_MADE)


def add(write: Write, whole: Sequence[WholeSession]) -> None:
    """Store sessions with their snapshots; ids are free, assignments there."""
    rows = [tuple(row.values()) for row in _rows(write, whole)]
    insert(write.connection, workout_session, _COLUMNS, rows)


def add_tombstones(write: Write, whole: Sequence[WholeTombstone]) -> None:
    """Store tombstones with the snapshots of their sessions."""
    rows = []
    for row, one in zip(_rows(write, whole), whole, strict=True):
        laid = one.tombstone
        rows.append((*row.values(), laid.removed_at, laid.reason.value, laid.receipt_id, laid.overdue, laid.revived_at))
    insert(write.connection, deleted_session, (*_COLUMNS, *_OF_TOMBSTONE), rows)


def _rows(write: Write, whole: Sequence[WholeSession]) -> list[dict[str, Any]]:
    bodies = [bytes(one.session.workout_snapshot) for one in whole]
    kept = [stored_body(body, title_of(body).name) for body in bodies]
    snapshots.keep(write, kept)
    return [
        {
            "user_id": write.owner,
            **{name: getattr(one.session, name) for name in _PLAIN},
            "status": one.session.status.value,
            "snapshot_hash": snapshot.hash,
            "performance_log": (log := _text(one.session.performance_log)),
            "log_extract": extract(log),
            "added_by": one.added_by,
            "foreign_fields": _text(one.foreign),
            "change_seq": one.seq,
        }
        for one, snapshot in zip(whole, kept, strict=True)
    ]


def _text(part: Raw | None) -> str | None:
    return None if part is None else bytes(part).decode()


def standing(read: Read, user_id: Id, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids whose session stands on the user's calendar."""
    found = sa.select(workout_session.c.id).where(
        workout_session.c.user_id == user_id, workout_session.c.id.in_(list(ids))
    )
    return set(read.execute(found).scalars())


def removed(read: Read, user_id: Id, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids whose session is removed now."""
    found = sa.select(deleted_session.c.id).where(
        deleted_session.c.user_id == user_id,
        deleted_session.c.id.in_(list(ids)),
        deleted_session.c.revived_at.is_(None),
    )
    return set(read.execute(found).scalars())


def there(read: Read, user_id: Id, ids: Collection[Id]) -> set[Id]:
    """Give those of the ids that a session of the user has, on the calendar or as a tombstone."""
    named = (
        sa.select(table.c.id).where(table.c.user_id == user_id, table.c.id.in_(list(ids)))
        for table in (workout_session, deleted_session)
    )
    return set(read.execute(sa.union(*named)).scalars())
