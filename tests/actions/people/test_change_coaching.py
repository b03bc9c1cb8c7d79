"""What a trainer sees and may do is the athlete's choice."""

import pytest

from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.domain.people.user import Sees
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings
from tests.arrange import a_coaching, a_trainer, a_user, an_act, an_actor


def test_a_trainer_who_may_log_and_sees_the_assigned_has_that_scope(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)

    change_coaching(db, tom.id, an_act(ann), sees=Sees.ASSIGNED, may_log=True)

    with db.read() as read:
        assert coachings.permit(read, an_actor(tom), ann.id, Deed.PERFORM) == Scope(assigned_by=tom.id)


def test_what_is_not_given_stays(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED, may_log=True)

    link = change_coaching(db, tom.id, an_act(ann), may_log=False)

    assert (link.sees, link.may_log) == (Sees.ASSIGNED, False)


def test_the_trainer_has_no_say_in_it(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)

    with pytest.raises(NotFound):
        change_coaching(db, ann.id, an_act(tom), may_log=True)
