"""A browser is kept for who is signed in on it, and called as they say."""

import pytest
import sqlalchemy as sa

from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.sessions.call_device import call_device, forget_device, keep_device
from mesocycle.domain.people.device import Device, RestCall
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.settings import PUSH_SERVICES
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people.devices import MOST_DEVICES
from mesocycle.storage.tables.people import device, rest_call
from tests.arrange import NOW, a_user, an_act
from tests.domain.people.test_device import KEYS

PHONE = "https://web.push.apple.com/phone"
CALL = RestCall(endpoint=PHONE, session_id="s", begun_at=NOW, in_s=90)


def keep(db: Database, user: User, endpoint: str = PHONE) -> None:
    """Keep a browser of a user's."""
    keep_device(db, Device(endpoint=endpoint, keys=KEYS), "the-sign-in", PUSH_SERVICES, an_act(user))


def calls(db: Database) -> list[tuple[str, str]]:
    """Give of each call whose it is and when."""
    with db.read() as read:
        found = read.execute(sa.select(rest_call.c.user_id, rest_call.c.ends_at))
        return [(row.user_id, row.ends_at) for row in found]


def test_a_new_rest_takes_the_place_of_the_one_before(db: Database) -> None:
    ann = a_user(db)
    keep(db, ann)

    call_device(db, CALL, an_act(ann))
    call_device(db, CALL, an_act(ann, "2026-01-05T09:01:00.000Z"))

    assert calls(db) == [("ann", "2026-01-05T09:02:30.000Z")]


def test_a_call_is_taken_back_by_one_without_a_time(db: Database) -> None:
    ann = a_user(db)
    keep(db, ann)
    call_device(db, CALL, an_act(ann))

    call_device(db, RestCall(endpoint=PHONE, session_id="s", begun_at=NOW), an_act(ann))

    assert calls(db) == []


def test_a_browser_that_is_not_kept_is_not_called(db: Database) -> None:
    with pytest.raises(NotFound):
        call_device(db, CALL, an_act(a_user(db)))


def test_a_browser_is_the_last_one_s_who_was_kept_there_and_nobody_calls_another_s(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    keep(db, ann)
    call_device(db, CALL, an_act(ann))

    keep(db, bob)

    assert calls(db) == []
    with pytest.raises(NotFound):
        call_device(db, CALL, an_act(ann))
    forget_device(db, PHONE, an_act(ann))
    call_device(db, CALL, an_act(bob))
    assert [who for who, _ in calls(db)] == ["bob"]


def test_an_address_of_the_server_s_own_network_is_refused(db: Database) -> None:
    with pytest.raises(DocumentNotValid):
        keep(db, a_user(db), "https://192.168.0.1/admin")


def test_of_very_many_browsers_the_newest_are_kept(db: Database) -> None:
    ann = a_user(db)

    for number in range(MOST_DEVICES + 3):
        keep(db, ann, f"{PHONE}-{number}")

    with db.read() as read:
        assert len(read.execute(sa.select(device.c.hash)).all()) == MOST_DEVICES


def test_with_an_account_its_browsers_and_calls_go(db: Database) -> None:
    ann = a_user(db)
    keep(db, ann)
    call_device(db, CALL, an_act(ann))

    erase_account(db, ann.id, an_act(ann))

    with db.read() as read:
        assert read.execute(sa.select(device.c.hash)).all() == []
    assert calls(db) == []
