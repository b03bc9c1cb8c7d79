"""Importing an export of Hevy written by hand: parsed with `csv`, and the same rows written in one transaction.

It does what the product must do to the rows, and only that: no other language, mark or delimiter, no bad row, no
second look at what is there. What the names mean comes ready. Statements are prepared by the drivers.
"""

import csv
import hashlib
import io
import os
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec
import psycopg
import sqlalchemy as sa

from benchmarks.seeding import NOW, plain
from mesocycle.domain.plan.library import LibraryExercise

_KINDS = {"normal": "working", "warmup": "warmup", "failure": "failure", "dropset": "drop"}
_BERLIN = ZoneInfo("Europe/Berlin")
_COLUMNS = {
    "exercise": ("id", "exercise_variant_id", "owner_id", "document"),
    "data_import": ("user_id", "id", "source", "files", "at", "by"),
    "workout_snapshot": ("hash", "name", "body"),
    "routine_assignment": (
        *("user_id", "id", "parent_routine_id", "routine_version_id", "assigned_by", "origin", "status", "start_date"),
        *("start_week", "start_day", "shift_days", "pauses", "cycles", "notes_for_user", "created_at", "updated_at"),
        "change_seq",
    ),
    "workout_session": (
        *("user_id", "id", "parent_routine_id", "routine_version_id", "routine_assignment_id", "workout_id"),
        *("scheduled_date", "scheduled_time", "performed_date", "status", "started_at", "completed_at"),
        *("duration_minutes", "snapshot_hash", "performance_log", "created_at", "updated_at", "change_seq"),
    ),
    "performed_set": (
        *("user_id", "session_id", "id", "day", "section_id", "line_id", "set_id", "exercise_id"),
        *("exercise_variant_id", "set_type", "sides", "reps", "load_kg", "added_kg", "duration_s", "rpe"),
    ),
    "import_item": ("user_id", "key", "content", "session_id", "import_id", "made_session"),
}
_ORDER = tuple(_COLUMNS)

Rows = dict[str, list[tuple[Any, ...]]]


class Cursor(Protocol):
    """What both drivers' connections do."""

    def execute(self, sql: Any, values: Any = ..., /) -> Any:  # noqa: ANN401  # each driver's own types
        """Run a statement."""


