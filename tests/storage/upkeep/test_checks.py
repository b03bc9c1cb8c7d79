"""What no row may say."""

import sqlalchemy as sa

from mesocycle.domain.archive.verification import FindingCode, Verification
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.upkeep.verify import EXAMPLES, verify
from tests.storage.planting import plant, plant_all
from tests.storage.upkeep.broken import sound, verified


def verified_after(db: Database, *statements: str) -> Verification:
    """Check what statements leave that no door of the program would run, then take them back."""
    with db.engine.connect() as connection:
        if db.dialect == "sqlite":
            _pragma(connection, "foreign_keys=off")
        with connection.begin() as transaction:
            if db.dialect == "sqlite":
                connection.exec_driver_sql("drop trigger workout_snapshot_unchanging")
            else:
                connection.exec_driver_sql("set local session_replication_role = replica")
            for statement in statements:
                connection.exec_driver_sql(statement)
            found = verify(Read(connection))
            transaction.rollback()
        connection.invalidate()  # its foreign keys are off
    return found


def _pragma(connection: sa.Connection, setting: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(f"pragma {setting}")
    cursor.close()


BROKEN: list[tuple[str, FindingCode, str | None]] = [
    ("update workout_snapshot set body = '{}'", FindingCode.SNAPSHOT_CHANGED, None),
    ("delete from workout_snapshot", FindingCode.SNAPSHOT_MISSING, "ann/session-1"),
    ("delete from routine_assignment", FindingCode.ASSIGNMENT_MISSING, "ann/session-1"),
    (
        "update routine_assignment set replaced_by_id = 'none'",
        FindingCode.ASSIGNMENT_MISSING,
        "ann/assignment-1",
    ),
    ("update receipt set old_assignment_id = 'none'", FindingCode.ASSIGNMENT_MISSING, "ann/receipt-1"),
    ("delete from receipt", FindingCode.RECEIPT_MISSING, "ann/gone"),
    (
        "update routine_assignment set routine_version_id = 'none'",
        FindingCode.VERSION_MISSING,
        "ann/assignment-1",
    ),
    ("update session_event set session_id = 'none'", FindingCode.SESSION_MISSING, "ann/none"),
    ("update deleted_session set id = 'session-2'", FindingCode.SESSION_ALIVE_AND_REMOVED, "ann/session-2"),
    ("update routine_assignment set status = 'replaced'", FindingCode.ORPHANED_SESSION, "ann/session-2"),
    ("update routine_version set is_latest = false", FindingCode.LATEST_VERSION_NOT_ONE, "routine-1"),
    ("update receipt set change_seq = 101", FindingCode.BEYOND_FEED, "ann/receipt-1"),
    ("delete from user_feed where user_id = 'ann'", FindingCode.BEYOND_FEED, "ann/assignment-1"),
    ("update session_event set status_before = 'in-progress', kind = 'started'", FindingCode.MOVE_NOT_IN_TABLE, None),
    ("update session_event set kind = 'noted'", FindingCode.MOVE_NOT_IN_TABLE, "ann/event-1"),
    (
        "update workout_session set status = 'skipped' where id = 'session-1'",
        FindingCode.STATUS_NOT_LAST_MOVE,
        "ann/session-1",
    ),
    ("delete from performed_set", FindingCode.PERFORMED_SETS_DIFFER, "ann/session-1"),
    ("update performed_set set set_type = 'warmup'", FindingCode.PERFORMED_SETS_DIFFER, "ann/session-1"),
    ("update performed_set set session_id = 'session-2'", FindingCode.PERFORMED_SETS_DIFFER, "ann/session-2"),
    (
        "update workout_session set log_extract = '[true,10,[]]' where id = 'session-1'",
        FindingCode.LOG_EXTRACT_DIFFERS,
        "ann/session-1",
    ),
    (
        "update workout_session set log_extract = '[false,null,[]]' where id = 'session-2'",
        FindingCode.LOG_EXTRACT_DIFFERS,
        "ann/session-2",
    ),
]


def test_whatever_is_broken_is_found_by_its_own_code_and_named(db: Database) -> None:
    sound(db)
    before = verified(db)

    found = {statement: verified_after(db, statement) for statement, *_ in BROKEN}

    assert before.findings == ()
    assert {statement: {f.code for f in found[statement].findings} for statement, *_ in BROKEN} == {
        statement: {code} for statement, code, _ in BROKEN
    }
    for statement, _, example in BROKEN:
        places = {place for finding in found[statement].findings for place in finding.examples}
        assert example is None or example in places, statement


def test_two_live_assignments_of_one_routine_are_found(db: Database) -> None:
    sound(db)
    plant(db, "routine_assignment", id="assignment-2", status="replaced", replaced_by_id="assignment-1")

    found = verified_after(
        db, "drop index uq_routine_assignment_live", "update routine_assignment set status = 'active'"
    )

    assert [(finding.code, finding.examples) for finding in found.findings] == [
        (FindingCode.SEVERAL_LIVE_ASSIGNMENTS, ("ann/routine-1",))
    ]


def test_a_finding_counts_all_places_and_names_a_few(db: Database) -> None:
    sound(db)
    lost = [{"id": f"lost-{n}", "session_id": f"none-{n}"} for n in range(EXAMPLES + 4)]
    plant_all(db, *[("session_event", row) for row in lost])

    (finding,) = verified(db).findings

    assert (finding.count, len(finding.examples)) == (EXAMPLES + 4, EXAMPLES)
