"""Calls are taken on by one server at a time, and what became of them is noted."""

from mesocycle.actions.sessions.call_device import call_device
from mesocycle.domain.people.device import Device, RestCall
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import devices
from tests.actions.sessions.test_call_device import PHONE, keep
from tests.actions.signing_in import a_sign_in
from tests.arrange import NOW, a_user, an_act
from tests.domain.people.test_device import KEYS

AT_THE_END = "2026-01-05T09:01:30.000Z"
SOON_AFTER = "2026-01-05T09:01:31.000Z"
LATER = "2026-01-05T09:02:00.000Z"


def rests(db: Database) -> User:
    """Let Ann rest for 90 seconds from now on."""
    ann = a_user(db)
    signed_in = a_sign_in(db, ann).sign_in.id
    db.write(ann.id, an_act(ann), lambda write: devices.keep(write, Device(endpoint=PHONE, keys=KEYS), signed_in))
    call_device(db, RestCall(endpoint=PHONE, session_id="s", begun_at=NOW, in_s=90), an_act(ann))
    return ann


def test_a_call_is_due_at_the_end_of_the_rest_and_is_had_by_one(db: Database) -> None:
    rests(db)

    assert devices.take_due(db, NOW) == []
    assert len(devices.take_due(db, AT_THE_END)) == 1
    assert devices.take_due(db, SOON_AFTER) == []


def test_what_a_server_did_not_live_to_do_is_left_to_the_next(db: Database) -> None:
    rests(db)
    devices.take_due(db, AT_THE_END)

    (again,) = devices.take_due(db, LATER)

    assert again.tries == 2


def test_a_device_whose_sign_in_is_over_has_no_call(db: Database) -> None:
    ann = a_user(db)
    keep(db, ann)  # under a sign-in that there is not
    call_device(db, RestCall(endpoint=PHONE, session_id="s", begun_at=NOW, in_s=90), an_act(ann))

    assert devices.take_due(db, AT_THE_END) == []
    with db.read() as read:
        assert devices.next_due(read) is None


def test_a_call_that_was_made_is_over_and_one_that_was_not_comes_again(db: Database) -> None:
    rests(db)
    (call,) = devices.take_due(db, AT_THE_END)

    devices.settle(db, call, again_at=SOON_AFTER)
    (again,) = devices.take_due(db, SOON_AFTER)
    devices.settle(db, again)

    with db.read() as read:
        assert devices.next_due(read) is None


def test_a_rest_that_began_meanwhile_keeps_its_call(db: Database) -> None:
    ann = rests(db)
    (call,) = devices.take_due(db, AT_THE_END)
    call_device(db, RestCall(endpoint=PHONE, session_id="s", begun_at=NOW, in_s=90), an_act(ann, SOON_AFTER))

    devices.settle(db, call)

    with db.read() as read:
        assert devices.next_due(read) == "2026-01-05T09:03:01.000Z"


def test_a_key_is_kept_once(db: Database) -> None:
    assert devices.add_key(db, "push", "one", NOW) == "one"
    assert devices.add_key(db, "push", "other", NOW) == "one"
