"""Performed sets as a client sends them, made to fit a session's snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import (
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from tests.properties.values import Entry


@dataclass(frozen=True)
class PlannedSet:
    """A set of a snapshot and the lines it stands under."""

    section: str
    exercise: str
    id: str
    number: int


def planned_sets(snapshot: str) -> list[PlannedSet]:
    """Give the sets of a snapshot in its order."""
    return [
        PlannedSet(section["_id"], exercise["_id"], one["_id"], one["setNumber"])
        for section in msgspec.json.decode(snapshot)["sections"]
        for exercise in section["exercises"]
        for one in exercise["sets"]
    ]


def performed(entry: Entry, planned: list[PlannedSet]) -> PerformedSet:
    """Give an entry of the model as a performed set."""
    number = next((one.number for one in planned if one.id == entry.set_id), 9)
    return PerformedSet(
        id=entry.id,
        set_id=entry.set_id,
        added=None if entry.set_id else True,
        set_number=number,
        set_type="working",
        performance=Performance(reps=entry.reps, weight=50, weight_unit="kg"),
        performed_at=entry.at or None,
    )


def set_entry(entry: Entry, planned: list[PlannedSet]) -> SetEntry:
    """Give what is sent to log one set; an added one names the first exercise."""
    return SetEntry(exercise_id=None if entry.set_id else planned[0].exercise, set=performed(entry, planned))


def whole_log(entries: Iterable[Entry], planned: list[PlannedSet]) -> WorkoutPerformanceLog:
    """Give a log that holds the entries; all are of one section with one exercise."""
    where = planned[0]
    sets = tuple(performed(entry, planned) for entry in sorted(entries, key=lambda one: one.id))
    exercise = PerformedExercise(exercise_id=where.exercise, order_index=0, sets=sets)
    section = PerformedSection(section_id=where.section, order_index=0, exercises=(exercise,))
    return WorkoutPerformanceLog(sections=(section,))


def plain(document: object) -> dict[str, Any]:
    """Give a document as a device puts it into an operation."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document))
    return found
