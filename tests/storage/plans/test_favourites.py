"""Favourites are whose they are, and a mark is set once."""

from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import favourites
from tests.arrange import a_user, an_act


def test_a_mark_is_there_once_and_goes_and_is_nobody_else_s(db: Database) -> None:
    ann, _ = a_user(db), a_user(db, "bob")
    for routine in ("one", "one", "two"):
        db.write("ann", an_act(ann), lambda write, routine=routine: favourites.mark(write, routine))  # type: ignore[misc]  # bound at once
    db.write("ann", an_act(ann), lambda write: favourites.unmark(write, "two"))

    with db.read() as read:
        assert (favourites.of_user(read, "ann"), favourites.of_user(read, "bob")) == ({"one"}, set())
