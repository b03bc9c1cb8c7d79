"""Rows of every kind of value, and whole databases compared."""

from typing import Any

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import metadata
from tests.storage.planting import plant, plant_ground

ODD = 'Ä "quoted" \\u0000 \\ud83d\\ude00 \u2028 line\nbreak'


def plant_training(db: Database) -> None:
    """Leave rows of every kind of value: text of all sorts, numbers, booleans, bytes, nothing."""
    plant_ground(db)
    plant(db, "workout_session", all_day=True, notes=ODD, performance_log='{"sections": [], "b":1,"a":2.50}')
    plant(db, "workout_session", id="session-2", duration_minutes=61, change_seq=2**40)
    plant(db, "deleted_session", id="gone", overdue=True)
    plant(db, "session_event", before='{"notes":"x"}')
    plant(db, "receipt")
    plant(db, "reference_value")
    plant(db, "performed_set", load_kg=102.5, rpe=8.0, reps=5, distance_m=0.1)


def rows(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    with db.read() as read:
        return {
            table.name: sorted((tuple(row) for row in read.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def without_epochs(content: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    return content | {"user_feed": [(user, seq) for user, _, seq in content["user_feed"]]}
