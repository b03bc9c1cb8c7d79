"""Secret addresses of calendars."""

import pytest

from mesocycle.domain.calendar.address import CalendarFeed, Whose
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.calendar import addresses
from mesocycle.storage.engine.database import Database
from tests.arrange import NOW, a_user, an_act


def test_an_address_opens_a_calendar_until_its_owner_revokes_it_and_nobody_else_can(db: Database) -> None:
    ann, bob = a_user(db), a_user(db, "bob")
    feed = CalendarFeed(id="feed", user_id="ann", whose=Whose.OWN, created_at=NOW)
    db.write("ann", an_act(ann), lambda write: addresses.add(write, feed, b"hash"))

    with pytest.raises(NotFound):
        db.write("bob", an_act(bob), lambda write: addresses.revoke(write, "feed"))
    with db.read() as read:
        assert addresses.find_good(read, b"hash") == feed
        assert addresses.find_good(read, b"other") is None
        assert addresses.count_good(read, "ann") == 1
    revoked = db.write("ann", an_act(ann), lambda write: addresses.revoke(write, "feed"))

    with db.read() as read:
        assert addresses.find_good(read, b"hash") is None
        assert addresses.count_good(read, "ann") == 0
        assert addresses.of_user(read, "ann") == [revoked]
    assert revoked.revoked_at == NOW
