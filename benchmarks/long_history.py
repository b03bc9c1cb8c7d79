"""Years of training put into a database as rows: sessions with the logs that a player leaves, and their sets."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.sessions.log_extract import extract
from mesocycle.storage.tables import training as tables

_FIRST = date(2016, 1, 4)
_NOW = "2026-01-02T09:00:00.000Z"
_HASH = b"reports".ljust(32)
_LIFTS = tuple(f"lift-{number}" for number in range(40))
_OF_SESSION = (
    *("user_id", "id", "parent_routine_id", "routine_version_id", "routine_assignment_id", "workout_id"),
    *("scheduled_date", "scheduled_time", "performed_date", "status", "duration_minutes", "snapshot_hash"),
    *("performance_log", "log_extract", "created_at", "updated_at", "change_seq"),
)
_OF_SET = (
    *("user_id", "session_id", "id", "day", "section_id", "exercise_id", "exercise_variant_id", "set_type", "sides"),
    *("reps", "load_kg", "rpe"),
)


def plant(db: Database, user: str, sessions: int, sets: int, chance: random.Random, *, logs: bool = True) -> None:
    """Put a user with completed sessions into the database, each with its sets as rows."""
    days = [(_FIRST + timedelta(days=int(number * 3650 / sessions))).isoformat() for number in range(sessions)]
    log = _log(sets) if logs else None
    of_sessions = [
        (
            *(
                user,
                f"{user}-{number}",
                "routine",
                "version",
                f"{user}-plan",
                "workout",
                day,
                "07:00",
                day,
                "completed",
            ),
            *(60, _HASH, log, extract(log), _NOW, _NOW, 1),
        )
        for number, day in enumerate(days)
    ]
    of_sets = [row for number, day in enumerate(days) for row in _sets(user, f"{user}-{number}", day, sets, chance)]

    def rows(connection: sa.Connection) -> None:
        _ground(connection, user)
        insert(connection, tables.workout_session, _OF_SESSION, of_sessions)
        insert(connection, tables.performed_set, _OF_SET, of_sets)

    db.write_across_owners(rows)


def _sets(user: str, session_id: str, day: str, count: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        if number % 4 == 0:
            lift, load = chance.choice(_LIFTS), chance.randint(20, 60) * 2.5
        kind = "warmup" if number % 4 == 0 else "working"
        effort = chance.choice((None, 8.0, 9.0))
        yield (
            *(user, session_id, f"set-{number}", day, "main", lift, f"{lift}.barbell", kind, 1),
            *(chance.randint(3, 12), load, effort),
        )


def _ground(connection: sa.Connection, user: str) -> None:
    """Leave a user with an assignment, and the one snapshot that all sessions point at."""
    body = {"name": "Day", "type": "strength", "objective": "", "sections": [_RUN]}
    snapshot = (_HASH, "Day", json.dumps(body))
    insert(connection, tables.workout_snapshot, ("hash", "name", "body"), [snapshot], tail="on conflict do nothing")
    person = (user, f"{user}@example.org", user, "athlete", "UTC", "metric", _NOW, _NOW)
    insert(connection, tables.app_user, _OF_USER, [person])
    plan = (
        user,
        f"{user}-plan",
        "routine",
        "version",
        user,
        "own",
        "active",
        "2016-01-04",
        1,
        1,
        0,
        "[]",
        1,
        _NOW,
        _NOW,
        1,
    )
    insert(connection, tables.routine_assignment, _OF_PLAN, [plan])


_RUN = {"_id": "run", "name": "Run", "orderIndex": 1, "type": "run", "distance": 5000}
_OF_USER = ("id", "email", "name", "roles", "time_zone", "units", "created_at", "updated_at")
_OF_PLAN = (
    *("user_id", "id", "parent_routine_id", "routine_version_id", "assigned_by", "origin", "status", "start_date"),
    *("start_week", "start_day", "shift_days", "pauses", "cycles", "created_at", "updated_at", "change_seq"),
)


def _log(sets: int) -> str:
    """Write a log as the player leaves it: sets in full, five laps, feedback."""
    performed = [
        {
            "_id": f"{number:024d}",
            "setId": f"{number:024d}",
            "setNumber": number,
            "setType": "working",
            "performance": {"reps": 5, "weight": 100, "weightUnit": "kg", "rpe": 8},
            "performedAt": _NOW,
        }
        for number in range(sets)
    ]
    lap = {"distance": 1000, "duration": 300, "averageHeartRate": 150, "elevationGain": 10}
    laps = [{"_id": f"lap-{n}", "round": 1, "phase": "active", "performance": lap} for n in range(5)]
    lifted = {
        "sectionId": "main",
        "orderIndex": 0,
        "exercises": [{"exerciseId": "e", "orderIndex": 0, "sets": performed}],
    }
    run: dict[str, object] = {"sectionId": "run", "orderIndex": 1, "exercises": [], "efforts": laps}
    return json.dumps({"sections": [lifted, run], "feedback": {"rpe": 7, "feeling": 4}})
