"""Rows of the database and documents of the product, as the model sees them."""

import msgspec

from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.plan.routine import RoutineVersion
from tests.properties.dump import Dump, Row
from tests.properties.values import Assignment, Entry, Session, Version


def as_version(found: RoutineVersion) -> Version:
    """Give a version as the model sees it."""
    return Version(found.id, found.parent_routine_id, found.created_by, found.is_public)


def as_assignment(found: RoutineAssignment, *, own: bool = False) -> Assignment:
    """Give an assignment as the model sees it."""
    return Assignment(
        id=found.id,
        user=found.user_id,
        routine=found.parent_routine_id,
        version=found.routine_version_id,
        by=found.assigned_by,
        status=found.status.value,
        began=(found.start_date, found.start_week, found.start_day, found.race_date, found.cycles, found.weekday_map),
        shift=found.shift_days,
        own=own,
        replaced_by=found.replaced_by_id,
    )


def assignment_row(row: Row) -> tuple[object, ...]:
    """Give what the model knows of an assignment's row."""
    names = (
        "user_id", "parent_routine_id", "routine_version_id", "assigned_by", "status", "shift_days", "replaced_by_id"
    )  # fmt: skip
    return tuple(row[name] for name in names)


def as_session(row: Row) -> Session:
    """Give a session's row as the model sees it."""
    return Session(
        id=row["id"],
        user=row["user_id"],
        assignment=row["routine_assignment_id"],
        version=row["routine_version_id"],
        slot=(row["workout_id"], row["plan_week"], row["plan_day"]),
        planned=row["planned_date"],
        on=row["scheduled_date"],
        time=row["scheduled_time"],
        status=row["status"],
        log=logged(row["performance_log"]),
        noted=row["notes"],
        adjusted_from=row["adjusted_from"],
        added_by=row["added_by"],
    )


def as_stone(row: Row) -> tuple[object, ...]:
    """Give a tombstone's row as the model sees it."""
    return as_session(row), row["reason"], row["receipt_id"], bool(row["overdue"]), row["revived_at"] is not None


def logged(text: str | None) -> frozenset[Entry]:
    """Give the performed sets of a stored log."""
    sections = msgspec.json.decode(text)["sections"] if text else ()
    return frozenset(
        Entry(one["_id"], one.get("setId"), one["performance"].get("reps"), one.get("performedAt", ""))
        for section in sections
        for exercise in section["exercises"]
        for one in exercise["sets"]
    )


def plans_of(now: Dump, routines: set[str]) -> list[Row]:
    """Give the rows of the versions of some routines."""
    return [row for row in now["routine_version"].values() if row["parent_routine_id"] in routines]
