"""What must hold of any two moments of the database, whatever was done between them."""

from collections.abc import Mapping

from tests.properties.dump import Dump, Key, Row
from tests.properties.model import ARROWS
from tests.properties.rows import logged


def untouched(before: Mapping[Key, Row], now: Mapping[Key, Row], touched: set[str]) -> None:
    """Demand that all sessions the step had no business with are byte for byte what they were."""
    for key in {**before, **now}:
        if key[1] not in touched:
            assert before.get(key) == now.get(key), f"session {key} changed: {before.get(key)} -> {now.get(key)}"


def grown(before: Mapping[Key, Row], now: Mapping[Key, Row]) -> None:
    """Demand that history is only added to."""
    for key, row in before.items():
        assert now.get(key) == row, f"event {key} changed or went"


def moves_in_the_table(now: Mapping[Key, Row], before: Mapping[Key, Row]) -> None:
    """Demand that every new event that moves a session moves it along an arrow of the table."""
    for key, row in now.items():
        if key not in before and row["status_before"] != row["status_after"]:
            arrow = (row["status_before"], row["status_after"])
            assert arrow in ARROWS, f"event {row['kind']} moved along {arrow}"


def at_most_one_live(now: Dump) -> None:
    """Demand that nobody follows a routine twice."""
    live = [
        (row["user_id"], row["parent_routine_id"])
        for row in now["routine_assignment"].values()
        if row["status"] in ("active", "paused")
    ]
    assert len(live) == len(set(live)), live


def rows_equal_logs(now: Dump) -> None:
    """Demand that the rows of performed sets say what the logs say."""
    rows = {(row["user_id"], row["session_id"], row["id"]): row["reps"] for row in now["performed_set"].values()}
    logs = {
        (row["user_id"], row["id"], entry.id): entry.reps
        for row in now["workout_session"].values()
        for entry in logged(row["performance_log"])
    }
    assert rows == logs
