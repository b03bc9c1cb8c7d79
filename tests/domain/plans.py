"""Routine files for tests, and what completing them takes."""

from collections.abc import Callable
from itertools import count
from typing import Any

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import Library, LibraryExercise
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.routine import RoutineVersion

NOW = "2026-01-01T09:00:00.000Z"
NAMES = ("Back squat", "Bench press", "Plank", "Burpee")


def a_library_exercise(name: str) -> LibraryExercise:
    """Give a library exercise whose ids follow from its name."""
    variant = name.lower().replace(" ", "-")
    own_body = name in {"Plank", "Burpee"}
    return LibraryExercise(
        id=variant,
        exercise_id=variant.partition("-")[2] or variant,
        exercise_variant_id=variant,
        name=name,
        aliases=(),
        kind="bodyweight" if own_body else "strength",
        primary_muscles=(),
        secondary_muscles=(),
        equipment=(),
        unilateral=False,
    )


LIBRARY = Library(map(a_library_exercise, NAMES))


def new_ids() -> Callable[[], str]:
    """Give a source of ids that never repeats itself, not even across sources."""
    return lambda: f"made-{next(_NUMBERS)}"


_NUMBERS = count(1)


def a_file(*exercises: object, **fields: object) -> dict[str, Any]:
    """Give a routine file with one workout of one section that holds the exercises."""
    section = {"name": "Main lifts", "type": "basic", "exercises": list(exercises)}
    workout = {
        "name": "Day A",
        "type": "strength",
        "schedule": [{"weekday": "monday"}],
        "sections": [section],
    }
    head = {"name": "Plan", "difficulty": "beginner", "goal": "strength", "duration": 4}
    return {**head, "workouts": [workout], **fields}


def published(raw: dict[str, Any], latest: RoutineVersion | None = None, units: Units = Units.METRIC) -> RoutineVersion:
    """Complete a file as a trainer would publish it."""
    return complete(raw, latest=latest, library=LIBRARY, units=units, new_id=new_ids(), created_by="trainer-1", now=NOW)


def line_ids(version: RoutineVersion) -> list[str]:
    """List the ids of a version's workouts, sections, exercises and sets, in order."""
    ids: list[str] = []
    for workout in version.workouts:
        ids.append(workout.id)
        for section in workout.sections:
            ids.append(section.id)
            for exercise in section.exercises or ():
                ids.append(exercise.id)
                ids.extend(each.id for each in getattr(exercise, "sets", ()))
    return ids
