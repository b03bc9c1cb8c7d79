"""Bodies of snapshots that are read once, and forgotten where they get many."""

from collections.abc import Collection, Iterator

import pytest
import sqlalchemy as sa

from mesocycle.domain.plan.snapshot import StoredSnapshot, stored_body
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.plans import snapshots
from mesocycle.storage.plans.kept_bodies import BODIES, KeptBodies
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import workout_session, workout_snapshot
from tests.actions.training import ann_trains

Asked = list[set[bytes]]


def _stored(letter: str) -> StoredSnapshot:
    return stored_body(f'{{"name":"{letter * 10}"}}'.encode(), letter)


ONE, TWO, THREE = map(_stored, "abc")
SIZE = len(ONE.body)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Hear which bodies are read from the database."""
    heard: Asked = []
    read_them = snapshots.each_body

    def listening(read: Read, hashes: Collection[bytes]) -> Iterator[tuple[bytes, str]]:
        heard.append(set(hashes))
        return read_them(read, hashes)

    monkeypatch.setattr(snapshots, "each_body", listening)
    return heard


@pytest.fixture
def stocked(db: Database) -> Database:
    """Give a database with three snapshots, and a fourth whose body is not what its hash says."""
    rows = [{"hash": each.hash, "name": each.name, "body": each.body} for each in (ONE, TWO, THREE)]
    damaged = {"hash": b"no hash of this", "name": "d", "body": "{}"}
    db.write_across_owners(lambda connection: connection.execute(workout_snapshot.insert(), [*rows, damaged]))
    return db


def test_a_body_is_read_once_and_given_as_it_is_stored(stocked: Database, asked: Asked) -> None:
    kept = KeptBodies()

    with stocked.read() as read:
        first = kept.of(read, [ONE.hash])
        both = kept.of(read, [ONE.hash, TWO.hash])

    assert {hash_: bytes(body).decode() for hash_, body in both.items()} == {ONE.hash: ONE.body, TWO.hash: TWO.body}
    assert first[ONE.hash] == both[ONE.hash]
    assert asked == [{ONE.hash}, {TWO.hash}]


def test_where_they_get_many_those_asked_for_lately_stay(stocked: Database, asked: Asked) -> None:
    kept = KeptBodies(most_bytes=2 * SIZE)  # one in each half

    with stocked.read() as read:
        for each in (ONE, TWO, THREE):
            kept.of(read, [each.hash])  # with the third the newer half becomes the older one: the first is forgotten
        del asked[:]
        kept.of(read, [THREE.hash, TWO.hash])
        kept.of(read, [ONE.hash])

    assert asked == [{ONE.hash}]
    assert sum(memoryview(body).nbytes for half in (kept._newer, kept._older) for body in half.values()) <= 2 * SIZE


def test_a_damaged_body_is_told_as_it_is_and_not_kept(stocked: Database, asked: Asked) -> None:
    kept = KeptBodies()

    with stocked.read() as read:
        found = [kept.of(read, [b"no hash of this"]) for _ in range(2)]

    assert [bytes(each[b"no hash of this"]) for each in found] == [b"{}", b"{}"]
    assert len(asked) == 2


def test_one_that_is_not_there_is_left_out(stocked: Database) -> None:
    with stocked.read() as read:
        assert KeptBodies().of(read, [b"never was"]) == {}
        assert KeptBodies().lengths(read, [b"never was"]) == {}


@pytest.mark.parametrize("known", [(), (ONE.hash,), (ONE.hash, TWO.hash)])
def test_how_long_they_are_is_told_without_reading_them(
    stocked: Database, asked: Asked, known: tuple[bytes, ...]
) -> None:
    kept = KeptBodies()
    with stocked.read() as read:
        kept.of(read, known)
        del asked[:]
        told = kept.lengths(read, [ONE.hash, TWO.hash])

    assert told == {ONE.hash: SIZE, TWO.hash: SIZE}
    assert asked == []


def test_a_session_whose_snapshot_was_swept_since_is_gone_too(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, ids = ann_trains(db)
    given = BODIES.of

    with db.read() as read:
        rows = read.execute(sa.select(*sessions.COLUMNS).where(workout_session.c.id.in_(ids))).all()
        swept = bytes(rows[0].snapshot_hash)
        monkeypatch.setattr(BODIES, "of", lambda read, hashes: given(read, set(hashes) - {swept}))
        found = sessions.documents(read, rows)

    assert [each.id for each in found] == [each.id for each in rows if bytes(each.snapshot_hash) != swept]
