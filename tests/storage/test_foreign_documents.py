"""A session of the contract's form with unknown fields inside comes out byte for byte, whatever it goes through."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from mesocycle.domain.permission import Scope
from mesocycle.domain.reading.strict import read
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync.feed import changes
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from tests.storage.planting import plant, plant_ground

SNAPSHOT = """{ "type":"strength", "name":"Pushüps", "objective" : "", "colour":"\\u00e9",
  "sections":[ {"id":7,"type":"unheard-of","b":null,"a":1.0,
  "exercises":[{"_id":"e","sets":[{"load":{"$numberInt":"5"}}]}]} ] }"""
LOG = """{ "z":1, "sections":[{"sectionId":"x", "mood":"good", "exercises":[], "orderIndex":0}], "a":[ 1.50, 2e1 ] }"""
SESSION = f"""{{"_id":"foreign-1","userId":"ann","parentRoutineId":"routine-1","routineVersionId":"version-1",
"routineAssignmentId":"assignment-1","workoutId":"5f1e","scheduledDate":"2026-01-05","scheduledTime":"07:00",
"status":"completed","completedAt":"2026-01-05T08:00:00.000Z","durationMinutes":55,
"workoutSnapshot":{SNAPSHOT},"performanceLog":{LOG},
"createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-05T08:00:00.000Z"}}"""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Database]:
    """Open a second database, without schema, to restore into."""
    database = Database.open(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    yield database
    database.close()


def keep(db: Database, session: WorkoutSession) -> None:
    """Store a session as it came, its snapshot and log as the bytes they are."""
    snapshot, log = bytes(session.workout_snapshot), bytes(session.performance_log or b"")
    digest = hashlib.sha256(snapshot).digest()
    plant_ground(db)
    plant(db, "workout_snapshot", hash=digest, name="", body=snapshot.decode())
    plant(
        db,
        "workout_session",
        id=session.id,
        workout_id=session.workout_id,
        status=session.status.value,
        completed_at=session.completed_at,
        duration_minutes=session.duration_minutes,
        snapshot_hash=digest,
        performance_log=log.decode(),
    )


def parts_in_feed(db: Database) -> tuple[str, str]:
    """Give snapshot and log of the one session as the feed tells them."""
    with db.read() as reading:
        page = changes(reading, "ann", 0, 1000, epoch=None, scope=Scope(assigned_by=None))
    (session,) = [change.document for change in page.changes if change.kind is ChangeKind.SESSION]
    parts = msgspec.json.decode(session, type=dict[str, msgspec.Raw])
    return bytes(parts["workoutSnapshot"]).decode(), bytes(parts["performanceLog"]).decode()


def test_a_foreign_session_is_read_strictly_and_keeps_its_snapshot_and_log_byte_for_byte() -> None:
    session = read(SESSION.encode(), WorkoutSession)

    assert (bytes(session.workout_snapshot).decode(), bytes(session.performance_log or b"").decode()) == (SNAPSHOT, LOG)


def test_a_foreign_session_comes_out_of_the_feed_as_it_went_into_the_database(db: Database) -> None:
    keep(db, read(SESSION.encode(), WorkoutSession))

    assert parts_in_feed(db) == (SNAPSHOT, LOG)


def test_a_foreign_session_survives_backup_and_restore(db: Database, tmp_path: Path, fresh: Database) -> None:
    keep(db, read(SESSION.encode(), WorkoutSession))

    backup(db, tmp_path / "backup.zip")
    restore(fresh, tmp_path / "backup.zip")

    assert parts_in_feed(fresh) == (SNAPSHOT, LOG)
