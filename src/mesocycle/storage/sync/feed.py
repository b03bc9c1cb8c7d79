"""The change feed: rows with `change_seq > since`, in that order, each at its latest state."""

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa
from msgspec import Raw

from mesocycle.domain.document import Id, encode
from mesocycle.domain.permission import ALL, Scope
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.domain.sync.feed import Change, ChangeKind, ChangePage
from mesocycle.storage.assignments import assignments, receipts
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import Row
from mesocycle.storage.people.coachings import theirs
from mesocycle.storage.sessions import sessions, tombstones
from mesocycle.storage.tables.training import (
    deleted_session,
    receipt,
    reference_value,
    routine_assignment,
    user_feed,
    workout_session,
    workout_snapshot,
)

MOST_PAGE_BYTES = 8_000_000
"""What the sessions of one page may come to, where they are not of one seq."""
_USER = sa.bindparam("user_id", type_=sa.Text)
_TRAINER = sa.bindparam("trainer", type_=sa.Text)
_SINCE = sa.bindparam("since", type_=sa.BigInteger)
_UNTIL = sa.bindparam("until", type_=sa.BigInteger)
_COUNT = sa.bindparam("count", type_=sa.Integer)

_ASSIGNED = sa.select(routine_assignment.c.id).where(
    routine_assignment.c.user_id == _USER, routine_assignment.c.assigned_by == _TRAINER
)
"""The assignments a trainer made who sees only those."""


class _Source(NamedTuple):
    """One synced table: what it gives, whole, and which of its rows are a trainer's."""

    kind: ChangeKind
    table: sa.Table
    rows: sa.Select[Any]
    document: Callable[[Any], bytes]
    of_trainer: sa.ColumnElement[bool]


def _with_snapshot(table: sa.Table) -> sa.Select[Any]:
    join = table.join(workout_snapshot, table.c.snapshot_hash == workout_snapshot.c.hash)
    return sa.select(*table.c, workout_snapshot.c.body).select_from(join)


