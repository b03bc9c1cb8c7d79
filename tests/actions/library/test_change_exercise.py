"""Changing an exercise, taking it back, bringing it back."""

import pytest

from mesocycle.actions.library.change_exercise import change_exercise
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.library import find_exercise_in, find_exercises
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.plan.library import ExerciseChange, LibraryExercise, NewExercise
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import readable_versions
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act

ARCHIVED = ExerciseChange(is_archived=True)


def a_shrug(db: Database, user: User) -> LibraryExercise:
    return add_exercise(db, NewExercise(name="Anvil shrug", kind="strength"), an_act(user))


def test_what_a_change_names_is_changed_and_nothing_else(db: Database) -> None:
    ann = a_user(db)
    shrug = a_shrug(db, ann)

    changed = change_exercise(db, shrug.id, ExerciseChange(name="Anvil lift", equipment=("anvil",)), an_act(ann))

    assert (changed.name, changed.equipment, changed.kind) == ("Anvil lift", ("anvil",), "strength")
    assert find_exercises(db, ann.id).find("Anvil lift") == changed
    assert find_exercises(db, ann.id).find("Anvil shrug") is None


def test_an_exercise_that_a_plan_uses_is_taken_back_and_stays_in_the_plan(db: Database) -> None:
    ann = a_user(db)
    shrug = a_shrug(db, ann)
    section = {"name": "Main", "type": "basic", "exercises": [{"name": "anvil shrug", "sets": "3x5 @ 20 kg"}]}
    workout = {"name": "A", "type": "strength", "schedule": [{"day": 1}], "sections": [section]}
    version = a_routine(db, ann, workouts=[workout])

    change_exercise(db, shrug.id, ARCHIVED, an_act(ann))

    library = find_exercises(db, ann.id)
    assert library.find("Anvil shrug") is None
    assert library.variant(shrug.id) is not None
    with db.read() as read:
        assert readable_versions.of_routine(read, an_act(ann).actor, version.parent_routine_id) == [version]


def test_what_was_taken_back_is_brought_back_if_its_name_is_still_free(db: Database) -> None:
    ann = a_user(db)
    act = an_act(ann)
    first = a_shrug(db, ann)
    change_exercise(db, first.id, ARCHIVED, act)
    second = a_shrug(db, ann)

    with pytest.raises(AlreadyExists):
        change_exercise(db, first.id, ExerciseChange(is_archived=False), act)
    change_exercise(db, second.id, ARCHIVED, act)
    back = change_exercise(db, first.id, ExerciseChange(is_archived=False), act)

    assert back == first


def test_a_name_of_another_exercise_is_refused(db: Database) -> None:
    ann = a_user(db)
    shrug = a_shrug(db, ann)

    with pytest.raises(AlreadyExists):
        change_exercise(db, shrug.id, ExerciseChange(name="back-squat"), an_act(ann))


def test_what_an_exercise_can_not_be_is_refused(db: Database) -> None:
    ann = a_user(db)
    shrug = a_shrug(db, ann)

    with pytest.raises(DocumentNotValid):
        change_exercise(db, shrug.id, ExerciseChange(link="http://example.org"), an_act(ann))


def test_what_ships_is_changed_by_nobody(db: Database) -> None:
    root = a_user(db, "root", roles=(Role.ADMIN,))

    with pytest.raises(NotPermitted):
        change_exercise(db, "squat.barbell-back", ARCHIVED, an_act(root))


def test_a_shared_exercise_is_changed_by_an_admin_alone(db: Database) -> None:
    root, ann = a_user(db, "root", roles=(Role.ADMIN,)), a_user(db)
    shared = add_exercise(db, NewExercise(name="Anvil shrug", kind="strength"), an_act(root), for_all=True)

    with pytest.raises(NotPermitted):
        change_exercise(db, shared.id, ARCHIVED, an_act(ann))

    assert change_exercise(db, shared.id, ARCHIVED, an_act(root)).is_archived


def test_somebody_elses_exercise_is_not_there_to_change(db: Database) -> None:
    ann, ben = a_user(db), a_user(db, "ben")
    shrug = a_shrug(db, ann)

    with pytest.raises(NotFound):
        change_exercise(db, shrug.id, ARCHIVED, an_act(ben))


def test_an_athlete_sees_an_exercise_of_who_coaches_them(db: Database) -> None:
    ann, ben, tom = a_user(db), a_user(db, "ben"), a_trainer(db)
    a_coaching(db, tom, ann)
    shrug = a_shrug(db, tom)

    with db.read() as read:
        seen = find_exercise_in(read, ann.id, shrug.id)
        with pytest.raises(NotFound):
            find_exercise_in(read, ben.id, shrug.id)

    assert seen == shrug
