"""Pictures of exercises: put, taken away, gone with whoever owned them."""

import pytest

from mesocycle.actions.library.put_picture import put_picture, take_picture_away
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.library import find_exercise_in, find_picture_in
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.library import NewExercise
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from tests.arrange import a_user, an_act
from tests.formats.documents.painting import a_picture, points_of

NEW = NewExercise(name="Anvil lift", kind="strength")


def test_a_later_picture_takes_the_place_of_the_one_before(db: Database) -> None:
    ann = a_user(db)
    lift = add_exercise(db, NEW, an_act(ann))
    put_picture(db, lift.id, a_picture(size=(90, 60)), an_act(ann))

    changed = put_picture(db, lift.id, a_picture(size=(60, 90)), an_act(ann))

    with db.read() as read:
        told, body = find_picture_in(read, ann.id, lift.id)
        assert find_exercise_in(read, ann.id, lift.id) == changed
        assert verify(read).sound
    assert changed.picture == told
    assert points_of(body) == (60, 90)


def test_a_picture_that_was_taken_away_is_gone(db: Database) -> None:
    ann = a_user(db)
    lift = add_exercise(db, NEW, an_act(ann))
    put_picture(db, lift.id, a_picture(), an_act(ann))

    bare = take_picture_away(db, lift.id, an_act(ann))

    assert bare == lift
    with db.read() as read, pytest.raises(NotFound):
        find_picture_in(read, ann.id, lift.id)


def test_nothing_of_a_stranger_is_unpacked(db: Database) -> None:
    ann, ben = a_user(db), a_user(db, "ben")
    lift = add_exercise(db, NEW, an_act(ann))

    with pytest.raises(NotFound):
        put_picture(db, lift.id, b"no picture at all", an_act(ben))


def test_who_is_erased_takes_their_pictures_along(db: Database) -> None:
    ann, root = a_user(db), a_user(db, "root", roles=(Role.ADMIN,))
    lift = add_exercise(db, NEW, an_act(ann))
    put_picture(db, lift.id, a_picture(), an_act(ann))

    erase_account(db, ann.id, an_act(root))

    with db.read() as read:
        assert verify(read).checked["exercise_picture"] == 0
