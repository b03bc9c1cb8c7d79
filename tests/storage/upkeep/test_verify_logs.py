"""Logs, and what stands beside them."""

import sqlalchemy as sa

from mesocycle.domain.archive.verification import FindingCode
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import metadata
from tests.storage.planting import plant
from tests.storage.upkeep.checking import verified
from tests.storage.upkeep.logical_damage import LOG, hash_of, sound_training


def _plant_brought(db: Database, **values: object) -> None:
    """Plant a completed session that came from elsewhere, as nobody here saw it done."""
    plant(db, "routine_assignment", id="brought", origin="imported", parent_routine_id="unknown", status="completed")
    plant(db, "workout_session", id="brought", routine_assignment_id="brought", status="completed", **values)


def test_a_log_of_a_foreign_form_is_counted_and_is_no_fault(db: Database) -> None:
    sound_training(db)
    _plant_brought(db, performance_log='{"sections":{"a":1}}')
    plant(db, "workout_snapshot", hash=hash_of('{"name":1}'), name="", body='{"name":1}')
    plant(
        db,
        "workout_session",
        id="bought",
        routine_assignment_id="brought",
        status="completed",
        performance_log=LOG,
        snapshot_hash=hash_of('{"name":1}'),
    )

    found = verified(db)

    assert (found.sound, found.unread_logs) == (True, 2)


def test_a_log_nested_beyond_reading_is_counted_and_stops_no_check(db: Database) -> None:
    sound_training(db)
    deep = f'{{"sections":[],"x":{"[" * 5_000}{"]" * 5_000}}}'
    _plant_brought(db, performance_log=deep)

    found = verified(db)

    assert (found.sound, found.unread_logs) == (True, 1)


def test_more_sessions_than_a_page_holds_are_all_looked_at(db: Database) -> None:
    sound_training(db)
    table = metadata.tables["workout_session"]
    with db.engine.connect() as connection, connection.begin():
        row = connection.execute(sa.select(table).where(table.c.id == "session-1")).mappings().one()
        connection.execute(table.insert(), [{**row, "id": f"many-{number:04}"} for number in range(1100)])

    counts = {finding.code: finding.count for finding in verified(db).findings}

    assert counts[FindingCode.PERFORMED_SETS_DIFFER] == 1100
