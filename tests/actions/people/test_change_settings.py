"""Changing settings: one's own, and roles by admins."""

import threading
import time

import pytest

from mesocycle.actions.people.change_settings import change_settings, change_settings_in
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.people.user import LoadStep, Role, Settings, Units
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import users
from tests.arrange import ADMIN, NOW, a_coaching, a_trainer, a_user, an_act

LATER = "2026-02-01T12:00:00.000Z"


def test_only_what_is_given_changes(db: Database) -> None:
    ann = a_user(db, "ann")

    changed = change_settings(
        db, ann.id, Settings(units=Units.IMPERIAL, load_step=LoadStep(default=5)), an_act(ann, LATER)
    )

    assert (changed.units, changed.load_step, changed.updated_at) == (Units.IMPERIAL, LoadStep(default=5), LATER)
    assert (changed.name, changed.time_zone, changed.created_at) == (ann.name, ann.time_zone, NOW)
    with db.read() as read:
        assert users.get(read, ann.id) == changed


def test_an_optional_setting_is_taken_away_with_none(db: Database) -> None:
    ann = a_user(db, "ann")
    change_settings(db, ann.id, Settings(default_time="07:00"), an_act(ann))

    changed = change_settings(db, ann.id, Settings(default_time=None), an_act(ann))

    assert changed.default_time is None


def test_a_new_zone_holds_from_its_moment_on_and_not_before(db: Database) -> None:
    ann = a_user(db, "ann", time_zone="Europe/Berlin")

    change_settings(db, ann.id, Settings(time_zone="Asia/Tokyo"), an_act(ann, LATER))

    with db.read() as read:
        assert users.zone_at(read, ann.id, NOW) == "Europe/Berlin"
        assert users.zone_at(read, ann.id, LATER) == "Asia/Tokyo"


def test_nobody_changes_the_settings_of_another_and_a_stranger_learns_of_nobody(db: Database) -> None:
    ann, tom, otto = a_user(db, "ann"), a_trainer(db, "tom"), a_trainer(db, "otto")
    a_coaching(db, tom, ann)

    with pytest.raises(NotPermitted):
        change_settings(db, ann.id, Settings(name="Anna"), an_act(tom))
    with pytest.raises(NotFound):
        change_settings(db, ann.id, Settings(name="Anna"), an_act(otto))


def test_nobody_gives_themselves_a_role(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(NotPermitted):
        change_settings(db, ann.id, Settings(roles=(Role.ATHLETE, Role.ADMIN)), an_act(ann))


def test_an_admin_gives_roles(db: Database) -> None:
    ann = a_user(db, "ann")

    changed = change_settings(db, ann.id, Settings(roles=(Role.ATHLETE, Role.TRAINER)), an_act(ADMIN))

    assert changed.roles == (Role.ATHLETE, Role.TRAINER)


def test_the_last_admin_stays_admin(db: Database) -> None:
    root = a_user(db, "root", roles=(Role.ADMIN,))

    with pytest.raises(NotPermitted):
        change_settings(db, root.id, Settings(roles=(Role.ATHLETE,)), an_act(root))

    with db.read() as read:
        assert users.get(read, root.id) == root


def test_an_address_of_another_is_refused(db: Database) -> None:
    ann, bob = a_user(db, "ann"), a_user(db, "bob")

    with pytest.raises(AlreadyExists):
        change_settings(db, bob.id, Settings(email=ann.email.upper()), an_act(bob))


def test_an_unknown_zone_is_refused_and_nothing_changes(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(DocumentNotValid, match="Mars/Olympus"):
        change_settings(db, ann.id, Settings(name="Anna", time_zone="Mars/Olympus"), an_act(ann))

    with db.read() as read:
        assert users.get(read, ann.id) == ann


def test_of_the_last_two_admins_only_one_can_leave_at_the_same_instant(db: Database) -> None:
    ann, bob = (a_user(db, name, roles=(Role.ATHLETE, Role.ADMIN)) for name in ("ann", "bob"))
    a_user(db, "cleo")
    begun = threading.Event()

    def slowly(write: Write) -> None:
        change_settings_in(write, Settings(roles=(Role.ATHLETE,)))
        begun.set()
        time.sleep(0.3)  # the other one looks before this is committed

    first = threading.Thread(target=db.write, args=("ann", an_act(ann), slowly))
    first.start()
    begun.wait(10)

    with pytest.raises(NotPermitted):
        erase_account(db, "bob", an_act(bob))

    first.join()
    with db.read() as read:
        assert users.admins(read) == ["bob"]
