"""The preview of a notation for whoever may see the athlete."""

import pytest

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.document import encode
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.preview import NotationText
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import NotationNotUnderstood, NotFound
from mesocycle.reports.preview_notation import preview_notation
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user, an_act

SQUATS = NotationText(kind="sets", text="3x5 @ 80% TM", exercise_variant_id="squat.barbell-back")


def test_a_trainer_sees_their_athletes_kilograms_and_a_stranger_nothing(db: Database) -> None:
    ann, tom, eve = a_user(db, "ann"), a_trainer(db, "tom"), a_user(db, "eve")
    a_coaching(db, tom, ann)
    new = NewReferenceValue(
        kind=ReferenceKind.TRAINING_MAX,
        exercise_id="squat",
        value=140,
        unit="kg",
        valid_from="2026-01-01",
        source="tested",
    )
    set_reference_value(db, "ann", new, an_act(ann))

    found = preview_notation(db, "ann", SQUATS, an_act(tom))

    assert [line.resolved for line in found.lines] == ["3x5 @ 112.5 kg"]
    assert encode(found)
    with pytest.raises(NotFound):
        preview_notation(db, "ann", SQUATS, an_act(eve))


def test_an_exercise_that_is_not_there_and_a_slip_are_refused(db: Database) -> None:
    act = an_act(a_user(db, "ann"))

    with pytest.raises(NotFound):
        preview_notation(db, "ann", NotationText(kind="sets", text="3x5", exercise_variant_id="anvil"), act)
    with pytest.raises(NotationNotUnderstood):
        preview_notation(db, "ann", NotationText(kind="run", text="3x5 @ 100 kg"), act)
