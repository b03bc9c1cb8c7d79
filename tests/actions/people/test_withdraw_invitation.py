"""Withdrawing an invitation that nobody has used."""

import pytest
from msgspec.structs import replace

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.sign_up import sign_up
from mesocycle.actions.people.withdraw_invitation import withdraw_invitation
from mesocycle.domain.people.invitation import Invitation, IssuedInvitation, NewInvitation
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import (
    InvitationNotValid,
    NotFound,
)
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import invitations
from tests.actions.signing_in import ADDRESS
from tests.actions.signing_up import ANN, BY_INVITATION
from tests.arrange import ADMIN, NOW, a_trainer, a_user, an_act


def listed(db: Database) -> list[Invitation]:
    with db.read() as read:
        return invitations.listed(read, made_by=None)


def test_an_admin_withdraws_what_a_trainer_sent_out(db: Database) -> None:
    made = invite_user(db, NewInvitation(), an_act(a_trainer(db))).invitation

    assert withdraw_invitation(db, made.id, an_act(ADMIN)) == made

    assert listed(db) == []


def test_nobody_else_withdraws_it(db: Database) -> None:
    made = invite_user(db, NewInvitation(), an_act(a_trainer(db))).invitation

    for other in (a_user(db), a_trainer(db, "otto")):
        with pytest.raises(NotFound):
            withdraw_invitation(db, made.id, an_act(other))

    assert listed(db) == [made]


def test_an_open_invitation_is_withdrawn_by_whose_it_is_and_opens_nothing_then(db: Database, root: User) -> None:
    tom = a_trainer(db)
    issued: IssuedInvitation = invite_user(db, NewInvitation(), an_act(tom))

    with pytest.raises(NotFound):
        withdraw_invitation(db, issued.invitation.id, an_act(a_trainer(db, "otto")))
    gone = withdraw_invitation(db, issued.invitation.id, an_act(tom))

    assert gone == issued.invitation
    with pytest.raises(InvitationNotValid):
        sign_up(db, replace(ANN, invitation=issued.secret), BY_INVITATION, ADDRESS, NOW)


def test_a_used_invitation_is_not_withdrawn(db: Database, root: User) -> None:
    issued = invite_user(db, NewInvitation(), an_act(root))
    sign_up(db, replace(ANN, invitation=issued.secret), BY_INVITATION, ADDRESS, NOW)

    with pytest.raises(NotFound):
        withdraw_invitation(db, issued.invitation.id, an_act(root))
