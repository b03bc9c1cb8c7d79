"""Rows put into a database directly, where a test wants what no action would write, or no action at all."""

import hashlib
from collections.abc import Mapping
from typing import Any

from mesocycle.domain.document import encode
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables.training import metadata
from tests.builders import a_version

DAWN = "2026-01-01T00:00:00.000Z"
BODY = '{"name":"Squat day","objective":"Squat heavy.","sections":[],"type":"strength"}'
HASH = hashlib.sha256(BODY.encode()).digest()

_SESSION: dict[str, Any] = {
    "user_id": "ann",
    "id": "session-1",
    "parent_routine_id": "routine-1",
    "routine_version_id": "version-1",
    "routine_assignment_id": "assignment-1",
    "workout_id": "workout-1",
    "scheduled_date": "2026-01-05",
    "scheduled_time": "07:00",
    "planned_date": "2026-01-05",
    "status": "scheduled",
    "snapshot_hash": HASH,
    "created_at": DAWN,
    "updated_at": DAWN,
    "change_seq": 1,
}
_USUAL: dict[str, dict[str, Any]] = {
    "app_user": {
        "id": "ann",
        "email": "ann@example.org",
        "name": "Ann",
        "roles": "athlete",
        "time_zone": "Europe/Berlin",
        "units": "metric",
        "created_at": DAWN,
        "updated_at": DAWN,
    },
    "user_feed": {"user_id": "ann", "epoch": "first", "seq": 100},
    "routine": {
        "id": "routine-1",
        "owner_id": "tom",
        "name": "Squats",
        "is_archived": False,
        "created_at": DAWN,
        "updated_at": DAWN,
    },
    "routine_version": {
        "id": "version-1",
        "parent_routine_id": "routine-1",
        "version": 1,
        "is_latest": True,
        "is_archived": False,
        "is_public": False,
        "created_by": "tom",
        "document": encode(a_version()).decode(),
        "updated_at": DAWN,
    },
    "workout_snapshot": {"hash": HASH, "name": "Squat day", "body": BODY},
    "routine_assignment": {
        "user_id": "ann",
        "id": "assignment-1",
        "parent_routine_id": "routine-1",
        "routine_version_id": "version-1",
        "assigned_by": "tom",
        "origin": "assigned",
        "status": "active",
        "start_date": "2026-01-05",
        "start_week": 1,
        "start_day": 1,
        "shift_days": 0,
        "pauses": "[]",
        "cycles": 1,
        "created_at": DAWN,
        "updated_at": DAWN,
        "change_seq": 1,
    },
    "workout_session": _SESSION,
    "deleted_session": {**_SESSION, "removed_at": DAWN, "reason": "replaced", "overdue": False},
    "session_event": {
        "user_id": "ann",
        "id": "event-1",
        "session_id": "session-1",
        "kind": "started",
        "at": DAWN,
        "recorded_at": DAWN,
        "by": "ann",
        "change_seq": 1,
    },
    "receipt": {
        "user_id": "ann",
        "id": "receipt-1",
        "kind": "assignment",
        "new_assignment_id": "assignment-1",
        "document": "{}",
        "former": "[]",
        "change_seq": 1,
    },
    "reference_value": {
        "user_id": "ann",
        "id": "reference-1",
        "kind": "bodyweight",
        "valid_from": "2026-01-01",
        "document": '{"_id":"reference-1"}',
        "change_seq": 1,
    },
    "performed_set": {
        "user_id": "ann",
        "session_id": "session-1",
        "id": "set-1",
        "day": "2026-01-05",
        "section_id": "section-1",
        "set_type": "working",
        "sides": 1,
    },
}


def plant(db: Database, table: str, **values: object) -> None:
    """Insert one row: ann's usual one but for `values`."""
    plant_all(db, (table, values))


def plant_all(db: Database, *rows: tuple[str, Mapping[str, Any]]) -> None:
    """Insert several rows, table by table as given, in one transaction; a log brings its extract."""
    with db.engine.connect() as connection, connection.begin():
        for table, values in rows:
            extracts = {"log_extract": extract(values["performance_log"])} if "performance_log" in values else {}
            connection.execute(metadata.tables[table].insert(), {**_USUAL[table], **extracts, **values})


def plant_ground(db: Database) -> None:
    """Leave ann with an active assignment of a version of tom's and one snapshot, without any session."""
    plant_all(
        db,
        ("app_user", {}),
        ("app_user", {"id": "tom", "email": "tom@example.org", "name": "Tom", "roles": "trainer"}),
        ("user_feed", {}),
        ("user_feed", {"user_id": "tom", "seq": 1}),
        ("routine", {}),
        ("routine_version", {}),
        ("workout_snapshot", {}),
        ("routine_assignment", {}),
    )
