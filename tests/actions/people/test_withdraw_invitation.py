"""Withdrawing an invitation that nobody has used."""

import pytest

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.actions.people.withdraw_invitation import withdraw_invitation
from mesocycle.domain.people.invitation import Invitation, NewInvitation
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import invitations
from tests.arrange import ADMIN, a_trainer, a_user, an_act


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
