"""Importing exercises: for everybody or as one's own, again and again."""

import pytest

from mesocycle.actions.plans.import_exercises import import_exercises
from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.people.user import Role
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
