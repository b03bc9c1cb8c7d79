"""A workout is looked at while it is written, in the kilograms of one athlete."""

from typing import Any

import pytest

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.people.user import Sees
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.resolution import WorkoutPreviewRequest
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.reports.preview_workout import preview_workout
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user, an_act

MAX = NewReferenceValue(
    kind=ReferenceKind.ONE_REP_MAX,
    exercise_id="squat",
    exercise_variant_id="squat.barbell-back",
    value=140,
    unit="kg",
    valid_from="2026-01-01",
    source="tested",
)


def _workout(sets: object) -> dict[str, Any]:
    exercises = [{"name": "Back squat", "sets": sets}]
    return {
        "name": "Squats",
        "type": "strength",
        "sections": [{"name": "Main", "type": "basic", "exercises": exercises}],
    }


def test_percentages_are_the_athlete_s_kilograms_of_that_week(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    set_reference_value(db, ann.id, MAX, an_act(ann))
    sets = {"1": "3x5 @ 70% 1RM", "2": "2x3 @ 80% 1RM"}

    shown = preview_workout(db, ann.id, WorkoutPreviewRequest(workout=_workout(sets), week=2, duration=2), an_act(tom))

    assert shown.errors == ()
    assert shown.resolved is not None
    assert [load.weight for load in shown.resolved.loads.values()] == [112.5, 112.5]


def test_what_can_be_read_is_shown_beside_all_that_is_wrong(db: Database) -> None:
    ann = a_user(db)
    wrong = _workout("3x5 @ 100 kq")
    wrong["sections"].append({"name": "More", "type": "basic", "exercises": [{"name": "Bench press", "sets": "3x8"}]})
    wrong["type"] = "sport"

    shown = preview_workout(db, ann.id, WorkoutPreviewRequest(workout=wrong), an_act(ann))

    assert {each.path for each in shown.errors} == {"sections[0].exercises[0].sets", "type"}


def test_a_fault_in_one_line_leaves_the_others_to_be_seen(db: Database) -> None:
    ann = a_user(db)
    half = _workout("3x5 @ 100 kq")
    half["sections"].append({"name": "More", "type": "basic", "exercises": [{"name": "Bench press", "sets": "3x8"}]})

    shown = preview_workout(db, ann.id, WorkoutPreviewRequest(workout=half), an_act(ann))

    assert shown.snapshot is not None
    assert [section.name for section in shown.snapshot.sections] == ["Main", "More"]
    assert [each.path for each in shown.errors] == ["sections[0].exercises[0].sets"]


def test_a_week_outside_the_plan_and_a_stranger_are_refused(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)

    with pytest.raises(DocumentNotValid):
        preview_workout(db, ann.id, WorkoutPreviewRequest(workout=_workout("1x5"), week=3, duration=2), an_act(ann))
    with pytest.raises(NotFound):
        preview_workout(db, ann.id, WorkoutPreviewRequest(workout=_workout("1x5")), an_act(tom))
