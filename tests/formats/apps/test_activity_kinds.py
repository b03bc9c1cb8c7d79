"""Kinds of activities, as apps name them."""

import pytest

from mesocycle.domain.plan.workout import Movement, WorkoutType
from mesocycle.formats.apps.activity_kinds import kind_of


@pytest.mark.parametrize(
    ("name", "kind", "movement"),
    [
        ("Trail Running", WorkoutType.TRAIL_RUNNING, "run"),
        ("Treadmill Running", WorkoutType.RUNNING, "run"),
        ("Laufen", WorkoutType.RUNNING, "run"),
        ("Strength Training", WorkoutType.STRENGTH, "other"),
        ("Weight Training", WorkoutType.STRENGTH, "other"),
        ("Virtual Ride", WorkoutType.RUNNING, "bike"),
        ("Hiking", WorkoutType.RUNNING, "hike"),
        ("Rowing", WorkoutType.RUNNING, "row"),
        ("Yoga", WorkoutType.STRENGTH, "other"),
    ],
)
def test_kinds_of_activities_become_types_and_movements(name: str, kind: WorkoutType, movement: Movement) -> None:
    assert kind_of(name, covers_distance=False) == (kind, movement)