def _names_only_theirs(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.or_(column.is_(None), column.in_(_ASSIGNED))


_SOURCES = (
    _Source(
        ChangeKind.ASSIGNMENT,
        routine_assignment,
        sa.select(routine_assignment),
        lambda row: encode(assignments.document(row)),
        routine_assignment.c.assigned_by == _TRAINER,
    ),
    _Source(
        ChangeKind.TOMBSTONE,
        deleted_session,
        _with_snapshot(deleted_session),
        lambda row: encode(tombstones.document(row)),
        theirs(deleted_session, _USER, _TRAINER),
    ),
    _Source(
        ChangeKind.SESSION,
        workout_session,
        _with_snapshot(workout_session),
        lambda row: encode(sessions.document(row)),
        theirs(workout_session, _USER, _TRAINER),
    ),
    _Source(
        ChangeKind.RECEIPT,
        receipt,
        sa.select(receipt),
        lambda row: encode(receipts.document(row)),
        # a receipt lists sessions of both its assignments, so both must be the trainer's; or what they copied
        (_names_only_theirs(receipt.c.old_assignment_id) & _names_only_theirs(receipt.c.new_assignment_id))
        | (receipt.c.copied_by == _TRAINER),
    ),
    _Source(
        ChangeKind.REFERENCE_VALUE,
        reference_value,
        sa.select(reference_value),
        lambda row: str(row.document).encode(),
        sa.true(),  # percentages of what a trainer assigned are measured against all of them
    ),
)


def _changed(source: _Source, *, scoped: bool) -> sa.ColumnElement[bool]:
    changed = (source.table.c.user_id == _USER) & (source.table.c.change_seq > _SINCE)
    return changed & source.of_trainer if scoped else changed


def _seqs(*, scoped: bool) -> sa.Select[tuple[int]]:
    """Select the first seqs after `since`, one per row; no branch reads further than the page can reach."""
    branches = [
        sa.select(
            sa.select(source.table.c.change_seq)
            .where(_changed(source, scoped=scoped))
            .order_by(source.table.c.change_seq)
            .limit(_COUNT)
            .subquery()
            .c.change_seq
        )
        for source in _SOURCES
    ]
    every = sa.union_all(*branches).subquery()
    return sa.select(every.c.change_seq).order_by(every.c.change_seq).limit(_COUNT)


_SEQS = {scoped: _seqs(scoped=scoped) for scoped in (False, True)}
_ROWS = {
    (source.kind, scoped): source.rows.where(
        _changed(source, scoped=scoped), source.table.c.change_seq <= _UNTIL
    ).order_by(source.table.c.change_seq, source.table.c.id)
    for source in _SOURCES
    for scoped in (False, True)
}
TIMELINE = {
    "sqlite": "'00000001'",
    "postgresql": "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)",
}
"""A server that took another's place may lack what that one had answered: it writes on a timeline of its own."""
_POSITION = {
    dialect: sa.select(user_feed.c.epoch, user_feed.c.seq, sa.literal_column(timeline).label("timeline")).where(
        user_feed.c.user_id == _USER
    )
    for dialect, timeline in TIMELINE.items()
}
_FIRST_TIMELINE = 1


def changes(
    read: Read, user_id: Id, since: int, limit: int, *, epoch: str | None = None, scope: Scope = ALL
) -> ChangePage:
    """Give the page of changes after `since`: about `limit`, more where one seq holds more.

    `epoch` is the one the reader knows; another one, or a `since` not yet reached, is read from 0. Nine
    statements at most, however long the page.
    """
    row = read.execute(_POSITION[read.dialect], {"user_id": user_id}).one_or_none()
    if row is None:
        raise NotFound("There is no such user.", f"Look at {Do('user list')}.")
    position = _position(row)
    present = epoch_for(position.epoch, scope)
    restarts = since > position.seq or (epoch is not None and epoch != present)
    after = 0 if restarts else max(since, 0)
    asked = {"user_id": user_id, "trainer": scope.assigned_by, "since": after}
    until, more = _fitting(read, asked, *_reach(read, asked, position.seq, max(limit, 1)))
    return ChangePage(
        epoch=present,
        changes=_between(read, {**asked, "until": until}),
        seq=until,
        more=more,
        from_start=True if restarts else None,
    )


class Position(NamedTuple):
    """How far a feed has come: whoever reads now has missed nothing up to `seq` of this `epoch`."""

    epoch: str
    seq: int


def position(read: Read, user_id: Id) -> Position:
    """Give how far a user's own feed has come."""
    return _position(read.execute(_POSITION[read.dialect], {"user_id": user_id}).one())


def epoch(read: Read, user_id: Id, scope: Scope) -> str:
    """Give the present epoch of a user's feed, as the scope sees it."""
    return epoch_for(position(read, user_id).epoch, scope)


def _position(row: Row) -> Position:
    return Position(epoch_on(row.epoch, row.timeline), row.seq)


def epoch_on(epoch: Id, timeline: str) -> str:
    """Name an epoch on a timeline: on a later one it is another, so that everybody reads from 0 after a failover."""
    number = int(timeline, 16)
    return epoch if number == _FIRST_TIMELINE else f"{epoch}.{number}"


def epoch_for(epoch: str, scope: Scope) -> str:
    """Name the feed as the scope sees it: when a trainer comes to see less or more, they read from 0."""
    return epoch if scope.assigned_by is None else f"{epoch}:{scope.assigned_by}"


def _reach(read: Read, asked: dict[str, Any], seq: int, limit: int) -> tuple[int, bool]:
    """Say at which seq the page ends, never inside one, and whether something follows."""
    statement = _SEQS[asked["trainer"] is not None]
    seqs = read.execute(statement, {**asked, "count": limit + 1}).scalars().all()
    if len(seqs) <= limit:
        return seq, False
    until = seqs[limit - 1]
    if seqs[limit] > until:
        return until, True
    following = read.execute(statement, {**asked, "since": until, "count": 1}).first()
    return (seq, False) if following is None else (until, True)


def _lengths(source: _Source, *, scoped: bool) -> sa.Select[Any]:
    """Select how long the snapshot and the log of each changed row are, with its seq."""
    return (
        sa.select(source.table.c.change_seq, sessions.length_of(source.table).label("size"))
        .select_from(source.table.join(workout_snapshot, source.table.c.snapshot_hash == workout_snapshot.c.hash))
        .where(_changed(source, scoped=scoped), source.table.c.change_seq <= _UNTIL)
    )


_LENGTHS = {
    scoped: sa.union_all(
        *(_lengths(source, scoped=scoped) for source in _SOURCES if source.table in (workout_session, deleted_session))
    )
    for scoped in (False, True)
}


def _fitting(read: Read, asked: dict[str, Any], until: int, more: bool) -> tuple[int, bool]:  # noqa: FBT001  # as found
    """End a page before it gets too long, after at least one seq; snapshots and logs are what is long."""
    if until <= asked["since"]:  # nothing is new, as most often
        return until, more
    lengths = read.execute(_LENGTHS[asked["trainer"] is not None], {**asked, "until": until})
    of_seq: dict[int, int] = {}
    for row in lengths:
        of_seq[row.change_seq] = of_seq.get(row.change_seq, 0) + row.size
    together, last = 0, None
    for seq in sorted(of_seq):
        together += of_seq[seq]
        if together > MOST_PAGE_BYTES and last is not None:
            return last, True
        last = seq
    return until, more


def _between(read: Read, asked: dict[str, Any]) -> tuple[Change, ...]:
    scoped = asked["trainer"] is not None
    found = [
        (
            row.change_seq,
            place,
            Change(seq=row.change_seq, kind=source.kind, document=Raw(source.document(row))),
        )
        for place, source in enumerate(_SOURCES)
        for row in read.execute(_ROWS[source.kind, scoped], asked)
    ]
    found.sort(key=lambda one: one[:2])  # stable: within one seq and kind by id
    return tuple(change for _, _, change in found)
