"""Calendar addresses by the client."""

import pytest

from mesocycle.client import Refused, Visitor
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user
from tests.client.conftest import ClientOf
from tests.server.served import Served


def test_an_address_shows_the_calendar_until_it_is_revoked(db: Database, running: Served, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    issued = client.calendar_feeds.issue()
    visitor = Visitor(running.address)

    shown = visitor.calendar(issued.secret)
    client.calendar_feeds.revoke(issued.calendar_feed.id)

    assert shown.startswith(b"BEGIN:VCALENDAR")
    assert [each.revoked_at is not None for each in client.calendar_feeds.every()] == [True]
    with pytest.raises(Refused):
        visitor.calendar(issued.secret)
