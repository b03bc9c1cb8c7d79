"""Inviting somebody to the server."""

import pytest

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.sign_up import sign_up
from mesocycle.domain.people.invitation import NewInvitation
from mesocycle.domain.people.user import CoachingStatus, Role, User
from mesocycle.domain.refusal import (
    AlreadyExists,
    NotPermitted,
)
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings
from tests.actions.signing_in import ADDRESS
from tests.actions.signing_up import BY_INVITATION, invited
from tests.arrange import NOW, a_trainer, a_user, an_act


def test_whom_a_trainer_invited_finds_the_trainer_s_invitation_and_decides(db: Database, root: User) -> None:
    tom = a_trainer(db)

    ann = sign_up(db, invited(db, tom), BY_INVITATION, ADDRESS, NOW)

    with db.read() as read:
        (link,) = coachings.of_user(read, ann.id)
    assert (link.trainer_id, link.status) == (tom.id, CoachingStatus.INVITED)


def test_an_admin_who_is_no_trainer_coaches_nobody_by_inviting(db: Database, root: User) -> None:
    ann = sign_up(db, invited(db, root), BY_INVITATION, ADDRESS, NOW)

    with db.read() as read:
        assert coachings.of_user(read, ann.id) == []


def test_who_may_not_invite_is_refused_and_a_user_s_address_too(db: Database, root: User) -> None:
    ann, tom = a_user(db), a_trainer(db)

    with pytest.raises(NotPermitted):
        invite_user(db, NewInvitation(), an_act(ann))
    with pytest.raises(NotPermitted):
        invite_user(db, NewInvitation(roles=(Role.TRAINER,)), an_act(tom))
    with pytest.raises(AlreadyExists, match="here already"):
        invite_user(db, NewInvitation(email="Ann@example.org"), an_act(tom))
