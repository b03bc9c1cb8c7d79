"""Snapshots, once per content: the key is the SHA-256 of the canonical JSON; a row is never changed."""

from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa

from mesocycle.domain.plan.snapshot import StoredSnapshot
from mesocycle.domain.session.summary import WorkoutTitle, title_of
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.engine.octets import octets
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.tables.training import deleted_session, workout_session, workout_snapshot

_CHUNK = 500
_FEW = 5
"""So many bodies are read without asking how long they are: each is no longer than a workout may be."""
_MOST_BYTES = 8_000_000
_ASKED = workout_snapshot.c.hash.in_(sa.bindparam("hashes", expanding=True))
_KNOWN = Prepared(sa.select(workout_snapshot.c.hash).where(_ASKED))
_LENGTHS = Prepared(sa.select(workout_snapshot.c.hash, octets(workout_snapshot.c.body).label("size")).where(_ASKED))
_BODIES = Prepared(sa.select(workout_snapshot.c.hash, workout_snapshot.c.body).where(_ASKED))


def keep(write: Write, snapshots: Collection[StoredSnapshot]) -> None:
    """Store those not yet there; asks first, because most are and bodies are large."""
    wanted = {snapshot.hash: snapshot for snapshot in snapshots}
    if not wanted:
        return
    known = {row.hash for row in write.rows(_KNOWN, hashes=list(wanted))}
    insert(
        write.connection,
        workout_snapshot,
        ("hash", "name", "body"),
        [(s.hash, s.name, s.body) for key, s in sorted(wanted.items()) if key not in known],
        tail="on conflict do nothing",
    )


def bodies(read: Read, hashes: Collection[bytes]) -> Mapping[bytes, str]:
    """Give the canonical JSON of several snapshots."""
    return dict(each_body(read, hashes))


def each_body(read: Read, hashes: Collection[bytes]) -> Iterator[tuple[bytes, str]]:
    """Go through the canonical JSON of snapshots; so many are held at a time as are not too long together."""
    asked = sorted(hashes)
    if len(asked) <= _FEW:
        yield from _read(read, asked)
        return
    together: list[bytes] = []
    size = 0
    for hash_, length in lengths(read, asked).items():
        if together and size + length > _MOST_BYTES:
            yield from _read(read, together)
            together, size = [], 0
        together.append(hash_)
        size += length
    yield from _read(read, together)


def lengths(read: Read, hashes: Collection[bytes]) -> dict[bytes, int]:
    """Give how many bytes snapshots are, reading none of them."""
    asked = sorted(hashes)
    chunks = (asked[begin : begin + _CHUNK] for begin in range(0, len(asked), _CHUNK))
    return {bytes(row.hash): row.size for chunk in chunks for row in read.rows(_LENGTHS, hashes=chunk)}


def _read(read: Read, hashes: list[bytes]) -> Iterator[tuple[bytes, str]]:
    return ((bytes(row.hash), row.body) for row in (read.rows(_BODIES, hashes=hashes) if hashes else ()))


def sweep(connection: sa.Connection) -> int:
    """Delete the snapshots that no session and no tombstone points at, and give their number.

    First in its transaction: one that held an owner's lock already could block those it waits for.
    """
    one_by_one(connection)
    if connection.dialect.name == "postgresql":
        # every Write begins at user_feed: one that has just found a snapshot there has ended before it is swept
        connection.execute(sa.text("lock table user_feed in share row exclusive mode"))
    used = sa.union(sa.select(workout_session.c.snapshot_hash), sa.select(deleted_session.c.snapshot_hash))
    unused = list(
        connection.execute(sa.select(workout_snapshot.c.hash).where(workout_snapshot.c.hash.not_in(used))).scalars()
    )
    for begin in range(0, len(unused), _AT_ONCE):
        connection.execute(
            sa.delete(workout_snapshot).where(workout_snapshot.c.hash.in_(unused[begin : begin + _AT_ONCE]))
        )
    return len(unused)


_AT_ONCE = 1_000
_MOST_KNOWN = 20_000
_TITLES: dict[bytes, WorkoutTitle] = {}


def of_snapshots(read: Read, hashes: Collection[bytes]) -> Mapping[bytes, WorkoutTitle]:
    """Give what each snapshot's workout is called; only those not met before are read."""
    known = {each: _TITLES[each] for each in hashes if each in _TITLES}
    unknown = set(hashes) - known.keys()
    if unknown:
        found = {each: title_of(body) for each, body in each_body(read, unknown)}
        if len(_TITLES) + len(found) > _MOST_KNOWN:
            _TITLES.clear()
        _TITLES.update(found)
        known |= found
    return known
