"""Damage that no door of the program does: what it leaves, and the finding that must tell of it."""

import hashlib
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.archive.verification import FindingCode, Verification
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.upkeep.verify import verify
from tests.storage.planting import plant_all, plant_ground, plant_owns

LOG = (
    '{"sections":[{"sectionId":"section-1","orderIndex":0,"exercises":[{"exerciseId":"exercise-1","orderIndex":0,'
    '"sets":[{"_id":"set-1","setNumber":1,"setType":"working","performance":{"reps":5,"weight":100,"weightUnit":"kg"}}'
    "]}]}]}"
)


class Damage(NamedTuple):
    """Statements that damage `sound_training`, the finding's code, and a place that it must name, if it names one."""

    statements: tuple[str, ...]
    code: FindingCode
    place: str | None = None


def _one(statement: str, code: FindingCode, place: str | None = None) -> Damage:
    return Damage((statement,), code, place)


C = FindingCode
DAMAGES: dict[str, Damage] = {
    "a snapshot's content was changed": _one("update workout_snapshot set body = '{}'", C.SNAPSHOT_CHANGED),
    "snapshots are gone": _one("delete from workout_snapshot", C.SNAPSHOT_MISSING, "ann/session-1"),
    "assignments are gone": _one("delete from routine_assignment", C.ASSIGNMENT_MISSING, "ann/session-1"),
    "an assignment was replaced by one that never was": _one(
        "update routine_assignment set replaced_by_id = 'none', status = 'replaced' where id = 'assignment-1'",
        C.ASSIGNMENT_MISSING,
        "ann/assignment-1",
    ),
    "a receipt names an assignment that never was": _one(
        "update receipt set old_assignment_id = 'none'", C.ASSIGNMENT_MISSING, "ann/receipt-1"
    ),
    "receipts are gone": _one("delete from receipt", C.RECEIPT_MISSING, "ann/gone"),
    "an assignment names a version that never was": _one(
        "update routine_assignment set routine_version_id = 'none'", C.VERSION_MISSING, "ann/assignment-1"
    ),
    "an event names a session that never was": _one(
        "update session_event set session_id = 'none'", C.SESSION_MISSING, "ann/none"
    ),
    "a session stands on the calendar and is removed": _one(
        "update deleted_session set id = 'session-2'", C.SESSION_ALIVE_AND_REMOVED, "ann/session-2"
    ),
    "an assignment has ended and its sessions go on": _one(
        "update routine_assignment set status = 'cancelled' where id = 'assignment-1'",
        C.ORPHANED_SESSION,
        "ann/session-2",
    ),
    "no version is the latest": _one(
        "update routine_version set is_latest = false", C.LATEST_VERSION_NOT_ONE, "routine-1"
    ),
    "a row stands beyond its feed": _one("update receipt set change_seq = 101", C.BEYOND_FEED, "ann/receipt-1"),
    "a feed is gone": _one("delete from user_feed where user_id = 'ann'", C.BEYOND_FEED, "ann/assignment-1"),
    "a move was made that there is not": _one(
        "update session_event set status_before = 'in-progress', kind = 'started'", C.MOVE_NOT_IN_TABLE
    ),
    "a note moved a session": _one("update session_event set kind = 'noted'", C.MOVE_NOT_IN_TABLE, "ann/event-1"),
    "a session stands elsewhere than its last move left it": _one(
        "update workout_session set status = 'skipped' where id = 'session-1'", C.STATUS_NOT_LAST_MOVE, "ann/session-1"
    ),
    "performed sets are gone": _one("delete from performed_set", C.PERFORMED_SETS_DIFFER, "ann/session-1"),
    "a performed set is of another type": _one(
        "update performed_set set set_type = 'warmup'", C.PERFORMED_SETS_DIFFER, "ann/session-1"
    ),
    "a performed set weighs something else": _one(
        "update performed_set set load_kg = 101", C.PERFORMED_SETS_DIFFER, "ann/session-1"
    ),
    "a performed set was done more often": _one(
        "update performed_set set reps = 6", C.PERFORMED_SETS_DIFFER, "ann/session-1"
    ),
    "a performed set counts as none": _one(
        "update performed_set set counts = 0", C.PERFORMED_SETS_DIFFER, "ann/session-1"
    ),
    "a performed set was suggested otherwise": _one(
        "update performed_set set suggested_kg = 105", C.PERFORMED_SETS_DIFFER, "ann/session-1"
    ),
    "a performed set counts on another day": _one(
        "update performed_set set day = '2026-01-06'", C.PERFORMED_SETS_DIFFER, "ann/session-1"
    ),
    "a performed set is of a session that has not begun": _one(
        "update performed_set set session_id = 'session-2'", C.PERFORMED_SETS_DIFFER, "ann/session-2"
    ),
    "an extract rates what the log does not": _one(
        "update workout_session set log_extract = '[true,10,[]]' where id = 'session-1'",
        C.LOG_EXTRACT_DIFFERS,
        "ann/session-1",
    ),
    "an extract is of no log": _one(
        "update workout_session set log_extract = '[false,null,[]]' where id = 'session-2'",
        C.LOG_EXTRACT_DIFFERS,
        "ann/session-2",
    ),
    "a routine is followed twice": Damage(
        (
            "drop index uq_routine_assignment_live",
            "update routine_assignment set parent_routine_id = 'routine-1' where user_id = 'ann'",
        ),
        C.SEVERAL_LIVE_ASSIGNMENTS,
        "ann/routine-1",
    ),
    "a session that a receipt made is gone": _one(
        "delete from workout_session where id = 'session-2'", C.SESSION_LOST, "ann/session-2"
    ),
    "a tombstone that a receipt tells of is gone": _one("delete from deleted_session", C.SESSION_LOST, "ann/gone"),
    "the events of a session are gone": _one("delete from session_event", C.HISTORY_BROKEN, "ann/session-1"),
    "the first event of a session is gone": Damage(
        (
            "update session_event set status_before = 'in-progress', kind = 'completed'",
            "update workout_session set status = 'completed' where id = 'session-1'",
        ),
        C.HISTORY_BROKEN,
        "ann/session-1",
    ),
    "a session is on a day that is none": _one(
        "update workout_session set scheduled_date = '2026-02-30' where id = 'session-2'",
        C.VALUE_NOT_POSSIBLE,
        "ann/session-2",
    ),
    "a session is at a time that is none": _one(
        "update workout_session set scheduled_time = '7' where id = 'session-2'", C.VALUE_NOT_POSSIBLE, "ann/session-2"
    ),
    "an instant is none": _one("update session_event set at = 'yesterday'", C.VALUE_NOT_POSSIBLE, "ann/event-1"),
    "a zone is none": _one("update user_zone set time_zone = 'Mars/Olympus'", C.VALUE_NOT_POSSIBLE),
    "a user's zone is none": _one(
        "update app_user set time_zone = 'Mars/Olympus' where id = 'ann'", C.VALUE_NOT_POSSIBLE, "ann"
    ),
    "a role is none": _one("update app_user set roles = 'athlete,king' where id = 'ann'", C.VALUE_NOT_POSSIBLE, "ann"),
    "weeks begin on a day that nobody's do": _one(
        "update app_user set week_start = 'friday' where id = 'ann'", C.VALUE_NOT_POSSIBLE, "ann"
    ),
    "an id is none": _one(
        "update routine_assignment set assigned_by = 'no id', replaced_by_id = 'a b' where id = 'assignment-1'",
        C.VALUE_NOT_POSSIBLE,
        "ann/assignment-1",
    ),
    "a duration is less than nothing": _one(
        "update workout_session set duration_minutes = -5 where id = 'session-1'", C.VALUE_NOT_POSSIBLE, "ann/session-1"
    ),
    "a version is no document": _one(
        "update routine_version set document = '{}' where id = 'version-1'", C.DOCUMENT_NOT_READABLE, "version-1"
    ),
    "a version is another one": _one(
        "update routine_version set version = 7 where id = 'version-1'", C.DOCUMENT_DIFFERS, "version-1"
    ),
    "a receipt is no document": _one("update receipt set document = '{'", C.DOCUMENT_NOT_READABLE, "ann/receipt-1"),
    "what stood before a receipt is no document": _one(
        "update receipt set former = '[{}]'", C.DOCUMENT_NOT_READABLE, "ann/receipt-1"
    ),
    "a receipt is of another kind": _one("update receipt set kind = 'pause'", C.DOCUMENT_DIFFERS, "ann/receipt-1"),
    "a reference value is no document": _one(
        "update reference_value set document = '[]'", C.DOCUMENT_NOT_READABLE, "ann/reference-1"
    ),
    "a reference value holds from another day": _one(
        "update reference_value set valid_from = '2025-01-01'", C.DOCUMENT_DIFFERS, "ann/reference-1"
    ),
    "what stood before an event is no document": _one(
        """update session_event set "before" = '{"notes":'""", C.DOCUMENT_NOT_READABLE, "ann/event-1"
    ),
    "a log is cut off": _one(
        "update workout_session set performance_log = '{\"sections\":[' where id = 'session-1'",
        C.DOCUMENT_NOT_READABLE,
        "ann/session-1",
    ),
    "what came from elsewhere with a session is no document": _one(
        "update workout_session set foreign_fields = '[1]' where id = 'session-2'",
        C.DOCUMENT_NOT_READABLE,
        "ann/session-2",
    ),
    "pauses are no document": _one(
        "update routine_assignment set pauses = '{}' where id = 'assignment-1'",
        C.DOCUMENT_NOT_READABLE,
        "ann/assignment-1",
    ),
    "a snapshot has another name": _one("update workout_snapshot set name = 'Rest day'", C.DOCUMENT_DIFFERS),
    "an assignment has ended without a receipt": _one(
        "update routine_assignment set status = 'completed' where id = 'assignment-1'",
        C.RECEIPT_MISSING,
        "ann/assignment-1",
    ),
    "an assignment is replaced by nothing": _one(
        "update routine_assignment set status = 'replaced' where id = 'assignment-1'",
        C.RECEIPT_NOT_TRUE,
        "ann/assignment-1",
    ),
    "what a receipt removed is scheduled again": Damage(
        (
            "delete from deleted_session",
            "update workout_session set id = 'gone' where id = 'session-2'",
        ),
        C.RECEIPT_NOT_TRUE,
        "ann/gone",
    ),
    "what a receipt made was undone": _one(
        "update routine_assignment set status = 'undone' where id = 'assignment-1'",
        C.RECEIPT_NOT_TRUE,
        "ann/receipt-1",
    ),
    "a receipt was undone and its assignment goes on": _one(
        "update receipt set undone_at = '2026-01-09T00:00:00.000Z'", C.RECEIPT_NOT_TRUE, "ann/receipt-1"
    ),
    "a user is gone": _one("delete from app_user where id = 'ann'", C.USER_MISSING, "ann"),
    "a tag of nobody's is there": _one(
        "insert into tag (user_id, kind, subject_id, name) values ('nobody', 'exercise', 'squat', 'Heavy')",
        C.USER_MISSING,
        "nobody",
    ),
    "a kept part of nobody's is there": _one(
        "insert into kept_part (user_id, id, kind, name, content, created_at) "
        "values ('nobody', 'part', 'section', 'Warm-up', '{}', '2026-01-09T00:00:00.000Z')",
        C.USER_MISSING,
        "nobody",
    ),
    "a user's zones are gone": _one("delete from user_zone where user_id = 'ann'", C.USER_INCOMPLETE, "ann"),
    "a user's own routine is gone": _one(
        "update routine set own_of = null where own_of = 'ann'", C.USER_INCOMPLETE, "ann"
    ),
    "somebody is in a group that is not there": _one(
        "insert into group_member (user_id, group_id, athlete_id) values ('tom', 'none', 'ann')",
        C.GROUP_NOT_TRUE,
        "tom/none",
    ),
    "somebody who is not coached is in a group": Damage(
        (
            "insert into athlete_group (user_id, id, name) values ('tom', 'evenings', 'Evenings')",
            "insert into group_member (user_id, group_id, athlete_id) values ('tom', 'evenings', 'nobody')",
        ),
        C.GROUP_NOT_TRUE,
        "tom/evenings",
    ),
}
"""By what happened; every one of them `db verify` must see."""


