"""Inviting: trainers only, once, and nothing is seen before consent."""

import pytest

from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.domain.people.user import CoachingStatus, Sees
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings
from tests.arrange import a_coaching, a_trainer, a_user, an_act, an_actor


def test_an_invitation_alone_lets_the_trainer_see_nothing(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)

    link = invite_athlete(db, ann.id, an_act(tom))

    assert (link.status, link.sees, link.may_log) == (CoachingStatus.INVITED, Sees.ALL, False)
    with db.read() as read, pytest.raises(NotFound):
        coachings.permit(read, an_actor(tom), ann.id, Deed.SEE)


def test_only_trainers_invite(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    with pytest.raises(NotPermitted):
        invite_athlete(db, ann.id, an_act(bob))


def test_nobody_invites_themselves(db: Database) -> None:
    tom = a_trainer(db)

    with pytest.raises(DocumentNotValid):
        invite_athlete(db, tom.id, an_act(tom))


def test_a_second_invitation_is_refused_while_the_first_stands(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    a_coaching(db, tom, ann)

    with pytest.raises(AlreadyExists):
        invite_athlete(db, ann.id, an_act(tom))


def test_after_the_end_the_athlete_can_be_invited_again(db: Database) -> None:
    ann, tom = a_user(db, "ann"), a_trainer(db)
    first = a_coaching(db, tom, ann)
    end_coaching(db, tom.id, an_act(ann))

    second = invite_athlete(db, ann.id, an_act(tom))

    assert second.id != first.id
    with db.read() as read:
        assert {link.status for link in coachings.of_user(read, ann.id)} == {
            CoachingStatus.INVITED,
            CoachingStatus.ENDED,
        }
