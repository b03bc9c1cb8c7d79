"""Importing exercises: for everybody or as one's own, again and again."""

import pytest

from mesocycle.actions.plans.import_exercises import import_exercises
from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.refusal import NotPermitted
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user, an_act


def an_exercise(name: str = "Anvil shrug") -> LibraryExercise:
    return LibraryExercise(
        id="anvil-shrug",
        exercise_id="anvil-shrug",
        exercise_variant_id="anvil-shrug",
        name=name,
        aliases=(),
        kind="strength",
        primary_muscles=("traps",),
        secondary_muscles=(),
        equipment=("anvil",),
        unilateral=False,
    )


def test_what_an_admin_imports_everybody_finds(db: Database) -> None:
    root, ann = a_user(db, "root", roles=(Role.ADMIN,)), a_user(db, "ann")

    import_exercises(db, [an_exercise()], an_act(root))

    assert find_exercises(db, ann.id).find("anvil shrug") == an_exercise()


def test_only_an_admin_imports_for_everybody(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(NotPermitted):
        import_exercises(db, [an_exercise()], an_act(ann))


def test_two_users_import_the_same_file_as_their_own_and_neither_sees_the_others(db: Database) -> None:
    ann, bob, eve = a_user(db, "ann"), a_user(db, "bob"), a_user(db, "eve")

    import_exercises(db, [an_exercise("Ann's shrug")], an_act(ann), own=True)
    import_exercises(db, [an_exercise("Bob's shrug")], an_act(bob), own=True)

    found = [
        exercise.name if (exercise := find_exercises(db, user.id).variant("anvil-shrug")) else None
        for user in (ann, bob, eve)
    ]
    assert found == ["Ann's shrug", "Bob's shrug", None]


def test_imported_again_an_exercise_is_replaced(db: Database) -> None:
    ann = a_user(db, "ann")
    import_exercises(db, [an_exercise("Anvil shrg")], an_act(ann), own=True)

    import_exercises(db, [an_exercise("Anvil shrug")], an_act(ann), own=True)

    library = find_exercises(db, ann.id)
    assert library.find("Anvil shrg") is None
    assert library.find("Anvil shrug") is not None