def sound_training(db: Database) -> None:
    """Leave ann with a session done, one to do, one removed, and all that tells of them."""
    plant_ground(db)
    plant_owns(db, "ann", "tom")
    told = {"removed": [_told("gone")], "created": [_told("session-1"), _told("session-2"), _told("gone")]}
    plant_all(
        db,
        ("workout_session", {"status": "completed", "performance_log": LOG}),
        ("performed_set", {"line_id": "exercise-1", "reps": 5, "load_kg": 100}),
        ("workout_session", {"id": "session-2"}),
        ("receipt", {"told": told}),
        ("deleted_session", {"id": "gone", "receipt_id": "receipt-1"}),
        ("session_event", {"kind": "completed", "status_before": "scheduled", "status_after": "completed"}),
        ("reference_value", {}),
    )


def _told(session_id: str) -> dict[str, object]:
    told = {"sessionId": session_id, "workoutName": "Squat day", "scheduledDate": "2026-01-05"}
    return {**told, "scheduledTime": "07:00", "overdue": False}


def verified_after(db: Database, *statements: str) -> Verification:
    """Check what statements leave that no door of the program would run, then take them back."""
    with db.engine.connect() as connection:
        if db.dialect == "sqlite":
            _pragma(connection, "foreign_keys=off")
        with connection.begin() as transaction:
            if db.dialect == "sqlite":
                connection.exec_driver_sql("drop trigger workout_snapshot_unchanging")
            else:
                one_by_one(connection)  # on several machines
                connection.exec_driver_sql("set local citus.propagate_set_commands = 'local'")
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


def hash_of(body: str) -> bytes:
    """Give the key of a snapshot's body."""
    return hashlib.sha256(body.encode()).digest()
