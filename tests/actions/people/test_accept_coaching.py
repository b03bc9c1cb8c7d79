"""Accepting: the athlete's consent opens what a trainer may do, and no more."""

import pytest

from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.domain.people.user import CoachingStatus
from mesocycle.domain.permission import ALL, Deed
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings
from tests.arrange import ADMIN, a_coaching, a_trainer, a_user, an_act, an_actor


def test_after_consent_the_trainer_plans_but_does_not_log(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)

    a_coaching(db, tom, ann)

    with db.read() as read:
        assert coachings.permit(read, an_actor(tom), ann.id, Deed.PLAN) == ALL
        with pytest.raises(NotPermitted):
            coachings.permit(read, an_actor(tom), ann.id, Deed.PERFORM)


def test_nobody_consents_for_the_athlete_not_even_an_admin(db: Database) -> None:
    ann, tom, root = a_user(db, "ann"), a_trainer(db), a_user(db, "root")
    invite_athlete(db, ann.id, an_act(tom))

    with pytest.raises(NotFound):
        accept_coaching(db, tom.id, an_act(root))
    with pytest.raises(NotFound):
        accept_coaching(db, tom.id, an_act(ADMIN))

    with db.read() as read:
        assert [link.status for link in coachings.of_user(read, ann.id)] == [CoachingStatus.INVITED]


def test_accepting_again_changes_nothing(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    link = a_coaching(db, tom, ann)

    assert accept_coaching(db, tom.id, an_act(ann, "2026-03-01T00:00:00.000Z")) == link
