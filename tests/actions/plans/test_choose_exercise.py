"""Choosing what a name from elsewhere means."""

import pytest

from mesocycle.actions.plans.choose_exercise import choose_exercise
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import exercises
from tests.arrange import a_user, an_act


def chosen(db: Database) -> dict[str, str]:
    with db.read() as read:
        return exercises.of_user(read, "ann")


@pytest.mark.parametrize("meant", ["Front squat", "Barbell Front Squat", "front-squat.barbell"])
def test_a_name_may_mean_an_exercise_by_name_alias_or_id(db: Database, meant: str) -> None:
    found = choose_exercise(db, "ann", "Frontkniebeuge", meant, an_act(a_user(db)))

    assert found.name == "Front Squat"
    assert chosen(db) == {"frontkniebeuge": "front-squat.barbell"}


def test_the_later_choice_holds(db: Database) -> None:
    act = an_act(a_user(db))
    choose_exercise(db, "ann", "Knie-Beuge", "Front squat", act)

    choose_exercise(db, "ann", "kniebeuge", "Back squat", act)

    assert chosen(db) == {"kniebeuge": "squat.barbell-back"}


def test_an_exercise_that_is_none_is_refused_with_the_nearest(db: Database) -> None:
    act = an_act(a_user(db))

    with pytest.raises(NotFound) as no:
        choose_exercise(db, "ann", "Kniebeuge", "Fromt squat", act)

    assert "Front Squat" in no.value.remedy


def test_a_name_without_letter_or_digit_can_mean_nothing(db: Database) -> None:
    act = an_act(a_user(db))

    with pytest.raises(DocumentNotValid):
        choose_exercise(db, "ann", "--", "Front squat", act)
