"""Who finds which exercises."""

from mesocycle.actions.plans.import_exercises import import_exercises
from mesocycle.actions.plans.library import find_exercises
from mesocycle.storage.engine.database import Database
from tests.actions.plans.library import an_exercise
from tests.arrange import a_user, an_act


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
