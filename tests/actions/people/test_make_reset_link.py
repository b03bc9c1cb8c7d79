"""Making a link with which a user chooses a password."""

import pytest

from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.people.reset_password import reset_password
from mesocycle.domain.document import Instant
from mesocycle.domain.refusal import NotFound, NotPermitted, ResetLinkNotValid
from mesocycle.storage.engine.database import Database
from tests.actions.resetting import a_reset
from tests.arrange import ADMIN, NOW, a_coaching, a_trainer, a_user, an_act

A_DAY_LATER: Instant = "2026-01-06T09:00:00.000Z"


def test_a_link_is_good_for_a_day(db: Database) -> None:
    reset = a_reset(db, a_user(db))

    with pytest.raises(ResetLinkNotValid):
        reset_password(db, reset, A_DAY_LATER)
    assert reset_password(db, reset, "2026-01-06T08:59:59.999Z").id == "ann"


def test_a_newer_link_makes_the_older_void(db: Database) -> None:
    ann = a_user(db)
    older, newer = a_reset(db, ann), a_reset(db, ann)

    with pytest.raises(ResetLinkNotValid):
        reset_password(db, older, NOW)
    assert reset_password(db, newer, NOW) == ann


def test_only_an_admin_makes_a_link_and_only_for_a_user(db: Database) -> None:
    ann, tom, otto = a_user(db), a_trainer(db), a_trainer(db, "otto")
    a_coaching(db, tom, ann)

    for actor in (ann, tom):
        with pytest.raises(NotPermitted):
            make_reset_link(db, ann.id, an_act(actor))
    with pytest.raises(NotFound):
        make_reset_link(db, ann.id, an_act(otto))
    with pytest.raises(NotFound):
        make_reset_link(db, "nobody", an_act(ADMIN))
