"""Kinds of activities, as apps name them."""

import pytest

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.formats.apps.activity_kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trail Running", Kind(WorkoutType.TRAIL_RUNNING, "run", None)),
        ("Treadmill Running", Kind(WorkoutType.RUNNING, "run", None)),
        ("Laufen", Kind(WorkoutType.RUNNING, "run", None)),
        ("Strength Training", Kind(WorkoutType.STRENGTH, "other", None)),
        ("Virtual Ride", Kind(WorkoutType.OTHER, "bike", "cycling")),
        ("Hiking", Kind(WorkoutType.OTHER, "hike", "hiking")),
        ("Yoga", Kind(WorkoutType.OTHER, "other", "yoga")),
        ("Throwing", Kind(WorkoutType.OTHER, "other", "Throwing")),
    ],
)
def test_a_row_is_what_its_word_says_and_an_unknown_word_is_kept(name: str, kind: Kind) -> None:
    assert kind_of(name) == kind
