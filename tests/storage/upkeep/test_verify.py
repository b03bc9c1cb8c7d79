"""Checking a whole database: nothing is found in a sound one, and whatever a row can break is."""

import hashlib

import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.archive.verification import FindingCode, Verification
from mesocycle.domain.assignment.assignment import AssignmentWish, ReplacementWish
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.verify import EXAMPLES, verify
from tests.arrange import a_routine, a_user, an_act
from tests.storage.planting import plant, plant_all, plant_ground

LOG = (
    '{"sections":[{"sectionId":"section-1","orderIndex":0,"exercises":[{"exerciseId":"exercise-1","orderIndex":0,'
    '"sets":[{"_id":"set-1","setNumber":1,"setType":"working","performance":{"reps":5}}]}]}]}'
)


def verified(db: Database) -> Verification:
    with db.read() as read:
        return verify(read)


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


def test_a_database_that_was_only_used_by_its_doors_is_sound(db: Database) -> None:
    ann = a_user(db)
    version, other = a_routine(db, ann), a_routine(db, ann, name="Presses")
    wish = AssignmentWish(start_date="2026-01-05")
    receipt = assign_routine(db, ann.id, version.id, an_act(ann), wish)
    assert receipt.new_assignment_id is not None
    first, second, third, _ = [created.session_id for created in receipt.created]
    start_session(db, ann.id, first, an_act(ann))
    complete_session(db, ann.id, first, an_act(ann), Completion(as_planned=True))
    skip_session(db, ann.id, second, an_act(ann), Skip(reason="travel"))
    complete_session(db, ann.id, third, an_act(ann), Completion(performed_date="2026-01-05"))
    replaced = replace_assignment(
        db, ann.id, receipt.new_assignment_id, other.id, an_act(ann), ReplacementWish(start_date="2026-01-05")
    )
    undo_receipt(db, ann.id, replaced.id, an_act(ann))

    found = verified(db)

    assert (found.sound, found.findings, found.imported_dangling, found.unread_logs) == (True, (), 0, 0)
    assert (found.checked["workout_session"], found.checked["deleted_session"]) == (4, 5)
    assert found.checked["performed_set"] == 3


def _sound(db: Database) -> None:
    plant_ground(db)
    plant_all(
        db,
        ("workout_session", {"status": "completed", "performance_log": LOG}),
        ("performed_set", {}),
        ("workout_session", {"id": "session-2"}),
        ("receipt", {}),
        ("deleted_session", {"id": "gone", "receipt_id": "receipt-1"}),
        ("session_event", {"kind": "completed", "status_before": "scheduled", "status_after": "completed"}),
    )


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
    _sound(db)
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
    _sound(db)
    plant(db, "routine_assignment", id="assignment-2", status="replaced", replaced_by_id="assignment-1")

    found = verified_after(
        db, "drop index uq_routine_assignment_live", "update routine_assignment set status = 'active'"
    )

    assert [(finding.code, finding.examples) for finding in found.findings] == [
        (FindingCode.SEVERAL_LIVE_ASSIGNMENTS, ("ann/routine-1",))
    ]


def test_a_finding_counts_all_places_and_names_a_few(db: Database) -> None:
    _sound(db)
    lost = [{"id": f"lost-{n}", "session_id": f"none-{n}"} for n in range(EXAMPLES + 4)]
    plant_all(db, *[("session_event", row) for row in lost])

    (finding,) = verified(db).findings

    assert (finding.count, len(finding.examples)) == (EXAMPLES + 4, EXAMPLES)


def test_what_imports_leave_dangling_is_counted_and_is_no_fault(db: Database) -> None:
    _sound(db)
    plant(
        db,
        "routine_assignment",
        id="brought",
        origin="imported",
        parent_routine_id="unknown",
        routine_version_id="unknown",
    )
    plant(db, "workout_session", id="brought", routine_assignment_id="brought", routine_version_id="unknown")

    found = verified(db)

    assert (found.sound, found.imported_dangling) == (True, 2)


def test_a_log_of_a_foreign_form_is_counted_and_is_no_fault(db: Database) -> None:
    _sound(db)
    plant(db, "workout_session", id="brought", status="completed", performance_log='{"sections":{"a":1}}')
    plant(db, "workout_snapshot", hash=_hash('{"name":1}'), body='{"name":1}')
    plant(
        db,
        "workout_session",
        id="bought",
        status="completed",
        performance_log=LOG,
        snapshot_hash=_hash('{"name":1}'),
    )

    found = verified(db)

    assert (found.sound, found.unread_logs) == (True, 2)


def test_a_log_nested_beyond_reading_is_counted_and_stops_no_check(db: Database) -> None:
    _sound(db)
    deep = f'{{"sections":[],"x":{"[" * 5_000}{"]" * 5_000}}}'
    plant(db, "workout_session", id="brought", status="completed", performance_log=deep)

    found = verified(db)

    assert (found.sound, found.unread_logs) == (True, 1)


def test_more_sessions_than_a_page_holds_are_all_looked_at(db: Database) -> None:
    _sound(db)
    table = metadata.tables["workout_session"]
    with db.engine.connect() as connection, connection.begin():
        row = connection.execute(sa.select(table).where(table.c.id == "session-1")).mappings().one()
        connection.execute(table.insert(), [{**row, "id": f"many-{number:04}"} for number in range(1100)])

    (finding,) = verified(db).findings

    assert (finding.code, finding.count) == (FindingCode.PERFORMED_SETS_DIFFER, 1100)


def test_the_checked_sessions_are_those_that_are_there(db: Database) -> None:
    _sound(db)

    with db.read() as read:
        listed = sessions.between(read, "ann", "2026-01-01", "2026-12-31")

    assert verified(db).checked["workout_session"] == len(listed) == 2


def _hash(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()
