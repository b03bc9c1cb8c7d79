"""Importing exercises: for everybody or as one's own, again and again."""

import pytest

from mesocycle.actions.library.change_exercise import change_exercise
from mesocycle.actions.plans.import_exercises import import_exercises
from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.library import ExerciseChange
from mesocycle.domain.refusal import NotPermitted
from mesocycle.storage.engine.database import Database
from tests.actions.plans.library import an_exercise
from tests.arrange import a_user, an_act


def test_what_an_admin_imports_everybody_finds(db: Database) -> None:
    root, ann = a_user(db, "root", roles=(Role.ADMIN,)), a_user(db, "ann")

    import_exercises(db, [an_exercise()], an_act(root))

    assert find_exercises(db, ann.id).find("anvil shrug") == an_exercise()


def test_only_an_admin_imports_for_everybody(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(NotPermitted):
        import_exercises(db, [an_exercise()], an_act(ann))


def test_an_exercise_that_is_imported_again_keeps_the_link_it_was_given(db: Database) -> None:
    ann = a_user(db, "ann")
    (first,) = import_exercises(db, [an_exercise()], an_act(ann), own=True)
    change_exercise(db, first.exercise_variant_id, ExerciseChange(link="https://example.org"), an_act(ann))

    (again,) = import_exercises(db, [an_exercise()], an_act(ann), own=True)

    assert again.link == "https://example.org"
