"""A favourite is marked and unmarked by whoever wants it."""

from mesocycle.actions.plans.favour_routine import favour_routine
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import favourites
from tests.arrange import a_user, an_act


def test_a_routine_is_marked_and_unmarked_and_saying_it_again_changes_nothing(db: Database) -> None:
    act = an_act(a_user(db))
    found = []
    for wanted in (True, True, False, False):
        favour_routine(db, "first-5-km", act, wanted=wanted)
        with db.read() as read:
            found.append(favourites.of_user(read, "ann"))

    assert found == [{"first-5-km"}, {"first-5-km"}, set(), set()]
