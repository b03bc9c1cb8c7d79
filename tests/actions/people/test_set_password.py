"""Setting a password without the old one."""

import pytest

from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.people.sign_in import sign_in
from mesocycle.domain.refusal import DocumentNotValid, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import sign_ins
from tests.actions.signing_in import ADDRESS, PASSWORD, a_password, a_sign_in, tries_in_vain
from tests.arrange import ADMIN, NOW, a_trainer, a_user, an_act


def test_an_admin_sets_anybody_s_and_a_trainer_only_their_own(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)

    set_password(db, ann.id, PASSWORD, an_act(ADMIN))
    set_password(db, tom.id, PASSWORD, an_act(tom))

    with pytest.raises(NotPermitted):
        set_password(db, ann.id, PASSWORD, an_act(tom))


def test_all_sign_ins_end_and_tries_in_vain_are_forgotten(db: Database) -> None:
    ann = a_user(db)
    a_sign_in(db, ann)
    tries_in_vain(db, ann.email, 10)

    shown = a_password(db, ann)

    with db.read() as read:
        assert sign_ins.of_user(read, ann.id, NOW) == []
    assert sign_in(db, shown, ADDRESS, NOW, days=1).user == ann


def test_a_password_that_can_t_be_is_refused(db: Database) -> None:
    ann = a_user(db)

    with pytest.raises(DocumentNotValid):
        set_password(db, ann.id, "short", an_act(ann))