def import_by_hand(url: str, user_id: str, body: bytes, own: Mapping[str, LibraryExercise]) -> None:
    """Parse the export and write what it comes to, for one user, in one transaction."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        file = sqlite3.connect(str(address.database), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-8000"):
            file.execute(f"pragma {pragma}")
        file.execute("begin immediate")
        [seq] = file.execute("update user_feed set seq = seq + 1 where user_id = ? returning seq", [user_id]).fetchone()
        rows = _rows(user_id, seq, body, own)
        for table in _ORDER:
            file.executemany(_insert(table, "?"), rows[table])
        file.execute("commit")
        file.close()
        return
    with psycopg.connect(plain(url)) as server, server.cursor() as cursor:
        cursor.execute("update user_feed set seq = seq + 1 where user_id = %s returning seq", [user_id])
        found = cursor.fetchone()
        rows = _rows(user_id, found[0] if found else 0, body, own)
        for table in _ORDER:
            cursor.executemany(_insert(table, "%s").encode(), rows[table])


def _insert(table: str, mark: str) -> str:
    columns = _COLUMNS[table]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"insert into {table} ({names}) values ({', '.join([mark] * len(columns))}) on conflict do nothing"  # noqa: S608  # our own columns


def _rows(user_id: str, seq: int, body: bytes, meant: Mapping[str, LibraryExercise]) -> Rows:
    rows: Rows = {table: [] for table in _ORDER}
    grouped: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(body.decode())):
        grouped.setdefault((row["start_time"], row["title"]), []).append(row)
    ids = [_id(user_id, name) for name in ("assignment", "routine", "version")]
    import_id, first = os.urandom(12).hex(), "9999"
    for (_, title), sets in reversed(grouped.items()):
        begun, ended = (
            datetime.strptime(sets[0][name], "%d %b %Y, %H:%M").replace(tzinfo=_BERLIN)
            for name in ("start_time", "end_time")
        )
        day, session_id, workout_id = begun.date().isoformat(), os.urandom(12).hex(), _id("hevy", title)
        first = min(first, day)
        snapshot, log = _documents(rows, (user_id, session_id, day), workout_id, title, sets, meant)
        digest = hashlib.sha256(snapshot).digest()
        rows["workout_snapshot"].append((digest, title, snapshot.decode()))
        rows["workout_session"].append((
            *(user_id, session_id, ids[1], ids[2], ids[0], workout_id, day, f"{begun:%H:%M}", day, "completed"),
            *(_instant(begun), _instant(ended), max(round((ended - begun).total_seconds() / 60), 1), digest),
            *(log.decode(), NOW, NOW, seq),
        ))  # fmt: skip
        content = hashlib.sha256(repr(sets).encode()).digest()
        key = hashlib.sha256(f"hevy {begun} {title}".encode()).digest()
        rows["import_item"].append((user_id, key, content, session_id, import_id, True))
    rows["data_import"] = [(user_id, import_id, "hevy", '["hevy.csv"]', NOW, user_id)]
    rows["routine_assignment"] = [
        (user_id, *ids, user_id, "imported", "completed", first, 1, 1, 0, "[]", 1, "Imported from Hevy", NOW, NOW, seq)
    ]
    rows["exercise"] = [
        (each.id, each.exercise_variant_id, user_id, msgspec.json.encode(each).decode())
        for each in meant.values()
        if each.owner_id
    ]
    return rows


def _documents(
    rows: Rows,
    place: tuple[str, str, str],
    workout_id: str,
    title: str,
    sets: Sequence[dict[str, str]],
    meant: Mapping[str, LibraryExercise],
) -> tuple[bytes, bytes]:
    """Write snapshot and log of one workout, and add its performed sets to the rows."""
    section_id, met = f"{workout_id}.1", Counter[str]()
    lines: list[dict[str, Any]] = []
    done: list[dict[str, Any]] = []
    last = None
    for row in sets:
        known = meant[row["exercise_title"]]
        if row["exercise_title"] != last or row["set_index"] == "0":
            last = row["exercise_title"]
            met[known.exercise_variant_id] += 1
            line_id = _id(workout_id, known.exercise_variant_id, str(met[known.exercise_variant_id]))
            line = {
                "_id": line_id,
                "exerciseId": known.exercise_id,
                "exerciseVariantId": known.exercise_variant_id,
                "name": known.name,
                "orderIndex": len(lines),
                "sets": [],
                "type": known.kind,
            }
            if row["superset_id"]:
                line["supersetGroupId"] = row["superset_id"]
            performed: dict[str, Any] = {"exerciseId": line_id, "orderIndex": len(lines), "sets": []}
            if row["exercise_notes"].strip():
                performed["notes"] = row["exercise_notes"].strip()
            lines.append(line)
            done.append(performed)
        _set(rows, lines[-1], done[-1], row, known, (*place, section_id))
    section = {"_id": section_id, "exercises": lines, "name": "Sets", "orderIndex": 0, "type": "basic"}
    snapshot = {"name": title, "objective": "Imported from Hevy", "sections": [section], "type": "strength"}
    log = {"sections": [{"sectionId": section_id, "orderIndex": 0, "exercises": done}]}
    return msgspec.json.encode(snapshot, order="sorted"), msgspec.json.encode(log)


def _set(
    rows: Rows,
    line: dict[str, Any],
    performed: dict[str, Any],
    row: dict[str, str],
    known: LibraryExercise,
    place: tuple[str, str, str, str],
) -> None:
    number, kind = len(line["sets"]) + 1, _KINDS[row["set_type"]]
    set_id = f"{line['_id']}.{number}"
    line["sets"].append({"_id": set_id, "repType": "max", "setNumber": number, "setType": kind})
    amounts: dict[str, Any] = {}
    timed = row["duration_seconds"] not in {"", "0"}
    reps = None if row["reps"] == "" or (row["reps"] == "0" and timed) else int(row["reps"])
    weight = _number(row["weight_kg"])
    if weight and line["type"] == "bodyweight" and "ssist" in line["name"]:
        weight = -weight  # help is taken off the body
    if reps is not None:
        amounts["reps"] = reps
    if weight is not None and (weight or reps is not None):
        amounts |= {"weight": weight, "weightUnit": "kg"}
    if row["rpe"]:
        amounts["rpe"] = _number(row["rpe"])
    if timed:
        amounts["duration"] = _number(row["duration_seconds"])
    performed["sets"].append(
        {"_id": set_id, "setId": set_id, "setNumber": number, "setType": kind, "performance": amounts}
    )
    user_id, session_id, day, section_id = place
    body, lifted = line["type"] == "bodyweight", amounts.get("weight")
    rows["performed_set"].append((
        *(user_id, session_id, set_id, day, section_id, line["_id"], set_id, known.exercise_id),
        *(known.exercise_variant_id, kind, 1, reps, None if body or lifted is None else float(lifted)),
        *(float(lifted or 0) if body else None, amounts.get("duration"), amounts.get("rpe")),
    ))  # fmt: skip


def _number(text: str) -> float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
