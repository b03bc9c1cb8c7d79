"""A workout is looked at on the page while it is written."""

import json

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_trainer, a_user, an_act
from tests.web.visitor import Visitor


def test_a_workout_is_shown_in_the_sample_athlete_s_kilograms_with_all_that_is_wrong(
    db: Database, server: Client
) -> None:
    tom, ann = a_trainer(db), a_user(db)
    toms = Visitor(server).sign_in(db, tom)
    a_coaching(db, tom, ann)
    value = NewReferenceValue(
        kind=ReferenceKind.ONE_REP_MAX,
        exercise_id="squat",
        exercise_variant_id="squat.barbell-back",
        value=140,
        unit="kg",
        valid_from="2026-01-01",
        source="tested",
    )
    set_reference_value(db, ann.id, value, an_act(ann))
    lines = [{"name": "Back squat", "sets": "3x5 @ 80% 1RM"}, {"name": "Bench press", "sets": "3x5 @ 60 kq"}]
    workout = {"name": "A", "type": "strength", "sections": [{"name": "Main", "type": "basic", "exercises": lines}]}
    headers = {"content-type": "application/json", "x-csrf-token": toms.csrf}

    answer = toms.send_raw(f"/drafts/preview?userId={ann.id}", json.dumps({"workout": workout}).encode(), headers)

    shown = answer.json()
    assert [each["path"] for each in shown["errors"]] == ["sections[0].exercises[1].sets"]
    assert shown["parts"][0]["groups"][0]["lines"][0]["load"] == "112.5 kg"
