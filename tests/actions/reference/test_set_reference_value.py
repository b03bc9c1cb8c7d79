"""Reference values: appended by the athlete or a trainer, in the order they came."""

import pytest

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import reference_values
from tests.arrange import a_coaching, a_trainer, a_user, an_act


def a_bodyweight(kg: float = 80, unit: str = "kg", valid_from: str | None = None) -> NewReferenceValue:
    return NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=kg, unit=unit, valid_from=valid_from)


def test_a_value_holds_from_the_athletes_today_unless_it_says_from_when(db: Database) -> None:
    ann = a_user(db, "ann", time_zone="Pacific/Auckland")

    value = set_reference_value(db, ann.id, a_bodyweight(), an_act(ann, "2026-01-05T20:00:00.000Z"))

    assert (value.valid_from, value.source) == ("2026-01-06", "entered")


def test_values_are_appended_and_stay_in_the_order_they_came(db: Database) -> None:
    ann = a_user(db, "ann")

    kept = [set_reference_value(db, ann.id, a_bodyweight(kg), an_act(ann)) for kg in (80, 79.5, 81)]

    with db.read() as read:
        assert reference_values.of_user(read, ann.id) == kept


def test_a_trainer_sets_values_of_athletes_who_accepted_and_of_no_other(db: Database) -> None:
    ann, bob, tom = a_user(db, "ann"), a_user(db, "bob"), a_trainer(db)
    a_coaching(db, tom, ann)

    assert set_reference_value(db, ann.id, a_bodyweight(), an_act(tom)).user_id == ann.id
    with pytest.raises(NotFound):
        set_reference_value(db, bob.id, a_bodyweight(), an_act(tom))


@pytest.mark.parametrize("wrong", [a_bodyweight(unit="stone"), a_bodyweight(0), a_bodyweight(valid_from="2026-02-30")])
def test_a_value_that_can_not_be_is_refused_and_not_kept(db: Database, wrong: NewReferenceValue) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(DocumentNotValid):
        set_reference_value(db, ann.id, wrong, an_act(ann))

    with db.read() as read:
        assert reference_values.of_user(read, ann.id) == []
