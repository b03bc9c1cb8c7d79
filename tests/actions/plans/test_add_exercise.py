"""Adding one exercise: own ones by anybody, for all by an admin."""

import pytest

from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.plan.library import NewExercise
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotPermitted
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine, a_user, an_act


def test_an_own_exercise_can_be_written_into_a_routine_by_its_name(db: Database) -> None:
    ann = a_user(db, "ann")
    added = add_exercise(db, NewExercise(name="Anvil shrug", kind="strength"), an_act(ann))
    section = {"name": "Main", "type": "basic", "exercises": [{"name": "anvil shrug", "sets": "3x5 @ 20 kg"}]}
    workout = {"name": "A", "type": "strength", "schedule": [{"day": 1}], "sections": [section]}

    version = a_routine(db, ann, workouts=[workout])

    (exercise,) = version.workouts[0].sections[0].exercises or ()
    assert exercise.exercise_variant_id == added.exercise_variant_id


def test_an_own_exercise_is_found_by_its_owner_alone(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    add_exercise(db, NewExercise(name="Anvil shrug", kind="strength"), an_act(ann))

    assert find_exercises(db, ann.id).find("Anvil shrug") is not None
    assert find_exercises(db, bob.id).find("Anvil shrug") is None


def test_a_name_that_the_library_knows_is_refused_however_it_is_spelled(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(AlreadyExists):
        add_exercise(db, NewExercise(name="BACK-SQUAT", kind="strength"), an_act(ann))


def test_a_name_without_letters_is_refused(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(DocumentNotValid):
        add_exercise(db, NewExercise(name="!!", kind="strength"), an_act(ann))


def test_only_an_admin_adds_for_all(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(NotPermitted):
        add_exercise(db, NewExercise(name="Anvil shrug", kind="strength"), an_act(ann), for_all=True)
