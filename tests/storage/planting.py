"""Rows put into a database directly, where a test wants what no action would write, or no action at all."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from mesocycle.domain.assignment.arrangement import blank_receipt
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.document import Document, encode
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import ReferenceValue
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
        "former": "[]",
        "change_seq": 1,
    },
    "user_zone": {"user_id": "ann", "since": DAWN, "time_zone": "Europe/Berlin"},
    "reference_value": {
        "user_id": "ann",
        "id": "reference-1",
        "kind": "bodyweight",
        "valid_from": "2026-01-01",
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
    """Insert several rows, table by table as given, in one transaction; a log brings its extract.

    Of `told` a document says what its row does not.
    """
    with db.engine.connect() as connection, connection.begin():
        for table, values in rows:
            extracts = {"log_extract": extract(values["performance_log"])} if "performance_log" in values else {}
            row = {**_USUAL[table], **extracts, **values}
            told = row.pop("told", {})
            if table in _DOCUMENTS and "document" not in row:
                row["document"] = _with(_DOCUMENTS[table](row), told)
            connection.execute(metadata.tables[table].insert(), row)


def plant_owns(db: Database, *users: str) -> None:
    """Give users what every one of them has: a zone, and a routine for one-off sessions that they follow."""
    for user in users:
        routine_id, version_id = f"own-{user}", f"own-{user}-1"
        plant_all(
            db,
            ("user_zone", {"user_id": user}),
            ("routine", {"id": routine_id, "owner_id": user, "own_of": user, "name": "One-off sessions"}),
            ("routine_version", {"id": version_id, "parent_routine_id": routine_id, "created_by": user}),
            (
                "routine_assignment",
                {
                    "user_id": user,
                    "id": routine_id,
                    "parent_routine_id": routine_id,
                    "routine_version_id": version_id,
                    "assigned_by": user,
                    "origin": "own",
                },
            ),
        )


def _with(document: Document, told: Mapping[str, Any]) -> str:
    """Write a document that says some things otherwise."""
    said = {**msgspec.json.decode(encode(document)), **told}
    return encode(msgspec.convert(said, type(document))).decode()


def _version(row: Mapping[str, Any]) -> RoutineVersion:
    names = ("id", "parent_routine_id", "version", "created_by", "is_public")
    return a_version(**{name: row[name] for name in names})


def _receipt(row: Mapping[str, Any]) -> Receipt:
    return blank_receipt(
        receipt_id=row["id"],
        kind=ReceiptKind(row["kind"]),
        user_id=row["user_id"],
        at=DAWN,
        by="tom",
        dry_run=False,
        old_assignment_id=row.get("old_assignment_id"),
        new_assignment_id=row.get("new_assignment_id"),
        routine_version_id="version-1",
    )


def _reference_value(row: Mapping[str, Any]) -> ReferenceValue:
    return ReferenceValue(
        id=row["id"],
        user_id=row["user_id"],
        kind=ReferenceKind(row["kind"]),
        value=80,
        unit="kg",
        valid_from=row["valid_from"],
        source="entered",
    )


_DOCUMENTS: dict[str, Callable[[Mapping[str, Any]], Document]] = {
    "routine_version": _version,
    "receipt": _receipt,
    "reference_value": _reference_value,
}
"""What the document of a row says, where the row does not."""


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
