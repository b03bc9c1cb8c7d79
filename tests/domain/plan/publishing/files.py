"""What the tests of publishing share."""

from typing import Any

import pytest

from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.workout import ExerciseSet, StrengthExercise
from mesocycle.domain.refusal import DocumentNotValid
from tests.domain.plans import published


def squat(sets: object = "3x5 @ 100 kg", **fields: object) -> dict[str, Any]:
    return {"name": "Back squat", "sets": sets, **fields}


def refused(raw: dict[str, Any], latest: RoutineVersion | None = None) -> DocumentNotValid:
    with pytest.raises(DocumentNotValid) as caught:
        published(raw, latest)
    return caught.value


def sets_of(version: RoutineVersion) -> tuple[ExerciseSet, ...]:
    exercise = (version.workouts[0].sections[0].exercises or ())[0]
    assert isinstance(exercise, StrengthExercise)
    return exercise.sets
